// The client's picture when messages are moved and threads merged.
#include <gtest/gtest.h>

#include "client-cli/state/reducer.hpp"

namespace ramure::cli {
namespace {

constexpr std::uint64_t channel = 3, from = 10, to = 20, message = 11;

class ReduceMove : public testing::Test {
 protected:
  ReduceMove() {
    v1::Welcome welcome;
    welcome.set_resume_seq(50);
    welcome.mutable_snapshot()->add_channels()->set_id(channel);
    welcome.mutable_snapshot()->add_memberships()->set_channel_id(channel);
    for (const std::uint64_t id : {from, to}) {
      v1::Thread& thread = *welcome.mutable_snapshot()->add_threads();
      thread.set_id(id);
      thread.set_channel_id(channel);
    }
    state_.load(welcome);
    answer_history(50);
  }

  void answer_history(std::uint64_t as_of_seq) {
    v1::Query query;
    query.mutable_get_history()->set_thread_id(from);
    v1::Answer answer;
    answer.mutable_history()->add_messages()->set_id(message);
    state_.ask();
    state_.answer(query, answer, as_of_seq);
  }
  void move(std::uint64_t seq) {
    v1::Event event;
    event.set_seq(seq);
    event.set_channel_id(channel);
    event.mutable_messages_moved()->set_from_thread_id(from);
    event.mutable_messages_moved()->set_to_thread_id(to);
    event.mutable_messages_moved()->add_message_ids(message);
    state_.reduce(event);
  }
  void merge(std::uint64_t seq, std::uint64_t into_id) {
    v1::Event event;
    event.set_seq(seq);
    event.set_at_ms(77);
    event.set_channel_id(channel);
    event.mutable_thread_merged()->set_thread_id(from);
    event.mutable_thread_merged()->set_into_id(into_id);
    state_.reduce(event);
  }

  State state_;
};

}  // namespace

TEST_F(ReduceMove, BothThreadsAndTheHistoryThatWasHeldAreAskedForAnew) {
  EXPECT_TRUE(state_.picture().histories.contains(from));
  move(51);
  EXPECT_EQ(state_.wants().threads, (std::set{from, to}));
  EXPECT_EQ(state_.wants().histories, std::set{from}) << "the other was not held";
  EXPECT_FALSE(state_.picture().histories.contains(from)) << "what is wrong is not shown";
}

TEST_F(ReduceMove, AnAnswerFromBeforeTheMoveIsAskedForAgain) {
  v1::Query query;
  query.mutable_get_history()->set_thread_id(from);
  state_.ask();
  move(51);
  v1::Answer answer;
  answer.mutable_history()->add_messages()->set_id(message);
  state_.answer(query, answer, 50);
  EXPECT_EQ(state_.wants().histories, std::set{from});
  answer_history(51);
  EXPECT_TRUE(state_.wants().histories.empty());
  EXPECT_TRUE(state_.picture().histories.contains(from));
}

TEST_F(ReduceMove, AMergedThreadIsArchivedAndLeadsOnUntilItIsUndone) {
  merge(51, to);
  const v1::Thread& thread = state_.picture().threads.at(from).thing;
  EXPECT_TRUE(thread.archived());
  EXPECT_EQ(thread.merged_into_id(), to);
  EXPECT_EQ(thread.merged_at_ms(), 77);
  merge(52, 0);
  EXPECT_FALSE(thread.archived());
  EXPECT_EQ(thread.merged_into_id(), 0u);
  EXPECT_EQ(thread.merged_at_ms(), 0);
}

}  // namespace ramure::cli
