#include "server/mail/decoding.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace ramure::mail {

namespace {

// The character behind a "=", or nothing when what follows are no two hexadecimal digits.
bool take_hex(std::string_view text, std::size_t at, char& byte) {
  if (at + 2 >= text.size()) return false;
  std::uint8_t value = 0;
  const char* begins = text.data() + at + 1;
  const auto [end, fault] = std::from_chars(begins, begins + 2, value, 16);
  if (fault != std::errc() || end != begins + 2) return false;
  byte = static_cast<char>(value);
  return true;
}

std::string in_word(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char byte = text[at];
    if (byte == '=' && take_hex(text, at, byte)) at += 2;
    else if (byte == '_') byte = ' ';
    out += byte;
  }
  return out;
}

// Blanks between two encoded words belong to neither.
std::string without_encoded_words(std::string_view value) {
  constexpr std::string_view begins = "=?UTF-8?Q?", ends = "?=";
  std::string out;
  while (!value.empty()) {
    const std::size_t open = value.find(begins);
    const std::size_t close = open == std::string_view::npos ? open : value.find(ends, open + begins.size());
    if (close == std::string_view::npos) return out.append(value);
    out.append(value.substr(0, open));
    out += in_word(value.substr(open + begins.size(), close - open - begins.size()));
    value.remove_prefix(close + ends.size());
    const std::size_t next = value.find_first_not_of(' ');
    if (next != std::string_view::npos && value.substr(next).starts_with(begins)) value.remove_prefix(next);
  }
  return out;
}

std::string_view line_at(std::string_view text) { return text.substr(0, text.find("\r\n")); }

}  // namespace

std::string decoded_header(std::string_view message, std::string_view name) {
  std::string value;
  bool is_it = false;
  while (!message.empty()) {
    const std::string_view line = line_at(message);
    message.remove_prefix(std::min(line.size() + 2, message.size()));
    if (line.empty()) break;
    if (line.front() == ' ') {
      if (is_it) value += line;
      continue;
    }
    if (is_it) break;
    is_it = line.starts_with(name) && line.substr(name.size()).starts_with(": ");
    if (is_it) value = line.substr(name.size() + 2);
  }
  return without_encoded_words(value);
}

std::string decoded_quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::string_view line = line_at(text);
    const bool has_end = line.size() < text.size();
    text.remove_prefix(std::min(line.size() + 2, text.size()));
    const bool goes_on = line.ends_with('=');
    if (goes_on) line.remove_suffix(1);
    for (std::size_t at = 0; at < line.size(); ++at) {
      char byte = line[at];
      if (byte == '=' && take_hex(line, at, byte)) at += 2;
      out += byte;
    }
    if (has_end && !goes_on) out += '\n';
  }
  return out;
}

std::string first_text_of(std::string_view message) {
  constexpr std::string_view mark = "Content-Type: text/plain", head_ends = "\r\n\r\n";
  const std::size_t part = message.find(mark);
  const std::size_t body = part == std::string_view::npos ? part : message.find(head_ends, part);
  if (body == std::string_view::npos) return {};
  const std::string_view rest = message.substr(body + head_ends.size());
  return decoded_quoted_printable(rest.substr(0, rest.find("--=_")));
}

}  // namespace ramure::mail
