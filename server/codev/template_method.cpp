#include "server/codev/template_method.hpp"

#include <algorithm>
#include <initializer_list>

#include "server/codev/template_words.hpp"

namespace ramure::codev {

namespace {

using Rights = google::protobuf::RepeatedPtrField<v1::RoundRight>;

bool has(const google::protobuf::RepeatedField<int>& conditions, v1::RoundCondition condition) {
  return std::ranges::find(conditions, static_cast<int>(condition)) != conditions.end();
}

// Rule 3, and the locks of the client's word: nobody else may be given these.
bool belongs_to_client(v1::ContributionMeaning meaning) {
  switch (meaning) {
    case v1::CONTRIBUTION_MEANING_HELP_REQUEST:
    case v1::CONTRIBUTION_MEANING_SYNTHESIS:
    case v1::CONTRIBUTION_MEANING_ACTION:
    case v1::CONTRIBUTION_MEANING_PROGRESS:
    case v1::CONTRIBUTION_MEANING_MINUTES_ANSWER:
    case v1::CONTRIBUTION_MEANING_SHARING_CHOICE:
    case v1::CONTRIBUTION_MEANING_NOURISHED:
    case v1::CONTRIBUTION_MEANING_DONE: return true;
    default: return false;
  }
}

bool may_be_observers(v1::ContributionMeaning meaning) {
  return meaning == v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE || meaning == v1::CONTRIBUTION_MEANING_WORDS ||
         meaning == v1::CONTRIBUTION_MEANING_PRIVATE_NOTE;
}

// Why this role may not be given what means this; empty when it may.
std::string forbidden(v1::RoundRole role, v1::ContributionMeaning meaning) {
  if (belongs_to_client(meaning) && role != v1::ROUND_ROLE_CLIENT) return "it is the client's alone";
  if (meaning == v1::CONTRIBUTION_MEANING_DESIGNATION && role != v1::ROUND_ROLE_FACILITATOR) {
    return "after the discussion, the facilitator says who could be the client";
  }
  if (meaning == v1::CONTRIBUTION_MEANING_FRAMING && role != v1::ROUND_ROLE_FACILITATOR) {
    return "the facilitator holds the frame";
  }
  if (meaning == v1::CONTRIBUTION_MEANING_ADVICE && role != v1::ROUND_ROLE_CONSULTANT) {
    return "advice comes from consultants: the facilitator gives no solutions, the client listens";
  }
  if (meaning == v1::CONTRIBUTION_MEANING_AGREEMENT && role != v1::ROUND_ROLE_CONSULTANT) {
    return "consultants agree to the request";
  }
  if (role == v1::ROUND_ROLE_OBSERVER && !may_be_observers(meaning)) return "an observer is silent";
  return "";
}

void check_rights(const v1::RoundTemplate& form, const Rights& rights, std::string_view step, const std::string& prefix,
                  const Complain& complain) {
  for (const v1::RoundRight& right : rights) {
    for (const std::string& key : right.kinds()) {
      const v1::RoundKind* kind = kind_of(form, key);
      const std::string why = kind == nullptr ? "" : forbidden(right.role(), kind->meaning());
      if (!why.empty()) complain(step, prefix + word_of(right.role()), "\"" + key + "\" cannot be here: " + why);
    }
  }
}

// Rules 4 and 5: the first step with advice is locked by the agreed request.
void check_advice(const v1::RoundTemplate& form, const Complain& complain) {
  for (const v1::RoundStep& step : form.steps()) {
    if (!grants(form, step, v1::ROUND_ROLE_CONSULTANT, v1::CONTRIBUTION_MEANING_ADVICE)) continue;
    if (!has(step.needs(), v1::ROUND_CONDITION_REQUEST_AGREED)) {
      complain(step.key(), "needs", "advice comes after a request on which all agree: \"request_agreed\" is missing");
    }
    return;
  }
  complain("", "steps", "a round has a consultation: no step lets consultants advise");
}

// Rule 6: synthesis and learning are there, and cannot be jumped over.
void check_always_held(const v1::RoundTemplate& form, std::string_view name, v1::RoundRole role,
                       v1::ContributionMeaning meaning, const Complain& complain) {
  for (const v1::RoundStep& step : form.steps()) {
    if (!grants(form, step, role, meaning)) continue;
    if (step.optional()) complain(step.key(), "optional", std::string(name) + " can be shortened, never skipped");
    return;
  }
  complain("", "steps",
           "a round has a step for " + std::string(name) + ": no step lets the " + word_of(role) +
               " contribute what means \"" + word_of(meaning) + "\"");
}

void check_first_held_step(const v1::RoundTemplate& form, const Complain& complain) {
  const auto first = std::ranges::find(form.steps(), false, &v1::RoundStep::optional);
  if (first == form.steps().end()) return;
  for (const auto lock : {v1::ROUND_CONDITION_FRAME_ACCEPTED, v1::ROUND_CONDITION_CLIENT_ACCEPTED}) {
    if (!has(first->needs(), lock)) {
      complain(first->key(), "needs", "the first step that is always held needs \"" + word_of(lock) + "\"");
    }
  }
}

void check_always_there(const v1::RoundTemplate& form, const Complain& complain) {
  v1::RoundStep always;
  *always.mutable_rights() = form.always();
  const auto demand = [&](std::initializer_list<v1::RoundRole> roles, v1::ContributionMeaning meaning) {
    for (const auto role : roles) {
      if (grants(form, always, role, meaning)) continue;
      complain("", "always." + word_of(role), "it must be possible at any time: \"" + word_of(meaning) + "\"");
    }
  };
  demand({v1::ROUND_ROLE_CLIENT, v1::ROUND_ROLE_CONSULTANT, v1::ROUND_ROLE_FACILITATOR, v1::ROUND_ROLE_OBSERVER},
         v1::CONTRIBUTION_MEANING_PRIVATE_NOTE);
  demand({v1::ROUND_ROLE_CLIENT, v1::ROUND_ROLE_CONSULTANT}, v1::CONTRIBUTION_MEANING_DISCOMFORT);
  demand({v1::ROUND_ROLE_FACILITATOR}, v1::CONTRIBUTION_MEANING_FRAMING);
}

// Rule 7: where the client chooses what leaves the round, the round is not finished before he did.
void check_sharing(const v1::RoundTemplate& form, const Complain& complain) {
  const bool has_minutes = std::ranges::any_of(form.steps(), [&](const v1::RoundStep& step) {
    return grants(form, step, v1::ROUND_ROLE_SCRIBE, v1::CONTRIBUTION_MEANING_MINUTES) ||
           grants(form, step, v1::ROUND_ROLE_FACILITATOR, v1::CONTRIBUTION_MEANING_MINUTES);
  });
  const bool has_choice = std::ranges::any_of(form.steps(), [&](const v1::RoundStep& step) {
    return grants(form, step, v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_SHARING_CHOICE) &&
           grants(form, step, v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_MINUTES_ANSWER);
  });
  if (has_minutes && !has_choice) {
    complain("", "steps", "minutes need a step in which the client approves them and chooses what is shared");
  }
  if (has_choice && !has(form.finish_needs(), v1::ROUND_CONDITION_SHARING_CHOSEN)) {
    complain("", "finish_needs", "nothing leaves without the client's choice: \"sharing_chosen\" is missing");
  }
}

}  // namespace

const v1::RoundKind* kind_of(const v1::RoundTemplate& form, std::string_view key) {
  const auto found = std::ranges::find(form.kinds(), key, &v1::RoundKind::key);
  return found == form.kinds().end() ? nullptr : &*found;
}

const v1::RoundStep* step_of(const v1::RoundTemplate& form, std::string_view key) {
  const auto found = std::ranges::find(form.steps(), key, &v1::RoundStep::key);
  return found == form.steps().end() ? nullptr : &*found;
}

bool grants(const v1::RoundTemplate& form, const v1::RoundStep& step, v1::RoundRole role,
            v1::ContributionMeaning meaning) {
  return std::ranges::any_of(step.rights(), [&](const v1::RoundRight& right) {
    return right.role() == role && std::ranges::any_of(right.kinds(), [&](const std::string& key) {
             const v1::RoundKind* kind = kind_of(form, key);
             return kind != nullptr && kind->meaning() == meaning;
           });
  });
}

bool grants(const v1::RoundStep& step, std::string_view kind) {
  return std::ranges::any_of(step.rights(), [&](const v1::RoundRight& right) {
    return std::ranges::find(right.kinds(), kind) != right.kinds().end();
  });
}

void check_method(const v1::RoundTemplate& form, const Complain& complain) {
  if (form.members_min() < 4) complain("", "members.min", "a round needs a client and three consultants at least");
  if (form.members_max() > 10) complain("", "members.max", "beyond ten a round is no longer one");
  check_rights(form, form.always(), "", "always.", complain);
  for (const v1::RoundStep& step : form.steps()) check_rights(form, step.rights(), step.key(), "rights.", complain);
  check_first_held_step(form, complain);
  check_advice(form, complain);
  check_always_held(form, "the request", v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_HELP_REQUEST, complain);
  check_always_held(form, "the synthesis", v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_SYNTHESIS, complain);
  check_always_held(form, "learning", v1::ROUND_ROLE_CONSULTANT, v1::CONTRIBUTION_MEANING_LEARNING, complain);
  check_always_there(form, complain);
  check_sharing(form, complain);
}

}  // namespace ramure::codev
