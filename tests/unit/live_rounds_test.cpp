// What the server itself brings to a round: a look at its clock when one is due, also where nobody is, and whether its
// facilitator is there.
#include "tests/unit/live_round_server.hpp"

namespace ramure::live {
namespace {

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

class LiveRounds : public LiveRoundServer {
 protected:
  LiveRounds() {
    plan("standard");
    v1::Command schedule;
    schedule.mutable_round()->set_round_id(round);
    schedule.mutable_round()->mutable_schedule_step()->set_step("cadre");
    schedule.mutable_round()->mutable_schedule_step()->set_at_ms(planned_for_ms);
    founded.accept(people.facilitator, schedule);
    serve(planned_for_ms - minute_ms);
  }

  bool is_open() { return view(people.facilitator).step() == 1; }
  bool may_take_over() { return view(people.deputy).may_take_over(); }
};

}  // namespace

TEST_F(LiveRounds, AStepOpensAtTheTimeThatItsFacilitatorSaid) {
  registry->tick();
  EXPECT_EQ(view(people.facilitator).step(), 0u);
  clock.advance(minute_ms);
  EXPECT_TRUE(comes_to_pass([&] { return is_open(); }));
}

TEST_F(LiveRounds, ADeadlineThatComesWhileNobodyIsThereOpensTheCommunity) {
  host = {};
  registry->follow();
  clock.advance(2'000);
  registry->tick();  // closes what is idle, and remembers when its rounds are due
  EXPECT_TRUE(registry->open_hosts().empty());
  clock.advance(minute_ms);
  registry->tick();
  EXPECT_EQ(registry->open_hosts().size(), 1u);
  host = std::move(registry->open_now("essai").value());
  EXPECT_TRUE(comes_to_pass([&] { return is_open(); }));
}

// Regression: a look that could not open the community (its files were not there, say) was forgotten until the next
// day.
TEST_F(LiveRounds, ACommunityThatCannotBeOpenedWhenADeadlineComesIsTriedAgain) {
  host = {};
  registry->follow();
  clock.advance(2'000);
  registry->tick();
  const auto community = data / "communities" / "essai";
  std::filesystem::rename(community, data / "elsewhere");
  clock.advance(minute_ms);
  registry->tick();
  EXPECT_TRUE(registry->open_hosts().empty());
  std::filesystem::rename(data / "elsewhere", community);
  registry->tick();
  EXPECT_TRUE(registry->open_hosts().empty()) << "not with every turn";
  clock.advance(minute_ms);
  registry->tick();
  EXPECT_EQ(registry->open_hosts().size(), 1u);
}

TEST_F(LiveRounds, TheDeputyMayTakeOverWhenTheFacilitatorHasBeenGoneForLongEnough) {
  {
    const Page page(host, loop, people.facilitator);
    registry->tick();
    clock.advance(10 * minute_ms);
    registry->tick();
    EXPECT_FALSE(may_take_over());
  }
  const TimestampMs gone_at = clock.now_ms();
  EXPECT_TRUE(comes_to_pass([&] { return may_take_over(); }, 5'000));
  EXPECT_GE(clock.now_ms(), gone_at + 5 * minute_ms);
  const Page back(host, loop, people.facilitator);
  EXPECT_TRUE(comes_to_pass([&] { return !may_take_over(); }));
}

TEST_F(LiveRounds, AStartIsALostConnectionForEveryFacilitator) {
  EXPECT_TRUE(comes_to_pass([&] { return may_take_over(); }, 5'000));
}

}  // namespace ramure::live
