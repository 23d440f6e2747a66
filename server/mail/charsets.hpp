// From the charset of a mail to UTF-8. Never fails: what a charset does not have becomes U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace ramure::mail {

// `charset`: as the mail names it; empty, unknown or not true: UTF-8 where the bytes are, else Windows-1252, which is
// also meant by who says ISO-8859-1.
std::string as_utf8(std::string_view bytes, std::string_view charset);

}  // namespace ramure::mail
