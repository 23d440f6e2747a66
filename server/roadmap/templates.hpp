// The forms that a roadmap can begin with: deploy/templates/roadmaps/, compiled into the binary.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/roadmap.pb.h"

namespace ramure::roadmap {

// The text of each file by its key, the name of the file without its ending.
const std::map<std::string, std::string>& shipped_texts();

// In order of their stages. The shipped files are checked by the tests and cannot fail.
const std::vector<v1::RoadmapTemplate>& shipped_templates();
const v1::RoadmapTemplate* find_template(std::string_view key);  // nullptr: there is none

// Reads one file; the error is a sentence for whoever wrote it.
std::expected<v1::RoadmapTemplate, std::string> read_template(std::string_view key, std::string_view text);

}  // namespace ramure::roadmap
