// Commands to rounds of co-development: what the method asks of this person now, or something at random.
#include <algorithm>

#include "server/codev/decide.hpp"
#include "tests/sim/commands.hpp"
#include "tests/sim/village.hpp"
#include "tests/support/round_random.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::sim {

namespace {

test::Cast cast() {
  const auto& members = village().members;
  return {.facilitator = village().round_people.front(),
          .client = members.front(),
          .consultants = members,
          .guest = members.back(),
          .newcomers = {members[2], members[3], members[6], members[8]},
          .observers = {members[7], members[6]},
          .strangers = {village().admin, members.back(), members[7]}};
}

const v1::RoundStep* next_held(const v1::RoundState& state) {
  for (int at = static_cast<int>(state.step()); at < state.form().steps_size(); ++at) {
    if (!state.form().steps(at).optional()) return &state.form().steps(at);
  }
  return nullptr;
}

bool has_answered(const v1::ObserverProposal& proposal, std::uint64_t member_id) {
  return std::ranges::find(proposal.answers(), member_id, &v1::ObserverAnswer::member_id) != proposal.answers().end();
}

void hold_frame(Dice& dice, const v1::RoundState& state, v1::RoundCommand& command) {
  const v1::RoundStep* next = next_held(state);
  if (state.suspended()) {
    command.mutable_resume_round();
  } else if (state.questions_hidden() || state.silent_writing()) {
    command.mutable_reveal();
  } else if (next != nullptr) {
    command.mutable_open_step()->set_step(next->key());
  } else if (dice.chance(30)) {
    command.mutable_finish_round();
  }
}

// Nothing set: the method asks nothing of him.
void do_what_is_asked(Dice& dice, const codev::Round& round, const v1::RoundParticipant& me,
                      v1::RoundCommand& command) {
  const v1::RoundState& state = round.state;
  const std::uint64_t id = me.member_id();
  const v1::RoundStep* step = codev::open_step(round);
  const bool in_contract = step != nullptr && step->key() == "contrat";
  const bool has_agreed = std::ranges::find(state.request().agreed_ids(), id) != state.request().agreed_ids().end();
  v1::Contribution said;
  if (me.frame_accepted_at_ms() == 0) {
    command.mutable_accept_frame();
  } else if (state.designated_id() == id && state.client_id() == 0) {
    command.mutable_answer_designation()->set_accepts(true);
  } else if (codev::is_peer(me) && !state.observers().empty() && !has_answered(state.observers(0), id)) {
    command.mutable_answer_observer()->set_observer_id(state.observers(0).observer_id());
    command.mutable_answer_observer()->set_agrees(dice.chance(90));
  } else if (in_contract && state.client_id() == id && state.request().contribution_id() == 0) {
    said.set_kind("demande");
  } else if (in_contract && codev::is_consultant(round, me) && state.request().contribution_id() != 0 && !has_agreed) {
    said.set_kind("accord");
    said.set_version(state.request().version());
  } else if (state.plan().facilitator_id() == id && dice.chance(40)) {
    hold_frame(dice, state, command);
  }
  if (said.kind().empty()) return;
  said.set_text("mot" + std::to_string(dice.below(1'000'000)));
  *command.mutable_contribute()->mutable_contribution() = std::move(said);
}

bool is_taken(const codev::Round& round, std::uint64_t member_id, v1::RoundCommand command, TimestampMs now) {
  if (command.body_case() == v1::RoundCommand::BODY_NOT_SET) return false;
  command.set_round_id(round.state.id());
  if (command.opening() == 0) command.set_opening(codev::opening(round));
  return codev::decide(round, codev::Actor::member(member_id), command, {now, round.state.last_seq() + 1}).has_value();
}

// A round that he is in and that is not over; 0: none.
std::uint64_t going_on(Dice& dice, const JournalLog& log, std::uint64_t member_id) {
  std::vector<std::uint64_t> ids;
  for (const std::uint64_t id : log.rounds()) {
    const codev::Round round = log.round(id, log.head_seq());
    if (!codev::is_over(round) && codev::participant(round, member_id) != nullptr) ids.push_back(id);
  }
  return ids.empty() ? 0 : dice.pick(ids);
}

void plan(Dice& dice, TimestampMs now, v1::Command& command) {
  const auto& members = village().members;
  test::RuledRound::People people{.client = dice.chance(50) ? members[0] : members[2]};
  for (const std::uint64_t id : {members[0], members[2], members[3], members[6]}) {
    if (id != people.client) people.consultants.push_back(id);
  }
  command = test::command_plan_round(people, now + 600'000, "Titre " + std::to_string(dice.below(1'000'000)));
}

}  // namespace

void random_round_command(Dice& dice, const JournalLog& log, std::uint64_t member_id, TimestampMs now,
                          v1::Command& command) {
  const auto rounds = log.rounds();
  std::uint64_t id = rounds.empty() ? 0 : rounds[dice.below(rounds.size())];
  if (dice.chance(85)) id = going_on(dice, log, member_id);  // else one that is over, or not his
  if (id == 0 || dice.chance(2)) return plan(dice, now, command);
  const codev::Round round = log.round(id, log.head_seq());
  const v1::RoundParticipant* me = codev::participant(round, member_id);
  v1::RoundCommand& body = *command.mutable_round();
  if (me != nullptr && codev::roles_of(round, *me) != 0 && dice.chance(75)) do_what_is_asked(dice, round, *me, body);
  // Mostly something that the rules take, so that rounds go on; what they refuse is sent now and then all the same.
  const int tries = dice.chance(75) ? 8 : 1;
  for (int i = 0; i < tries && !is_taken(round, member_id, body, now); ++i) {
    body = test::RandomRound(dice.below(1'000'000'000), cast(), round, now).any_command(member_id);
  }
  if (body.has_cancel_round() && dice.chance(95)) body.mutable_resume_round();
  body.set_round_id(round.state.id());
  if (body.opening() == 0) body.set_opening(codev::opening(round));
}

}  // namespace ramure::sim
