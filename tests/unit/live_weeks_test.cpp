// A round in writing, spread over weeks: each step opens at the date that its facilitator announced, also when the
// server was down as the date came; and nothing opens against a lock.
#include "tests/support/round_play.hpp"
#include "tests/unit/live_round_server.hpp"

namespace ramure::live {
namespace {

using community::Actor;

struct Answered final : ReplySink {
  std::promise<CommandOutcome> outcome;
  void on_outcome(std::uint64_t, CommandOutcome result) override { outcome.set_value(std::move(result)); }
};

class LiveWeeks : public LiveRoundServer {
 protected:
  LiveWeeks() {
    people.deputy = 0;
    plan("ecrit");
    serve(planned_for_ms - day_ms / 2);
  }

  v1::RoundView now() { return view(people.facilitator); }

  void send(std::uint64_t member_id, v1::RoundCommand body) {
    body.set_round_id(round);
    body.set_opening(now().opening());
    PendingCommand pending{Actor::member(member_id), {}};
    pending.command.set_command_key(std::string(14, 'k') + std::to_string(10 + keys++ % 90));
    pending.command.mutable_command_key()->replace(0, 2, std::to_string(10 + keys / 90));
    *pending.command.mutable_round() = std::move(body);
    const auto sink = std::make_shared<Answered>();
    ASSERT_FALSE(host->submit(std::move(pending), {sink, &loop, 1}));
    const CommandOutcome outcome = sink->outcome.get_future().get();
    ASSERT_TRUE(outcome.result) << outcome.result.error().ShortDebugString();
  }
  void say(std::uint64_t member_id, v1::Contribution contribution) {
    v1::RoundCommand said;
    *said.mutable_contribute()->mutable_contribution() = std::move(contribution);
    send(member_id, std::move(said));
  }
  void say(std::uint64_t member_id, const char* kind) { say(member_id, test::contribution_of(kind)); }

  // Announced for so many days ahead; the server is down when the day comes, and back an hour later.
  void opens_while_the_server_is_down(const std::string& step, std::int64_t days) {
    SCOPED_TRACE(step);
    v1::RoundCommand announced;
    announced.mutable_schedule_step()->set_step(step);
    announced.mutable_schedule_step()->set_at_ms(clock.now_ms() + days * day_ms);
    send(people.facilitator, std::move(announced));
    stop();
    clock.advance(days * day_ms + 3'600'000);
    start();
    ASSERT_TRUE(comes_to_pass([&] { return now().scheduled_at_ms() == 0; }));
  }
  std::string step() {
    const v1::RoundView round_now = now();
    return round_now.step() == 0 ? "" : round_now.form().steps(static_cast<int>(round_now.step()) - 1).key();
  }

  int keys = 0;
};

}  // namespace

TEST_F(LiveWeeks, EachStepOpensOnItsDayThoughTheServerIsDown) {
  opens_while_the_server_is_down("cadre", 1);
  EXPECT_EQ(step(), "cadre");
  auto everybody = people.consultants;
  everybody.push_back(people.client);
  everybody.push_back(people.facilitator);
  for (const std::uint64_t id : everybody) {
    v1::RoundCommand accepts;
    accepts.mutable_accept_frame();
    send(id, std::move(accepts));
  }
  opens_while_the_server_is_down("expose", 3);
  EXPECT_EQ(step(), "cadre") << "the client has not accepted: a lock is a lock for an announced date too";
  v1::RoundCommand accepts;
  accepts.mutable_answer_designation()->set_accepts(true);
  send(people.client, std::move(accepts));
  opens_while_the_server_is_down("expose", 3);
  EXPECT_EQ(step(), "expose");
  say(people.client, "expose");

  opens_while_the_server_is_down("clarification", 2);
  say(people.consultants[0], "question");
  opens_while_the_server_is_down("contrat", 3);
  EXPECT_EQ(step(), "contrat");
  say(people.client, "demande");
  for (const std::uint64_t id : people.consultants) {
    v1::Contribution agreement = test::contribution_of("accord", "");
    agreement.set_version(1);
    say(id, std::move(agreement));
  }
  opens_while_the_server_is_down("consultation", 2);
  say(people.consultants[1], "suggestion");
  opens_while_the_server_is_down("synthese", 7);
  opens_while_the_server_is_down("apprentissages", 5);
  EXPECT_EQ(step(), "apprentissages");
  EXPECT_EQ(now().openings_size(), 7);
  EXPECT_EQ(now().contributions_size(), 7);
}

}  // namespace ramure::live
