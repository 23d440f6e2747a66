#include <stdexcept>

#include "server/codev/decide.hpp"
#include "tests/load/measure.hpp"
#include "tests/load/scenarios.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::load {

namespace {

constexpr std::uint64_t consultant = 20;
constexpr int said_before = 60;
constexpr int decisions = 300'000;
constexpr double decisions_per_second_asked = 200'000;

}  // namespace

// One contribution after the other, each accepted, in a round in which some have been said.
void measure_rounds(const Setting&, Report& report) {
  test::RoundPlay play(test::shipped_form("standard"));
  play.go_to("consultation");
  for (int i = 0; i < said_before; ++i) {
    if (!play.say(consultant, "suggestion", "Un repas.")) throw std::runtime_error("a suggestion was refused");
  }
  v1::RoundCommand says = play.command();
  *says.mutable_contribute()->mutable_contribution() = test::contribution_of("suggestion", "Un repas plutôt.");
  const codev::Moment moment{play.now, play.last_id() + 1};
  int accepted = 0;
  const double begin = own_cpu_seconds();
  for (int i = 0; i < decisions; ++i) {
    accepted += codev::decide(play.round, codev::Actor::member(consultant), says, moment) ? 1 : 0;
  }
  const double took = own_cpu_seconds() - begin;
  if (accepted != decisions) throw std::runtime_error("not every decision accepted");
  const double rate = decisions / took;
  report.add({"rounds: decisions of the engine, one core", rate, "1/s", decisions_per_second_asked,
              decisions_per_second_asked / rate, 1, ""});
}

}  // namespace ramure::load
