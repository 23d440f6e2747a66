// Versions of a roadmap as people name them.
#pragma once

#include <string_view>

#include "client-cli/failure.hpp"
#include "ramure/v1/roadmap.pb.h"

namespace ramure::cli {

struct VersionFound {
  std::uint64_t text_version = 0;
  std::uint64_t id = 0;  // of the frozen or named version; 0: a number of the text alone
};

// "v1", "~2" (place among the versions), words of a name, or a number of the text. Exit::refused when there is none or
// several.
Result<VersionFound> find_version(const v1::RoadmapView& view, std::string_view text);

}  // namespace ramure::cli
