// « À faire pour l'animation »: what waits for facilitators, and for them alone.
#include <gtest/gtest.h>

#include "server/community/answer.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::test {

namespace {

using namespace v1;

constexpr std::int64_t day_ms = 24 * 60 * 60 * 1'000;

class ToDo : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t anna_ = c_.valmerac.first, basile_ = c_.kerlohan.first;
  community::RoundRules rules_;

  std::int64_t now() { return c_.store().last_event_ms(); }
  Reply ask(std::uint64_t member, std::int64_t at_ms) {
    Query query;
    query.mutable_list_to_do();
    return community::answer(*storage::Reader::open(c_.folder()), member, query, at_ms, rules_);
  }
  ToDoList list(std::int64_t after_ms = 0) {
    const Reply reply = ask(c_.facilitator, now() + after_ms);
    EXPECT_TRUE(reply.has_answer()) << reply.refusal().ShortDebugString();
    return reply.answer().to_do_list();
  }
  std::vector<std::uint64_t> unanswered() {
    std::vector<std::uint64_t> ids;
    const ToDoList all = list(6 * day_ms);
    for (const Thread& thread : all.unanswered_obstacles()) ids.push_back(thread.id());
    return ids;
  }
};

}  // namespace

TEST_F(ToDo, IsForFacilitatorsAlone) {
  for (const std::uint64_t member : {anna_, c_.adviser, c_.evaluator, c_.steering, c_.admin, c_.former}) {
    EXPECT_EQ(ask(member, now()).refusal().code(), REFUSAL_CODE_FORBIDDEN);
  }
  EXPECT_EQ(ask(c_.gone, now()).refusal().code(), REFUSAL_CODE_UNAUTHENTICATED);
}

TEST_F(ToDo, AnObstacleWaitsUntilSomebodyOutsideThePairWrites) {
  const std::uint64_t first = c_.declare(anna_, OBSTACLE_SCOPE_COMMUNITY);
  const std::uint64_t second = c_.declare(basile_, OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
  c_.declare(anna_, OBSTACLE_SCOPE_PAIR);
  EXPECT_EQ(list(4 * day_ms).unanswered_obstacles_size(), 0) << "it is too early";
  EXPECT_EQ(unanswered(), (std::vector{first, second})) << "the oldest first";
  c_.post(first, anna_, "Personne ?");
  c_.post(first, c_.valmerac.second, "Nous y revenons.");
  EXPECT_EQ(unanswered(), (std::vector{first, second}));
  const std::uint64_t reply = c_.post(first, basile_, "Chez nous aussi");
  EXPECT_EQ(unanswered(), (std::vector{second}));
  Command erase;
  erase.mutable_redact_message()->set_message_id(reply);
  c_.accept(basile_, erase);
  EXPECT_EQ(unanswered(), (std::vector{first, second})) << "the answer is gone";
  c_.accept(anna_, command_status(first, OBSTACLE_STATUS_LIFTED));
  c_.post(second, c_.facilitator, "Parlons-en");
  EXPECT_TRUE(unanswered().empty());
}

TEST_F(ToDo, AFirstVisitIsTheFirstAcceptanceOfTheFrameForAWeek) {
  Command accept;
  accept.mutable_note_acceptance()->set_kind(ACCEPTANCE_KIND_NOTICE);
  accept.mutable_note_acceptance()->set_version(1);
  c_.accept(basile_, accept);
  accept.mutable_note_acceptance()->set_kind(ACCEPTANCE_KIND_FRAME);
  c_.accept(anna_, accept);
  c_.open_thread(c_.plenary, basile_);
  ASSERT_EQ(list().first_visits_size(), 1);
  EXPECT_EQ(list().first_visits(0).member_id(), anna_);
  const std::int64_t at_ms = list().first_visits(0).at_ms();
  accept.mutable_note_acceptance()->set_version(2);
  c_.accept(anna_, accept);
  EXPECT_EQ(list().first_visits(0).at_ms(), at_ms) << "a new wording is no first visit";
  EXPECT_EQ(list(8 * day_ms).first_visits_size(), 0);
}

TEST_F(ToDo, ProposalsWaitUntilTheyArePublishedOrSettled) {
  const std::uint64_t one = c_.open_thread(c_.proposals, anna_), other = c_.open_thread(c_.proposals, basile_);
  EXPECT_EQ(list().proposed_resources_size(), 2);
  Command publish;
  publish.mutable_course()->mutable_publish_resource()->set_thread_id(one);
  c_.accept(c_.facilitator, publish);
  ASSERT_EQ(list().proposed_resources_size(), 1);
  EXPECT_EQ(list().proposed_resources(0).id(), other);
  Command settle;
  settle.mutable_resolve_thread()->set_thread_id(other);
  settle.mutable_resolve_thread()->set_resolved(true);
  c_.accept(c_.facilitator, settle);
  EXPECT_EQ(list().proposed_resources_size(), 0);
}

TEST_F(ToDo, TheLatestQuotesAreKeptWhereThereAreTooMany) {
  const std::uint64_t thread = c_.open_thread(c_.plenary, anna_);
  std::vector<std::uint64_t> asked;
  for (int i = 0; i < 101; ++i) {
    Command ask;
    ask.mutable_course()->mutable_ask_for_quote()->set_message_id(c_.post(thread, anna_, "Prendre le temps"));
    ask.mutable_course()->mutable_ask_for_quote()->set_words("Prendre le temps");
    asked.push_back(c_.accept(c_.facilitator, ask).events.front().seq());
  }
  const ToDoList to_do = list();
  ASSERT_EQ(to_do.quotes_size(), 100);
  EXPECT_EQ(to_do.quotes(0).quote_id(), asked[1]);
  EXPECT_EQ(to_do.quotes(99).quote_id(), asked[100]);
}

TEST_F(ToDo, WhoHasNotComeIsAskedOfTheAccountsWithAWeekOfPatience) {
  std::int64_t asked_before = 0;
  rules_.not_yet_come = [&](std::int64_t invited_before_ms) {
    asked_before = invited_before_ms;
    std::vector<NotYetCome> waiting(2);
    waiting[0].set_member_id(anna_);
    waiting[0].set_invited_at_ms(7);
    waiting[1].set_member_id(c_.gone);
    return waiting;
  };
  const ToDoList to_do = list();
  EXPECT_EQ(asked_before, now() - 7 * day_ms);
  ASSERT_EQ(to_do.not_yet_come_size(), 1) << "who has left is not waited for";
  EXPECT_EQ(to_do.not_yet_come(0).member_id(), anna_);
  EXPECT_EQ(to_do.not_yet_come(0).invited_at_ms(), 7);
}

TEST_F(ToDo, AWrittenRoundWaitsForWhomItAwaits) {
  const std::uint64_t third = c_.add_member(ROLE_CATALYST, c_.kerlohan.id, "p91");
  RuledRound round(c_, {c_.facilitator, 0, anna_, {basile_, third, c_.valmerac.second}}, "Un tour écrit");
  const ToDoList mine = list();
  ASSERT_EQ(mine.waiting_rounds_size(), 1);
  EXPECT_EQ(mine.waiting_rounds(0).round_id(), round.id());
  EXPECT_GT(mine.waiting_rounds(0).member_ids_size(), 0);
  EXPECT_EQ(std::ranges::count(mine.waiting_rounds(0).member_ids(), c_.facilitator), 0);
  EXPECT_EQ(ask(c_.other_facilitator, now()).answer().to_do_list().waiting_rounds_size(), 0);
}

}  // namespace ramure::test
