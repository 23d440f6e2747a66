// A text without what stands around it: spaces and ends of lines, unless something else is told.
#pragma once

#include <string_view>

namespace ramure {

constexpr std::string_view trimmed(std::string_view text, std::string_view around = " \t\r\n") {
  const auto first = text.find_first_not_of(around);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(around) + 1 - first);
}

}  // namespace ramure
