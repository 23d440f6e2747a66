#include "server/codev/conditions.hpp"

#include <algorithm>

#include "server/codev/step_clock.hpp"

namespace ramure::codev {

namespace {

using Meaning = v1::ContributionMeaning;

template <class Wanted>
bool any_said_here(const Round& round, Wanted wanted) {
  const v1::RoundStep* step = open_step(round);
  return step != nullptr && std::ranges::any_of(round.state.contributions(), [&](const v1::Contribution& said) {
           return said.step() == step->key() && wanted(said);
         });
}

bool client_said_here(const Round& round, Meaning meaning) {
  return any_said_here(round, [&](const v1::Contribution& said) {
    return said.meaning() == meaning && said.author_id() == round.state.client_id();
  });
}

// Spoke, or passed so many times, in the open step.
bool heard_or_passed(const Round& round, std::uint64_t member_id, int passes_wanted) {
  int passes = 0;
  return any_said_here(round, [&](const v1::Contribution& said) {
    if (said.author_id() != member_id) return false;
    if (said.meaning() == v1::CONTRIBUTION_MEANING_PASS) return ++passes >= passes_wanted;
    return is_speech(said.meaning());
  });
}

template <class Wanted>
std::vector<std::uint64_t> present(const Round& round, Wanted wanted) {
  std::vector<std::uint64_t> ids;
  for (const v1::RoundParticipant& person : round.state.participants()) {
    if (is_there(person) && wanted(person)) ids.push_back(person.member_id());
  }
  return ids;
}

std::vector<std::uint64_t> unheard(const Round& round, bool client_too, int passes_wanted) {
  return present(round, [&](const v1::RoundParticipant& person) {
    return (client_too ? is_peer(person) : is_consultant(round, person)) &&
           !heard_or_passed(round, person.member_id(), passes_wanted);
  });
}

std::vector<std::uint64_t> without_frame(const Round& round) {
  return present(round, [](const v1::RoundParticipant& person) {
    const bool counts = is_peer(person) || (person.role() == v1::ROUND_ROLE_OBSERVER && person.admitted());
    return counts && person.frame_accepted_at_ms() == 0;
  });
}

std::vector<std::uint64_t> without_agreement(const Round& round) {
  return present(round, [&](const v1::RoundParticipant& person) {
    const auto& agreed = round.state.request().agreed_ids();
    return is_consultant(round, person) && std::ranges::find(agreed, person.member_id()) == agreed.end();
  });
}

// At least one consultant must be there to agree: nobody is consulted by an empty room.
bool request_agreed(const Round& round) {
  if (round.state.request().contribution_id() == 0 || !without_agreement(round).empty()) return false;
  return std::ranges::any_of(round.state.participants(), [&](const v1::RoundParticipant& person) {
    return is_there(person) && is_consultant(round, person);
  });
}

bool sharing_was_offered(const Round& round) {
  return std::ranges::any_of(round.state.openings(), [&](const v1::StepOpening& opened) {
    return round.form->offers_sharing(round.form->position(opened.step()));
  });
}

bool has_waiting_question(const Round& round) {
  const auto answered = [&](std::uint64_t id) {
    return std::ranges::any_of(round.state.contributions(), [&](const v1::Contribution& said) {
      return said.meaning() == v1::CONTRIBUTION_MEANING_ANSWER && said.reply_to_id() == id;
    });
  };
  return any_said_here(round, [&](const v1::Contribution& said) {
    return said.meaning() == v1::CONTRIBUTION_MEANING_QUESTION && !said.erased() && !answered(said.id());
  });
}

bool past_actions_have_status(const Round& round) {
  return std::ranges::all_of(round.state.past_actions(), [](const v1::PlanAction& action) {
    return action.status() != v1::PLAN_ACTION_STATUS_UNSPECIFIED;
  });
}

}  // namespace

bool is_speech(Meaning meaning) {
  switch (meaning) {
    case v1::CONTRIBUTION_MEANING_FRAMING:
    case v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE:
    case v1::CONTRIBUTION_MEANING_PASS:
    case v1::CONTRIBUTION_MEANING_FLOOR_REQUEST:
    case v1::CONTRIBUTION_MEANING_PARKED:
    case v1::CONTRIBUTION_MEANING_DISCOMFORT:
    case v1::CONTRIBUTION_MEANING_PRIVATE_NOTE: return false;
    default: return true;
  }
}

bool holds(const Round& round, v1::RoundCondition condition, TimestampMs now) {
  const v1::RoundState& state = round.state;
  const bool client_there = is_there(round, state.client_id());
  switch (condition) {
    case v1::ROUND_CONDITION_FRAME_ACCEPTED: return without_frame(round).empty();
    case v1::ROUND_CONDITION_CLIENT_ACCEPTED: return state.client_id() != 0;
    case v1::ROUND_CONDITION_REQUEST_AGREED: return request_agreed(round);
    case v1::ROUND_CONDITION_SHARING_CHOSEN:
      return !client_there || state.minutes().share_level() != v1::SHARE_LEVEL_UNSPECIFIED ||
             !sharing_was_offered(round);
    case v1::ROUND_CONDITION_FORMER_CLIENT_HEARD:
      return !is_there(round, state.plan().former_client_id()) ||
             heard_or_passed(round, state.plan().former_client_id(), 1);
    case v1::ROUND_CONDITION_PAST_ACTIONS_HAVE_STATUS: return past_actions_have_status(round);
    case v1::ROUND_CONDITION_CLIENT_DONE_OR_TIME_OVER:
      return !client_there || is_over(state.clock(), now) || client_said_here(round, v1::CONTRIBUTION_MEANING_DONE);
    case v1::ROUND_CONDITION_EACH_CONSULTANT_HEARD: return unheard(round, false, 1).empty();
    case v1::ROUND_CONDITION_EACH_CONSULTANT_HEARD_OR_PASSED_TWICE: return unheard(round, false, 2).empty();
    case v1::ROUND_CONDITION_NO_QUESTION_WAITING: return !has_waiting_question(round);
    case v1::ROUND_CONDITION_CLIENT_NOURISHED:
      return !client_there || client_said_here(round, v1::CONTRIBUTION_MEANING_NOURISHED);
    case v1::ROUND_CONDITION_DATED_ACTION: return !state.actions().empty();
    case v1::ROUND_CONDITION_EACH_MEMBER_HEARD: return unheard(round, true, 1).empty();
    case v1::ROUND_CONDITION_MINUTES_ANSWERED:
      return !client_there || !state.minutes().wanted() || state.minutes().answered();
    case v1::ROUND_CONDITION_EXPERIENCE_REPORTED: return state.reported_at_ms() != 0;
    case v1::ROUND_CONDITION_REQUEST_CONFIRMED: return state.request().confirmed() && !state.words_unconfirmed();
    default: return false;  // a condition of a later version: nothing is opened by mistake
  }
}

std::vector<v1::RoundCondition> missing(const Round& round, const google::protobuf::RepeatedField<int>& conditions,
                                        TimestampMs now) {
  std::vector<v1::RoundCondition> found;
  for (const int number : conditions) {
    const auto condition = static_cast<v1::RoundCondition>(number);
    if (!holds(round, condition, now)) found.push_back(condition);
  }
  return found;
}

std::vector<std::uint64_t> waiting_for(const Round& round, v1::RoundCondition condition) {
  switch (condition) {
    case v1::ROUND_CONDITION_FRAME_ACCEPTED: return without_frame(round);
    case v1::ROUND_CONDITION_REQUEST_AGREED: return without_agreement(round);
    case v1::ROUND_CONDITION_EACH_CONSULTANT_HEARD: return unheard(round, false, 1);
    case v1::ROUND_CONDITION_EACH_CONSULTANT_HEARD_OR_PASSED_TWICE: return unheard(round, false, 2);
    case v1::ROUND_CONDITION_EACH_MEMBER_HEARD: return unheard(round, true, 1);
    default: return {};
  }
}

std::vector<std::uint64_t> not_yet_heard(const Round& round) {
  return open_step(round) == nullptr ? std::vector<std::uint64_t>{} : unheard(round, true, 1);
}

}  // namespace ramure::codev
