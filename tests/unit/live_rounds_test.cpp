// What the server itself brings to a round: a look at its clock when one is due, also where nobody is, and whether its
// facilitator is there.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <thread>

#include "server/community/answer.hpp"
#include "server/live/registry.hpp"
#include "server/manual_clock.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/unit/live_loop_thread.hpp"

namespace ramure::live {
namespace {

using community::Actor;
using test::FoundedCommunity;

constexpr TimestampMs start_ms = FoundedCommunity::first_event_ms + 86'400'000;
constexpr TimestampMs minute_ms = 60'000;

// Somebody's open page, as presence counts it.
struct Page final : Port {
  Page(Registry::Lease& its_host, LoopThread& its_loop, std::uint64_t member_id) : host(its_host), loop(its_loop) {
    loop.call([&] {
      subscription = host->hub(loop).attach(member_id, *this);
      ticket = host->here(host->hub(loop), *subscription);
      return 0;
    });
  }
  ~Page() {
    loop.call([&] { return ticket = {}, subscription.reset(), 0; });
  }
  void wake() override {}
  void dismiss(Dismissal) override {}

  Registry::Lease& host;
  LoopThread& loop;
  std::unique_ptr<Subscription> subscription;
  Presence::Ticket ticket;
};

class LiveRounds : public ::testing::Test {
 protected:
  LiveRounds() {
    plan();
    const auto folder = data / "communities" / "essai";
    std::filesystem::create_directories(folder);
    founded.store().checkpoint(true);
    for (const char* name : {"community.db", "drafts.db"}) {
      std::filesystem::copy_file(founded.folder() / name, folder / name);
    }
  }

  void plan() {
    v1::Command command;
    v1::PlanRound& planned = *command.mutable_round()->mutable_plan_round();
    planned.set_template_key("standard");
    planned.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
    planned.mutable_plan()->set_starts_at_ms(start_ms);
    planned.mutable_plan()->set_deputy_id(founded.other_facilitator);
    for (const std::uint64_t id :
         {founded.valmerac.first, founded.valmerac.second, founded.kerlohan.first, founded.kerlohan.second}) {
      planned.add_member_ids(id);
    }
    round = founded.accept(founded.facilitator, command).events.front().seq();
    v1::Command schedule;
    schedule.mutable_round()->set_round_id(round);
    schedule.mutable_round()->mutable_schedule_step()->set_step("cadre");
    schedule.mutable_round()->mutable_schedule_step()->set_at_ms(start_ms);
    founded.accept(founded.facilitator, schedule);
  }

  v1::RoundView view(Registry::Lease& host, std::uint64_t member_id) {
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

  // Lets maintenance have its turns until the round is as it should be.
  bool becomes(Registry::Lease& host, std::uint64_t member_id, const std::function<bool(const v1::RoundView&)>& is_so,
               std::int64_t turn_ms = 0) {
    for (int turn = 0; turn < 2'000; ++turn) {
      clock.advance(turn_ms);
      registry.tick();
      if (is_so(view(host, member_id))) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  test::RuledCommunity founded;
  std::uint64_t round = 0;
  test::TemporaryFolder folder;
  const std::filesystem::path data = folder.path();
  ManualClock clock{start_ms - minute_ms};
  ReaderPool readers{2, 100, [](const std::string& what) { ADD_FAILURE() << what; }};
  WriterPool writers{1, [](const std::string& what) { ADD_FAILURE() << what; }};
  LoopThread loop;
  Registry registry{data, {.writers = writers, .readers = readers, .clock = clock, .hooks = {}}, 1'000};
};

}  // namespace

TEST_F(LiveRounds, AStepOpensAtTheTimeThatItsFacilitatorSaid) {
  auto host = std::move(registry.open_now("essai").value());
  registry.tick();
  EXPECT_EQ(view(host, founded.facilitator).step(), 0u);
  clock.advance(minute_ms);
  EXPECT_TRUE(becomes(host, founded.facilitator, [](const auto& now) { return now.step() == 1; }));
  host = {};
  registry.close_all();
}

TEST_F(LiveRounds, ADeadlineThatComesWhileNobodyIsThereOpensTheCommunity) {
  {
    auto host = std::move(registry.open_now("essai").value());
  }
  registry.follow();
  clock.advance(2'000);
  registry.tick();  // closes what is idle, and remembers when its rounds are due
  EXPECT_TRUE(registry.open_hosts().empty());
  clock.advance(minute_ms);
  registry.tick();
  EXPECT_EQ(registry.open_hosts().size(), 1u);
  auto host = std::move(registry.open_now("essai").value());
  EXPECT_TRUE(becomes(host, founded.facilitator, [](const auto& now) { return now.step() == 1; }));
  host = {};
  registry.close_all();
}

TEST_F(LiveRounds, TheDeputyMayTakeOverWhenTheFacilitatorHasBeenGoneForLongEnough) {
  auto host = std::move(registry.open_now("essai").value());
  const std::uint64_t deputy = founded.other_facilitator;
  {
    const Page page(host, loop, founded.facilitator);
    registry.tick();
    clock.advance(10 * minute_ms);
    registry.tick();
    EXPECT_FALSE(view(host, deputy).may_take_over());
  }
  const TimestampMs gone_at = clock.now_ms();
  EXPECT_TRUE(becomes(host, deputy, [](const auto& now) { return now.may_take_over(); }, 5'000));
  EXPECT_GE(clock.now_ms(), gone_at + 5 * minute_ms);
  const Page back(host, loop, founded.facilitator);
  EXPECT_TRUE(becomes(host, deputy, [](const auto& now) { return !now.may_take_over(); }));
}

TEST_F(LiveRounds, AStartIsALostConnectionForEveryFacilitator) {
  auto host = std::move(registry.open_now("essai").value());
  EXPECT_TRUE(becomes(host, founded.other_facilitator, [](const auto& now) { return now.may_take_over(); }, 5'000));
  host = {};
  registry.close_all();
}

}  // namespace ramure::live
