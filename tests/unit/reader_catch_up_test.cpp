// What one missed, over the whole absence; and the private rows that other devices of a member wrote meanwhile.
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "storage/reader.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

namespace {

class ReaderCatchUp : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(community_.folder());
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second,
                chloe_ = community_.kerlohan.first;
  std::uint64_t as_of_ = 0;

  v1::CatchUpAnswer catch_up(std::uint64_t member, std::uint64_t since, std::uint32_t limit = 0) {
    v1::CatchUp query;
    query.set_since_seq(since);
    query.set_limit(limit);
    v1::CatchUpAnswer answer;
    EXPECT_TRUE(reader_->catch_up(member, query, answer, as_of_));
    return answer;
  }
  std::uint64_t thread(std::uint64_t channel, std::uint64_t author) {
    const auto id = community_.open_thread(channel, author, "Un fil");
    community_.post(id, author, "Début");
    return id;
  }
  std::uint64_t write_private(std::uint64_t member, const v1::PrivateRow& row) {
    auto& store = community_.store();
    store.begin();
    store.begin_command();
    const auto revision = store.write_private(member, row);
    store.end_command();
    store.commit();
    return revision;
  }
  void move_obstacle(std::uint64_t obstacle, v1::ObstacleStatus from, v1::ObstacleStatus to) {
    community_.append(anna_, community_.themes, [&](v1::Event& event) {
      event.set_birth_seq(obstacle);
      event.mutable_obstacle_status_changed()->set_thread_id(obstacle);
      event.mutable_obstacle_status_changed()->set_from(from);
      event.mutable_obstacle_status_changed()->set_to(to);
    });
  }
  void keep(std::uint64_t channel, std::uint64_t thread_id, std::uint64_t message) {
    community_.append(anna_, channel, [&](v1::Event& event) {
      event.set_birth_seq(message);
      event.mutable_message_kept()->set_message_id(message);
      event.mutable_message_kept()->set_thread_id(thread_id);
      event.mutable_message_kept()->set_kept(true);
    });
  }
};

}  // namespace

TEST_F(ReaderCatchUp, SortsThreadsByWhatTheyMeanToTheAsker) {
  const auto named = thread(community_.plenary, anna_), mine = thread(community_.plenary, chloe_),
             other = thread(community_.plenary, anna_), quiet = thread(community_.plenary, anna_);
  const auto since = community_.store().head_seq();
  community_.post(named, anna_, "Bonjour");
  const auto mention = community_.post(named, anna_, "Dis-nous", {chloe_});
  community_.post(named, anna_, "Alors ?", {chloe_});
  const auto answer_to_mine = community_.post(mine, basile_, "Je réponds");
  community_.post(mine, chloe_, "Merci");
  community_.post(other, basile_, "Autre chose");
  community_.post(quiet, chloe_, "Seule à parler");

  const v1::CatchUpAnswer answer = catch_up(chloe_, since);
  ASSERT_EQ(answer.mentions_size(), 1);
  EXPECT_EQ(answer.mentions(0).row().thread().id(), named);
  EXPECT_EQ(answer.mentions(0).mention_id(), mention);
  EXPECT_EQ(answer.mentions(0).new_count(), 3u);
  ASSERT_EQ(answer.mine_size(), 1);
  EXPECT_EQ(answer.mine(0).row().thread().id(), mine);
  EXPECT_EQ(answer.mine(0).new_count(), 1u);
  EXPECT_EQ(answer.mine(0).first_new_id(), answer_to_mine);
  ASSERT_EQ(answer.others_size(), 1);
  EXPECT_EQ(answer.others(0).row().thread().id(), other);
  EXPECT_EQ(answer.head_seq(), community_.store().head_seq());
  EXPECT_EQ(answer.since_seq(), since);
  EXPECT_GT(answer.since_ms(), 0);
  EXPECT_FALSE(answer.more());
}

TEST_F(ReaderCatchUp, FollowedThreadsAreMineAndMutedOnesComeLast) {
  const auto followed = thread(community_.plenary, anna_), muted = thread(community_.plenary, anna_),
             plain = thread(community_.plenary, anna_);
  const auto since = community_.store().head_seq();
  v1::PrivateRow row;
  row.mutable_following()->set_thread_id(followed);
  row.mutable_following()->set_level(v1::FOLLOW_LEVEL_FOLLOWED);
  write_private(chloe_, row);
  row.mutable_following()->set_thread_id(muted);
  row.mutable_following()->set_level(v1::FOLLOW_LEVEL_MUTED);
  write_private(chloe_, row);
  for (const auto id : {followed, plain, muted}) community_.post(id, basile_, "Du nouveau");
  const v1::CatchUpAnswer answer = catch_up(chloe_, since);
  ASSERT_EQ(answer.mine_size(), 1);
  EXPECT_EQ(answer.mine(0).row().thread().id(), followed);
  ASSERT_EQ(answer.others_size(), 2);
  EXPECT_EQ(answer.others(0).row().thread().id(), plain);
  EXPECT_EQ(answer.others(1).row().thread().id(), muted);
}

TEST_F(ReaderCatchUp, CountsOnlyWhatMayBeRead) {
  const auto theirs = thread(community_.valmerac.channel, anna_);
  const auto newcomer = community_.add_member("p99", v1::ROLE_CATALYST, community_.valmerac.id);
  const auto before = community_.post(theirs, anna_, "Avant", {newcomer});
  community_.grant(community_.valmerac.channel, newcomer, v1::ROLE_CATALYST, false);
  const auto fresh = community_.post(theirs, anna_, "Depuis");
  keep(community_.valmerac.channel, theirs, before);

  const v1::CatchUpAnswer seen = catch_up(newcomer, 1);
  EXPECT_EQ(seen.mentions_size(), 0) << "the mention is older than the entry";
  ASSERT_EQ(seen.others_size(), 1);
  EXPECT_EQ(seen.others(0).new_count(), 1u);
  EXPECT_EQ(seen.others(0).first_new_id(), fresh);
  EXPECT_TRUE(seen.others(0).row().thread().title_only());
  EXPECT_EQ(seen.kept_size(), 0);
  const v1::CatchUpAnswer nothing = catch_up(chloe_, 1);
  EXPECT_EQ(nothing.mentions_size() + nothing.mine_size() + nothing.others_size() + nothing.kept_size(), 0);
  EXPECT_EQ(catch_up(basile_, 1).kept_size(), 1);
}

TEST_F(ReaderCatchUp, FoldsTheMovesOfAnObstacle) {
  using namespace v1;
  Obstacle card;
  card.set_scope(OBSTACLE_SCOPE_COMMUNITY);
  card.set_status(OBSTACLE_STATUS_OPEN);
  const auto moved = community_.open_obstacle(community_.themes, anna_, "Avance", card, community_.theme_models);
  const auto returned = community_.open_obstacle(community_.themes, anna_, "Revient", card, community_.theme_models);
  move_obstacle(moved, OBSTACLE_STATUS_OPEN, OBSTACLE_STATUS_IN_DISCUSSION);
  const auto since = community_.store().head_seq();
  move_obstacle(moved, OBSTACLE_STATUS_IN_DISCUSSION, OBSTACLE_STATUS_ACTION_PLAN);
  move_obstacle(returned, OBSTACLE_STATUS_OPEN, OBSTACLE_STATUS_IN_DISCUSSION);
  move_obstacle(moved, OBSTACLE_STATUS_ACTION_PLAN, OBSTACLE_STATUS_LIFTED);
  move_obstacle(returned, OBSTACLE_STATUS_IN_DISCUSSION, OBSTACLE_STATUS_OPEN);
  const CatchUpAnswer answer = catch_up(chloe_, since);
  ASSERT_EQ(answer.obstacles_size(), 1);
  EXPECT_EQ(answer.obstacles(0).thread().id(), moved);
  EXPECT_EQ(answer.obstacles(0).from(), OBSTACLE_STATUS_IN_DISCUSSION);
  EXPECT_EQ(answer.obstacles(0).to(), OBSTACLE_STATUS_LIFTED);
  EXPECT_EQ(catch_up(community_.steering, since).obstacles_size(), 0) << "no reader of the themes";
}

TEST_F(ReaderCatchUp, KeptThingsComeNewestFirstAndNeverErased) {
  const auto id = thread(community_.plenary, anna_);
  const auto since = community_.store().head_seq();
  const auto first = community_.post(id, anna_, "À retenir"), second = community_.post(id, anna_, "Aussi"),
             erased = community_.post(id, anna_, "Regretté");
  for (const auto message : {first, second, erased}) keep(community_.plenary, id, message);
  community_.redact(erased, anna_);
  const v1::CatchUpAnswer answer = catch_up(chloe_, since);
  ASSERT_EQ(answer.kept_size(), 2);
  EXPECT_EQ(answer.kept(0).message().id(), second);
  EXPECT_EQ(answer.kept(0).thread_title(), "Un fil");
  EXPECT_EQ(answer.kept(1).message().id(), first);
}

TEST_F(ReaderCatchUp, BeginsAtTheLastVisitAndSaysWhenThereIsMore) {
  v1::PrivateRow row;
  row.mutable_last_visit()->set_seq(community_.store().head_seq());
  row.mutable_last_visit()->set_at_ms(1'234);
  write_private(chloe_, row);
  for (int i = 0; i < 4; ++i) thread(community_.plenary, anna_);
  const v1::CatchUpAnswer answer = catch_up(chloe_, 0, 3);
  EXPECT_EQ(answer.since_seq(), row.last_visit().seq());
  EXPECT_EQ(answer.since_ms(), 1'234);
  EXPECT_EQ(answer.others_size(), 3);
  EXPECT_TRUE(answer.more());
  EXPECT_FALSE(catch_up(chloe_, 0, 4).more());
}

TEST_F(ReaderCatchUp, PrivateRowsComeByRevisionAndInPages) {
  const auto id = thread(community_.plenary, anna_);
  v1::PrivateRow read, draft;
  read.mutable_read_cursor()->set_thread_id(id);
  read.mutable_read_cursor()->set_read_up_to(id + 1);
  draft.mutable_draft()->set_thread_id(id);
  draft.mutable_draft()->set_text("Brouillon");
  const auto first = write_private(anna_, read), second = write_private(anna_, draft);
  v1::PrivateRows rows;
  ASSERT_TRUE(reader_->private_rows(anna_, 0, rows));
  ASSERT_EQ(rows.rows_size(), 2);
  EXPECT_EQ(rows.rows(0).revision(), first);
  EXPECT_EQ(rows.rows(1).draft().text(), "Brouillon");
  EXPECT_EQ(rows.revision(), second);
  ASSERT_TRUE(reader_->private_rows(anna_, first, rows = {}));
  EXPECT_EQ(rows.rows_size(), 1);
  ASSERT_TRUE(reader_->private_rows(basile_, 0, rows = {}));
  EXPECT_EQ(rows.rows_size(), 0) << "private means private";

  for (int i = 0; i < limits::private_row_page_max; ++i) {
    read.mutable_read_cursor()->set_thread_id(1'000'000 + static_cast<std::uint64_t>(i));
    write_private(anna_, read);
  }
  std::uint64_t revision = 0;
  int seen = 0, pages = 0;
  do {
    ASSERT_TRUE(reader_->private_rows(anna_, revision, rows = {}));
    EXPECT_LE(rows.rows_size(), limits::private_row_page_max);
    seen += rows.rows_size();
    revision = rows.revision();
    ++pages;
  } while (rows.rows_size() > 0 && pages < 5);
  EXPECT_EQ(seen, limits::private_row_page_max + 2);
  EXPECT_EQ(pages, 3);
}

}  // namespace ramure::test
