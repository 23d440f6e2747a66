#include "server/codev/contribution_checks.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "server/codev/conditions.hpp"
#include "server/codev/round_limits.hpp"

namespace ramure::codev {

namespace {

const v1::Contribution* readable(const Saying& saying, std::uint64_t id) {
  const v1::Contribution* said = contribution(saying.asked.round, id);
  return said != nullptr && may_read(saying.asked.round, saying.author, *said) ? said : nullptr;
}

Checked check_preference(const Saying& saying) {
  constexpr auto field = "contribute.contribution.subject_id";
  const v1::Contribution* subject = readable(saying, saying.told.subject_id());
  if (subject == nullptr || subject->meaning() != v1::CONTRIBUTION_MEANING_SUBJECT || subject->erased()) {
    return refuse::not_found(field);
  }
  if (subject->author_id() == saying.author.member_id()) {
    return refuse::invalid(field, "a preference is for somebody else's subject");
  }
  return {};
}

Checked check_designation(const Saying& saying) {
  constexpr auto field = "contribute.contribution.designated_id";
  const v1::RoundParticipant* person = participant(saying.asked.round, saying.told.designated_id());
  if (person == nullptr || !is_peer(*person) || !is_there(*person)) {
    return refuse::invalid(field, "the client is a member of the round, one person, and there");
  }
  if (saying.asked.state().client_id() != 0) {
    return refuse::forbidden("client", field,
                             "a round has one client, who has accepted: he would have to withdraw "
                             "first");
  }
  return {};
}

Checked check_client_acceptance(const Saying& saying) {
  constexpr auto field = "contribute.contribution.agrees";
  if (saying.asked.state().designated_id() != saying.author.member_id()) {
    return refuse::forbidden("client", field, "only the person designated accepts, or declines, to be the client");
  }
  const bool is_client = saying.asked.state().client_id() == saying.author.member_id();
  if (saying.told.agrees() && is_client) return refuse::already_done(field);
  return {};
}

std::ptrdiff_t words_in(std::string_view text) {
  std::ptrdiff_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool is_blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    words += !is_blank && !inside ? 1 : 0;
    inside = !is_blank;
  }
  return words;
}

// A correction keeps the agreements, so it may not be a new request in disguise.
bool is_spelling_only(std::string_view before, std::string_view after) {
  constexpr std::ptrdiff_t bytes_more_max = 20;
  const auto more = static_cast<std::ptrdiff_t>(after.size()) - static_cast<std::ptrdiff_t>(before.size());
  return std::abs(words_in(before) - words_in(after)) <= 1 && std::abs(more) <= bytes_more_max;
}

Checked check_help_request(const Saying& saying) {
  const v1::HelpRequest& request = saying.asked.state().request();
  if (saying.told.version() != request.version()) {
    return refuse::other_version("contribute.contribution.version", request.version());
  }
  if (!saying.told.is_correction()) return {};
  const bool same_help = std::equal(saying.told.help_wanted().begin(), saying.told.help_wanted().end(),
                                    request.help_wanted().begin(), request.help_wanted().end());
  if (request.contribution_id() == 0 || !same_help || !is_spelling_only(request.text(), saying.told.text())) {
    return refuse::invalid("contribute.contribution.is_correction",
                           "a correction mends the spelling; anything else is a "
                           "new version, to which all agree anew");
  }
  return {};
}

bool has_agreed(const Saying& saying) {
  const auto& agreed = saying.asked.state().request().agreed_ids();
  return std::ranges::find(agreed, saying.author.member_id()) != agreed.end();
}

Checked check_agreement(const Saying& saying) {
  const v1::HelpRequest& request = saying.asked.state().request();
  if (request.contribution_id() == 0) {
    return refuse::forbidden("method", "contribute",
                             "the client first says what help he wants: « j'aimerais que vous "
                             "m'aidiez à… »");
  }
  if (saying.told.version() != request.version()) {
    return refuse::other_version("contribute.contribution.version", request.version());
  }
  if (has_agreed(saying)) return refuse::already_done("contribute");
  return {};
}

Checked check_action(const Saying& saying) {
  const v1::RoundState& state = saying.asked.state();
  const std::uint64_t id = saying.told.action().id();
  const bool is_known = std::ranges::find(state.actions(), id, &v1::PlanAction::id) != state.actions().end();
  if (id != 0 && !is_known) return refuse::not_found("contribute.contribution.action.id");
  if (id == 0 && static_cast<std::size_t>(state.actions_size()) >= limits::actions_max) {
    return refuse::too_large("contribute.contribution.action", limits::actions_max, "actions");
  }
  return {};
}

Checked check_progress(const Saying& saying) {
  const v1::RoundState& state = saying.asked.state();
  const bool is_client = saying.author.member_id() == state.client_id();
  const auto& actions = is_client ? state.actions() : state.past_actions();
  for (const v1::ActionProgress& progress : saying.told.progress()) {
    if (std::ranges::find(actions, progress.action_id(), &v1::PlanAction::id) == actions.end()) {
      return refuse::not_found("contribute.contribution.progress.action_id");
    }
  }
  return {};
}

Checked check_minutes(const Saying& saying) {
  const v1::RoundState& state = saying.asked.state();
  if (!state.minutes().wanted()) {
    return refuse::forbidden("client", "contribute", "minutes are written when the client wants them");
  }
  if (!holds(saying.asked.round, v1::ROUND_CONDITION_REQUEST_CONFIRMED, saying.asked.moment.now)) {
    return refuse::locked("contribute", {v1::ROUND_CONDITION_REQUEST_CONFIRMED});
  }
  return {};
}

Checked check_minutes_answer(const Saying& saying) {
  if (saying.asked.state().minutes().contribution_id() == 0) {
    return refuse::forbidden("method", "contribute", "there are no minutes yet to approve");
  }
  return {};
}

Checked check_sharing_choice(const Saying& saying) {
  constexpr auto field = "contribute.contribution.share_level";
  const v1::ShareLevel level = saying.told.share_level();
  if (!v1::ShareLevel_IsValid(level) || level == v1::SHARE_LEVEL_UNSPECIFIED) {
    return refuse::invalid(field, "nothing, actions, synthesis and actions, or all");
  }
  if (level != v1::SHARE_LEVEL_NOTHING && !saying.asked.state().minutes().approved()) {
    return refuse::forbidden("method", field, "only what the client has approved leaves the round");
  }
  return {};
}

Checked check_floor_request(const Saying& saying) {
  const v1::Floor& floor = saying.asked.state().floor();
  const std::uint64_t id = saying.author.member_id();
  const bool waits = std::ranges::find(floor.waiting_ids(), id) != floor.waiting_ids().end();
  if (waits || floor.holder_id() == id) return refuse::already_done("contribute");
  return {};
}

// To the facilitator; about him, or from him, to the deputy.
Checked check_discomfort(const Saying& saying) {
  const v1::RoundPlan& plan = saying.asked.state().plan();
  const bool to_deputy = saying.told.about_facilitator() || saying.author.member_id() == plan.facilitator_id();
  const std::uint64_t to = to_deputy ? plan.deputy_id() : plan.facilitator_id();
  if (to == 0 || to == saying.author.member_id() || participant(saying.asked.round, to) == nullptr) {
    return refuse::forbidden("method", "contribute",
                             "nobody stands by for the facilitator in this round: speak to "
                             "another facilitator of the community");
  }
  return {};
}

Checked check_reply(const Saying& saying) {
  const std::uint64_t to = saying.told.reply_to_id();
  if (to == 0 && saying.kind.meaning != v1::CONTRIBUTION_MEANING_ANSWER) return {};
  constexpr auto field = "contribute.contribution.reply_to_id";
  if (to == 0) return refuse::invalid(field, "an answer says to what");
  if (readable(saying, to) == nullptr) return refuse::not_found(field);
  return {};
}

}  // namespace

Checked check_meaning(const Saying& saying) {
  if (auto checked = check_reply(saying); !checked) return pass_on(checked);
  switch (saying.kind.meaning) {
    case v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE:
      if (saying.author.frame_accepted_at_ms() != 0) return refuse::already_done("contribute");
      return {};
    case v1::CONTRIBUTION_MEANING_PREFERENCE: return check_preference(saying);
    case v1::CONTRIBUTION_MEANING_DESIGNATION: return check_designation(saying);
    case v1::CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE: return check_client_acceptance(saying);
    case v1::CONTRIBUTION_MEANING_HELP_REQUEST: return check_help_request(saying);
    case v1::CONTRIBUTION_MEANING_AGREEMENT: return check_agreement(saying);
    case v1::CONTRIBUTION_MEANING_ACTION: return check_action(saying);
    case v1::CONTRIBUTION_MEANING_PROGRESS:
    case v1::CONTRIBUTION_MEANING_EXPERIENCE: return check_progress(saying);
    case v1::CONTRIBUTION_MEANING_MINUTES: return check_minutes(saying);
    case v1::CONTRIBUTION_MEANING_MINUTES_ANSWER: return check_minutes_answer(saying);
    case v1::CONTRIBUTION_MEANING_SHARING_CHOICE: return check_sharing_choice(saying);
    case v1::CONTRIBUTION_MEANING_FLOOR_REQUEST: return check_floor_request(saying);
    case v1::CONTRIBUTION_MEANING_DISCOMFORT: return check_discomfort(saying);
    default: return {};
  }
}

bool can_be_noted(v1::ContributionMeaning meaning) {
  switch (meaning) {
    case v1::CONTRIBUTION_MEANING_PRIVATE_NOTE:
    case v1::CONTRIBUTION_MEANING_DISCOMFORT:
    case v1::CONTRIBUTION_MEANING_FLOOR_REQUEST:
    case v1::CONTRIBUTION_MEANING_MINUTES:
    case v1::CONTRIBUTION_MEANING_MINUTES_ANSWER:
    case v1::CONTRIBUTION_MEANING_SHARING_CHOICE: return false;
    default: return true;
  }
}

}  // namespace ramure::codev
