#include <algorithm>

#include "server/codev/apply_parts.hpp"

namespace ramure::codev {

namespace {

using Body = v1::RoundEvent;

auto proposal_of(v1::RoundState& state, std::uint64_t observer_id) {
  return std::ranges::find(*state.mutable_observers(), observer_id, &v1::ObserverProposal::observer_id);
}

void forget_proposal(v1::RoundState& state, std::uint64_t observer_id) {
  const auto proposal = proposal_of(state, observer_id);
  if (proposal != state.mutable_observers()->end()) state.mutable_observers()->erase(proposal);
}

void apply_answered(v1::RoundState& state, const v1::ObserverAnswered& answered) {
  const auto proposal = proposal_of(state, answered.observer_id());
  if (proposal == state.mutable_observers()->end()) return;
  auto& answers = *proposal->mutable_answers();
  const auto mine = std::ranges::find(answers, answered.by_member_id(), &v1::ObserverAnswer::member_id);
  v1::ObserverAnswer& answer = mine == answers.end() ? *answers.Add() : *mine;
  answer.set_member_id(answered.by_member_id());
  answer.set_agrees(answered.agrees());
}

void apply_admitted(v1::RoundState& state, std::uint64_t observer_id, std::uint64_t seq) {
  v1::RoundParticipant& person = *state.add_participants();
  person.set_member_id(observer_id);
  person.set_role(v1::ROUND_ROLE_OBSERVER);
  person.set_attendance(v1::ATTENDANCE_EXPECTED);
  person.set_reads_from_seq(seq);
  person.set_admitted(true);
}

}  // namespace

void apply_observers(Round& round, const v1::RoundEvent& event) {
  v1::RoundState& state = round.state;
  switch (event.body_case()) {
    case Body::kObserverProposed:
      state.add_observers()->set_observer_id(event.observer_proposed().observer_id());
      return;
    case Body::kObserverAnswered: return apply_answered(state, event.observer_answered());
    case Body::kObserverAdmitted: return apply_admitted(state, event.observer_admitted().observer_id(), event.seq());
    case Body::kObserverDeclined: return forget_proposal(state, event.observer_declined().observer_id());
    case Body::kObserverWithdrawn: {
      const std::uint64_t id = event.observer_withdrawn().observer_id();
      if (v1::RoundParticipant* person = participant(round, id)) {
        person->set_admitted(false);
        person->set_attendance(v1::ATTENDANCE_LEFT);
      }
      return forget_proposal(state, id);
    }
    default: return;
  }
}

}  // namespace ramure::codev
