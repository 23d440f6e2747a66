// What is said in a round. Rights come from the form (step, role, kind); the engine knows what each kind means.
#include <algorithm>

#include "server/codev/conditions.hpp"
#include "server/codev/contribution_checks.hpp"
#include "server/codev/families.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/shared_rules.hpp"

namespace ramure::codev {

namespace {

using Meaning = v1::ContributionMeaning;

bool is_allowed_while_suspended(Meaning meaning) {
  return meaning == v1::CONTRIBUTION_MEANING_PRIVATE_NOTE || meaning == v1::CONTRIBUTION_MEANING_DISCOMFORT ||
         meaning == v1::CONTRIBUTION_MEANING_FRAMING;
}

// Nothing that the group reads.
bool is_possible_without_frame(Meaning meaning) {
  return meaning == v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE || meaning == v1::CONTRIBUTION_MEANING_PRIVATE_NOTE ||
         meaning == v1::CONTRIBUTION_MEANING_DISCOMFORT || meaning == v1::CONTRIBUTION_MEANING_PARKED ||
         meaning == v1::CONTRIBUTION_MEANING_FLOOR_REQUEST;
}

// Whoever is asked to speak may pass, in every step and form.
bool is_asked_to_speak(const Asked& asked, std::uint64_t member_id) {
  const v1::Floor& floor = asked.state().floor();
  return floor.holder_id() == member_id || std::ranges::find(floor.tour_ids(), member_id) != floor.tour_ids().end();
}

Checked check_rights(const Saying& saying) {
  const Round& round = saying.asked.round;
  const Roles roles = roles_of(round, saying.author);
  if ((roles & saying.kind.always) != 0) return {};
  if ((roles & round.form->allowed(round.state.step(), saying.kind)) != 0) return {};
  const bool passes = saying.kind.meaning == v1::CONTRIBUTION_MEANING_PASS &&
                      is_asked_to_speak(saying.asked, saying.author.member_id());
  if (passes) return {};
  return refuse::forbidden("rights", "contribute.contribution.kind",
                           "this is not said in this step by this role: what "
                           "is kept in a private note comes back when its "
                           "time has come");
}

// While a tour goes round, whoever has the floor speaks. The client and the facilitator may always say what is theirs;
// written in silence, all speak at once.
Checked check_floor(const Saying& saying) {
  const Asked& asked = saying.asked;
  const v1::Floor& floor = asked.state().floor();
  const std::uint64_t author = saying.author.member_id();
  const bool goes_round = !floor.tour_ids().empty() && open_step(asked.round)->floor_in_turn();
  if (!goes_round || saying.is_noted || asked.state().silent_writing() || floor.holder_id() == author) return {};
  const bool waits_its_turn = is_speech(saying.kind.meaning) && is_consultant(asked.round, saying.author);
  if (!waits_its_turn) return {};
  return refuse::forbidden("floor", "contribute", "a tour goes round: your turn comes, or ask for the floor");
}

Checked check_time_and_place(const Saying& saying) {
  const Asked& asked = saying.asked;
  const Meaning meaning = saying.kind.meaning;
  if (asked.state().suspended() && !is_allowed_while_suspended(meaning)) {
    return refuse::forbidden("suspended", "contribute",
                             "the round is suspended: it goes on when the facilitator resumes "
                             "it");
  }
  const bool holds_frame = includes(roles_of(asked.round, saying.author), v1::ROUND_ROLE_FACILITATOR);
  if (!holds_frame && saying.author.frame_accepted_at_ms() == 0 && !is_possible_without_frame(meaning)) {
    return refuse::forbidden("frame", "contribute", "accept the frame first: what is said here stays here");
  }
  const v1::RoundCondition after = saying.kind.after;
  if (after != v1::ROUND_CONDITION_UNSPECIFIED && !holds(asked.round, after, asked.moment.now)) {
    return refuse::forbidden("method", "contribute", "its time comes a little later in this step");
  }
  return check_floor(saying);
}

// As stored; also what one noted for others.
std::size_t written_bytes(const codev::Round& round, std::uint64_t member_id) {
  std::size_t bytes = 0;
  for (const v1::Contribution& said : round.state.contributions()) {
    const std::uint64_t writer = said.noted_by_id() != 0 ? said.noted_by_id() : said.author_id();
    if (writer == member_id) bytes += said.ByteSizeLong();
  }
  return bytes;
}

Checked check_size(const Asked& asked, const v1::Contribute& command) {
  const auto more = std::max<std::size_t>(1, static_cast<std::size_t>(command.for_member_ids_size()));
  if (static_cast<std::size_t>(asked.state().contributions_size()) + more > limits::contributions_max) {
    return refuse::too_large("contribute", limits::contributions_max, "contributions");
  }
  const std::size_t bytes = more * command.contribution().ByteSizeLong();
  if (written_bytes(asked.round, asked.me.member_id()) + bytes > limits::written_bytes_max) {
    return refuse::too_large("contribute", limits::written_bytes_max, "bytes of one person in one round");
  }
  return {};
}

Checked check_saying(const Saying& saying) {
  if (auto checked = check_rights(saying); !checked) return pass_on(checked);
  if (auto checked = check_time_and_place(saying); !checked) return pass_on(checked);
  if (auto checked = check_content(saying); !checked) return pass_on(checked);
  return check_meaning(saying);
}

// What is written to be read by all, and may therefore wait until all have written.
bool can_be_silent(Meaning meaning) {
  return meaning == v1::CONTRIBUTION_MEANING_WORDS || meaning == v1::CONTRIBUTION_MEANING_SUBJECT ||
         meaning == v1::CONTRIBUTION_MEANING_PREFERENCE || meaning == v1::CONTRIBUTION_MEANING_QUESTION ||
         meaning == v1::CONTRIBUTION_MEANING_ADVICE || meaning == v1::CONTRIBUTION_MEANING_LEARNING ||
         meaning == v1::CONTRIBUTION_MEANING_EVALUATION;
}

v1::Hiding hiding_of(const Saying& saying) {
  const v1::RoundState& state = saying.asked.state();
  const Meaning meaning = saying.kind.meaning;
  if (meaning == v1::CONTRIBUTION_MEANING_PRIVATE_NOTE) return v1::HIDING_PRIVATE;
  if (meaning == v1::CONTRIBUTION_MEANING_DISCOMFORT) return v1::HIDING_CONFIDED;
  const v1::RoundStep* step = open_step(saying.asked.round);
  const bool is_facilitators = saying.author.role() == v1::ROUND_ROLE_FACILITATOR;
  if (meaning == v1::CONTRIBUTION_MEANING_PARKED) {  // the group reads nothing of whoever has not accepted the frame
    const bool is_released = step != nullptr && step->releases_parked();
    const bool may_be_read = is_facilitators || saying.author.frame_accepted_at_ms() != 0;
    return is_released && may_be_read ? v1::HIDING_UNSPECIFIED : v1::HIDING_PARKED;
  }
  if (saying.is_noted || is_facilitators || !can_be_silent(meaning)) return v1::HIDING_UNSPECIFIED;
  if (state.silent_writing()) return v1::HIDING_SILENT;
  const bool by_form = state.form_hides() && saying.asked.round.form->hides(state.step(), saying.kind);
  if (meaning == v1::CONTRIBUTION_MEANING_QUESTION && (by_form || state.questions_hidden())) return v1::HIDING_QUEUED;
  return by_form ? v1::HIDING_SILENT : v1::HIDING_UNSPECIFIED;
}

// The fields that belong to its meaning, and no others.
void copy_by_meaning(const v1::Contribution& told, Meaning meaning, v1::Contribution& said) {
  said.set_reply_to_id(told.reply_to_id());
  switch (meaning) {
    case v1::CONTRIBUTION_MEANING_SUBJECT:
      said.set_title(told.title());
      said.set_subject_kind(told.subject_kind());
      said.set_urgency(told.urgency());
      said.set_expects(told.expects());
      break;
    case v1::CONTRIBUTION_MEANING_PREFERENCE: said.set_subject_id(told.subject_id()); break;
    case v1::CONTRIBUTION_MEANING_DESIGNATION: said.set_designated_id(told.designated_id()); break;
    case v1::CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE:
    case v1::CONTRIBUTION_MEANING_MINUTES_ANSWER: said.set_agrees(told.agrees()); break;
    case v1::CONTRIBUTION_MEANING_HELP_REQUEST:
      *said.mutable_help_wanted() = told.help_wanted();
      said.set_is_correction(told.is_correction());
      said.set_version(told.version() + (told.is_correction() ? 0 : 1));
      break;
    case v1::CONTRIBUTION_MEANING_AGREEMENT: said.set_version(told.version()); break;
    case v1::CONTRIBUTION_MEANING_ACTION:
      *said.mutable_action() = told.action();
      said.mutable_action()->set_what(told.text());
      break;
    case v1::CONTRIBUTION_MEANING_PROGRESS:
    case v1::CONTRIBUTION_MEANING_EXPERIENCE: *said.mutable_progress() = told.progress(); break;
    case v1::CONTRIBUTION_MEANING_SHARING_CHOICE:
      said.set_share_level(told.share_level());
      said.set_target_thread_id(told.target_thread_id());
      break;
    case v1::CONTRIBUTION_MEANING_DISCOMFORT: said.set_about_facilitator(told.about_facilitator()); break;
    case v1::CONTRIBUTION_MEANING_PRIVATE_NOTE: said.set_kept_for_consultation(told.kept_for_consultation()); break;
    default: break;
  }
}

v1::Contribution as_said(const Saying& saying, std::uint64_t id) {
  const Asked& asked = saying.asked;
  const v1::RoundPlan& plan = asked.state().plan();
  v1::Contribution said;
  copy_by_meaning(saying.told, saying.kind.meaning, said);
  said.set_id(id);
  said.set_author_id(saying.author.member_id());
  said.set_kind(saying.told.kind());
  said.set_meaning(saying.kind.meaning);
  if (const v1::RoundStep* step = open_step(asked.round)) said.set_step(step->key());
  said.set_opening(opening(asked.round));
  const bool tells_when =
      plan.entered_afterwards() && saying.told.at_ms() > 0 && saying.told.at_ms() <= asked.moment.now;
  said.set_at_ms(tells_when ? saying.told.at_ms() : asked.moment.now);
  said.set_text(saying.told.text());
  if (saying.is_noted) said.set_noted_by_id(asked.me.member_id());
  if (saying.kind.meaning == v1::CONTRIBUTION_MEANING_ACTION && said.action().id() == 0) {
    said.mutable_action()->set_id(id);
    said.mutable_action()->set_status(v1::PLAN_ACTION_STATUS_TO_DO);
  }
  said.set_hiding(hiding_of(saying));
  if (said.hiding() == v1::HIDING_UNSPECIFIED) said.set_shown_seq(id);
  if (said.hiding() == v1::HIDING_CONFIDED) {
    const bool to_deputy = said.about_facilitator() || said.author_id() == plan.facilitator_id();
    said.set_confided_to_id(to_deputy ? plan.deputy_id() : plan.facilitator_id());
  }
  return said;
}

// One event to whoever reads it; what only some read is told to each of them by an event of its own.
void do_say(const v1::Contribution& said, Pen& pen) {
  if (said.hiding() == v1::HIDING_UNSPECIFIED) {
    *pen.to_round().mutable_contribution_made()->mutable_contribution() = said;
    return;
  }
  *pen.to_member(said.author_id()).mutable_contribution_made()->mutable_contribution() = said;
  if (said.hiding() == v1::HIDING_CONFIDED) {
    *pen.to_member(said.confided_to_id()).mutable_contributions_shown()->add_contributions() = said;
  } else if (said.hiding() == v1::HIDING_QUEUED || said.hiding() == v1::HIDING_PARKED) {
    *pen.to_desk().mutable_contributions_shown()->add_contributions() = said;
  }
}

// « Je passe » hands the floor on by itself, and asking for it is waiting for it.
void do_move_floor(const Saying& saying, Pen& pen) {
  const v1::Floor& floor = saying.asked.state().floor();
  const std::uint64_t author = saying.author.member_id();
  if (saying.kind.meaning == v1::CONTRIBUTION_MEANING_PASS && floor.holder_id() == author) {
    *pen.to_round().mutable_floor_changed()->mutable_floor() = floor_after(floor);
  } else if (saying.kind.meaning == v1::CONTRIBUTION_MEANING_FLOOR_REQUEST) {
    v1::Floor& waiting = *pen.to_round().mutable_floor_changed()->mutable_floor();
    waiting = floor;
    waiting.add_waiting_ids(author);
  }
}

// For several at once only what does not depend on who came first: « d'accord », « a parlé », « passe ».
Checked check_noting(const Asked& asked, const v1::Contribute& command, const Form::Kind& kind) {
  constexpr auto field = "contribute.for_member_ids";
  if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  if (asked.state().plan().mode() == v1::ROUND_MODE_WRITTEN) {
    return refuse::forbidden("method", field, "in a written round everybody writes for himself");
  }
  if (!can_be_noted(kind.meaning)) {
    return refuse::forbidden("method", field, "this, everybody says for himself");
  }
  if (command.for_member_ids_size() == 1) return {};
  const bool is_for_all = kind.meaning == v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE ||
                          kind.meaning == v1::CONTRIBUTION_MEANING_AGREEMENT ||
                          ((kind.meaning == v1::CONTRIBUTION_MEANING_PASS || is_speech(kind.meaning)) &&
                           command.contribution().text().empty() && asked.state().floor().holder_id() == 0);
  if (!is_for_all) return refuse::invalid(field, "this is noted for one person at a time");
  auto ids = command.for_member_ids();
  std::sort(ids.begin(), ids.end());
  if (std::adjacent_find(ids.begin(), ids.end()) != ids.end()) return refuse::invalid(field, "each is named once");
  return {};
}

Decided note_for_others(const Asked& asked, const v1::Contribute& command, const Form::Kind& kind) {
  if (auto checked = check_noting(asked, command, kind); !checked) return pass_on(checked);
  Pen pen(asked);
  for (const std::uint64_t id : command.for_member_ids()) {
    const v1::RoundParticipant* author = participant(asked.round, id);
    const bool is_hidden = author == nullptr || roles_of(asked.round, *author) == 0;
    if (is_hidden || id == asked.me.member_id()) return refuse::not_found("contribute.for_member_ids");
    const Saying saying{asked, *author, command.contribution(), kind, true};
    if (auto checked = check_saying(saying); !checked) return pass_on(checked);
    do_say(as_said(saying, pen.next_seq()), pen);
    if (command.for_member_ids_size() == 1) do_move_floor(saying, pen);
  }
  return pen.events();
}

}  // namespace

Decided contribute(const Asked& asked, const v1::Contribute& command) {
  const Form::Kind* kind = asked.round.form->kind(command.contribution().kind());
  if (kind == nullptr) {
    return refuse::invalid("contribute.contribution.kind", "this form has no such kind of contribution");
  }
  if (!is_running(asked.round) && kind->meaning != v1::CONTRIBUTION_MEANING_PRIVATE_NOTE) {
    return refuse::forbidden("step", "contribute", "no step is open yet");
  }
  if ((asked.roles & kind->always) == 0) {
    if (auto checked = check_opening(asked); !checked) return pass_on(checked);
  }
  if (auto checked = check_size(asked, command); !checked) return pass_on(checked);
  if (!command.for_member_ids().empty()) return note_for_others(asked, command, *kind);
  const Saying saying{asked, asked.me, command.contribution(), *kind, false};
  if (auto checked = check_saying(saying); !checked) return pass_on(checked);
  Pen pen(asked);
  do_say(as_said(saying, pen.next_seq()), pen);
  do_move_floor(saying, pen);
  return pen.events();
}

Decided erase_contribution(const Asked& asked, const v1::EraseContribution& command) {
  constexpr auto field = "erase_contribution.contribution_id";
  const v1::Contribution* said = contribution(asked.round, command.contribution_id());
  if (said == nullptr || !may_read(asked.round, asked.me, *said)) return refuse::not_found(field);
  if (said->author_id() != asked.me.member_id()) {
    return refuse::forbidden("rights", field, "everybody erases his own words");
  }
  if (said->erased()) return refuse::already_done(field);
  Pen pen(asked);
  const auto tell = [&](v1::RoundEvent& event) {
    event.mutable_contribution_erased()->set_contribution_id(command.contribution_id());
  };
  if (said->shown_seq() != 0) {
    tell(pen.to_round());
    return pen.events();
  }
  tell(pen.to_member(said->author_id()));
  if (said->hiding() == v1::HIDING_CONFIDED) tell(pen.to_member(said->confided_to_id()));
  if (said->hiding() == v1::HIDING_QUEUED || said->hiding() == v1::HIDING_PARKED) tell(pen.to_desk());
  return pen.events();
}

Decided confirm_words(const Asked& asked) {
  if (!asked.is(v1::ROUND_ROLE_CLIENT)) {
    return refuse::forbidden("client", "confirm_words", "only the client says whether these are his words");
  }
  const bool is_needed = asked.state().words_unconfirmed() ||
                         (asked.state().request().contribution_id() != 0 && !asked.state().request().confirmed());
  if (!is_needed) return refuse::already_done("confirm_words");
  Pen pen(asked);
  pen.to_round().mutable_words_confirmed();
  return pen.events();
}

Decided wish_minutes(const Asked& asked, const v1::WishMinutes& command) {
  if (!asked.is(v1::ROUND_ROLE_CLIENT)) {
    return refuse::forbidden("client", "wish_minutes", "only the client says whether there are minutes");
  }
  if (asked.state().minutes().wanted() == command.wanted()) return refuse::already_done("wish_minutes");
  Pen pen(asked);
  pen.to_round().mutable_minutes_wished()->set_wanted(command.wanted());
  return pen.events();
}

}  // namespace ramure::codev
