#include "server/codev/round.hpp"

#include <algorithm>

namespace ramure::codev {

namespace {

template <class Participants>
auto find_participant(Participants& participants, std::uint64_t member_id) {
  const auto is_him = [&](const v1::RoundParticipant& person) {
    return person.member_id() == member_id && person.attendance() != v1::ATTENDANCE_LEFT;
  };
  const auto found = std::find_if(participants.begin(), participants.end(), is_him);
  return found == participants.end() ? nullptr : &*found;
}

// Contributions are kept in the order of their ids.
template <class Contributions>
auto find_contribution(Contributions& contributions, std::uint64_t id) {
  const auto before = [](const v1::Contribution& one, std::uint64_t other) { return one.id() < other; };
  const auto found = std::lower_bound(contributions.begin(), contributions.end(), id, before);
  return found == contributions.end() || found->id() != id ? nullptr : &*found;
}

}  // namespace

Round Round::load(v1::RoundState state) {
  Round round{std::move(state), nullptr};
  if (round.state.id() != 0) round.form = std::make_shared<Form>(round.state.form());
  return round;
}

const v1::RoundParticipant* participant(const Round& round, std::uint64_t member_id) {
  return find_participant(round.state.participants(), member_id);
}
v1::RoundParticipant* participant(Round& round, std::uint64_t member_id) {
  return find_participant(*round.state.mutable_participants(), member_id);
}

bool is_there(const v1::RoundParticipant& person) {
  return person.attendance() != v1::ATTENDANCE_ABSENT && person.attendance() != v1::ATTENDANCE_LEFT;
}

bool is_there(const Round& round, std::uint64_t member_id) {
  const v1::RoundParticipant* person = participant(round, member_id);
  return person != nullptr && is_there(*person);
}

bool is_peer(const v1::RoundParticipant& person) {
  return person.role() == v1::ROUND_ROLE_CONSULTANT && person.attendance() != v1::ATTENDANCE_LEFT;
}

bool is_consultant(const Round& round, const v1::RoundParticipant& person) {
  return is_peer(person) && person.member_id() != round.state.client_id();
}

Roles roles_of(const Round& round, const v1::RoundParticipant& person) {
  const v1::RoundState& state = round.state;
  const std::uint64_t id = person.member_id();
  if (person.role() == v1::ROUND_ROLE_OBSERVER) return person.admitted() ? only(v1::ROUND_ROLE_OBSERVER) : 0;
  if (person.role() != v1::ROUND_ROLE_CONSULTANT) return only(person.role());
  Roles roles = only(id == state.client_id() ? v1::ROUND_ROLE_CLIENT : v1::ROUND_ROLE_CONSULTANT);
  if (id == state.plan().former_client_id()) roles |= only(v1::ROUND_ROLE_FORMER_CLIENT);
  if (id == state.plan().scribe_id()) roles |= only(v1::ROUND_ROLE_SCRIBE);
  if (id == state.plan().timekeeper_id()) roles |= only(v1::ROUND_ROLE_TIMEKEEPER);
  return roles;
}

bool is_running(const Round& round) { return round.state.status() == v1::ROUND_STATUS_RUNNING; }

bool is_over(const Round& round) {
  return round.state.status() == v1::ROUND_STATUS_FINISHED || round.state.status() == v1::ROUND_STATUS_CANCELLED ||
         round.state.status() == v1::ROUND_STATUS_LAPSED;
}

const v1::RoundStep* open_step(const Round& round) {
  return round.state.step() == 0 ? nullptr : &round.state.form().steps(static_cast<int>(round.state.step()) - 1);
}

std::uint32_t opening(const Round& round) { return static_cast<std::uint32_t>(round.state.openings_size()); }

bool was_opened(const Round& round, std::string_view step) {
  return std::ranges::find(round.state.openings(), step, &v1::StepOpening::step) != round.state.openings().end();
}

std::int64_t duration_ms(const Round& round, std::uint32_t position) {
  const v1::RoundStep& step = round.state.form().steps(static_cast<int>(position) - 1);
  const auto& planned = round.state.plan().durations();
  const auto found = std::ranges::find(planned, step.key(), &v1::StepDuration::step);
  return found == planned.end() ? step.standard_ms() : found->duration_ms();
}

const v1::Contribution* contribution(const Round& round, std::uint64_t id) {
  return find_contribution(round.state.contributions(), id);
}
v1::Contribution* contribution(Round& round, std::uint64_t id) {
  return find_contribution(*round.state.mutable_contributions(), id);
}

bool may_read(const Round& round, const v1::RoundParticipant& person, const v1::Contribution& contribution) {
  if (roles_of(round, person) == 0) return false;
  const std::uint64_t id = person.member_id();
  if (contribution.shown_seq() != 0) return contribution.shown_seq() >= person.reads_from_seq();
  if (contribution.author_id() == id || contribution.noted_by_id() == id) return true;
  const bool at_desk = id == round.state.plan().facilitator_id() || id == round.state.plan().deputy_id();
  switch (contribution.hiding()) {
    case v1::HIDING_QUEUED:
    case v1::HIDING_PARKED: return at_desk && contribution.id() >= person.reads_from_seq();
    case v1::HIDING_CONFIDED: return contribution.confided_to_id() == id;
    default: return false;
  }
}

}  // namespace ramure::codev
