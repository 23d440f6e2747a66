// A round in writing, spread over weeks: each step opens at the date that its facilitator announced, also when the
// server was down as the date came; and nothing opens against a lock.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <thread>

#include "server/community/answer.hpp"
#include "server/live/registry.hpp"
#include "server/manual_clock.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/round_play.hpp"
#include "tests/support/ruled_round.hpp"
#include "tests/unit/live_loop_thread.hpp"

namespace ramure::live {
namespace {

using community::Actor;

constexpr TimestampMs day_ms = 86'400'000;

struct Answered final : ReplySink {
  std::promise<CommandOutcome> outcome;
  void on_outcome(std::uint64_t, CommandOutcome result) override { outcome.set_value(std::move(result)); }
};

class LiveWeeks : public ::testing::Test {
 protected:
  LiveWeeks() {
    v1::Command command = test::command_plan_round(people, test::FoundedCommunity::first_event_ms + day_ms, "Un tour");
    command.mutable_round()->mutable_plan_round()->set_template_key("ecrit");
    round = founded.accept(founded.facilitator, command).events.front().seq();
    const auto folder = data / "communities" / "essai";
    std::filesystem::create_directories(folder);
    founded.store().checkpoint(true);
    for (const char* name : {"community.db", "drafts.db"}) {
      std::filesystem::copy_file(founded.folder() / name, folder / name);
    }
    start();
  }
  ~LiveWeeks() override { stop(); }

  void start() {
    registry.emplace(data, HostServices{.writers = writers, .readers = readers, .clock = clock, .hooks = {}}, 1'000);
    host = std::move(registry->open_now("essai").value());
  }
  void stop() {
    host = {};
    registry->close_all();
    registry.reset();
  }

  v1::RoundView view() {
    v1::Query query;
    query.mutable_get_round()->set_round_id(round);
    std::promise<v1::Reply> promise;
    host->read<v1::Reply>(
        loop,
        [&](storage::Reader& reader) {
          return community::answer(reader, founded.facilitator, query, clock.now_ms(), host->rounds());
        },
        [&](std::expected<v1::Reply, v1::Refusal> reply) { promise.set_value(reply.value()); });
    return promise.get_future().get().answer().round().view();
  }

  void send(std::uint64_t member_id, v1::RoundCommand body) {
    body.set_round_id(round);
    body.set_opening(view().opening());
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
    send(founded.facilitator, std::move(announced));
    stop();
    clock.advance(days * day_ms + 3'600'000);
    start();
    ASSERT_TRUE(comes_to_pass([&] { return view().scheduled_at_ms() == 0; }));
  }
  std::string step() {
    const v1::RoundView now = view();
    return now.step() == 0 ? "" : now.form().steps(static_cast<int>(now.step()) - 1).key();
  }

  template <class Condition>
  bool comes_to_pass(Condition is_so) {
    for (int turn = 0; turn < 2'000; ++turn) {
      registry->tick();
      if (is_so()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  test::RuledCommunity founded;
  test::RuledRound::People people{founded.facilitator,
                                  0,
                                  founded.valmerac.first,
                                  {founded.kerlohan.first, founded.kerlohan.second, founded.adviser}};
  std::uint64_t round = 0;
  int keys = 0;
  test::TemporaryFolder folder;
  const std::filesystem::path data = folder.path();
  ManualClock clock{test::FoundedCommunity::first_event_ms + day_ms / 2};
  ReaderPool readers{2, 100, [](const std::string& what) { ADD_FAILURE() << what; }};
  WriterPool writers{1, [](const std::string& what) { ADD_FAILURE() << what; }};
  LoopThread loop;
  std::optional<Registry> registry;
  Registry::Lease host;
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
  const v1::RoundView now = view();
  EXPECT_EQ(now.openings_size(), 7);
  EXPECT_EQ(now.contributions_size(), 7);
}

}  // namespace ramure::live
