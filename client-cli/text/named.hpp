// Words for an enumeration, in both directions: a table of values with what people read and type.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "client-cli/failure.hpp"
#include "client-cli/state/names.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

template <typename Enum>
struct Named {
  Enum value;
  Words words;
};

// Empty for a value that a newer server invented.
template <typename Table, typename Enum>
const char* text_in(const Table& table, Enum value) {
  for (const auto& named : table) {
    if (named.value == value) return t(named.words);
  }
  return "";
}

// From what people type: French or English words, folded, with "_" or "-" for blanks. Exit::usage with the choices
// otherwise.
template <typename Enum, std::size_t N>
Result<Enum> value_in(const std::array<Named<Enum>, N>& table, std::string_view text) {
  const auto with_blanks = [](std::string_view words) {
    std::string folded = fold(words);
    std::ranges::replace(folded, '_', ' ');
    std::ranges::replace(folded, '-', ' ');
    return folded;
  };
  const std::string wanted = with_blanks(text);
  std::string choices;
  for (const auto& named : table) {
    if (with_blanks(named.words.french) == wanted || with_blanks(named.words.english) == wanted) return named.value;
    choices += (choices.empty() ? "" : ", ") + std::string(t(named.words));
  }
  return fail(Exit::usage, t({"« {} » ? Au choix : {}", "\"{}\"? Choose among: {}"}, {text, choices}));
}

}  // namespace ramure::cli
