#include "server/codev/template_words.hpp"

#include <cctype>

namespace ramure::codev {

namespace {

constexpr std::string_view mode_prefix = "ROUND_MODE_";
constexpr std::string_view role_prefix = "ROUND_ROLE_";
constexpr std::string_view meaning_prefix = "CONTRIBUTION_MEANING_";
constexpr std::string_view condition_prefix = "ROUND_CONDITION_";

template <class Value>
std::optional<Value> value_of(std::string_view prefix, std::string_view word,
                              bool (*parse)(google::protobuf::ConstStringParam, Value*)) {
  std::string name(prefix);
  for (const char c : word) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0) return std::nullopt;
    name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  Value value{};
  if (!parse(name, &value) || value == Value{}) return std::nullopt;
  return value;
}

std::string lower_case(std::string_view name, std::string_view prefix) {
  std::string word;
  for (const char c : name.substr(prefix.size())) {
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return word;
}

}  // namespace

std::optional<v1::RoundMode> mode_of(std::string_view word) { return value_of(mode_prefix, word, v1::RoundMode_Parse); }
std::optional<v1::RoundRole> role_of(std::string_view word) { return value_of(role_prefix, word, v1::RoundRole_Parse); }
std::optional<v1::ContributionMeaning> meaning_of(std::string_view word) {
  return value_of(meaning_prefix, word, v1::ContributionMeaning_Parse);
}
std::optional<v1::RoundCondition> condition_of(std::string_view word) {
  return value_of(condition_prefix, word, v1::RoundCondition_Parse);
}

std::string word_of(v1::RoundRole role) { return lower_case(v1::RoundRole_Name(role), role_prefix); }
std::string word_of(v1::ContributionMeaning meaning) {
  return lower_case(v1::ContributionMeaning_Name(meaning), meaning_prefix);
}
std::string word_of(v1::RoundCondition condition) {
  return lower_case(v1::RoundCondition_Name(condition), condition_prefix);
}

}  // namespace ramure::codev
