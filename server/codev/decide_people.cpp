// Who is in the round, who is there today, and who said yes to what.
#include <algorithm>

#include "server/codev/families.hpp"
#include "server/codev/plan_checks.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/shared_rules.hpp"

namespace ramure::codev {

namespace {

// Hats are worn by people of the round whom they do not contradict.
Checked check_hats(const Asked& asked, const v1::RoundPlan& plan) {
  const auto is_consultant_here = [&](std::uint64_t id) {
    const v1::RoundParticipant* person = participant(asked.round, id);
    return id == 0 || (person != nullptr && is_consultant(asked.round, *person));
  };
  if (!is_consultant_here(plan.scribe_id()) || !is_consultant_here(plan.timekeeper_id())) {
    return refuse::invalid("replan_round.plan", "scribe and timekeeper are consultants of this round");
  }
  const v1::RoundParticipant* former = participant(asked.round, plan.former_client_id());
  if (plan.former_client_id() != 0 && (former == nullptr || !is_peer(*former))) {
    return refuse::invalid("replan_round.plan.former_client_id", "the former client is one of the members");
  }
  const v1::RoundParticipant* deputy = participant(asked.round, plan.deputy_id());
  const bool may_stand_in =
      deputy != nullptr && (deputy->role() == v1::ROUND_ROLE_STANDBY ||
                            (is_consultant(asked.round, *deputy) && plan.deputy_id() != asked.state().designated_id()));
  if (plan.deputy_id() != 0 && !may_stand_in) {
    return refuse::invalid("replan_round.plan.deputy_id", "the deputy is in the round, and not its client");
  }
  return {};
}

// What may still be arranged once a step was opened.
v1::RoundPlan with_free_fields_of(v1::RoundPlan plan, const v1::RoundPlan& other) {
  plan.set_video_link(other.video_link());
  plan.set_deputy_id(other.deputy_id());
  plan.set_scribe_id(other.scribe_id());
  plan.set_timekeeper_id(other.timekeeper_id());
  plan.set_clock_for_all(other.clock_for_all());
  return plan;
}

std::size_t count_of(const Asked& asked, v1::RoundRole role) {
  return static_cast<std::size_t>(std::ranges::count_if(asked.state().participants(), [&](const auto& person) {
    return person.role() == role && person.attendance() != v1::ATTENDANCE_LEFT;
  }));
}

// Everybody is asked about an observer: a newcomer too, before he is read by one.
void withdraw_observers(const Asked& asked, Pen& pen) {
  for (const v1::RoundParticipant& person : asked.state().participants()) {
    if (person.role() == v1::ROUND_ROLE_OBSERVER && person.admitted() && person.attendance() != v1::ATTENDANCE_LEFT) {
      pen.to_round_by_nobody().mutable_observer_withdrawn()->set_observer_id(person.member_id());
    }
  }
}

}  // namespace

Decided replan_round(const Asked& asked, const v1::ReplanRound& command) {
  constexpr auto field = "replan_round.plan";
  if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  v1::RoundPlan plan = command.plan();
  plan.DiscardUnknownFields();
  const v1::RoundPlan& before = asked.state().plan();
  if (plan.SerializeAsString() == before.SerializeAsString()) return refuse::already_done(field);
  if (plan.facilitator_id() != before.facilitator_id() || plan.mode() != before.mode() ||
      plan.continues_round_id() != before.continues_round_id() || plan.practice() != before.practice()) {
    return refuse::forbidden("method", field,
                             "the facilitation is handed over by offer and acceptance, and the mode "
                             "stays what was planned");
  }
  if (plan.practice()) {
    if (auto checked = check_practice_plan(plan, field); !checked) return pass_on(checked);
  }
  const bool has_begun = opening(asked.round) != 0;
  if (has_begun && with_free_fields_of(before, plan).SerializeAsString() != plan.SerializeAsString()) {
    return refuse::forbidden("step", field, "once a step was opened, only link, hats, deputy and clock change");
  }
  // The date of a round that has begun lies behind, and may.
  const TimestampMs judged_at = has_begun ? before.starts_at_ms() : asked.moment.now;
  auto checked = check_plan(asked.state().form(), plan, judged_at, field);
  if (!checked) return pass_on(checked);
  if (auto hats = check_hats(asked, plan); !hats) return pass_on(hats);
  Pen pen(asked);
  *pen.to_round().mutable_round_replanned()->mutable_plan() = std::move(plan);
  return pen.events();
}

Decided add_participant(const Asked& asked, const v1::AddParticipant& command) {
  if (auto checked = check_facilitator(asked, "add_participant"); !checked) return pass_on(checked);
  if (command.member_id() == 0) return refuse::invalid("add_participant.member_id", "it says whom");
  if (participant(asked.round, command.member_id()) != nullptr) {
    return refuse::already_done("add_participant.member_id");
  }
  const bool is_guest = command.role() == v1::ROUND_ROLE_STANDBY;
  if (!is_guest && command.role() != v1::ROUND_ROLE_CONSULTANT) {
    return refuse::invalid("add_participant.role", "one joins as a consultant, or to stand by for the facilitator");
  }
  const std::size_t most = is_guest ? limits::standby_max : asked.state().form().members_max();
  if (count_of(asked, command.role()) >= most) return refuse::too_large("add_participant", most, "people");
  if (static_cast<std::size_t>(asked.state().participants_size()) >= limits::people_ever_max) {
    return refuse::too_large("add_participant", limits::people_ever_max, "people");
  }
  Pen pen(asked);
  if (!is_guest) withdraw_observers(asked, pen);
  v1::RoundParticipant person;
  person.set_member_id(command.member_id());
  person.set_role(command.role());
  person.set_is_peer(!is_guest);
  person.set_attendance(v1::ATTENDANCE_EXPECTED);
  person.set_reads_from_seq(pen.next_seq());
  *pen.to_round().mutable_participant_added()->mutable_participant() = std::move(person);
  return pen.events();
}

Decided remove_participant(const Asked& asked, const v1::RemoveParticipant& command) {
  constexpr auto field = "remove_participant.member_id";
  const v1::RoundParticipant* person = participant(asked.round, command.member_id());
  if (person == nullptr) return refuse::not_found(field);
  const bool is_oneself = command.member_id() == asked.me.member_id();
  if (!is_oneself && is_over(asked.round)) return refuse::forbidden("over", field, "the round is over");
  if (!is_oneself) {
    if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  }
  if (person->role() == v1::ROUND_ROLE_FACILITATOR && !is_over(asked.round)) {
    return refuse::forbidden("method", field, "somebody holds the frame: hand the facilitation over first");
  }
  if (person->role() == v1::ROUND_ROLE_OBSERVER && !person->admitted()) return refuse::not_found(field);
  Pen pen(asked);
  pen.to_round().mutable_participant_removed()->set_member_id(command.member_id());
  if (is_peer(*person) && !is_over(asked.round)) do_conclude_observers(asked.round, command.member_id(), pen);
  return pen.events();
}

Decided note_attendance(const Asked& asked, const v1::NoteAttendance& command) {
  constexpr auto field = "note_attendance.member_id";
  if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  const v1::RoundParticipant* person = participant(asked.round, command.member_id());
  const bool is_hidden = person != nullptr && person->role() == v1::ROUND_ROLE_OBSERVER && !person->admitted();
  if (person == nullptr || is_hidden) return refuse::not_found(field);
  if (command.attendance() != v1::ATTENDANCE_EXPECTED && command.attendance() != v1::ATTENDANCE_PRESENT &&
      command.attendance() != v1::ATTENDANCE_ABSENT) {
    return refuse::invalid("note_attendance.attendance", "expected, present or absent");
  }
  if (person->role() == v1::ROUND_ROLE_FACILITATOR) {
    return refuse::invalid(field, "whoever facilitates is there; hand the facilitation over instead");
  }
  if (person->attendance() == command.attendance()) return refuse::already_done("note_attendance.attendance");
  Pen pen(asked);
  v1::AttendanceNoted& noted = *pen.to_round().mutable_attendance_noted();
  noted.set_member_id(command.member_id());
  noted.set_attendance(command.attendance());
  return pen.events();
}

Decided accept_frame(const Asked& asked) {
  if (asked.me.frame_accepted_at_ms() != 0 && asked.me.attendance() != v1::ATTENDANCE_ABSENT) {
    return refuse::already_done("accept_frame");
  }
  Pen pen(asked);
  pen.to_round().mutable_frame_accepted()->set_member_id(asked.me.member_id());
  return pen.events();
}

Decided answer_designation(const Asked& asked, const v1::AnswerDesignation& command) {
  constexpr auto field = "answer_designation.accepts";
  if (asked.state().designated_id() != asked.me.member_id()) {
    return refuse::forbidden("client", field, "only the person who was asked to be the client says yes or no");
  }
  if (command.accepts() && asked.state().client_id() == asked.me.member_id()) return refuse::already_done(field);
  const bool has_exposed = asked.state().step() != 0 && !may_be_jumped_over(asked.round, asked.state().step());
  if (!command.accepts() && has_exposed) {
    return refuse::forbidden("method", field,
                             "the work has begun with this client: leave the round, or ask the "
                             "facilitator to go back");
  }
  if (command.accepts() && asked.me.frame_accepted_at_ms() == 0 && opening(asked.round) != 0) {
    return refuse::forbidden("frame", field, "accept the frame first: what is said here stays here");
  }
  Pen pen(asked);
  v1::DesignationAnswered& answered = *pen.to_round().mutable_designation_answered();
  answered.set_member_id(asked.me.member_id());
  answered.set_accepts(command.accepts());
  return pen.events();
}

}  // namespace ramure::codev
