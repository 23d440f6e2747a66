// The course of the demo: what came of course.json.
#include <gtest/gtest.h>

#include <regex>

#include "server/community/answer.hpp"
#include "storage/attachment_files.hpp"
#include "storage/reader.hpp"
#include "tests/unit/imported_demo.hpp"

namespace ramure::ops {
namespace {

TEST_F(ImportedDemo, HoldsTheWholeCourse) {
  EXPECT_EQ(imported->gatherings, 13u);
  EXPECT_EQ(number("SELECT count(*) FROM gatherings"), 13);
  EXPECT_GT(number("SELECT count(*) FROM gatherings WHERE starts_at_ms > " + std::to_string(now_ms)), 1)
      << "something lies ahead";
  EXPECT_EQ(number("SELECT count(*) FROM workshops WHERE closed = 1"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM workshop_sentences WHERE theme_id > 0"), 12);
  EXPECT_EQ(number("SELECT count(*) FROM quotes WHERE allowed = 1"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM dossiers"), 1);
}

TEST_F(ImportedDemo, ThreeGatheringsWereEvaluatedByEnoughTerritories) {
  EXPECT_EQ(number("SELECT count(*) FROM (SELECT gathering_id FROM evaluations GROUP BY gathering_id HAVING "
                   "count(DISTINCT territory_id) >= 3)"),
            3);
}

TEST_F(ImportedDemo, EightResourcesArePublishedAndTwoWait) {
  const auto in = [](v1::ChannelKind kind) {
    return "SELECT count(*) FROM threads t JOIN channels c ON c.id = t.channel_id WHERE c.kind = " +
           std::to_string(kind);
  };
  EXPECT_EQ(number(in(v1::CHANNEL_KIND_RESOURCES)), 8);
  EXPECT_EQ(number(in(v1::CHANNEL_KIND_RESOURCE_PROPOSALS)), 10);
  EXPECT_EQ(number(in(v1::CHANNEL_KIND_RESOURCE_PROPOSALS) + " AND t.resolved = 0"), 2);
}

TEST_F(ImportedDemo, ASubjectWasChosenWithoutABallot) {
  EXPECT_EQ(number("SELECT count(*) FROM messages WHERE kind = " + std::to_string(v1::MESSAGE_KIND_PROPOSAL)), 3);
  EXPECT_EQ(number("SELECT count(*) FROM messages WHERE kind = " + std::to_string(v1::MESSAGE_KIND_OBJECTION)), 1);
  EXPECT_EQ(number("SELECT count(*) FROM messages WHERE kind = " + std::to_string(v1::MESSAGE_KIND_DECISION)), 1);
  EXPECT_EQ(number("SELECT resolved FROM threads WHERE kind = " + std::to_string(v1::THREAD_KIND_CHOICE)), 1);
}

// What a thing of the demo points at is there, and whoever reads the thing may open it.
TEST_F(ImportedDemo, HasNoDeadLink) {
  const auto reader = storage::Reader::open(*folder / "demo");
  const auto files = storage::AttachmentFiles(*folder / "demo", false);
  std::size_t documents = 0, carried = 0;
  for (const ImportedPerson& person : imported->people) {
    v1::Query list;
    list.mutable_list_gatherings();
    const v1::Reply gatherings = community::answer(*reader, person.member_id, list);
    for (const v1::GatheringRow& row : gatherings.answer().gathering_list().rows()) {
      v1::Query query;
      query.mutable_get_gathering()->set_gathering_id(row.gathering().id());
      const v1::Reply whole = community::answer(*reader, person.member_id, query);
      EXPECT_EQ(whole.answer().gathering().gathering().video_url(), "") << "nobody waits there";
      for (const v1::GatheringDocument& document : whole.answer().gathering().gathering().documents()) {
        EXPECT_EQ(document.url(), "") << document.title() << " leads out of the demo";
        v1::Query ask;
        ask.mutable_get_message()->set_message_id(document.message_id());
        const v1::Reply message = community::answer(*reader, person.member_id, ask);
        EXPECT_GT(message.answer().message().message().attachments_size(), 0) << document.title();
        ++documents;
      }
    }
  }
  std::vector<storage::JournalRow> journal;
  reader->read_whole_journal(0, imported->head_seq, journal);
  for (const storage::JournalRow& row : journal) {
    v1::Event event;
    ASSERT_TRUE(event.ParseFromString(row.payload));
    const v1::MessagePosted& posted = event.message_posted();
    for (const v1::Attachment& attachment : posted.attachments()) {
      EXPECT_TRUE(files.open(attachment.sha256())) << attachment.name();
      ++carried;
    }
    static const std::regex reference("<([@#!])([0-9]+)>");
    for (std::sregex_iterator at(posted.body().begin(), posted.body().end(), reference), end; at != end; ++at) {
      const std::string table = (*at)[1] == "@" ? "members" : "threads";
      EXPECT_EQ(number("SELECT count(*) FROM " + table + " WHERE id = " + (*at)[2].str()), 1) << posted.body();
    }
    EXPECT_EQ(posted.body().find("example.org"), std::string::npos) << posted.body();
  }
  EXPECT_GT(documents, 20u);
  constexpr std::size_t published = 8,
                        twice = 1;  // a published resource has its files, too; one paper is in two places
  EXPECT_EQ(carried, demo_texts("papers").size() + published + twice);
}

}  // namespace
}  // namespace ramure::ops
