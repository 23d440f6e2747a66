// In which of our two languages a browser would rather be answered.
#pragma once

#include <string_view>

namespace ramure::net {

// RFC 9110, 12.5.4. French unless English is wanted more; what is said of neither, or cannot be understood, is French.
bool prefers_english(std::string_view accept_language);

}  // namespace ramure::net
