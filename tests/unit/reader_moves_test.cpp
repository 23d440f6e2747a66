// What is shown after messages were moved: every query tells of a message where it is now, and of a thread what is in
// it now; and whoever came later still sees nothing from before.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/community/answer.hpp"
#include "storage/replay.hpp"
#include "storage/search/follow.hpp"
#include "tests/support/move_commands.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class ReaderMoves : public testing::Test {
 protected:
  v1::Answer ask(std::uint64_t member_id, const v1::Query& query) {
    const v1::Reply reply = community::answer(*reader_, member_id, query);
    EXPECT_TRUE(reply.has_answer()) << reply.ShortDebugString();
    return reply.answer();
  }
  v1::Thread thread(std::uint64_t member_id, std::uint64_t thread_id) {
    v1::Query query;
    query.mutable_get_thread()->set_thread_id(thread_id);
    return ask(member_id, query).thread().row().thread();
  }
  v1::History history(std::uint64_t member_id, std::uint64_t thread_id) {
    v1::Query query;
    query.mutable_get_history()->set_thread_id(thread_id);
    return ask(member_id, query).history();
  }
  std::vector<std::uint64_t> ids(std::uint64_t member_id, std::uint64_t thread_id) {
    std::vector<std::uint64_t> found;
    const v1::History page = history(member_id, thread_id);
    for (const v1::Message& message : page.messages()) found.push_back(message.id());
    return found;
  }
  static std::vector<std::uint64_t> participants(const v1::Thread& of) {
    return {of.participant_ids().begin(), of.participant_ids().end()};
  }
  v1::SearchAnswer search(std::uint64_t member_id, const std::string& text) {
    while (storage::follow_journal(*reader_, *index_, 1'000)) {
    }
    v1::Query query;
    query.mutable_search()->set_text(text);
    return ask(member_id, query).search();
  }
  v1::Message message(std::uint64_t id) {
    v1::Query query;
    query.mutable_get_message()->set_message_id(id);
    return ask(host_, query).message().message();
  }
  void TearDown() override { EXPECT_THAT(storage::compare_with_replay(c_.folder()), IsEmpty()); }

  RuledCommunity c_;
  const std::uint64_t host_ = c_.facilitator, anna_ = c_.valmerac.first, chloe_ = c_.kerlohan.first;
  const std::uint64_t from_ = c_.open_thread(c_.plenary, anna_, "Le fret maritime"),
                      to_ = c_.open_thread(c_.plenary, host_, "La mutualisation");
  const std::uint64_t first_ = from_ + 1, second_ = c_.post(from_, chloe_, "Un conteneur partagé"),
                      third_ = c_.post(from_, anna_, "Merci"), last_ = c_.post(to_, host_, "Et ensuite ?");
  std::unique_ptr<storage::SearchIndex> index_ =
      storage::SearchIndex::open(c_.folder() / "search.db", c_.store().epoch());
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(c_.folder());
};

}  // namespace

TEST_F(ReaderMoves, BothThreadsAreWhatTheyHoldNow) {
  c_.accept(host_, command_move({second_, third_}, to_));
  EXPECT_THAT(ids(anna_, from_), ElementsAre(first_));
  EXPECT_THAT(ids(anna_, to_), ElementsAre(to_ + 1, second_, third_, last_));
  const v1::Thread left = thread(anna_, from_), reached = thread(anna_, to_);
  EXPECT_EQ(left.last_message_id(), first_);
  EXPECT_EQ(left.last_activity_at_ms(), message(first_).posted_at_ms());
  EXPECT_EQ(reached.last_message_id(), last_);
  EXPECT_THAT(participants(left), ElementsAre(anna_));
  EXPECT_THAT(participants(reached), ElementsAre(host_, chloe_, anna_));
}

TEST_F(ReaderMoves, AMessageSaysWhereItWasWrittenUntilItIsBack) {
  const auto third_place = c_.open_thread(c_.plenary, host_);
  c_.accept(host_, command_move({second_}, to_));
  EXPECT_EQ(message(second_).thread_id(), to_);
  EXPECT_EQ(message(second_).moved_from_id(), from_);
  c_.accept(host_, command_move({second_}, third_place));
  EXPECT_EQ(message(second_).moved_from_id(), from_) << "where it was written, not where it was last";
  c_.accept(host_, command_move({second_}, from_));
  EXPECT_EQ(message(second_).moved_from_id(), 0u);
}

TEST_F(ReaderMoves, AMergedThreadLeadsOnAndIsStillListedAndFound) {
  c_.accept(host_, command_merge(from_, to_));
  const v1::Thread left = thread(anna_, from_);
  EXPECT_EQ(left.merged_into_id(), to_);
  EXPECT_GT(left.merged_at_ms(), 0);
  EXPECT_TRUE(left.archived());
  EXPECT_EQ(left.last_message_id(), 0u);
  EXPECT_EQ(left.last_activity_at_ms(), left.opened_at_ms());
  EXPECT_THAT(participants(left), IsEmpty());
  v1::Query query;
  query.mutable_list_threads()->set_channel_id(c_.plenary);
  query.mutable_list_threads()->set_archived(v1::ListThreads::ARCHIVED_ONLY);
  ASSERT_EQ(ask(anna_, query).thread_list().rows_size(), 1);
  v1::Query start;
  start.mutable_get_snapshot();
  EXPECT_EQ(ask(anna_, start).snapshot().threads_size(), 2);
  const auto found = search(anna_, "fret maritime");
  ASSERT_EQ(found.hits_size(), 1);
  EXPECT_EQ(found.hits(0).thread_title(), "Le fret maritime");
  EXPECT_EQ(found.hits(0).message().thread_id(), from_);

  c_.accept(host_, command_unmerge(from_));
  EXPECT_THAT(ids(anna_, from_), ElementsAre(first_, second_, third_));
  EXPECT_THAT(ids(anna_, to_), ElementsAre(to_ + 1, last_));
  EXPECT_EQ(thread(anna_, from_).merged_into_id(), 0u);
  EXPECT_EQ(message(second_).moved_from_id(), 0u);
}

TEST_F(ReaderMoves, EmptyThreadsComeLastPageByPage) {
  std::vector<std::uint64_t> expected;
  for (int i = 0; i < 4; ++i) expected.insert(expected.begin(), c_.open_thread(c_.plenary, anna_));
  for (const auto id : expected) c_.accept(host_, command_move({id + 1}, to_));
  expected.insert(expected.begin(), {to_, from_});
  v1::Query query;
  query.mutable_list_threads()->set_channel_id(c_.plenary);
  query.mutable_list_threads()->set_limit(1);
  std::vector<std::uint64_t> listed;
  do {
    const auto page = ask(anna_, query).thread_list();
    for (const auto& row : page.rows()) listed.push_back(row.thread().id());
    query.mutable_list_threads()->set_page_token(page.next_page_token());
  } while (!query.list_threads().page_token().empty());
  EXPECT_EQ(listed, expected);
}

TEST_F(ReaderMoves, SearchLooksForMessagesInTheThreadWhereTheyAre) {
  EXPECT_EQ(search(anna_, "conteneur").hits(0).thread_title(), "Le fret maritime");
  c_.accept(host_, command_move({second_}, to_));
  const auto found = search(anna_, "conteneur");
  ASSERT_EQ(found.hits_size(), 1);
  EXPECT_EQ(found.hits(0).thread_title(), "La mutualisation");
  EXPECT_EQ(found.hits(0).message().thread_id(), to_);
  c_.accept(chloe_, command_edit(second_, 1, "Un conteneur mutualisé"));
  EXPECT_EQ(search(anna_, "mutualisé").hits(0).message().thread_id(), to_);
  v1::Command archive;
  archive.mutable_archive_thread()->set_thread_id(to_);
  archive.mutable_archive_thread()->set_archived(true);
  c_.accept(host_, archive);
  EXPECT_EQ(search(anna_, "conteneur statut:archivé").hits_size(), 1);
}

TEST_F(ReaderMoves, QuotesRepliesMentionsAndMarksFollow) {
  v1::Command reply = command_post(from_, "Pour <@" + std::to_string(anna_) + ">");
  reply.mutable_post_message()->set_reply_to_id(second_);
  reply.mutable_post_message()->add_quotes()->set_message_id(third_);
  const auto answer = c_.accept(chloe_, reply).events.front().seq();
  v1::Command keep;
  keep.mutable_keep_message()->set_message_id(answer);
  keep.mutable_keep_message()->set_kept(true);
  c_.accept(host_, keep);
  c_.accept(host_, command_move({answer}, to_));

  const v1::History page = history(anna_, to_);
  EXPECT_EQ(page.messages(page.messages_size() - 1).id(), answer);
  ASSERT_EQ(page.quoted_size(), 2);
  EXPECT_EQ(page.quoted(0).thread_id(), from_);
  v1::Query missed;
  missed.mutable_catch_up()->set_since_seq(last_);
  const v1::CatchUpAnswer news = ask(anna_, missed).catch_up();
  ASSERT_EQ(news.mentions_size(), 1);
  EXPECT_EQ(news.mentions(0).row().thread().id(), to_);
  EXPECT_EQ(news.mentions(0).mention_id(), answer);
  ASSERT_EQ(news.kept_size(), 1);
  EXPECT_EQ(news.kept(0).thread_title(), "La mutualisation");
}

TEST_F(ReaderMoves, WhoCameLaterSeesNothingOfWhatWasMovedIntoAYoungerThread) {
  const std::uint64_t place = c_.valmerac.channel;
  const auto old = c_.open_thread(place, anna_), secret = c_.post(old, c_.valmerac.second, "avant vous");
  v1::Command invite;
  invite.mutable_invite_to_channel()->set_channel_id(place);
  invite.mutable_invite_to_channel()->set_member_id(chloe_);
  c_.accept(anna_, invite);
  const auto recent = c_.post(old, anna_, "depuis");
  const auto split = c_.accept(anna_, command_split({secret, recent}, "Un fil plus jeune")).events.front().seq();
  const auto hidden = c_.accept(anna_, command_split({old + 1}, "Rien à voir")).events.front().seq();

  EXPECT_THAT(ids(chloe_, split), ElementsAre(recent));
  EXPECT_TRUE(history(chloe_, split).older_hidden());
  EXPECT_THAT(participants(thread(chloe_, split)), ElementsAre(anna_)) << "who wrote before is not told";
  EXPECT_THAT(participants(thread(anna_, split)), ElementsAre(c_.valmerac.second, anna_));
  EXPECT_THAT(ids(chloe_, hidden), IsEmpty());
  EXPECT_THAT(participants(thread(chloe_, hidden)), IsEmpty());
  EXPECT_EQ(thread(chloe_, hidden).last_message_id(), 0u);
  EXPECT_EQ(thread(chloe_, hidden).last_activity_at_ms(), thread(chloe_, hidden).opened_at_ms());
  const auto found = search(chloe_, "\"fil plus jeune\"");
  ASSERT_EQ(found.hits_size(), 1);
  EXPECT_EQ(found.hits(0).message().id(), recent) << "a thread is shown with the first message that may be read";
  EXPECT_EQ(search(chloe_, "avant vous").hits_size(), 0);
}

}  // namespace ramure::test
