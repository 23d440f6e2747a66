#include "server/codev/template_check.hpp"

#include <algorithm>
#include <set>

#include "server/codev/template_method.hpp"
#include "server/codev/template_words.hpp"
#include "server/community/text.hpp"

namespace ramure::codev {

namespace {

constexpr std::int64_t step_ms_max = 60LL * 24 * 3600 * 1000;
constexpr int steps_max = 40;
constexpr int kinds_max = 200;
constexpr std::uint32_t members_max = 30;
constexpr std::size_t label_bytes_max = 120;
constexpr std::size_t words_bytes_max = 1'000;

bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= 60 && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void check_label(const Complain& complain, std::string_view step, std::string_view field, std::string_view label) {
  if (label.empty()) complain(step, field, "people need to see a name");
  else if (!community::check_line(field, label, 1, label_bytes_max)) {
    complain(step, field, "one line of at most 120 bytes is wanted");
  }
}

void check_sentence(const Complain& complain, std::string_view step, std::string_view field, std::string_view words) {
  if (!community::check_optional_text(field, words, words_bytes_max)) {
    complain(step, field, "at most 1,000 bytes of text are wanted");
  }
}

void check_head(const v1::RoundTemplate& form, const std::string& file, const Complain& complain) {
  if (!is_key(form.key())) complain("", "key", "a key of lower-case letters, digits, - and _ is wanted");
  else if (form.key() + ".toml" != file)
    complain("", "key", "the file of this template is called " + form.key() + ".toml");
  check_label(complain, "", "label", form.label());
  check_sentence(complain, "", "summary", form.summary());
  if (form.modes().empty()) complain("", "modes", "it says at least one of written, beside_video, in_room");
  if (form.members_min() == 0) complain("", "members.min", "a round has members");
  if (form.members_min() > form.members_ideal() || form.members_ideal() > form.members_max()) {
    complain("", "members", "min, ideal and max go upwards");
  }
  if (form.members_max() > members_max) complain("", "members.max", "at most 30 are possible");
  if (form.kinds_size() > kinds_max) complain("", "kinds", "at most 200 are possible");
  for (const v1::RoundKind& kind : form.kinds()) {
    if (!is_key(kind.key()))
      complain("", "kinds." + kind.key(), "a key of lower-case letters, digits, - and _ is wanted");
    check_label(complain, "", "kinds." + kind.key() + ".label", kind.label());
    if (kind.meaning() == v1::CONTRIBUTION_MEANING_UNSPECIFIED) {
      complain("", "kinds." + kind.key() + ".means", "it says what such a contribution does");
    }
  }
}

void check_rights(const v1::RoundTemplate& form, const google::protobuf::RepeatedPtrField<v1::RoundRight>& rights,
                  std::string_view step, const std::string& prefix, const Complain& complain) {
  for (const v1::RoundRight& right : rights) {
    std::set<std::string> seen;
    for (const std::string& kind : right.kinds()) {
      const std::string field = prefix + word_of(right.role());
      if (kind_of(form, kind) == nullptr) complain(step, field, "there is no kind of contribution \"" + kind + "\"");
      if (!seen.insert(kind).second) complain(step, field, "\"" + kind + "\" is there twice");
    }
  }
}

void check_length(const v1::RoundStep& step, const Complain& complain) {
  const auto check_time = [&](std::string_view field, std::int64_t ms) {
    if (ms < 0) complain(step.key(), field, "a time cannot be negative");
    if (ms > step_ms_max) complain(step.key(), field, "a step lasts at most 60 days");
  };
  check_time("minutes.min", step.minimum_ms());
  check_time("minutes.standard", step.standard_ms());
  check_time("minutes.max", step.maximum_ms());
  if (step.minimum_ms() > step.standard_ms() || step.standard_ms() > step.maximum_ms()) {
    complain(step.key(), "minutes", "min, standard and max go upwards");
  }
}

bool can_be_lock(v1::RoundCondition condition) {
  switch (condition) {
    case v1::ROUND_CONDITION_FRAME_ACCEPTED:
    case v1::ROUND_CONDITION_CLIENT_ACCEPTED:
    case v1::ROUND_CONDITION_REQUEST_AGREED:
    case v1::ROUND_CONDITION_SHARING_CHOSEN:
    case v1::ROUND_CONDITION_REQUEST_CONFIRMED: return true;
    default: return false;
  }
}

// What somebody must be able to contribute for the condition ever to hold. Of the frame and of the client there is
// always another way to say yes.
std::vector<std::pair<v1::RoundRole, v1::ContributionMeaning>> asked_by(v1::RoundCondition condition) {
  switch (condition) {
    case v1::ROUND_CONDITION_REQUEST_AGREED:
      return {{v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_HELP_REQUEST},
              {v1::ROUND_ROLE_CONSULTANT, v1::CONTRIBUTION_MEANING_AGREEMENT}};
    case v1::ROUND_CONDITION_SHARING_CHOSEN: return {{v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_SHARING_CHOICE}};
    case v1::ROUND_CONDITION_FORMER_CLIENT_HEARD:
      return {{v1::ROUND_ROLE_FORMER_CLIENT, v1::CONTRIBUTION_MEANING_EXPERIENCE}};
    case v1::ROUND_CONDITION_PAST_ACTIONS_HAVE_STATUS:
      return {{v1::ROUND_ROLE_FORMER_CLIENT, v1::CONTRIBUTION_MEANING_EXPERIENCE}};
    case v1::ROUND_CONDITION_CLIENT_DONE_OR_TIME_OVER: return {{v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_DONE}};
    case v1::ROUND_CONDITION_NO_QUESTION_WAITING: return {{v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_ANSWER}};
    case v1::ROUND_CONDITION_CLIENT_NOURISHED: return {{v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_NOURISHED}};
    case v1::ROUND_CONDITION_DATED_ACTION: return {{v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_ACTION}};
    case v1::ROUND_CONDITION_MINUTES_ANSWERED:
      return {{v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_MINUTES_ANSWER}};
    case v1::ROUND_CONDITION_EXPERIENCE_REPORTED: return {{v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_EXPERIENCE}};
    // Wherever one is asked to speak, one may pass.
    case v1::ROUND_CONDITION_EACH_MEMBER_HEARD:
      return {{v1::ROUND_ROLE_CLIENT, v1::CONTRIBUTION_MEANING_PASS},
              {v1::ROUND_ROLE_CONSULTANT, v1::CONTRIBUTION_MEANING_PASS}};
    case v1::ROUND_CONDITION_EACH_CONSULTANT_HEARD:
    case v1::ROUND_CONDITION_EACH_CONSULTANT_HEARD_OR_PASSED_TWICE:
      return {{v1::ROUND_ROLE_CONSULTANT, v1::CONTRIBUTION_MEANING_PASS}};
    default: return {};
  }
}

// `until`: how many steps, from the first on, may bring it about.
void check_attainable(const v1::RoundTemplate& form, v1::RoundCondition condition, int from, int until,
                      std::string_view step, std::string_view field, const Complain& complain) {
  for (const auto& [role, meaning] : asked_by(condition)) {
    bool found = false;
    for (int i = from; i < until; ++i) found = found || grants(form, form.steps(i), role, meaning);
    if (!found) {
      complain(step, field,
               "\"" + word_of(condition) + "\" can never hold: no such step lets the " + word_of(role) +
                   " contribute what means \"" + word_of(meaning) + "\"");
    }
  }
}

void check_conditions(const v1::RoundTemplate& form, const Complain& complain) {
  for (int i = 0; i < form.steps_size(); ++i) {
    const v1::RoundStep& step = form.steps(i);
    for (const int number : step.needs()) {
      const auto condition = static_cast<v1::RoundCondition>(number);
      if (!can_be_lock(condition)) {
        complain(step.key(), "needs",
                 "\"" + word_of(condition) + "\" is no lock: the facilitator may always pass over it");
      } else {
        check_attainable(form, condition, 0, i, step.key(), "needs", complain);
      }
    }
    for (const int number : step.ready()) {
      check_attainable(form, static_cast<v1::RoundCondition>(number), i, i + 1, step.key(), "ready", complain);
    }
  }
  for (const int number : form.finish_needs()) {
    const auto condition = static_cast<v1::RoundCondition>(number);
    if (!can_be_lock(condition)) complain("", "finish_needs", "\"" + word_of(condition) + "\" is no lock");
    else check_attainable(form, condition, 0, form.steps_size(), "", "finish_needs", complain);
  }
}

void check_steps(const v1::RoundTemplate& form, const Complain& complain) {
  if (form.steps().empty()) complain("", "steps", "a template has steps");
  if (form.steps_size() > steps_max) complain("", "steps", "at most 40 are possible");
  int releasing = 0;
  for (const v1::RoundStep& step : form.steps()) {
    if (!is_key(step.key())) complain(step.key(), "key", "a key of lower-case letters, digits, - and _ is wanted");
    check_label(complain, step.key(), "label", step.label());
    check_sentence(complain, step.key(), "sentence", step.sentence());
    check_length(step, complain);
    check_rights(form, step.rights(), step.key(), "rights.", complain);
    releasing += step.releases_parked() ? 1 : 0;
    if (releasing == 2 && step.releases_parked()) {
      complain(step.key(), "releases_parked", "what was set aside is released by one step only");
    }
    for (const std::string& kind : step.hidden_kinds()) {
      if (!grants(step, kind)) complain(step.key(), "hidden", "nobody may contribute \"" + kind + "\" in this step");
    }
  }
  const bool has_second = step_of(form, form.second_round_from()) != nullptr;
  if (!form.second_round_from().empty() && !has_second) {
    complain("", "second_round_from", "there is no step \"" + form.second_round_from() + "\"");
  }
}

}  // namespace

void check_template(const v1::RoundTemplate& form, const std::string& file, TemplateMistakes& mistakes) {
  const Complain complain = [&](std::string_view step, std::string_view field, std::string sentence) {
    mistakes.push_back({file, std::string(step), std::string(field), std::move(sentence)});
  };
  check_head(form, file, complain);
  check_rights(form, form.always(), "", "always.", complain);
  check_steps(form, complain);
  check_conditions(form, complain);
  if (form.follows_method()) check_method(form, complain);
}

}  // namespace ramure::codev
