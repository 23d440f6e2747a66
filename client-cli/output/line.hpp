// A line as it is shown: what rooms without a terminal tell, and commands print.
#pragma once

#include <string>
#include <vector>

#include "client-cli/output/terminal.hpp"

namespace ramure::cli {

struct Line {
  std::string text;
  Style style = Style::plain;
  bool operator==(const Line&) const = default;
};
using Lines = std::vector<Line>;

}  // namespace ramure::cli
