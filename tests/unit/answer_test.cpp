// The door for queries: what is refused before anything is looked at, what is answered, and search end to end.
#include <gtest/gtest.h>

#include <thread>

#include "protocol/limits.hpp"
#include "server/community/answer.hpp"
#include "storage/search/follow.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/hidden_author.hpp"

namespace ramure::test {

namespace {

class Answering : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::unique_ptr<storage::SearchIndex> index_ =
      storage::SearchIndex::open(community_.folder() / "search.db", community_.store().epoch());
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(community_.folder());
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second,
                chloe_ = community_.kerlohan.first;

  v1::Reply ask(std::uint64_t member, const v1::Query& query) { return community::answer(*reader_, member, query); }
  void expect_refused(const v1::Query& query, v1::RefusalCode code, const std::string& field) {
    const v1::Reply reply = ask(anna_, query);
    EXPECT_EQ(reply.refusal().code(), code) << query.ShortDebugString();
    EXPECT_EQ(reply.refusal().field(), field) << query.ShortDebugString();
    EXPECT_FALSE(reply.refusal().message().empty());
  }
  v1::SearchAnswer search(std::uint64_t member, const std::string& text, std::uint32_t limit = 0,
                          std::uint64_t before = 0) {
    while (storage::follow_journal(*reader_, *index_, 100)) {
    }
    v1::Query query;
    query.mutable_search()->set_text(text);
    query.mutable_search()->set_limit(limit);
    query.mutable_search()->set_before_id(before);
    const v1::Reply reply = ask(member, query);
    EXPECT_TRUE(reply.answer().has_search()) << reply.ShortDebugString();
    return reply.answer().search();
  }
};

}  // namespace

TEST_F(Answering, AnUnknownQueryIsUnimplemented) { expect_refused({}, v1::REFUSAL_CODE_UNIMPLEMENTED, ""); }

TEST_F(Answering, FieldsOutOfBoundsAreNamed) {
  v1::Query query;
  query.mutable_get_thread();
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "get_thread.thread_id");
  query.mutable_get_thread()->set_thread_id(limits::id_max + 1);
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "get_thread.thread_id");
  query.mutable_list_threads()->set_limit(limits::thread_page_max + 1);
  expect_refused(query, v1::REFUSAL_CODE_TOO_LARGE, "list_threads.limit");
  query.mutable_list_threads()->set_limit(limits::thread_page_max);
  EXPECT_TRUE(ask(anna_, query).has_answer());
  query.mutable_list_threads()->set_kind(static_cast<v1::ThreadKind>(77));
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "list_threads.kind");
  query.mutable_list_threads()->clear_kind();
  query.mutable_list_threads()->set_page_token("inventé");
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "list_threads.page_token");
  query.mutable_list_threads()->clear_page_token();
  query.mutable_list_threads()->add_obstacle_statuses(v1::OBSTACLE_STATUS_UNSPECIFIED);
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "list_threads.obstacle_statuses");
  query.mutable_get_history()->set_thread_id(5);
  query.mutable_get_history()->set_before_id(5);
  query.mutable_get_history()->set_after_id(5);
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "get_history");
  query.mutable_get_history()->clear_after_id();
  query.mutable_get_history()->set_limit(limits::history_page_max + 1);
  expect_refused(query, v1::REFUSAL_CODE_TOO_LARGE, "get_history.limit");
  query.mutable_catch_up()->set_limit(limits::catch_up_threads_max + 1);
  expect_refused(query, v1::REFUSAL_CODE_TOO_LARGE, "catch_up.limit");
  query.mutable_list_events()->set_limit(limits::event_page_max + 1);
  expect_refused(query, v1::REFUSAL_CODE_TOO_LARGE, "list_events.limit");
  query.mutable_list_events()->set_limit(0);
  query.mutable_list_events()->set_after_seq(community_.store().head_seq() + 1);
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "list_events.after_seq");
  query.mutable_search()->set_text(std::string(limits::search_text_bytes_max + 1, 'a'));
  expect_refused(query, v1::REFUSAL_CODE_TOO_LARGE, "search.text");
  query.mutable_search()->set_text("statut:inconnu");
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "search.text");
  query.mutable_search()->set_text("a");
  query.mutable_search()->set_limit(limits::search_page_max + 1);
  expect_refused(query, v1::REFUSAL_CODE_TOO_LARGE, "search.limit");
}

TEST_F(Answering, HiddenAndAbsentGetTheSameReply) {
  const auto thread = community_.open_thread(community_.valmerac.pair, anna_, "À deux");
  const auto message = community_.post(thread, anna_, "Secret");
  const auto replies = [&](auto set_id, std::uint64_t hidden) {
    v1::Query first, second;
    set_id(first, hidden);
    set_id(second, std::uint64_t{888'888});
    const v1::Reply a = ask(chloe_, first), b = ask(chloe_, second);
    EXPECT_EQ(a.refusal().code(), v1::REFUSAL_CODE_NOT_FOUND);
    EXPECT_EQ(a.SerializeAsString(), b.SerializeAsString());
  };
  replies([](v1::Query& q, std::uint64_t id) { q.mutable_get_thread()->set_thread_id(id); }, thread);
  replies([](v1::Query& q, std::uint64_t id) { q.mutable_get_history()->set_thread_id(id); }, thread);
  replies([](v1::Query& q, std::uint64_t id) { q.mutable_get_message()->set_message_id(id); }, message);
  replies([](v1::Query& q, std::uint64_t id) { q.mutable_get_summary_versions()->set_thread_id(id); }, thread);
  replies([](v1::Query& q, std::uint64_t id) { q.mutable_get_channel()->set_channel_id(id); },
          community_.valmerac.pair);
  replies([](v1::Query& q, std::uint64_t id) { q.mutable_list_readers()->set_channel_id(id); },
          community_.valmerac.pair);
  replies([](v1::Query& q, std::uint64_t id) { q.mutable_list_threads()->set_channel_id(id); },
          community_.valmerac.pair);
}

TEST_F(Answering, StrangersGetNothing) {
  v1::Query query;
  query.mutable_get_snapshot();
  EXPECT_EQ(ask(123'456, query).refusal().code(), v1::REFUSAL_CODE_UNAUTHENTICATED);
  query.mutable_catch_up();
  EXPECT_EQ(ask(0, query).refusal().code(), v1::REFUSAL_CODE_UNAUTHENTICATED);
}

TEST_F(Answering, SaysWhereOneMayWrite) {
  v1::Query query;
  query.mutable_get_snapshot();
  const auto can_write = [&](std::uint64_t member, std::uint64_t channel) {
    const v1::Reply reply = ask(member, query);
    EXPECT_EQ(reply.as_of_seq(), community_.store().head_seq());
    for (const auto& membership : reply.answer().snapshot().memberships()) {
      if (membership.channel_id() == channel) return membership.can_write();
    }
    ADD_FAILURE() << "no such membership";
    return false;
  };
  EXPECT_TRUE(can_write(anna_, community_.plenary));
  EXPECT_FALSE(can_write(community_.evaluator, community_.plenary));
  EXPECT_FALSE(can_write(anna_, FoundedCommunity::directory));
}

TEST_F(Answering, SearchFindsWhatOneMayReadOnly) {
  const auto shared = community_.open_thread(community_.plenary, anna_, "Financer un tiers-lieu");
  const auto found = community_.post(shared, anna_, "Le financement vient de la région.");
  const auto secret = community_.open_thread(community_.valmerac.pair, anna_, "À deux");
  const auto hidden = community_.post(secret, anna_, "Le financement est fragile.");
  v1::SearchAnswer mine = search(basile_, "financement région");
  ASSERT_EQ(mine.hits_size(), 1);
  EXPECT_EQ(mine.hits(0).message().id(), found);
  EXPECT_EQ(mine.hits(0).thread_title(), "Financer un tiers-lieu");
  ASSERT_GE(mine.hits(0).highlights_size(), 1);
  const auto& mark = mine.hits(0).highlights(0);
  EXPECT_EQ(mine.hits(0).snippet().substr(mark.start(), mark.end() - mark.start()), "financement");
  mine = search(basile_, "fragile");
  ASSERT_EQ(mine.hits_size(), 1);
  EXPECT_EQ(mine.hits(0).message().id(), hidden);
  EXPECT_EQ(search(chloe_, "fragile").hits_size(), 0);
  EXPECT_EQ(search(community_.facilitator, "fragile").hits_size(), 0);
  community_.redact(found, anna_);
  EXPECT_EQ(search(basile_, "région").hits_size(), 0);
}

TEST_F(Answering, NamesOfOperatorsAreResolvedAmongWhatOneMaySee) {
  const auto models = community_.open_thread(community_.themes, anna_, "Un modèle", community_.theme_models);
  community_.post(models, anna_, "Parlons de gouvernance");
  const auto unnamed =
      open_unnamed_obstacle(community_, anna_, community_.valmerac.id, "Frein", "La gouvernance bloque");
  EXPECT_EQ(search(chloe_, "gouvernance").hits_size(), 2);
  EXPECT_EQ(search(chloe_, "gouvernance auteur:t01-a").hits_size(), 1) << "the hidden author is not found by name";
  EXPECT_EQ(search(chloe_, "gouvernance territoire:valmérac").hits_size(), 0);
  EXPECT_EQ(search(chloe_, "gouvernance theme:modèles").hits_size(), 2);
  EXPECT_EQ(search(chloe_, "gouvernance theme:lieux").hits_size(), 0);
  v1::Query query;
  query.mutable_search()->set_text("gouvernance auteur:dupont");
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "search.text");
  query.mutable_search()->set_text("gouvernance dans:" + std::to_string(community_.kerlohan.pair));  // « Lieu 17 »
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "search.text");
  const v1::SearchAnswer obstacles = search(chloe_, "gouvernance type:frein statut:ouvert");
  ASSERT_EQ(obstacles.hits_size(), 1);
  EXPECT_EQ(obstacles.hits(0).message().thread_id(), unnamed);
  EXPECT_EQ(obstacles.hits(0).message().author_id(), 0u);
}

TEST_F(Answering, ASearchWaitsForTheIndexToReachTheHead) {
  const auto progress = std::make_shared<storage::SearchProgress>();
  const auto followed = storage::Reader::open(community_.folder(), progress);
  reader_ = storage::Reader::open(community_.folder(), progress);
  const auto thread = community_.open_thread(community_.plenary, anna_, "Un fil");
  const auto message = community_.post(thread, anna_, "À peine écrit");
  std::jthread indexer([&] {
    while (storage::follow_journal(*followed, *index_, 10)) {
    }
  });
  v1::Query query;
  query.mutable_search()->set_text("peine");
  const v1::Reply reply = ask(basile_, query);
  ASSERT_EQ(reply.answer().search().hits_size(), 1);
  EXPECT_EQ(reply.answer().search().hits(0).message().id(), message);
}

TEST_F(Answering, DaysBeginAtTheMidnightOfTheCommunity) {
  const auto thread = community_.open_thread(community_.plenary, anna_, "Un fil");
  const auto late = community_.append(anna_, community_.plenary, [&](v1::Event& event) {
    event.set_at_ms(1'525'383'000'000);  // 3 May 2018, 21:30 UTC: 23:30 in Paris
    event.mutable_message_posted()->set_thread_id(thread);
    event.mutable_message_posted()->set_body("passerelle tard");
  });
  const auto night = community_.append(anna_, community_.plenary, [&](v1::Event& event) {
    event.set_at_ms(1'525'386'600'000);  // 22:30 UTC: 4 May, 00:30 in Paris
    event.mutable_message_posted()->set_thread_id(thread);
    event.mutable_message_posted()->set_body("passerelle la nuit");
  });
  const auto since = search(basile_, "passerelle apres:2018-05-04");
  ASSERT_EQ(since.hits_size(), 1);
  EXPECT_EQ(since.hits(0).message().id(), night);
  const auto before = search(basile_, "passerelle avant:2018-05-04");
  ASSERT_EQ(before.hits_size(), 1);
  EXPECT_EQ(before.hits(0).message().id(), late);
}

TEST_F(Answering, SearchPagesMeet) {
  const auto thread = community_.open_thread(community_.plenary, anna_, "Un fil sur la mobilité");
  std::vector<std::uint64_t> all;
  for (int i = 0; i < 5; ++i) all.insert(all.begin(), community_.post(thread, anna_, "mobilité " + std::to_string(i)));
  std::vector<std::uint64_t> seen;
  std::uint64_t before = 0;
  for (int page = 0; page < 5; ++page) {
    const v1::SearchAnswer answer = search(basile_, "mobilité", 2, before);
    for (const auto& hit : answer.hits()) seen.push_back(hit.message().id());
    EXPECT_EQ(answer.more(), answer.next_before_id() != 0);
    before = answer.next_before_id();
    if (before == 0) break;
  }
  EXPECT_EQ(seen, all) << "the title's hit is the first message's";
}

TEST_F(Answering, AThreadFoundByTitleAndFirstMessageIsOneHit) {
  const auto thread = community_.open_thread(community_.plenary, anna_, "Une charte commune");
  const auto first = community_.post(thread, anna_, "Qui relit la charte ?");
  const v1::SearchAnswer answer = search(basile_, "charte");
  ASSERT_EQ(answer.hits_size(), 1);
  EXPECT_EQ(answer.hits(0).message().id(), first);
  EXPECT_EQ(answer.hits(0).highlights_size(), 1);
  EXPECT_EQ(answer.hits(0).title_highlights_size(), 1);
}

}  // namespace ramure::test
