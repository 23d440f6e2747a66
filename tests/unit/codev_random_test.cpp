// Many rounds played at random: after every event the ten rules of the method hold (domain guide, 7), the events give
// the same round again, and every round can be brought to an end. RAMURE_ROUND_SEEDS: how many rounds;
// RAMURE_ROUND_SEED: this one only.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "server/codev/visible.hpp"
#include "tests/support/instrumented.hpp"
#include "tests/support/round_random.hpp"

namespace ramure::test {

namespace {

using codev::Round;

// Written anew, from the protocol's state alone, so that the engine is not asked about itself.
bool all_present_consultants_agree(const v1::RoundState& state) {
  if (state.request().contribution_id() == 0) return false;
  const auto& agreed = state.request().agreed_ids();
  for (const v1::RoundParticipant& person : state.participants()) {
    const bool counts = person.role() == v1::ROUND_ROLE_CONSULTANT && person.member_id() != state.client_id() &&
                        person.attendance() != v1::ATTENDANCE_ABSENT && person.attendance() != v1::ATTENDANCE_LEFT;
    if (counts && std::find(agreed.begin(), agreed.end(), person.member_id()) == agreed.end()) return false;
  }
  return true;
}

bool needs_request(const v1::RoundStep& step) {
  return std::find(step.needs().begin(), step.needs().end(), v1::ROUND_CONDITION_REQUEST_AGREED) != step.needs().end();
}

class Rules {
 public:
  // Called before the event is applied.
  void check_before(const Round& round, const v1::RoundEvent& event) {
    const v1::RoundState& before = round.state;
    if (event.has_step_opened()) check_step(before, event);
    if (event.has_contribution_made()) check_contribution(round, event.contribution_made().contribution());
    if (event.has_round_finished()) check_finished(before);
    if (event.has_observer_admitted()) check_admitted(before, event.observer_admitted().observer_id());
    if (event.has_facilitation_taken()) check_taken(before, event);
    if (event.has_observer_withdrawn() || event.has_observer_declined() || event.has_observer_admitted()) {
      EXPECT_EQ(event.actor_id(), 0u) << "9: what follows from an answer is nobody's act";
    }
  }

  // Called after it was applied.
  void check_after(const Round& round, const v1::RoundEvent& event) {
    const v1::RoundState& now = round.state;
    check_audience(round, event);
    if (event.has_contribution_made() &&
        event.contribution_made().contribution().meaning() == v1::CONTRIBUTION_MEANING_HELP_REQUEST) {
      const bool corrects = event.contribution_made().contribution().is_correction();
      EXPECT_TRUE(corrects || now.request().agreed_ids().empty()) << "4: a new version resets the agreements";
    }
    if (now.minutes().share_level() > v1::SHARE_LEVEL_NOTHING) {
      EXPECT_TRUE(now.minutes().approved()) << "7: only what the client approved leaves";
    }
    EXPECT_LE(now.actions_size(), 5);
    if (now.client_id() != 0) {
      EXPECT_EQ(now.client_id(), now.designated_id()) << "3: the client is the one who was asked";
      EXPECT_NE(now.client_id(), now.plan().facilitator_id()) << "3: nobody holds the frame for himself";
    }
  }

 private:
  // 6: by the facilitator, by one step or over optional ones; 4: no consultation without an agreed request.
  void check_step(const v1::RoundState& before, const v1::RoundEvent& event) {
    const auto& form = before.form();
    std::uint32_t position = 0;
    for (int i = 0; i < form.steps_size(); ++i) {
      if (form.steps(i).key() == event.step_opened().step()) position = static_cast<std::uint32_t>(i + 1);
    }
    ASSERT_NE(position, 0u);
    EXPECT_EQ(event.actor_id(), before.plan().facilitator_id()) << "6: only the facilitator opens steps";
    for (std::uint32_t between = before.step() + 1; between < position; ++between) {
      EXPECT_TRUE(form.steps(static_cast<int>(between) - 1).optional()) << "6: a step was skipped";
    }
    EXPECT_TRUE(position > before.step() || !event.step_opened().reason().empty()) << "going back has a reason";
    if (position > before.step() && needs_request(form.steps(static_cast<int>(position) - 1))) {
      EXPECT_TRUE(all_present_consultants_agree(before)) << "4: consultation without an agreed request";
    }
  }

  // 2: rights by step, role and kind; 3: the client's words are his; 5: no advice before its step.
  void check_contribution(const Round& round, const v1::Contribution& said) {
    const v1::RoundState& before = round.state;
    const v1::RoundParticipant* author = codev::participant(round, said.author_id());
    ASSERT_NE(author, nullptr) << "1: somebody who is not in the round spoke in it";
    if (said.noted_by_id() != 0) {
      EXPECT_EQ(said.noted_by_id(), before.plan().facilitator_id());
      EXPECT_NE(before.plan().mode(), v1::ROUND_MODE_WRITTEN);
      EXPECT_NE(said.meaning(), v1::CONTRIBUTION_MEANING_SHARING_CHOICE) << "7: the client's own choice";
    }
    const bool is_clients = said.meaning() == v1::CONTRIBUTION_MEANING_HELP_REQUEST ||
                            said.meaning() == v1::CONTRIBUTION_MEANING_SYNTHESIS ||
                            said.meaning() == v1::CONTRIBUTION_MEANING_ACTION ||
                            said.meaning() == v1::CONTRIBUTION_MEANING_MINUTES_ANSWER ||
                            said.meaning() == v1::CONTRIBUTION_MEANING_SHARING_CHOICE;
    EXPECT_TRUE(!is_clients || said.author_id() == before.client_id()) << "3: " << said.kind();
    if (said.meaning() == v1::CONTRIBUTION_MEANING_ADVICE && before.form().follows_method()) {
      const v1::RoundStep& step = before.form().steps(static_cast<int>(before.step()) - 1);
      EXPECT_TRUE(needs_request(step)) << "5: advice outside the consultation";
    }
    const bool is_public = said.hiding() == v1::HIDING_UNSPECIFIED;
    const bool has_frame = author->frame_accepted_at_ms() != 0 || author->role() == v1::ROUND_ROLE_FACILITATOR ||
                           said.meaning() == v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE ||
                           said.meaning() == v1::CONTRIBUTION_MEANING_FLOOR_REQUEST || !is_public;
    EXPECT_TRUE(has_frame) << "the frame comes first: " << said.kind();
    if (before.suspended()) {
      const bool is_allowed = !is_public || said.meaning() == v1::CONTRIBUTION_MEANING_FRAMING;
      EXPECT_TRUE(is_allowed) << "the round is suspended: " << said.kind();
    }
  }

  void check_finished(const v1::RoundState& before) {
    for (const v1::RoundStep& step : before.form().steps()) {
      const bool was_opened = std::any_of(before.openings().begin(), before.openings().end(),
                                          [&](const auto& opened) { return opened.step() == step.key(); });
      EXPECT_TRUE(step.optional() || was_opened) << "6: finished without " << step.key();
    }
  }

  void check_admitted(const v1::RoundState& before, std::uint64_t observer) {
    const auto proposal = std::find_if(before.observers().begin(), before.observers().end(),
                                       [&](const auto& one) { return one.observer_id() == observer; });
    ASSERT_NE(proposal, before.observers().end());
    for (const v1::RoundParticipant& person : before.participants()) {
      if (person.role() != v1::ROUND_ROLE_CONSULTANT || person.attendance() == v1::ATTENDANCE_LEFT) continue;
      const bool agrees = std::any_of(proposal->answers().begin(), proposal->answers().end(), [&](const auto& answer) {
        return answer.member_id() == person.member_id() && answer.agrees();
      });
      EXPECT_TRUE(agrees) << "an observer enters when all agree";
    }
  }

  void check_taken(const v1::RoundState& before, const v1::RoundEvent& event) {
    const v1::FacilitationTaken& taken = event.facilitation_taken();
    if (!taken.by_absence()) {
      EXPECT_EQ(before.offered_to_id(), taken.to_member_id()) << "nobody seizes the facilitation";
      return;
    }
    EXPECT_EQ(before.plan().deputy_id(), taken.to_member_id());
    EXPECT_NE(before.facilitator_gone_since_ms(), 0);
    EXPECT_GE(event.at_ms() - before.facilitator_gone_since_ms(), 5 * 60'000);
  }

  // 1: only people of the round read it, and of what is hidden only those for whom it is.
  void check_audience(const Round& round, const v1::RoundEvent& event) {
    for (const v1::RoundParticipant& person : round.state.participants()) {
      const bool sees = codev::visible_to(round, event, person.member_id());
      if (!sees) continue;
      EXPECT_NE(codev::participant(round, person.member_id()), nullptr);
      EXPECT_TRUE(person.role() != v1::ROUND_ROLE_OBSERVER || person.admitted() ||
                  person.attendance() == v1::ATTENDANCE_LEFT);
      if (event.has_contribution_made())
        check_reader(round, event, event.contribution_made().contribution(), person.member_id());
      for (const v1::Contribution& said : event.contributions_shown().contributions()) {
        check_reader(round, event, said, person.member_id());
      }
      EXPECT_TRUE(!event.has_observer_answered() || event.observer_answered().by_member_id() == person.member_id());
    }
    for (const std::uint64_t stranger : {900, 901}) {
      EXPECT_FALSE(codev::visible_to(round, event, stranger)) << "1: read by a stranger";
    }
  }

  void check_reader(const Round& round, const v1::RoundEvent& event, const v1::Contribution& said,
                    std::uint64_t reader) {
    const v1::RoundPlan& plan = round.state.plan();
    const bool is_author = said.author_id() == reader;
    const bool is_desk = reader == plan.facilitator_id() || reader == plan.deputy_id();
    switch (said.hiding()) {
      case v1::HIDING_PRIVATE: EXPECT_TRUE(is_author) << "a private note was read"; return;
      case v1::HIDING_CONFIDED:
        EXPECT_TRUE(is_author || reader == said.confided_to_id()) << "a discomfort was read";
        return;
      case v1::HIDING_SILENT: EXPECT_TRUE(is_author || event.round()) << "read before the reveal"; return;
      case v1::HIDING_QUEUED:
      case v1::HIDING_PARKED: EXPECT_TRUE(is_author || is_desk || event.round()) << "read before it was shown"; return;
      default: return;
    }
  }
};

// Plays the events again and looks at the rules at each of them.
void check_rules(const RoundPlay& play) {
  Rules rules;
  Round again;
  for (const v1::RoundEvent& event : play.events) {
    if (again.state.id() != 0) rules.check_before(again, event);
    codev::apply(again, event);
    rules.check_after(again, event);
  }
  EXPECT_EQ(again.state.SerializeAsString(), play.state().SerializeAsString()) << "the events give another round";
}

// 10: whoever has the floor may pass, and everybody but the facilitator may leave.
void check_freedom(const RoundPlay& play) {
  const v1::RoundState& state = play.state();
  const std::uint64_t holder = state.floor().holder_id();
  const v1::RoundParticipant* person = codev::participant(play.round, holder);
  v1::RoundCommand passes = play.command();
  *passes.mutable_contribute()->mutable_contribution() = contribution_of("passe", "");
  const codev::Moment moment{play.now, state.last_seq() + 1};
  if (person != nullptr && codev::is_running(play.round) && !state.suspended() && person->frame_accepted_at_ms() != 0) {
    EXPECT_TRUE(codev::decide(play.round, codev::Actor::member(holder), passes, moment)) << "10: not free to pass";
  }
  for (const std::uint64_t id : play.peers()) {
    v1::RoundCommand leaves = play.command();
    leaves.mutable_remove_participant()->set_member_id(id);
    const bool may = codev::decide(play.round, codev::Actor::member(id), leaves, moment).has_value();
    EXPECT_TRUE(may || state.status() == v1::ROUND_STATUS_CANCELLED) << "10: not free to leave";
  }
}

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

constexpr std::uint64_t rounds_usually = is_instrumented ? 2'000 : 20'000;  // ten times dearer then

struct Tally {
  std::size_t accepted = 0, refused = 0, finished = 0;
  std::set<int> bodies;  // of the events that occurred
};

void play_one(std::uint64_t seed, Tally& tally) {
  RandomRound random(seed);
  const std::size_t length = 20 + seed % 60;
  for (std::size_t i = 0; i < length; ++i) random.act();
  check_freedom(random.play);
  EXPECT_TRUE(random.bring_to_end()) << "this round cannot be finished: " << random.stuck;
  random.play.wait(40LL * 24 * 3600 * 1000);  // the retention goes by
  check_rules(random.play);
  tally.accepted += random.accepted;
  tally.refused += random.refused;
  tally.finished += random.play.state().status() == v1::ROUND_STATUS_FINISHED ? 1 : 0;
  for (const v1::RoundEvent& event : random.play.events) tally.bodies.insert(event.body_case());
}

}  // namespace

TEST(CodevRandom, TheTenRulesHoldAfterEveryEventAndEveryRoundCanBeFinished) {
  const std::uint64_t only = from_environment("RAMURE_ROUND_SEED", 0);
  const std::uint64_t rounds = from_environment("RAMURE_ROUND_SEEDS", rounds_usually);
  Tally tally;
  for (std::uint64_t seed = only != 0 ? only : 1; seed <= (only != 0 ? only : rounds); ++seed) {
    SCOPED_TRACE("RAMURE_ROUND_SEED=" + std::to_string(seed));
    play_one(seed, tally);
    ASSERT_FALSE(HasFailure());
  }
  RecordProperty("accepted", static_cast<int>(tally.accepted));
  RecordProperty("refused", static_cast<int>(tally.refused));
  if (only != 0) return;
  // A play in which nearly everything is refused, or that hardly ever gets anywhere, shows nothing.
  EXPECT_GT(tally.accepted * 3, tally.refused);
  EXPECT_GT(tally.finished * 2, rounds);
  if (rounds < 20'000) return;  // too few for what is rare
  const auto* descriptor = v1::RoundEvent::descriptor()->FindOneofByName("body");
  for (int i = 0; i < descriptor->field_count(); ++i) {
    EXPECT_TRUE(tally.bodies.contains(descriptor->field(i)->number())) << descriptor->field(i)->name() << " never came";
  }
}

}  // namespace ramure::test
