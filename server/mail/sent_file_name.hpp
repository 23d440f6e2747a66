// What a file that came by mail is called here. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ramure::mail {

// `said`: by the mail, as UTF-8; it may be anything. Without the folders that lead to it, control characters and what
// turns the direction of reading; cut before its ending where it is too long. What is no name even so
// (community::check_file_name) becomes "piece-jointe-NUMBER".
std::string sent_file_name(std::string_view said, std::size_t number);

}  // namespace ramure::mail
