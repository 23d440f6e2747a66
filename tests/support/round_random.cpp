#include "tests/support/round_random.hpp"

#include <algorithm>

#include "server/codev/step_clock.hpp"

namespace ramure::test {

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr TimestampMs first_day_ms = 1'530'180'000'000;

// A command that says nothing but itself: touching it chose it.
template <class Message>
void only(const Message*) {}

bool step_designates(const v1::RoundStep& step) {
  return std::ranges::any_of(step.rights(), [](const v1::RoundRight& right) {
    return right.role() == v1::ROUND_ROLE_FACILITATOR &&
           std::ranges::find(right.kinds(), "designation") != right.kinds().end();
  });
}

bool step_has(const v1::RoundStep& step, const std::string& kind) {
  return std::ranges::any_of(step.rights(), [&](const v1::RoundRight& right) {
    return std::ranges::find(right.kinds(), kind) != right.kinds().end();
  });
}

}  // namespace

RoundPlay RandomRound::planned(std::mt19937_64& engine, const Cast& cast, const RoundDoor& door) {
  static const std::vector<std::string> keys{"standard", "standard",        "flash",         "deux-clients", "ecrit",
                                             "ecrit",    "atelier-partage", "atelier-pitch", "a-distance"};
  const v1::RoundTemplate& form = shipped_form(keys[engine() % keys.size()]);
  const TimestampMs at = first_day_ms + static_cast<TimestampMs>(engine() % 1'000'000'000);
  v1::PlanRound plan = RoundPlay::usual_plan(form, 0, at + 3'600'000);
  plan.set_member_ids(0, cast.client);
  const std::size_t consultants = 3 + engine() % 5;
  for (std::size_t i = 0; i < consultants; ++i) plan.add_member_ids(cast.consultants[i]);
  plan.mutable_plan()->set_mode(static_cast<v1::RoundMode>(form.modes(static_cast<int>(engine() % form.modes_size()))));
  if (engine() % 2 == 0) plan.mutable_plan()->set_deputy_id(engine() % 2 == 0 ? cast.guest : cast.consultants[0]);
  if (engine() % 3 == 0) plan.mutable_plan()->set_scribe_id(cast.consultants[1]);
  if (engine() % 3 == 0) plan.mutable_plan()->set_timekeeper_id(cast.consultants[2]);
  if (engine() % 3 == 0) plan.mutable_plan()->set_former_client_id(cast.consultants[0]);
  if (engine() % 4 == 0) plan.set_client_id(cast.client);
  plan.mutable_plan()->set_clock_for_all(engine() % 4 == 0);
  RoundPlay play(form, plan, cast.facilitator, at, door);
  play.client = cast.client;
  return play;
}

RandomRound::RandomRound(std::uint64_t seed, Cast cast, const RoundDoor& door)
    : play([&] {
        std::mt19937_64 engine(seed);
        return planned(engine, cast, door);
      }()),
      cast_(std::move(cast)),
      engine_(seed ^ 0x5eedULL) {}

RandomRound::RandomRound(std::uint64_t seed, Cast cast, codev::Round elsewhere, TimestampMs now)
    : play(std::move(elsewhere), now), cast_(std::move(cast)), engine_(seed) {}

v1::RoundCommand RandomRound::any_command(std::uint64_t author) {
  v1::RoundCommand command = play.command();
  const bool holds_frame = author == play.state().plan().facilitator_id();
  const std::uint64_t what = below(100);
  if (what < (holds_frame ? 25 : 65)) {
    fill_words(command, author);
  } else if (what < (holds_frame ? 60 : 70)) {
    fill_course(command);
  } else if (what < (holds_frame ? 80 : 80)) {
    fill_hidden(command);
  } else {
    fill_people(command);
  }
  return command;
}

std::uint64_t RandomRound::member() {
  const auto& people = play.state().participants();
  return people[static_cast<int>(below(static_cast<std::uint64_t>(people.size())))].member_id();
}

std::uint64_t RandomRound::anybody() { return one_in(40) ? cast_.strangers[below(3)] : member(); }

std::uint64_t RandomRound::any_contribution() {
  const auto& said = play.state().contributions();
  if (said.empty() || one_in(20)) return 1 + below(500);
  return said[static_cast<int>(below(static_cast<std::uint64_t>(said.size())))].id();
}

std::string RandomRound::any_step() {
  const auto& steps = play.state().form().steps();
  return one_in(30) ? "nulle_part" : steps[static_cast<int>(below(static_cast<std::uint64_t>(steps.size())))].key();
}

// Mostly the next one.
std::string RandomRound::fitting_step() {
  const auto& form = play.state().form();
  const int next = static_cast<int>(play.state().step()) + (one_in(4) ? 1 : 0);
  return one_in(6) || next >= form.steps_size() ? any_step() : form.steps(next).key();
}

// Mostly one that he may say now.
std::string RandomRound::any_kind(std::uint64_t author) {
  const auto& form = play.state().form();
  const auto& kinds = form.kinds();
  const v1::RoundParticipant* person = codev::participant(play.round, author);
  std::vector<std::string> fitting;
  if (person != nullptr && !one_in(5)) {
    for (const v1::RoundKind& kind : kinds) {
      const codev::Form::Kind& known = *play.round.form->kind(kind.key());
      if ((codev::roles_of(play.round, *person) & play.round.form->allowed(play.state().step(), known)) != 0) {
        fitting.push_back(kind.key());
      }
    }
  }
  if (!fitting.empty()) return fitting[below(fitting.size())];
  return kinds[static_cast<int>(below(static_cast<std::uint64_t>(kinds.size())))].key();
}

v1::Contribution RandomRound::any_contribution_of(const std::string& kind) {
  v1::Contribution said = contribution_of(kind, one_in(8) ? "" : "des mots");
  said.set_agrees(!one_in(5));
  said.set_version(play.state().request().version() + (one_in(8) ? 1 : 0));
  said.set_is_correction(one_in(6));
  if (kind == "reponse" || one_in(10)) said.set_reply_to_id(any_contribution());
  if (kind == "preference") said.set_subject_id(any_contribution());
  if (kind == "designation") said.set_designated_id(one_in(10) ? anybody() : member());
  if (kind == "sujet") {
    said.set_title("Un sujet");
    said.set_subject_kind(static_cast<v1::SubjectKind>(below(4)));
  }
  if (kind == "action") {
    said.mutable_action()->set_first_step("Appeler");
    said.mutable_action()->set_due_on(one_in(5) ? "bientôt" : "2018-09-30");
    if (one_in(5)) said.mutable_action()->set_id(any_contribution());
  }
  if (kind == "avancement" || one_in(20)) {
    v1::ActionProgress& progress = *said.add_progress();
    progress.set_action_id(play.state().actions().empty() ? 7 : play.state().actions(0).id());
    progress.set_status(static_cast<v1::PlanActionStatus>(below(5)));
    progress.set_reason(one_in(2) ? "" : "une raison");
  }
  said.set_share_level(static_cast<v1::ShareLevel>(below(5)));
  said.set_about_facilitator(one_in(2));
  said.set_kept_for_consultation(one_in(2));
  return said;
}

void RandomRound::fill_words(v1::RoundCommand& command, std::uint64_t author) {
  v1::Contribute& contribute = *command.mutable_contribute();
  std::uint64_t speaker = author;
  if (author == play.state().plan().facilitator_id() && one_in(2)) {
    speaker = member();
    contribute.add_for_member_ids(speaker);
    if (one_in(5)) contribute.add_for_member_ids(member());
  }
  *contribute.mutable_contribution() = any_contribution_of(any_kind(speaker));
}

void RandomRound::fill_course(v1::RoundCommand& command) {
  switch (below(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
      command.mutable_open_step()->set_step(fitting_step());
      command.mutable_open_step()->set_reason(one_in(2) ? "" : "la demande ne va pas");
      return;
    case 5:
      command.mutable_schedule_step()->set_step(fitting_step());
      command.mutable_schedule_step()->set_at_ms(
          one_in(4) ? 0 : play.now + static_cast<std::int64_t>(below(30)) * minute_ms);
      return;
    case 6: command.mutable_extend_step()->set_by_ms((static_cast<std::int64_t>(below(20)) - 8) * minute_ms); return;
    case 7: return only(command.mutable_suspend_round());
    case 8: return only(command.mutable_resume_round());
    default:
      if (one_in(40)) return only(command.mutable_cancel_round());
      return only(command.mutable_finish_round());
  }
}

void RandomRound::fill_people(v1::RoundCommand& command) {
  switch (below(13)) {
    case 12:
      *command.mutable_replan_round()->mutable_plan() = play.state().plan();
      command.mutable_replan_round()->mutable_plan()->set_clock_for_all(one_in(2));
      command.mutable_replan_round()->mutable_plan()->set_deputy_id(one_in(2) ? 0 : member());
      return;
    case 0:
      command.mutable_add_participant()->set_member_id(cast_.newcomers[below(4)]);
      command.mutable_add_participant()->set_role(one_in(3) ? v1::ROUND_ROLE_STANDBY : v1::ROUND_ROLE_CONSULTANT);
      return;
    case 1: return command.mutable_remove_participant()->set_member_id(anybody());
    case 2:
      command.mutable_note_attendance()->set_member_id(anybody());
      command.mutable_note_attendance()->set_attendance(static_cast<v1::Attendance>(below(5)));
      return;
    case 3: return only(command.mutable_accept_frame());
    case 4: return command.mutable_answer_designation()->set_accepts(!one_in(4));
    case 5: return command.mutable_offer_facilitation()->set_to_member_id(one_in(5) ? 0 : anybody());
    case 6: return command.mutable_answer_offer()->set_accepts(!one_in(3));
    case 7: return only(command.mutable_take_over());
    case 8: return command.mutable_propose_observer()->set_observer_id(cast_.observers[below(2)]);
    case 9:
    case 10:
      command.mutable_answer_observer()->set_observer_id(cast_.observers[below(2)]);
      command.mutable_answer_observer()->set_agrees(!one_in(8));
      return;
    default: return command.mutable_wish_minutes()->set_wanted(!one_in(3));
  }
}

void RandomRound::fill_hidden(v1::RoundCommand& command) {
  switch (below(9)) {
    case 0: return command.mutable_start_silent_writing()->set_for_ms(static_cast<std::int64_t>(below(3)) * minute_ms);
    case 1:
      return command.mutable_hide_questions()->set_reveal_at_ms(
          one_in(2) ? 0 : play.now + static_cast<std::int64_t>(below(40)) * minute_ms);
    case 2: return only(command.mutable_reveal());
    case 3: return command.mutable_show_contribution()->set_contribution_id(any_contribution());
    case 4:
      for (std::uint64_t i = below(4); i > 0; --i) command.mutable_start_tour()->add_order_ids(member());
      return only(command.mutable_start_tour());
    case 5: return command.mutable_give_floor()->set_member_id(one_in(4) ? 0 : member());
    case 6: return only(command.mutable_yield_floor());
    case 7: return command.mutable_erase_contribution()->set_contribution_id(any_contribution());
    default: return only(command.mutable_confirm_words());
  }
}

void RandomRound::act() {
  const std::uint64_t what = below(100);
  if (what < 8) return play.wait(static_cast<std::int64_t>(below(30)) * minute_ms);
  if (what < 9) return play.wait(static_cast<std::int64_t>(below(one_in(20) ? 100 : 5)) * 1440 * minute_ms);
  if (what < 11) {
    v1::RoundCommand noted;
    noted.mutable_note_connection()->set_member_id(one_in(3) ? member() : play.state().plan().facilitator_id());
    noted.mutable_note_connection()->set_connected(one_in(2));
    return count(play.send_as(codev::Actor::server(), std::move(noted)));
  }
  if (what < 22) return show_good_will();
  v1::RoundCommand command = play.command();
  if (one_in(30)) command.set_opening(static_cast<std::uint32_t>(below(5)));
  std::uint64_t author = anybody();
  if (what < 60) {
    fill_words(command, author);
  } else {
    if (!one_in(6) && what < 95) author = play.state().plan().facilitator_id();
    if (what < 75) fill_course(command);
    else if (what < 85) fill_hidden(command);
    else fill_people(command);
  }
  const bool is_clients = command.has_confirm_words() || command.has_wish_minutes() || command.has_answer_designation();
  if (is_clients && one_in(2)) author = play.state().designated_id();
  count(play.send(author, std::move(command)));
}

// It leads the round to where more can be tried.
void RandomRound::show_good_will() {
  play.facilitator = play.state().plan().facilitator_id();
  if (codev::is_over(play.round) || play.state().suspended() || play.peers().size() < 2) return;
  if (play.state().observers().empty() || one_in(2)) {
    step_on();
    return;
  }
  for (const std::uint64_t id : play.peers()) {
    v1::RoundCommand answers = play.command();
    answers.mutable_answer_observer()->set_observer_id(play.state().observers(0).observer_id());
    answers.mutable_answer_observer()->set_agrees(!one_in(20));
    play.send(id, std::move(answers));
    if (play.state().observers().empty()) return;
  }
}

bool RandomRound::find_client() {
  const auto& form = play.state().form();
  for (int guard = 0; guard < 30 && play.state().client_id() == 0; ++guard) {
    if (play.state().step() != 0 && step_designates(form.steps(static_cast<int>(play.state().step()) - 1))) {
      const auto peers = play.peers();
      const auto there = std::ranges::find_if(peers, [&](std::uint64_t id) { return codev::is_there(play.round, id); });
      if (there == peers.end()) return false;
      play.choose_client(*there);
      return true;
    }
    // Forward to where a client is found, if that is possible; else back.
    bool moved = false;
    for (int at = static_cast<int>(play.state().step()); at < form.steps_size() && !moved; ++at) {
      moved = step_designates(form.steps(at)) && play.open(form.steps(at).key()).has_value();
    }
    for (int at = static_cast<int>(play.state().step()) - 2; at >= 0 && !moved; --at) {
      moved = play.open(form.steps(at).key(), "chercher une cliente").has_value();
    }
    if (!moved) return false;
  }
  return play.state().client_id() != 0;
}

// In the step of the request, or back to it.
bool RandomRound::agree() {
  const auto& form = play.state().form();
  for (int guard = 0; guard < 30; ++guard) {
    const v1::RoundStep& step = form.steps(static_cast<int>(play.state().step()) - 1);
    if (step_has(step, "demande")) {
      play.agree_on_request();
      return true;
    }
    bool moved = false;
    for (int at = static_cast<int>(play.state().step()) - 2; at >= 0 && !moved; --at) {
      moved = play.open(form.steps(at).key(), "reprendre le contrat").has_value();
    }
    if (!moved) return false;
  }
  return false;
}

// One step further, or the lock in the way opened.
bool RandomRound::step_on() {
  const auto& form = play.state().form();
  play.everybody_accepts();
  const int next = static_cast<int>(play.state().step());
  const codev::Decided last = next < form.steps_size() ? play.open(form.steps(next).key()) : play.finish();
  if (last) return true;
  stuck = play.state().form().key() + " at step " + std::to_string(next) + ": " + last.error().message();
  const auto missing = last.error().data().find("missing");
  const std::string locks = missing == last.error().data().end() ? "" : missing->second;
  if (locks.find("client_accepted") != std::string::npos) return find_client();
  if (locks.find("request_agreed") != std::string::npos) {
    if (play.state().client_id() == 0) return find_client();
    if (!agree()) return false;
    const int agreed_in = static_cast<int>(play.state().step());
    play.open(form.steps(agreed_in).key());
    return true;
  }
  if (locks.find("sharing_chosen") != std::string::npos) {
    v1::Contribution choice = contribution_of("choix_partage", "");
    choice.set_share_level(v1::SHARE_LEVEL_NOTHING);
    if (play.say(play.state().client_id(), choice)) return true;
    for (int at = next - 2; at >= 0; --at) {
      if (play.open(form.steps(at).key(), "choisir ce qui est partagé")) return true;
    }
  }
  return false;
}

// Without a client and somebody to help him there is no round to finish: it is cancelled.
bool RandomRound::end_for_want_of_people() {
  v1::RoundCommand cancels = play.command();
  cancels.mutable_cancel_round();
  return play.send(play.facilitator, std::move(cancels)).has_value();
}

void RandomRound::come_back() {
  for (const std::uint64_t id : play.peers()) {
    if (codev::is_there(play.round, id)) continue;
    v1::RoundCommand returns = play.command();
    returns.mutable_note_attendance()->set_member_id(id);
    returns.mutable_note_attendance()->set_attendance(v1::ATTENDANCE_PRESENT);
    play.send(play.facilitator, std::move(returns));
  }
}

bool RandomRound::bring_to_end() {
  for (int guard = 0; guard < 120 && !codev::is_over(play.round); ++guard) {
    play.facilitator = play.state().plan().facilitator_id();
    if (play.state().suspended()) {
      v1::RoundCommand resumes = play.command();
      resumes.mutable_resume_round();
      if (!play.send(play.facilitator, std::move(resumes))) return false;
    }
    come_back();
    if (play.peers().size() < 2) return end_for_want_of_people();
    if (!step_on()) return false;
  }
  return codev::is_over(play.round);
}

}  // namespace ramure::test
