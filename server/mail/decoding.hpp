// The way back from encoding.hpp and message.hpp, for mails that we composed ourselves: the folder's page, and tests.
#pragma once

#include <string>
#include <string_view>

namespace ramure::mail {

// The value of the first header of this name, unfolded, its encoded words read; empty when there is none.
std::string decoded_header(std::string_view message, std::string_view name);

std::string decoded_quoted_printable(std::string_view text);  // with line ends of one character

// The text/plain part, decoded; empty when there is none.
std::string first_text_of(std::string_view message);

}  // namespace ramure::mail
