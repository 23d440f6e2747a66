// What is in an archive; and whether XML is well formed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::test {

// By name. Throws std::runtime_error when the archive is not whole, or a sum is wrong.
std::map<std::string, std::string> files_in_zip(std::string_view zip);

// Empty: every tag is closed in its turn, and nothing stands between them that must not. Otherwise what is wrong.
std::string wrong_in_xml(std::string_view xml);

}  // namespace ramure::test
