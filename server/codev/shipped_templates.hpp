// The templates of deploy/templates/, compiled into the binary so that every community has them, and those that a
// community adds in a folder of its own.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "server/codev/templates.hpp"

namespace ramure::codev {

// The text of each file by its name, "flash.toml".
const std::map<std::string, std::string>& shipped_texts();

// Those alone; they are checked by the tests and cannot fail.
const Templates& shipped_templates();

// With the *.toml files of `folder` (none, if there is no such folder) beside them; a file of the same name takes the
// place of the shipped one.
LoadedTemplates templates_with(const std::filesystem::path& folder);

}  // namespace ramure::codev
