#include <algorithm>

#include "server/codev/apply_parts.hpp"

namespace ramure::codev {

namespace {

using Body = v1::RoundEvent;

void apply_request(v1::RoundState& state, const v1::Contribution& said) {
  v1::HelpRequest& request = *state.mutable_request();
  if (!said.is_correction()) request.clear_agreed_ids();
  request.set_contribution_id(said.id());
  request.set_version(said.version());
  request.set_text(said.text());
  *request.mutable_help_wanted() = said.help_wanted();
  request.set_confirmed(said.noted_by_id() == 0);
}

void apply_agreement(v1::RoundState& state, std::uint64_t id, bool agrees) {
  auto& agreed = *state.mutable_request()->mutable_agreed_ids();
  agreed.erase(std::remove(agreed.begin(), agreed.end(), id), agreed.end());
  if (agrees) agreed.Add(id);
}

void apply_action(v1::RoundState& state, const v1::PlanAction& action) {
  const auto old = std::ranges::find(*state.mutable_actions(), action.id(), &v1::PlanAction::id);
  if (old == state.mutable_actions()->end()) {
    *state.add_actions() = action;
    return;
  }
  const v1::PlanActionStatus status = old->status();
  *old = action;
  old->set_status(status);
}

void apply_progress(google::protobuf::RepeatedPtrField<v1::PlanAction>& actions, const v1::Contribution& said) {
  for (const v1::ActionProgress& progress : said.progress()) {
    const auto action = std::ranges::find(actions, progress.action_id(), &v1::PlanAction::id);
    if (action == actions.end()) continue;
    action->set_status(progress.status());
    action->set_reason(progress.reason());
  }
}

void apply_minutes(v1::RoundMinutes& minutes, const v1::Contribution& said) {
  switch (said.meaning()) {
    case v1::CONTRIBUTION_MEANING_MINUTES:  // another text is approved anew, and shared anew
      minutes.set_contribution_id(said.id());
      minutes.set_answered(false);
      minutes.set_approved(false);
      minutes.clear_share_level();
      minutes.clear_target_thread_id();
      return;
    case v1::CONTRIBUTION_MEANING_MINUTES_ANSWER:
      minutes.set_answered(true);
      minutes.set_approved(said.agrees());
      if (!said.agrees()) minutes.clear_share_level();
      return;
    default:
      minutes.set_share_level(said.share_level());
      minutes.set_target_thread_id(said.target_thread_id());
      return;
  }
}

void apply_experience(v1::RoundState& state, const v1::Contribution& said) {
  const bool is_client = said.author_id() == state.client_id();
  apply_progress(is_client ? *state.mutable_actions() : *state.mutable_past_actions(), said);
  if (is_client && said.meaning() == v1::CONTRIBUTION_MEANING_EXPERIENCE) state.set_reported_at_ms(said.at_ms());
}

void apply_meaning(Round& round, const v1::Contribution& said) {
  v1::RoundState& state = round.state;
  switch (said.meaning()) {
    case v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE: return apply_frame_accepted(round, said.author_id(), said.at_ms());
    case v1::CONTRIBUTION_MEANING_DESIGNATION: state.set_designated_id(said.designated_id()); return;
    case v1::CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE: return apply_client_answer(state, said.author_id(), said.agrees());
    case v1::CONTRIBUTION_MEANING_HELP_REQUEST: return apply_request(state, said);
    case v1::CONTRIBUTION_MEANING_AGREEMENT: return apply_agreement(state, said.author_id(), true);
    case v1::CONTRIBUTION_MEANING_RESERVATION: return apply_agreement(state, said.author_id(), false);
    case v1::CONTRIBUTION_MEANING_SYNTHESIS:
      if (said.noted_by_id() != 0) state.set_words_unconfirmed(true);
      return;
    case v1::CONTRIBUTION_MEANING_ACTION:
      if (said.noted_by_id() != 0) state.set_words_unconfirmed(true);
      return apply_action(state, said.action());
    case v1::CONTRIBUTION_MEANING_MINUTES:
    case v1::CONTRIBUTION_MEANING_MINUTES_ANSWER:
    case v1::CONTRIBUTION_MEANING_SHARING_CHOICE: return apply_minutes(*state.mutable_minutes(), said);
    case v1::CONTRIBUTION_MEANING_PROGRESS:
    case v1::CONTRIBUTION_MEANING_EXPERIENCE: return apply_experience(state, said);
    default: return;
  }
}

// Who speaks is there.
void note_that_he_is_there(Round& round, std::uint64_t id) {
  v1::RoundParticipant* person = participant(round, id);
  if (person != nullptr && person->attendance() != v1::ATTENDANCE_PRESENT) {
    person->set_attendance(v1::ATTENDANCE_PRESENT);
  }
}

void clear_words(v1::Contribution& said) {
  said.clear_text();
  said.clear_title();
  said.clear_urgency();
  said.clear_expects();
  said.clear_action();
  said.clear_progress();
  said.clear_help_wanted();
  said.set_erased(true);
}

void apply_erased(Round& round, std::uint64_t id) {
  v1::RoundState& state = round.state;
  v1::Contribution* said = contribution(round, id);
  if (said == nullptr || said->erased()) return;
  const std::uint64_t action_id = said->action().id();
  clear_words(*said);
  if (state.request().contribution_id() == id) {
    const std::uint32_t version = state.request().version();
    state.mutable_request()->Clear();
    state.mutable_request()->set_version(version);
  }
  const auto action = std::ranges::find(*state.mutable_actions(), action_id, &v1::PlanAction::id);
  if (action_id != 0 && action != state.mutable_actions()->end()) state.mutable_actions()->erase(action);
  if (state.minutes().contribution_id() == id) {
    const bool wanted = state.minutes().wanted();
    state.mutable_minutes()->Clear();
    state.mutable_minutes()->set_wanted(wanted);
  }
}

// The raw exchanges go. What the client made his own (his plan, the minutes that he approved) is no raw exchange. The
// journal loses the same words: a round that is folded from it afterwards is the same as this one.
void apply_words_erased(v1::RoundState& state, const v1::WordsErased& erased) {
  const auto& kept = erased.kept_ids();
  for (v1::Contribution& said : *state.mutable_contributions()) {
    if (std::ranges::find(kept, said.id()) == kept.end()) clear_words(said);
  }
  state.mutable_request()->clear_text();
  state.mutable_plan()->clear_title();
  state.mutable_plan()->clear_video_link();
  for (v1::StepOpening& opening : *state.mutable_openings()) opening.clear_reason();
  for (v1::PlanAction& action : *state.mutable_actions()) action.clear_reason();
  for (v1::PlanAction& action : *state.mutable_past_actions()) {
    action.clear_what();
    action.clear_first_step();
    action.clear_indicator();
    action.clear_reason();
  }
  state.set_words_erased(true);
}

void apply_shown(Round& round, const v1::RoundEvent& event) {
  if (!event.round()) return;  // to the desk or to one person: who reads it is known from how it is hidden
  for (const v1::Contribution& shown : event.contributions_shown().contributions()) {
    if (v1::Contribution* said = contribution(round, shown.id())) said->set_shown_seq(event.seq());
  }
}

}  // namespace

void apply_words(Round& round, const v1::RoundEvent& event) {
  v1::RoundState& state = round.state;
  switch (event.body_case()) {
    case Body::kContributionMade: {
      const v1::Contribution& said = event.contribution_made().contribution();
      *state.add_contributions() = said;
      if (said.hiding() != v1::HIDING_PRIVATE && said.hiding() != v1::HIDING_CONFIDED) {
        note_that_he_is_there(round, said.author_id());
      }
      return apply_meaning(round, said);
    }
    case Body::kContributionsShown: return apply_shown(round, event);
    case Body::kContributionErased: return apply_erased(round, event.contribution_erased().contribution_id());
    case Body::kWordsConfirmed:
      state.mutable_request()->set_confirmed(true);
      state.set_words_unconfirmed(false);
      return;
    case Body::kMinutesWished: state.mutable_minutes()->set_wanted(event.minutes_wished().wanted()); return;
    default: return apply_words_erased(state, event.words_erased());
  }
}

}  // namespace ramure::codev
