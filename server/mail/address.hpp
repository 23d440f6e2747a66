// Which addresses a mail may go to or come from.
#pragma once

#include <string_view>

namespace ramure::mail {

// ASCII without blanks, brackets, commas or control characters, one @, at most 254 characters: it cannot break out of a
// header or of a command to a mail server. Whether a mailbox is there is another question.
bool is_safe_address(std::string_view address);

}  // namespace ramure::mail
