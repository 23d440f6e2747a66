// A community with one round, founded by the rules alone and then served by a registry with a clock of the test's own,
// which stops and starts again.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "server/community/answer.hpp"
#include "server/live/registry.hpp"
#include "server/manual_clock.hpp"
#include "tests/support/ruled_round.hpp"
#include "tests/unit/live_loop_thread.hpp"

namespace ramure::live {

class LiveRoundServer : public ::testing::Test {
 protected:
  static constexpr TimestampMs minute_ms = 60'000, day_ms = 24 * 60 * minute_ms;

  ~LiveRoundServer() override { stop(); }

  // Plans the round, a day ahead. What is accepted of `founded` afterwards, and before serve(), is of it too.
  void plan(const std::string& form) {
    planned_for_ms = founded.store().last_event_ms() + day_ms;
    v1::Command command = test::command_plan_round(people, planned_for_ms, "Un tour");
    command.mutable_round()->mutable_plan_round()->set_template_key(form);
    round = founded.accept(people.facilitator, command).events.front().seq();
  }

  // From now on the server has it.
  void serve(TimestampMs now) {
    const auto folder = data / "communities" / "essai";
    std::filesystem::create_directories(folder);
    founded.store().checkpoint(true);
    for (const char* name : {"community.db", "drafts.db"}) {
      std::filesystem::copy_file(founded.folder() / name, folder / name);
    }
    clock.set(now);
    start();
  }

  void start() {
    registry.emplace(data, HostServices{.writers = writers, .readers = readers, .clock = clock, .hooks = {}}, 1'000);
    host = std::move(registry->open_now("essai").value());
  }
  void stop() {
    if (!registry) return;
    host = {};
    registry->close_all();
    registry.reset();
  }

  v1::RoundView view(std::uint64_t member_id) {
    v1::Query query;
    query.mutable_get_round()->set_round_id(round);
    std::promise<v1::Reply> promise;
    host->read<v1::Reply>(
        loop,
        [&](storage::Reader& reader) {
          return community::answer(reader, member_id, query, clock.now_ms(), host->rounds());
        },
        [&](std::expected<v1::Reply, v1::Refusal> reply) { promise.set_value(reply.value()); });
    return promise.get_future().get().answer().round().view();
  }

  // Lets maintenance have its turns until it is so; each takes `turn_ms` of the clock.
  template <class Condition>
  bool comes_to_pass(Condition is_so, std::int64_t turn_ms = 0) {
    for (int turn = 0; turn < 2'000; ++turn) {
      clock.advance(turn_ms);
      registry->tick();
      if (is_so()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  test::RuledCommunity founded;
  test::RuledRound::People people{founded.facilitator,
                                  founded.other_facilitator,
                                  founded.valmerac.first,
                                  {founded.kerlohan.first, founded.kerlohan.second, founded.adviser}};
  std::uint64_t round = 0;
  TimestampMs planned_for_ms = 0;
  test::TemporaryFolder folder;
  const std::filesystem::path data = folder.path();
  ManualClock clock;
  ReaderPool readers{2, 100, [](const std::string& what) { ADD_FAILURE() << what; }};
  WriterPool writers{1, [](const std::string& what) { ADD_FAILURE() << what; }};
  LoopThread loop;
  std::optional<Registry> registry;
  Registry::Lease host;
};

}  // namespace ramure::live
