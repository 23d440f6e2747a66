// Conversations by long polling, without HTTP: who waits, what is refused, and when it is over. Time is told to it.
#include "server/net/polls.hpp"

#include <gtest/gtest.h>

#include <future>
#include <optional>

#include "protocol/limits.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/poll_server.hpp"

namespace ramure::net {

namespace {

using namespace std::chrono_literals;

class PollsTest : public testing::Test, protected PollServer {
 protected:
  // Begins with Hello, and takes Welcome.
  std::string begin() {
    const PollAnswerOrNot answer = ask(hello()).get();
    EXPECT_TRUE(answer && answer->frames_size() == 1 && answer->frames(0).has_welcome());
    return answer ? answer->poll_id() : "";
  }
};

}  // namespace

TEST_F(PollsTest, TheFirstAnswerIsWelcome) {
  const PollAnswerOrNot answer = ask(hello()).get();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->poll_id().size(), 43U);
  ASSERT_EQ(answer->frames_size(), 1);
  EXPECT_EQ(answer->frames(0).welcome().me().id(), member);
  EXPECT_EQ(answer->frames(0).welcome().request_id(), 1U);
  EXPECT_EQ(metrics.value(Gauge::polls), 1);
}

TEST_F(PollsTest, WithoutHelloNothingBegins) {
  EXPECT_EQ(ask({}).get().error().code(), v1::REFUSAL_CODE_HELLO_REQUIRED);
  EXPECT_EQ(ask(with_command({}, "trop tôt")).get().error().code(), v1::REFUSAL_CODE_HELLO_REQUIRED);
  EXPECT_EQ(metrics.value(Gauge::polls), 0);
  EXPECT_EQ(admission.count(), 0U);
}

TEST_F(PollsTest, AHelloThatIsRefusedMayBeSaidAgain) {
  v1::Poll elsewhere = hello();
  elsewhere.mutable_frames(0)->mutable_hello()->set_community("ailleurs");
  const PollAnswerOrNot refused = ask(elsewhere).get();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->frames(0).replies(0).refusal().code(), v1::REFUSAL_CODE_NOT_FOUND);
  v1::Poll again = hello();
  again.set_poll_id(refused->poll_id());
  again.set_number(1);
  EXPECT_TRUE(ask(again).get()->frames(0).has_welcome());
}

TEST_F(PollsTest, WhoeverWaitsIsAnsweredWhenThereIsSomething) {
  const std::string id = begin();
  auto waiting = ask(next(id, 1));
  EXPECT_EQ(waiting.wait_for(100ms), std::future_status::timeout);
  v1::Poll brings = with_command(id, "bonjour");
  brings.set_does_not_wait(true);
  const PollAnswerOrNot at_once = ask(brings).get();
  ASSERT_TRUE(at_once);
  EXPECT_EQ(at_once->frames_size(), 0);
  const std::vector<v1::ServerFrame> frames = frames_until_reply(id, 1, std::move(waiting));
  EXPECT_TRUE(holds_body(frames, "bonjour"));
}

TEST_F(PollsTest, OneRequestMayBringAndWait) {
  const std::string id = begin();
  v1::Poll poll = with_command(id, "les deux");
  poll.set_number(1);
  EXPECT_TRUE(holds_body(frames_until_reply(id, 1, ask(poll)), "les deux"));
}

TEST_F(PollsTest, SilenceIsAnsweredAfterAWhile) {
  const std::string id = begin();
  auto waiting = ask(next(id, 1));
  settle();
  clock.advance(limits::poll_wait_ms - 1);
  EXPECT_EQ(waiting.wait_for(1200ms), std::future_status::timeout);
  clock.advance(1);
  const PollAnswerOrNot answer = waiting.get();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->close_code(), 0U);
  EXPECT_EQ(answer->frames_size(), 0);
}

TEST_F(PollsTest, ARequestOutOfTurnIsRefusedAndTheNextIsNot) {
  const std::string id = begin();
  for (const std::uint32_t number : {0U, 2U, 7U}) {
    EXPECT_EQ(ask(next(id, number)).get().error().code(), v1::REFUSAL_CODE_CONFLICT) << number;
  }
  auto first = ask(next(id, 1));
  EXPECT_EQ(ask(next(id, 1)).get().error().code(), v1::REFUSAL_CODE_CONFLICT) << "a proxy sent it twice";
  auto second = ask(next(id, 2));
  EXPECT_EQ(first.get()->frames_size(), 0) << "only one waits";
  EXPECT_EQ(second.wait_for(100ms), std::future_status::timeout);
  v1::Poll brings = with_command(id, "encore");
  brings.set_number(3);
  EXPECT_TRUE(holds_body(frames_until_reply(id, 3, ask(brings)), "encore"));
}

TEST_F(PollsTest, AnotherAccountsConversationAndNoneAreTheSame) {
  const std::string id = begin();
  const v1::Refusal foreign = ask(next(id, 1), other_identity).get().error();
  const v1::Refusal absent = ask(next(std::string(43, 'A'), 1), other_identity).get().error();
  EXPECT_EQ(foreign.code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(foreign.SerializeAsString(), absent.SerializeAsString());
  EXPECT_EQ(ask(with_command(id, "de la part d'un autre"), other_identity).get().error().code(),
            v1::REFUSAL_CODE_NOT_FOUND);
  auto waiting = ask(next(id, 1));
  EXPECT_EQ(waiting.wait_for(50ms), std::future_status::timeout) << "and nothing happened to it";
}

TEST_F(PollsTest, ARevokedSessionsConversationEnds) {
  const std::string id = begin();
  auto waiting = ask(next(id, 1));
  sockets.revoke(identity->session_id);
  const PollAnswerOrNot answer = waiting.get();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->close_code(), 1008U);
  EXPECT_EQ(answer->close_reason(), "the session has ended");
  EXPECT_EQ(ask(next(id, 2)).get().error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  expect_none_left();
  begin();
  sockets.revoke(identity->session_id);  // while nobody waits
  expect_none_left();
}

TEST_F(PollsTest, WhatNobodyAsksForAnyMoreIsForgotten) {
  const std::string id = begin();
  clock.advance(limits::poll_abandoned_ms);
  auto waiting = ask(next(id, 1));
  settle();
  EXPECT_EQ(waiting.wait_for(1200ms), std::future_status::timeout) << "a request in time keeps it";
  clock.advance(limits::poll_wait_ms);
  ASSERT_TRUE(waiting.get());
  clock.advance(limits::poll_abandoned_ms + 1);
  expect_none_left();
  EXPECT_EQ(metrics.value(Counter::polls_abandoned), 1U);
  EXPECT_EQ(ask(next(id, 2)).get().error().code(), v1::REFUSAL_CODE_NOT_FOUND);
}

TEST_F(PollsTest, APageThatClosesEndsItsConversation) {
  const std::string id = begin();
  auto waiting = ask(next(id, 1));
  v1::Poll last = with_command(id, "au revoir");
  last.set_ends(true);
  EXPECT_EQ(ask(last).get()->close_code(), 1000U);
  EXPECT_TRUE(waiting.get());
  expect_none_left();
}

TEST_F(PollsTest, FramesBeyondTheRoomWaitAndBeyondThatAreRefused) {
  const std::string id = begin();
  v1::Poll flood;
  flood.set_poll_id(id);
  flood.set_does_not_wait(true);
  for (std::size_t i = 0; i < poll_frames_max; ++i) {
    v1::ClientFrame& frame = *flood.add_frames();
    frame.set_request_id(100 + i);
    *frame.mutable_command() = post("flot");
  }
  EXPECT_TRUE(ask(flood).get());
  const v1::Refusal refused = ask(flood).get().error();  // none of it was taken: 16 are in flight, 48 wait
  EXPECT_EQ(refused.code(), v1::REFUSAL_CODE_OVERLOADED);
  EXPECT_TRUE(refused.retryable());
  flood.add_frames();
  EXPECT_EQ(ask(flood).get().error().code(), v1::REFUSAL_CODE_TOO_LARGE);

  std::size_t replies = 0;
  for (std::uint32_t number = 1; replies < poll_frames_max && number < 100; ++number) {
    const PollAnswerOrNot answer = ask(next(id, number)).get();
    ASSERT_TRUE(answer);
    for (const v1::ServerFrame& frame : answer->frames()) replies += static_cast<std::size_t>(frame.replies_size());
  }
  EXPECT_EQ(replies, poll_frames_max) << "all that was taken is answered";
}

TEST_F(PollsTest, OfTooManyConversationsTheOneUsedLongestAgoGivesWay) {
  const std::string kept = begin();
  const std::string idle = begin();
  for (std::size_t i = 2; i < polls_per_account_max; ++i) begin();
  auto waiting = ask(next(kept, 1));
  settle();
  begin();
  EXPECT_EQ(ask(next(idle, 1)).get().error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(waiting.wait_for(50ms), std::future_status::timeout);
  for (int i = 0; i < 100; ++i) ask(hello());  // at once, without waiting for any
  EXPECT_EQ(waiting.get()->close_code(), 1008U);
  wait_until([this] { return admission.count() == polls_per_account_max; });
  EXPECT_EQ(metrics.value(Gauge::polls), static_cast<std::int64_t>(polls_per_account_max));
}

TEST_F(PollsTest, EachCountsAsAConnection) {
  std::vector<Admission::Ticket> others;
  while (auto ticket = admission.admit(0)) others.push_back(std::move(ticket));
  const v1::Refusal refused = ask(hello()).get().error();
  EXPECT_EQ(refused.code(), v1::REFUSAL_CODE_OVERLOADED);
  EXPECT_TRUE(refused.retryable());
  others.pop_back();
  begin();
}

TEST_F(PollsTest, DrainingSaysGoodbyeToWhoeverWaits) {
  const std::string id = begin();
  begin();  // nobody waits here
  auto waiting = ask(next(id, 1));
  EXPECT_EQ(waiting.wait_for(50ms), std::future_status::timeout);
  drain();
  const PollAnswerOrNot answer = waiting.get();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->close_code(), 1012U);
  ASSERT_EQ(answer->frames_size(), 1);
  EXPECT_TRUE(answer->frames(0).signals(0).has_going_away());
  expect_none_left();
  EXPECT_EQ(ask(hello()).get().error().code(), v1::REFUSAL_CODE_OVERLOADED);
}

TEST_F(PollsTest, DroppedConversationsAreAnsweredToo) {
  auto waiting = ask(next(begin(), 1));
  EXPECT_EQ(waiting.wait_for(50ms), std::future_status::timeout);
  for (const auto& thread : threads) thread->post([&thread] { thread->watch().drop_all(); });
  EXPECT_EQ(waiting.get()->close_code(), 1012U);
  expect_none_left();
}

TEST_F(PollsTest, AMemberWhoLeavesIsToldWhy) {
  const std::string id = begin();
  v1::Command end;
  end.mutable_end_membership()->set_member_id(member);
  end.mutable_end_membership()->set_status(v1::MEMBER_STATUS_LEFT);
  submit(founded->admin, end);
  wait_until([&] {
    const PollAnswerOrNot answer = ask(next(id, 1)).get();
    return answer && answer->close_code() == 1008 && answer->close_reason() == "you are no longer a member";
  });
  expect_none_left();
}

}  // namespace ramure::net
