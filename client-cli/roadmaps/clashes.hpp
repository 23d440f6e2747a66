// Passages that two people changed at the same time. Nothing of either is lost when changes are moved over each other,
// but what stands there then was written by nobody: it is to be read again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ramure::cli {

// Whole lines.
struct Clash {
  std::string heading;  // under which they stand; empty: before the first
  std::string before;   // as they were when one began
  std::string mine;     // as one left them
  std::string now;      // as they are, with what others did meanwhile
  bool operator==(const Clash&) const = default;
};

// `before`, `mine`, `now` are whole texts: when one began, as one left it, and with everything.
std::vector<Clash> clashes(std::u16string_view before, std::u16string_view mine, std::u16string_view now);

}  // namespace ramure::cli
