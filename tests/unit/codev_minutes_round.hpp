// A round with minutes, played by the engine: what the tests of minutes and of sharing begin with.
//
//   RoundPlay play = with_minutes();          // in its last step; the scribe is 20, nothing is approved
//   must(play.say(play.client, approval(true)));
//   must(play.say(play.client, choice(v1::SHARE_LEVEL_ALL)));
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "server/codev/minutes.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::test {

// A name that no word of the corpus contains, so that any trace of it is ours.
inline std::string name_of(std::uint64_t id) { return "Prénom" + std::to_string(id) + " Nom" + std::to_string(id); }

inline codev::MinutesWish in_french() { return {.name = name_of}; }

template <class Change>
void send(RoundPlay& play, std::uint64_t member, Change change) {
  v1::RoundCommand command = play.command();
  change(command);
  const codev::Decided decided = play.send(member, std::move(command));
  ASSERT_TRUE(decided) << decided.error().message();
}

inline void wish_minutes(RoundPlay& play) {
  send(play, play.client, [](auto& command) { command.mutable_wish_minutes()->set_wanted(true); });
}

inline v1::Contribution choice(v1::ShareLevel level) {
  v1::Contribution said = contribution_of("choix_partage", "");
  said.set_share_level(level);
  return said;
}

inline v1::Contribution approval(bool agrees) {
  v1::Contribution said = contribution_of("validation_cr", "");
  said.set_agrees(agrees);
  return said;
}

inline void must(const codev::Decided& decided) { ASSERT_TRUE(decided) << decided.error().message(); }

// A written round up to its last step, with minutes that nobody has approved yet. The scribe is 20.
inline RoundPlay with_minutes() {
  v1::PlanRound plan = RoundPlay::usual_plan(shipped_form("standard"), 4, 1'530'180'000'000);
  plan.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
  plan.mutable_plan()->set_scribe_id(20);
  RoundPlay play(shipped_form("standard"), plan, 1, 1'530'180'000'000);
  play.go_to("consultation");
  must(play.say(21, "suggestion", "Une piste de quelqu’un."));
  must(play.open("synthese"));
  must(play.say(play.client, "synthese", "Je garde ceci."));
  must(play.say(play.client, action_of("Écrire la charte", "2018-09-30")));
  must(play.open("apprentissages"));
  must(play.say(22, "apprentissage", "J’ai appris cela."));
  must(play.open("cloture"));
  wish_minutes(play);
  must(play.say(20, "compte_rendu", "# Le compte rendu\n\nEn entier."));
  return play;
}

}  // namespace ramure::test
