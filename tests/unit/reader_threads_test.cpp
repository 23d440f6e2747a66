// Lists of threads, single threads, the snapshot: what each asker sees of them.
#include <gtest/gtest.h>

#include <set>

#include "protocol/limits.hpp"
#include "storage/reader.hpp"
#include "storage/thread_order.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/hidden_author.hpp"

namespace ramure::test {

namespace {

class ReaderThreads : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(community_.folder());
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second,
                chloe_ = community_.kerlohan.first;
  std::uint64_t as_of_ = 0;

  std::vector<std::uint64_t> list(std::uint64_t member, v1::ListThreads query = {}) {
    v1::ThreadList answer;
    EXPECT_TRUE(reader_->threads(member, query, answer, as_of_));
    std::vector<std::uint64_t> ids;
    for (const auto& row : answer.rows()) ids.push_back(row.thread().id());
    return ids;
  }
  v1::ThreadRow row(std::uint64_t member, std::uint64_t thread) {
    v1::GetThread query;
    query.set_thread_id(thread);
    v1::ThreadAnswer answer;
    EXPECT_TRUE(reader_->thread(member, query, answer, as_of_));
    return answer.row();
  }
  bool sees(std::uint64_t member, std::uint64_t thread) {
    v1::GetThread query;
    query.set_thread_id(thread);
    v1::ThreadAnswer answer;
    return reader_->thread(member, query, answer, as_of_);
  }
  std::uint64_t thread_with_post(std::uint64_t channel, std::uint64_t author, const std::string& title) {
    const std::uint64_t thread = community_.open_thread(channel, author, title);
    community_.post(thread, author, "Premier message de " + title);
    return thread;
  }
};

}  // namespace

TEST_F(ReaderThreads, AreListedByLatestActivityOverAllChannels) {
  const auto first = thread_with_post(community_.plenary, anna_, "Un");
  const auto second = thread_with_post(community_.valmerac.channel, anna_, "Deux");
  const auto third = thread_with_post(community_.themes, basile_, "Trois");
  EXPECT_EQ(list(anna_), (std::vector{third, second, first}));
  community_.post(first, basile_, "Encore");
  EXPECT_EQ(list(anna_), (std::vector{first, third, second}));
  EXPECT_EQ(list(chloe_), (std::vector{first, third}));  // nothing of another territory's channel
  EXPECT_EQ(as_of_, community_.store().head_seq());
}

TEST_F(ReaderThreads, PagesMeetWithoutGapOrRepetition) {
  std::vector<std::uint64_t> all;
  for (int i = 0; i < 23; ++i) {
    all.insert(all.begin(),
               thread_with_post(i % 2 ? community_.plenary : community_.themes, anna_, "Fil " + std::to_string(i)));
  }
  v1::ListThreads query;
  query.set_limit(5);
  std::vector<std::uint64_t> seen;
  int pages = 0;
  do {
    v1::ThreadList answer;
    ASSERT_TRUE(reader_->threads(anna_, query, answer, as_of_));
    for (const auto& one : answer.rows()) seen.push_back(one.thread().id());
    query.set_page_token(answer.next_page_token());
    ++pages;
  } while (!query.page_token().empty() && pages < 10);
  EXPECT_EQ(seen, all);
  EXPECT_EQ(pages, 5);
}

TEST_F(ReaderThreads, TokensOfAnotherListOrOfNobodyAreRefused) {
  for (int i = 0; i < 3; ++i) thread_with_post(community_.plenary, anna_, "Fil " + std::to_string(i));
  v1::ListThreads query;
  query.set_limit(1);
  v1::ThreadList answer;
  ASSERT_TRUE(reader_->threads(anna_, query, answer, as_of_));
  query.set_page_token(answer.next_page_token());
  EXPECT_TRUE(storage::parse_page_token(query));
  query.set_kind(v1::THREAD_KIND_QUESTION);
  EXPECT_FALSE(storage::parse_page_token(query));
  query.clear_kind();
  for (const std::string& token :
       {std::string("x"), std::string("0"), std::string(48, 'g'), "-" + std::string(47, '0')}) {
    query.set_page_token(token);
    EXPECT_FALSE(storage::parse_page_token(query)) << token;
    EXPECT_FALSE(reader_->threads(anna_, query, answer, as_of_)) << token;
  }
}

TEST_F(ReaderThreads, OlderThanTheEntryShowTheirTitleOnly) {
  const auto old = thread_with_post(community_.valmerac.channel, anna_, "Avant");
  const auto silent = thread_with_post(community_.valmerac.channel, anna_, "Silencieux");
  community_.append(anna_, community_.valmerac.channel, [&](v1::Event& event) {
    event.set_birth_seq(old);
    event.mutable_summary_edited()->set_thread_id(old);
    event.mutable_summary_edited()->mutable_summary()->set_text("Confidence du prédécesseur");
    event.mutable_summary_edited()->mutable_summary()->set_version(1);
  });
  const auto newcomer = community_.add_member("p99", v1::ROLE_CATALYST, community_.valmerac.id);
  community_.grant(community_.valmerac.channel, newcomer, v1::ROLE_CATALYST, false);

  EXPECT_EQ(row(anna_, old).thread().summary().text(), "Confidence du prédécesseur");
  const v1::Thread hidden = row(newcomer, silent).thread();
  EXPECT_TRUE(hidden.title_only());
  EXPECT_EQ(hidden.title(), "Silencieux");
  EXPECT_EQ(hidden.last_message_id(), 0u);
  EXPECT_EQ(hidden.last_activity_at_ms(), 0);
  EXPECT_EQ(hidden.author_id(), 0u);
  EXPECT_EQ(hidden.opened_at_ms(), 0);
  EXPECT_EQ(hidden.participant_ids_size(), 0);
  EXPECT_EQ(row(newcomer, silent).unread_count(), 0u);

  const auto fresh = community_.post(old, anna_, "Depuis");
  const v1::ThreadRow seen = row(newcomer, old);
  EXPECT_TRUE(seen.thread().title_only());
  EXPECT_FALSE(seen.thread().has_summary());
  EXPECT_EQ(seen.thread().last_message_id(), fresh);
  EXPECT_EQ(seen.unread_count(), 1u);
  EXPECT_EQ(seen.first_unread_id(), fresh);
  // Among the silent ones the order is by birth, whatever was said before the entry.
  const auto newer = community_.open_thread(community_.valmerac.channel, anna_, "Après");
  community_.post(newer, anna_, "Bonjour");
  EXPECT_EQ(list(newcomer), (std::vector{newer, old, silent}));
}

TEST_F(ReaderThreads, SilentOldThreadsPageByBirth) {
  std::vector<std::uint64_t> old;
  for (int i = 0; i < 5; ++i) old.insert(old.begin(), thread_with_post(community_.valmerac.channel, anna_, "Vieux"));
  community_.post(old.back(), anna_, "Le plus ancien a parlé en dernier");
  const auto newcomer = community_.add_member("p99", v1::ROLE_CATALYST, community_.valmerac.id);
  community_.grant(community_.valmerac.channel, newcomer, v1::ROLE_CATALYST, false);
  v1::ListThreads query;
  query.set_limit(2);
  std::vector<std::uint64_t> seen;
  for (int page = 0; page < 3; ++page) {
    v1::ThreadList answer;
    ASSERT_TRUE(reader_->threads(newcomer, query, answer, as_of_));
    for (const auto& one : answer.rows()) seen.push_back(one.thread().id());
    query.set_page_token(answer.next_page_token());
  }
  EXPECT_EQ(seen, old);
  EXPECT_TRUE(query.page_token().empty());
}

TEST_F(ReaderThreads, HiddenAuthorsAreShownToThemselvesOnly) {
  const auto thread = open_unnamed_obstacle(community_, anna_, community_.valmerac.id, "Un frein", "Une phrase");
  EXPECT_EQ(row(anna_, thread).thread().author_id(), anna_);
  EXPECT_EQ(row(anna_, thread).thread().territory_id(), community_.valmerac.id);
  for (const auto other : {basile_, chloe_, community_.facilitator, community_.adviser}) {
    EXPECT_EQ(row(other, thread).thread().author_id(), 0u);
    EXPECT_EQ(row(other, thread).thread().territory_id(), 0u);
    EXPECT_EQ(row(other, thread).thread().participant_ids_size(), 0);
    v1::ListThreads by_territory;
    by_territory.set_territory_id(community_.valmerac.id);
    EXPECT_EQ(list(other, by_territory).size(), 0u) << "a filter must not tell what is not shown";
  }
  v1::ListThreads by_territory;
  by_territory.set_territory_id(community_.valmerac.id);
  EXPECT_EQ(list(anna_, by_territory), (std::vector{thread}));
}

TEST_F(ReaderThreads, FiltersAddUp) {
  const auto models = community_.open_thread(community_.themes, anna_, "Modèles", community_.theme_models);
  community_.post(models, anna_, "a");
  const auto places = community_.open_thread(community_.themes, chloe_, "Lieux", community_.theme_places);
  community_.post(places, chloe_, "b");
  v1::Obstacle card;
  card.set_scope(v1::OBSTACLE_SCOPE_COMMUNITY);
  card.set_status(v1::OBSTACLE_STATUS_OPEN);
  const auto obstacle = community_.open_obstacle(community_.themes, anna_, "Frein", card, community_.theme_models);
  community_.post(obstacle, anna_, "c");
  community_.append(anna_, community_.themes, [&](v1::Event& event) {
    event.mutable_thread_archived()->set_thread_id(places);
    event.mutable_thread_archived()->set_archived(true);
  });
  community_.append(anna_, community_.themes, [&](v1::Event& event) {
    event.mutable_thread_resolved()->set_thread_id(models);
    event.mutable_thread_resolved()->set_resolved(true);
  });
  v1::ListThreads query;
  EXPECT_EQ(list(chloe_, query), (std::vector{obstacle, models}));  // archived ones only when asked for
  query.set_archived(v1::ListThreads::ARCHIVED_ONLY);
  EXPECT_EQ(list(chloe_, query), (std::vector{places}));
  query.set_archived(v1::ListThreads::ARCHIVED_ALSO);
  EXPECT_EQ(list(chloe_, query).size(), 3u);
  query.set_mine_only(true);
  EXPECT_EQ(list(chloe_, query), (std::vector{places}));
  query.set_unread_only(true);
  EXPECT_TRUE(list(chloe_, query).empty());  // one's own messages are not unread
  query.Clear();
  query.set_theme_id(community_.theme_models);
  query.set_resolved(v1::ListThreads::UNRESOLVED_ONLY);
  EXPECT_EQ(list(chloe_, query), (std::vector{obstacle}));
  query.set_resolved(v1::ListThreads::RESOLVED_ONLY);
  EXPECT_EQ(list(chloe_, query), (std::vector{models}));
  query.Clear();
  query.add_obstacle_statuses(v1::OBSTACLE_STATUS_LIFTED);
  EXPECT_TRUE(list(chloe_, query).empty());
  query.add_obstacle_statuses(v1::OBSTACLE_STATUS_OPEN);
  EXPECT_EQ(list(chloe_, query), (std::vector{obstacle}));
  query.Clear();
  query.set_kind(v1::THREAD_KIND_OBSTACLE);
  EXPECT_EQ(list(chloe_, query), (std::vector{obstacle}));
}

TEST_F(ReaderThreads, UnreadCountsStopAtTheCap) {
  const auto thread = thread_with_post(community_.plenary, anna_, "Long");
  for (std::uint32_t i = 0; i < limits::unread_count_cap + 5; ++i) community_.post(thread, anna_, "x");
  EXPECT_EQ(row(basile_, thread).unread_count(), limits::unread_count_cap);
  EXPECT_EQ(row(basile_, thread).first_unread_id(), thread + 1);
  EXPECT_EQ(row(anna_, thread).unread_count(), 0u);
}

TEST_F(ReaderThreads, HiddenAndAbsentAreTheSame) {
  const auto theirs = thread_with_post(community_.valmerac.pair, anna_, "À deux");
  for (const auto member :
       {chloe_, community_.facilitator, community_.adviser, community_.orientation, community_.admin}) {
    EXPECT_FALSE(sees(member, theirs));
    EXPECT_FALSE(sees(member, 999'999));
  }
  EXPECT_TRUE(sees(basile_, theirs));
  community_.append(0, community_.directory, [&](v1::Event& event) {
    event.mutable_member_status_changed()->set_member_id(basile_);
    event.mutable_member_status_changed()->set_status(v1::MEMBER_STATUS_LEFT);
  });
  EXPECT_FALSE(sees(basile_, theirs)) << "who has left reads nothing";
}

TEST_F(ReaderThreads, TheSnapshotHoldsWhatOneReads) {
  thread_with_post(community_.valmerac.pair, anna_, "À deux");
  v1::Snapshot mine, theirs, aggregates;
  ASSERT_TRUE(reader_->snapshot(anna_, mine, as_of_));
  ASSERT_TRUE(reader_->snapshot(chloe_, theirs, as_of_));
  EXPECT_EQ(mine.community().slug(), "essai");
  EXPECT_EQ(mine.channels_size(), 7);  // directory, plenary, themes, and the four of the territory
  EXPECT_EQ(mine.memberships_size(), 7);
  EXPECT_EQ(mine.territories_size(), 2);
  EXPECT_EQ(mine.themes_size(), 2);
  EXPECT_EQ(mine.threads_size(), 1);
  EXPECT_EQ(theirs.threads_size(), 0);
  EXPECT_GT(mine.members_size(), 8);
  ASSERT_TRUE(reader_->snapshot(community_.orientation, aggregates, as_of_));
  EXPECT_EQ(aggregates.channels_size(), 0);
  ASSERT_EQ(aggregates.members_size(), 1);  // oneself
  EXPECT_EQ(aggregates.members(0).id(), community_.orientation);
  EXPECT_FALSE(reader_->snapshot(424'242, aggregates, as_of_));
}

TEST_F(ReaderThreads, TheSnapshotStaysUnderItsLimit) {
  v1::Obstacle card;
  card.set_scope(v1::OBSTACLE_SCOPE_COMMUNITY);
  card.set_status(v1::OBSTACLE_STATUS_OPEN);
  card.set_context(std::string(limits::card_field_bytes_max, 'c'));
  std::uint64_t latest = 0;
  for (int i = 0; i < 100; ++i) {
    latest = community_.open_obstacle(community_.themes, anna_, "Frein", card, community_.theme_models);
    community_.post(latest, anna_, "x");
  }
  v1::Snapshot snapshot;
  ASSERT_TRUE(reader_->snapshot(anna_, snapshot, as_of_));
  EXPECT_LE(snapshot.ByteSizeLong(), limits::snapshot_bytes_max);
  EXPECT_GT(snapshot.ByteSizeLong(), limits::snapshot_bytes_max - 2 * limits::card_field_bytes_max);
  EXPECT_TRUE(snapshot.more_threads());
  EXPECT_EQ(snapshot.threads(0).id(), latest);
}

TEST_F(ReaderThreads, TheSnapshotHoldsTheLatestTwoHundred) {
  for (std::uint32_t i = 0; i < limits::snapshot_threads_max; ++i) thread_with_post(community_.plenary, anna_, "Fil");
  v1::GetChannel query;
  query.set_channel_id(community_.plenary);
  v1::ChannelAnswer channel;
  ASSERT_TRUE(reader_->channel(anna_, query, channel, as_of_));
  EXPECT_EQ(channel.threads_size(), 200);
  EXPECT_FALSE(channel.more_threads());
  thread_with_post(community_.plenary, anna_, "Un de plus");
  ASSERT_TRUE(reader_->channel(anna_, query, channel = {}, as_of_));
  EXPECT_EQ(channel.threads_size(), 200);
  EXPECT_TRUE(channel.more_threads());
  query.set_channel_id(community_.kerlohan.pair);
  EXPECT_FALSE(reader_->channel(anna_, query, channel, as_of_));
}

TEST_F(ReaderThreads, WhoReadsHereIsWhatThePermissionTestAnswers) {
  v1::ListReaders query;
  query.set_channel_id(community_.valmerac.pair_follow_up);
  v1::ReaderList answer;
  ASSERT_TRUE(reader_->readers(anna_, query, answer, as_of_));
  std::set<std::uint64_t> ids;
  for (const auto& membership : answer.memberships()) ids.insert(membership.member_id());
  EXPECT_EQ(ids, (std::set{anna_, basile_, community_.adviser}));
  EXPECT_FALSE(reader_->readers(chloe_, query, answer, as_of_));
}

}  // namespace ramure::test
