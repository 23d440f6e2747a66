// What is in an archive whose files are stored as they are, as ours are; and whether XML is well formed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::test {

// By name. Throws std::runtime_error when the archive is not whole, or a sum is wrong.
std::map<std::string, std::string> stored_files(std::string_view zip);

// Empty: every tag is closed in its turn, and nothing stands between them that must not. Otherwise what is wrong.
std::string wrong_in_xml(std::string_view xml);

}  // namespace ramure::test
