#include "client-cli/rounds/saying.hpp"

#include <algorithm>

#include "client-cli/rounds/room.hpp"

namespace ramure::cli {

namespace {

bool is_written(v1::ContributionMeaning meaning) {
  switch (meaning) {
    case v1::CONTRIBUTION_MEANING_WORDS:
    case v1::CONTRIBUTION_MEANING_FRAMING:
    case v1::CONTRIBUTION_MEANING_QUESTION:
    case v1::CONTRIBUTION_MEANING_ANSWER:
    case v1::CONTRIBUTION_MEANING_HELP_REQUEST:
    case v1::CONTRIBUTION_MEANING_ADVICE:
    case v1::CONTRIBUTION_MEANING_SYNTHESIS:
    case v1::CONTRIBUTION_MEANING_LEARNING:
    case v1::CONTRIBUTION_MEANING_EVALUATION:
    case v1::CONTRIBUTION_MEANING_EXPERIENCE: return true;
    default: return false;
  }
}

bool contains(const google::protobuf::RepeatedPtrField<std::string>& keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

// Kinds that this step gives to my roles, in the order of the form.
std::vector<std::string> of_this_step(const v1::RoundView& view) {
  std::vector<std::string> keys;
  const v1::RoundStep* step = open_step(view);
  if (step == nullptr) return keys;
  for (const v1::RoundRight& right : step->rights()) {
    if (!has_role(view, right.role())) continue;
    for (const std::string& key : right.kinds()) {
      if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    }
  }
  return keys;
}

bool may_be_written(const v1::RoundView& view, const std::string& key) {
  const v1::ContributionMeaning meaning = meaning_of(view.form(), key);
  if (!is_written(meaning) || !contains(view.kinds_allowed_now(), key)) return false;
  return meaning != v1::CONTRIBUTION_MEANING_ANSWER || waiting_question(view) != nullptr;
}

}  // namespace

bool has_role(const v1::RoundView& view, v1::RoundRole role) {
  return std::ranges::find(view.my_roles(), static_cast<int>(role)) != view.my_roles().end();
}

v1::ContributionMeaning meaning_of(const v1::RoundTemplate& form, std::string_view kind) {
  const auto found = std::ranges::find(form.kinds(), kind, &v1::RoundKind::key);
  return found == form.kinds().end() ? v1::CONTRIBUTION_MEANING_UNSPECIFIED : found->meaning();
}

std::vector<std::string> kinds_to_write(const v1::RoundView& view) {
  std::vector<std::string> keys = of_this_step(view);
  for (const std::string& key : view.kinds_allowed_now()) {
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  std::erase_if(keys, [&](const std::string& key) { return !may_be_written(view, key); });
  return keys;
}

std::string usual_kind(const v1::RoundView& view) {
  for (const std::string& key : of_this_step(view)) {
    if (may_be_written(view, key)) return key;
  }
  return {};
}

std::string kind_meaning(const v1::RoundView& view, v1::ContributionMeaning meaning) {
  std::string known;
  for (const v1::RoundKind& kind : view.form().kinds()) {
    if (kind.meaning() != meaning) continue;
    if (contains(view.kinds_allowed_now(), kind.key())) return kind.key();
    if (known.empty()) known = kind.key();
  }
  return known;
}

bool is_allowed_now(const v1::RoundView& view, v1::ContributionMeaning meaning) {
  return contains(view.kinds_allowed_now(), kind_meaning(view, meaning));
}

bool is_always_allowed(const v1::RoundView& view, std::string_view kind) {
  return std::ranges::any_of(view.form().always(), [&](const v1::RoundRight& right) {
    return has_role(view, right.role()) && contains(right.kinds(), kind);
  });
}

const v1::Contribution* waiting_question(const v1::RoundView& view) {
  const v1::RoundStep* step = open_step(view);
  const auto is_answered = [&](std::uint64_t id) {
    return std::ranges::any_of(view.contributions(), [id](const v1::Contribution& said) {
      return said.meaning() == v1::CONTRIBUTION_MEANING_ANSWER && said.reply_to_id() == id;
    });
  };
  for (const v1::Contribution& said : view.contributions()) {
    const bool waits = said.meaning() == v1::CONTRIBUTION_MEANING_QUESTION && said.shown_seq() != 0 && !said.erased() &&
                       step != nullptr && said.step() == step->key() && !is_answered(said.id());
    if (waits) return &said;
  }
  return nullptr;
}

}  // namespace ramure::cli
