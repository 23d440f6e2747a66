// How a file is handed to a browser: under which name, and which part of it. Pure; what comes from outside is bounded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ramure::files {

// The value of Content-Disposition (RFC 6266), with the name in UTF-8 (RFC 5987) and an ASCII one for old clients.
enum class Disposition { shown, download };
std::string content_disposition(Disposition disposition, std::string_view name);

// A name for a document that is made here: one that every system can store.
std::string file_name_of(std::string_view title, std::string_view ending);  // "Par où commencer.html"

struct ByteRange {
  std::uint64_t first = 0, bytes = 0;
};
struct RangeAnswer {
  enum class Kind { whole, part, unsatisfiable };
  Kind kind = Kind::whole;
  ByteRange part;
};

// What a Range header (RFC 9110) asks of so many bytes. Several ranges, other units and nonsense mean the whole.
RangeAnswer range_asked(std::string_view header, std::uint64_t size_bytes);

// Whether an If-None-Match header names this entity tag (with its quotes).
bool names_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace ramure::files
