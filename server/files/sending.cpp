#include "server/files/sending.hpp"

#include <algorithm>
#include <array>

#include "protocol/trimmed.hpp"

namespace ramure::files {

namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Those that RFC 5987 lets stand (attr-char).
bool stands(char c) { return is_letter_or_digit(c) || std::string_view("!#$&+-.^_`|~").contains(c); }

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (stands(c)) {
      encoded += c;
      continue;
    }
    encoded += '%';
    for (const int digit : {(c >> 4) & 15, c & 15}) encoded += "0123456789ABCDEF"[digit];
  }
  return encoded;
}

// One underscore for every character that is not plain.
std::string ascii_only(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    const bool goes_on = (c & 0xC0) == 0x80;  // inside a character of several bytes
    if (is_letter_or_digit(c) || std::string_view(" -._()").contains(c)) plain += c;
    else if (!goes_on) plain += '_';
  }
  return plain;
}

// Decimal digits only; as large as it takes, up to a bound that no file reaches.
std::optional<std::uint64_t> number_of(std::string_view digits) {
  constexpr std::uint64_t enough = std::uint64_t{1} << 60;
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    number = std::min(enough, number * 10 + static_cast<std::uint64_t>(c - '0'));
  }
  return digits.empty() ? std::nullopt : std::optional(number);
}

}  // namespace

std::string content_disposition(Disposition disposition, std::string_view name) {
  return std::string(disposition == Disposition::shown ? "inline" : "attachment") + "; filename=\"" + ascii_only(name) +
         "\"; filename*=UTF-8''" + percent_encoded(name);
}

std::string file_name_of(std::string_view title, std::string_view ending) {
  constexpr std::size_t bytes_max = 120;
  std::string name;
  for (const char c : title.substr(0, bytes_max)) {
    const bool is_kept =
        static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && !std::string_view("/\\:*?\"<>|").contains(c);
    if (is_kept && c != ' ') name += c;
    else if (!name.empty() && name.back() != ' ') name += ' ';
  }
  // Not in the middle of a character, nor with what some systems drop at an end.
  if (title.size() > bytes_max && (title[bytes_max] & 0xC0) == 0x80) {
    while (!name.empty() && (name.back() & 0xC0) == 0x80) name.pop_back();
    if (!name.empty()) name.pop_back();
  }
  while (!name.empty() && (name.back() == ' ' || name.back() == '.')) name.pop_back();
  while (!name.empty() && (name.front() == ' ' || name.front() == '.')) name.erase(0, 1);
  return (name.empty() ? "export" : name) + std::string(ending);
}

RangeAnswer range_asked(std::string_view header, std::uint64_t size_bytes) {
  constexpr std::string_view unit = "bytes=";
  const RangeAnswer whole;
  if (!header.starts_with(unit) || header.contains(',')) return whole;
  const std::string_view range = trimmed(header.substr(unit.size()));
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return whole;
  const auto first = number_of(range.substr(0, dash));
  const auto last = number_of(range.substr(dash + 1));
  const bool has_last = dash + 1 < range.size();
  if ((dash > 0 && !first) || (has_last && !last) || (!first && !last)) return whole;
  constexpr auto part = RangeAnswer::Kind::part, unsatisfiable = RangeAnswer::Kind::unsatisfiable;
  if (!first) {  // the last so many bytes
    const std::uint64_t bytes = std::min(*last, size_bytes);
    return bytes == 0 ? RangeAnswer{unsatisfiable, {}} : RangeAnswer{part, {size_bytes - bytes, bytes}};
  }
  if (last && *last < *first) return whole;
  if (*first >= size_bytes) return {unsatisfiable, {}};
  const std::uint64_t end = last ? std::min(*last + 1, size_bytes) : size_bytes;
  return {part, {*first, end - *first}};
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    const std::size_t comma = std::min(if_none_match.find(','), if_none_match.size());
    std::string_view one = trimmed(if_none_match.substr(0, comma));
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

}  // namespace ramure::files
