#include "server/mail/encoding.hpp"

#include <array>
#include <chrono>

namespace ramure::mail {

namespace {

constexpr std::size_t body_line_max = 76;     // of quoted-printable, its "=" included
constexpr std::size_t encoded_word_max = 75;  // =?UTF-8?Q?…?=
constexpr std::size_t header_line_max = 76;
constexpr std::string_view word_begins = "=?UTF-8?Q?", word_ends = "?=";

std::string hex(char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  return {'=', digits[value >> 4], digits[value & 15]};
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }
bool is_printable(char byte) { return byte >= 0x21 && byte <= 0x7E; }
bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// One line, without its end.
void append_body_line(std::string& out, std::string_view line) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    const bool is_last = at + 1 == line.size();
    const bool is_blank = (c == ' ' || c == '\t') && !is_last;  // at the end of a line it would get lost
    const bool is_risky = width == 0 && (c == '.' || line.substr(at).starts_with("From "));
    const std::string piece = (is_printable(c) && c != '=' && !is_risky) || is_blank ? std::string(1, c) : hex(c);
    if (width + piece.size() > body_line_max - (is_last ? 0 : 1)) {
      out += "=\r\n";
      width = 0;
      --at;  // anew, at the beginning of a line
      continue;
    }
    out += piece;
    width += piece.size();
  }
}

// What RFC 2047 allows in every place, also before an address.
std::string in_encoded_word(char c) {
  if (c == ' ') return "_";
  return is_letter_or_digit(c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/' ? std::string(1, c) : hex(c);
}

std::string on_one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return line;
}

bool is_plain(std::string_view text) {
  for (const char c : text) {
    if (c != ' ' && !is_printable(c)) return false;
  }
  return text.find("=?") == std::string_view::npos;
}

// One character, or a word with the blank behind it: what is encoded up to the next place where a line may end.
std::string next_unit(std::string_view& text, bool whole_word) {
  std::string unit;
  do {
    const char c = text.front();
    unit += in_encoded_word(c);
    text.remove_prefix(1);
    if (whole_word && c == ' ') break;
  } while (!text.empty() && (whole_word || continues_character(text.front())));
  return unit;
}

// Lines end between words where they can: some programs show a blank where two encoded words meet.
std::string encoded_words(std::string_view text, std::size_t used) {
  constexpr std::size_t word_room = encoded_word_max - word_begins.size() - word_ends.size();
  std::string out(word_begins);
  std::size_t word = out.size(), line = used + word;
  const auto fits = [&](const std::string& unit) {
    const std::size_t needed = unit.size() + word_ends.size();
    return word + needed <= encoded_word_max && line + needed <= header_line_max;
  };
  while (!text.empty()) {
    std::string_view behind = text;
    std::string unit = next_unit(behind, true);
    const bool fits_nowhere = unit.size() > word_room || word == word_begins.size();
    if (!fits(unit) && fits_nowhere) unit = next_unit(behind = text, false);
    if (!fits(unit)) {
      out.append(word_ends).append("\r\n ").append(word_begins);
      word = word_begins.size();
      line = 1 + word;
    }
    out += unit;
    word += unit.size();
    line += unit.size();
    text = behind;
  }
  return out.append(word_ends);
}

}  // namespace

std::string quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    append_body_line(out, line);
    out += "\r\n";
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

std::string header_text(std::string_view text, std::size_t used) {
  const std::string line = on_one_line(text);
  if (is_plain(line) && used + line.size() <= header_line_max) return line;
  return encoded_words(line, used);
}

std::string header_mailbox(std::string_view name, std::string_view address, std::size_t used) {
  const std::string line = on_one_line(name);
  const std::string in_angles = "<" + std::string(address) + ">";
  if (line.empty()) return in_angles;
  bool is_atoms = true;  // else it would want quotation marks, which an encoded word does not
  for (const char c : line) is_atoms = is_atoms && (c == ' ' || is_letter_or_digit(c));
  const std::string shown = is_atoms && used + line.size() <= header_line_max ? line : encoded_words(line, used);
  const std::size_t last_line =
      shown.rfind('\n') == std::string::npos ? used + shown.size() : shown.size() - shown.rfind('\n') - 1;
  return shown + (last_line + 1 + in_angles.size() > header_line_max ? "\r\n " : " ") + in_angles;
}

std::string header_date(TimestampMs at_ms) {
  namespace chrono = std::chrono;
  static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const chrono::sys_time<chrono::milliseconds> at{chrono::milliseconds(at_ms)};
  const auto day = chrono::floor<chrono::days>(at);
  const chrono::year_month_day date(day);
  const chrono::hh_mm_ss clock(chrono::floor<chrono::seconds>(at - day));
  const auto two = [](auto number) {
    const std::string digits = std::to_string(number);
    return digits.size() < 2 ? "0" + digits : digits;
  };
  return std::string(days[chrono::weekday(day).c_encoding()]) + ", " + std::to_string(unsigned(date.day())) + " " +
         months[unsigned(date.month()) - 1] + " " + std::to_string(int(date.year())) + " " +
         two(clock.hours().count()) + ":" + two(clock.minutes().count()) + ":" + two(clock.seconds().count()) +
         " +0000";
}

}  // namespace ramure::mail
