// An observer enters when everybody has agreed, each asked alone, and leaves as soon as one takes it back. Neither a no
// nor its withdrawal is ever attributed: the answer goes to its author alone, what follows from it has no author.
#include <algorithm>

#include "server/codev/families.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/shared_rules.hpp"

namespace ramure::codev {

Decided propose_observer(const Asked& asked, const v1::ProposeObserver& command) {
  constexpr auto field = "propose_observer.observer_id";
  if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  const std::uint64_t id = command.observer_id();
  if (id == 0 || participant(asked.round, id) != nullptr) {
    return refuse::invalid(field, "an observer is somebody who is not in the round");
  }
  const auto& proposals = asked.state().observers();
  if (std::ranges::find(proposals, id, &v1::ObserverProposal::observer_id) != proposals.end()) {
    return refuse::already_done(field);
  }
  if (static_cast<std::size_t>(proposals.size()) >= limits::observers_max) {
    return refuse::too_large(field, limits::observers_max, "observers");
  }
  if (static_cast<std::size_t>(asked.state().participants_size()) >= limits::people_ever_max) {
    return refuse::too_large(field, limits::people_ever_max, "people");
  }
  Pen pen(asked);
  pen.to_round().mutable_observer_proposed()->set_observer_id(id);
  return pen.events();
}

Decided answer_observer(const Asked& asked, const v1::AnswerObserver& command) {
  constexpr auto field = "answer_observer.observer_id";
  if (!is_peer(asked.me)) return refuse::forbidden("rights", field, "the members of the round are asked");
  const auto& proposals = asked.state().observers();
  const auto proposal = std::ranges::find(proposals, command.observer_id(), &v1::ObserverProposal::observer_id);
  if (proposal == proposals.end()) return refuse::not_found(field);
  const std::uint64_t me = asked.me.member_id();
  const auto before = std::ranges::find(proposal->answers(), me, &v1::ObserverAnswer::member_id);
  if (before != proposal->answers().end() && before->agrees() == command.agrees()) return refuse::already_done(field);

  Pen pen(asked);
  v1::ObserverAnswered& answered = *pen.to_member(me).mutable_observer_answered();
  answered.set_observer_id(command.observer_id());
  answered.set_agrees(command.agrees());
  answered.set_by_member_id(me);
  const v1::RoundParticipant* observer = participant(asked.round, command.observer_id());
  if (observer != nullptr && observer->admitted()) {
    pen.to_round_by_nobody().mutable_observer_withdrawn()->set_observer_id(command.observer_id());
    return pen.events();
  }
  v1::ObserverProposal now = *proposal;
  const auto mine = std::ranges::find(*now.mutable_answers(), me, &v1::ObserverAnswer::member_id);
  v1::ObserverAnswer& answer = mine == now.mutable_answers()->end() ? *now.add_answers() : *mine;
  answer.set_member_id(me);
  answer.set_agrees(command.agrees());
  do_conclude_observer(asked.round, now, 0, pen);
  return pen.events();
}

}  // namespace ramure::codev
