// How text travels in a mail: quoted-printable bodies (RFC 2045), encoded words in headers (RFC 2047), dates (RFC
// 5322). What comes in is UTF-8. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "server/clock.hpp"

namespace ramure::mail {

// Lines end with CRLF and have at most 76 characters. A dot or "From " at the beginning of a line is encoded, too:
// what stands between us and the reader may take them for something else.
std::string quoted_printable(std::string_view text);

// The value of a header whose name takes `used` characters of its first line: as it is when it is plain ASCII and
// short, otherwise as encoded words, folded, none longer than 75 characters, no character cut in two. Line breaks and
// other control characters become spaces: a value never begins another header.
std::string header_text(std::string_view text, std::size_t used);

// «Le RAMEAU <ramure@exemple.fr>» as a header wants it.
std::string header_mailbox(std::string_view name, std::string_view address, std::size_t used);

// "Thu, 26 Nov 2026 19:48:29 +0000"
std::string header_date(TimestampMs at_ms);

}  // namespace ramure::mail
