// Texts of roadmaps on connections: cursors over their log, as over the journal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/live/hub.hpp"
#include "server/live/signals.hpp"
#include "server/live/writer.hpp"

namespace ramure::live {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::uint64_t roadmap = 50;

struct QuietPort final : Port {
  int wakes = 0;
  bool is_dismissed = false;
  void wake() override { ++wakes; }
  void dismiss(Dismissal) override { is_dismissed = true; }
};

struct TextBacklog final : Backlog {
  struct Asked {
    std::uint64_t subscription_id = 0, after_version = 0;
  };
  std::vector<Asked> texts;
  void read_journal(std::uint64_t, const storage::Readable&, std::uint64_t) override {}
  void read_private_rows(std::uint64_t, std::uint64_t, std::uint64_t) override {}
  void read_text(std::uint64_t id, std::uint64_t, std::uint64_t after_version) override {
    texts.push_back({id, after_version});
  }
};

TextChange change(std::uint64_t version) {
  v1::TextEntry entry;
  entry.set_version(version);
  return text_change(roadmap, version, entry.SerializeAsString());
}

class HubTexts : public ::testing::Test {
 protected:
  struct Connection {
    QuietPort port;
    std::unique_ptr<Subscription> subscription;
  };

  std::unique_ptr<Connection> connect(std::uint64_t member_id) {
    auto connection = std::make_unique<Connection>();
    connection->subscription = hub.attach(member_id, connection->port);
    storage::Readable readable(member_id);
    readable.grant({.channel_id = roadmap});
    hub.begin(*connection->subscription, {.readable = readable});
    return connection;
  }

  void commit(std::uint64_t from, std::uint64_t to) {
    Announcement announcement;
    for (std::uint64_t version = from; version <= to; ++version) announcement.text_changes.push_back(change(version));
    hub.on_batch(announcement);
  }

  std::vector<std::uint64_t> take(Connection& connection) {
    std::vector<std::uint64_t> versions;
    for (bool more = true; more;) {
      const Outgoing out = hub.take(*connection.subscription);
      v1::ServerFrame frame;
      EXPECT_TRUE(frame.ParseFromString(out.rest));
      for (const v1::TextDelivery& delivery : frame.text_changes()) {
        EXPECT_EQ(delivery.roadmap_id(), roadmap);
        versions.push_back(delivery.entry().version());
      }
      signals += frame.signals_size();
      more = out.has_more;
    }
    return versions;
  }

  TextBacklog backlog;
  Hub hub{Feed(0, {}), backlog};
  int signals = 0;
};

}  // namespace

TEST_F(HubTexts, GiveEachChangeOnceAndInOrderFromTheVersionThatWasRead) {
  const auto anna = connect(40), ben = connect(41);
  ASSERT_TRUE(hub.prepare_text(*anna->subscription, roadmap));
  commit(1, 2);  // while the text is read: 1 is in it, 2 is not
  EXPECT_THAT(take(*anna), IsEmpty());
  ASSERT_TRUE(hub.begin_text(*anna->subscription, roadmap, 1, 1));
  EXPECT_THAT(take(*anna), ElementsAre(2));
  commit(3, 4);
  EXPECT_THAT(take(*anna), ElementsAre(3, 4));
  EXPECT_THAT(take(*anna), IsEmpty());
  EXPECT_THAT(take(*ben), IsEmpty()) << "he has not opened it";
  hub.close_text(*anna->subscription, roadmap);
  commit(5, 5);
  EXPECT_THAT(take(*anna), IsEmpty());
}

TEST_F(HubTexts, ReadTheTableWhenTheRingBeginsLater) {
  const auto anna = connect(40);
  hub.prepare_text(*anna->subscription, roadmap);
  hub.begin_text(*anna->subscription, roadmap, 1, 1);
  commit(5, 6);
  EXPECT_THAT(take(*anna), IsEmpty());
  ASSERT_EQ(backlog.texts.size(), 1u);
  EXPECT_EQ(backlog.texts[0].after_version, 1u);
  const std::vector<TextChange> page{change(2), change(3), change(4), change(5)};
  hub.on_text(anna->subscription->id(), roadmap, &page);
  EXPECT_THAT(take(*anna), ElementsAre(2, 3, 4, 5, 6));
  EXPECT_FALSE(anna->port.is_dismissed);
}

// After a restart nothing was announced yet: what the editor lacks lies in the table.
TEST_F(HubTexts, ReadTheTableWhenNothingWasAnnouncedSince) {
  const auto anna = connect(40);
  hub.prepare_text(*anna->subscription, roadmap);
  hub.begin_text(*anna->subscription, roadmap, 1, 3);
  EXPECT_THAT(take(*anna), IsEmpty());
  ASSERT_EQ(backlog.texts.size(), 1u);
  const std::vector<TextChange> page{change(2), change(3)};
  hub.on_text(anna->subscription->id(), roadmap, &page);
  EXPECT_THAT(take(*anna), ElementsAre(2, 3));
  EXPECT_THAT(take(*anna), IsEmpty());
  EXPECT_EQ(backlog.texts.size(), 1u);
}

// A reader thread sees a commit before its announcement comes here: the editor began beyond the end of the ring.
TEST_F(HubTexts, ReadNothingBeyondTheRingWhenTheTextWasReadAheadOfIt) {
  const auto anna = connect(40);
  hub.prepare_text(*anna->subscription, roadmap);
  commit(5, 7);
  hub.begin_text(*anna->subscription, roadmap, 9, 10);
  EXPECT_THAT(take(*anna), IsEmpty());
  EXPECT_THAT(backlog.texts, IsEmpty()) << "what it lacks is on its way";
  commit(8, 12);
  EXPECT_THAT(take(*anna), ElementsAre(10, 11, 12));
}

// Words went from the history: what the ring and a page hold is read anew.
TEST_F(HubTexts, ReadTheTableAgainWhenItWasRewritten) {
  const auto anna = connect(40), ben = connect(41);
  for (const auto* one : {anna.get(), ben.get()}) {
    hub.prepare_text(*one->subscription, roadmap);
    hub.begin_text(*one->subscription, roadmap, 1, 1);
  }
  commit(4, 5);
  EXPECT_THAT(take(*anna), IsEmpty());
  ASSERT_EQ(backlog.texts.size(), 1u) << "a page is on its way";
  Announcement rewriting;
  rewriting.rewritten_texts.push_back({roadmap, 6});
  rewriting.text_changes.push_back(change(7));
  hub.on_batch(rewriting);
  const std::vector<TextChange> stale{change(2), change(3)};
  hub.on_text(anna->subscription->id(), roadmap, &stale);
  EXPECT_THAT(take(*anna), IsEmpty());
  EXPECT_THAT(take(*ben), IsEmpty());
  ASSERT_EQ(backlog.texts.size(), 3u);
  const std::vector<TextChange> page{change(2), change(3), change(4), change(5), change(6)};
  for (const auto* one : {anna.get(), ben.get()}) hub.on_text(one->subscription->id(), roadmap, &page);
  EXPECT_THAT(take(*anna), ElementsAre(2, 3, 4, 5, 6, 7));
  EXPECT_THAT(take(*ben), ElementsAre(2, 3, 4, 5, 6, 7));
}

TEST_F(HubTexts, EndWithTheMembership) {
  const auto anna = connect(40);
  hub.prepare_text(*anna->subscription, roadmap);
  hub.begin_text(*anna->subscription, roadmap, 0, 0);
  v1::Event ended;
  ended.set_seq(1);
  ended.set_member_id(40);
  ended.set_birth_seq(1);
  ended.mutable_membership_ended()->set_channel_id(roadmap);
  ChunkBuilder builder(0);
  builder.add(ended, ended.SerializeAsString());
  Announcement announcement;
  announcement.chunks.push_back(std::move(builder).seal(1));
  announcement.text_changes.push_back(change(1));
  hub.on_batch(announcement);
  EXPECT_THAT(take(*anna), IsEmpty()) << "what was committed with it is not shown any more";
  EXPECT_FALSE(hub.has_open_text(*anna->subscription, roadmap));
  EXPECT_FALSE(hub.begin_text(*anna->subscription, roadmap, 1, 1));
}

TEST_F(HubTexts, CursorsReachTheOthersWhoHaveItOpen) {
  const auto anna = connect(40), ben = connect(41), carl = connect(42);
  for (const auto* connection : {anna.get(), ben.get()}) {
    hub.prepare_text(*connection->subscription, roadmap);
    hub.begin_text(*connection->subscription, roadmap, 0, 0);
  }
  v1::Signal signal;
  signal.mutable_text_cursor()->set_roadmap_id(roadmap);
  hub.signal_text(roadmap, anna->subscription->id(), std::make_shared<const std::string>(encode_signal(signal)));
  take(*anna), take(*carl);
  EXPECT_EQ(signals, 0);
  take(*ben);
  EXPECT_EQ(signals, 1);
}

TEST_F(HubTexts, OfOneConnectionAreBounded) {
  const auto anna = connect(40);
  for (std::uint64_t id = 1; id <= limits::open_texts_max; ++id) {
    EXPECT_TRUE(hub.prepare_text(*anna->subscription, id));
  }
  EXPECT_FALSE(hub.prepare_text(*anna->subscription, 99));
  EXPECT_TRUE(hub.prepare_text(*anna->subscription, 1)) << "opened anew";
}

}  // namespace ramure::live
