// Lines of plain text that a mail program broke for the way (RFC 3676), put together again; and line ends of one
// character. Pure.
#pragma once

#include <string>
#include <string_view>

namespace ramure::mail {

std::string with_plain_line_ends(std::string_view text);

// A line that ends with a space goes on in the next one, if that is quoted as deep. `drops_space`: DelSp=yes.
std::string unflowed(std::string_view text, bool drops_space);

}  // namespace ramure::mail
