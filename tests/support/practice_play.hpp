// A practice round, played by opening steps and asking for turns alone.
//
//   PracticePlay play(shipped_form("standard"), v1::ROUND_MODE_IN_ROOM);
//   play.open("cadre");
//   while (play.turn()) continue;
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/codev/practice.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::test {

constexpr std::uint64_t practising = 1;  // the facilitator

v1::PlanRound practice_plan(const v1::RoundTemplate& form, v1::RoundMode mode);
std::uint64_t imaginary(int which);  // 0: the one who is asked to be the client

struct PracticePlay : RoundPlay {
  PracticePlay(const v1::RoundTemplate& form, v1::RoundMode mode);

  // The next turn, decided and applied; a refusal when it is the facilitator's.
  codev::Decided turn();
  // All turns of the open step. More than a hundred never end: that is a failure.
  int turns();
  // The steps up to this one, each but the last with all its turns.
  void go_on_to(const std::string& step);
  // The steps in their order, each with all its turns; not finished yet.
  void through(const std::function<void(const v1::RoundStep&)>& after_each = {});
  bool was_said(std::string_view kind) const;
};

}  // namespace ramure::test
