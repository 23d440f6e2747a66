#include "client-cli/output/terminal.hpp"

#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include "client-cli/output/columns.hpp"
#include "client-cli/text/language.hpp"
#include "protocol/utf8.hpp"

namespace ramure::cli {

namespace {

constexpr std::array<Words, 7> weekdays = {{{"dimanche", "Sunday"},
                                            {"lundi", "Monday"},
                                            {"mardi", "Tuesday"},
                                            {"mercredi", "Wednesday"},
                                            {"jeudi", "Thursday"},
                                            {"vendredi", "Friday"},
                                            {"samedi", "Saturday"}}};
constexpr std::array<Words, 12> months = {{{"janvier", "January"},
                                           {"février", "February"},
                                           {"mars", "March"},
                                           {"avril", "April"},
                                           {"mai", "May"},
                                           {"juin", "June"},
                                           {"juillet", "July"},
                                           {"août", "August"},
                                           {"septembre", "September"},
                                           {"octobre", "October"},
                                           {"novembre", "November"},
                                           {"décembre", "December"}}};

std::tm local_time(std::int64_t at_ms) {
  const std::time_t seconds = at_ms / 1000;
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return parts;
}

std::string day_and_month(const std::tm& parts) {
  const std::string month = t(months[static_cast<std::size_t>(parts.tm_mon)]);
  return parts.tm_mday == 1 && language() == Language::french ? "1er " + month
                                                              : std::to_string(parts.tm_mday) + " " + month;
}

bool is_bidirectional_control(char32_t c) {
  return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) { return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0); }

}  // namespace

std::string Terminal::styled(std::string_view text, Style style) const {
  if (!environment_.colour || style == Style::plain) return std::string(text);
  static constexpr std::array<const char*, 5> codes = {"", "\033[1m", "\033[2m", "\033[36m", "\033[33m"};
  return codes[static_cast<std::size_t>(style)] + std::string(text) + "\033[0m";
}

std::string harmless(std::string_view text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool is_harmful = is_damaged(c) || is_control(c.value) || is_bidirectional_control(c.value);
    clean += is_harmful ? "\ufffd" : text.substr(at, c.bytes);
    at += c.bytes;
  }
  return clean;
}

std::string Terminal::wrapped(std::string_view text, int indent) const {
  const std::string clean = harmless(text);
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  const int width = std::max(20, std::min(columns(), 100) - indent);
  std::string out = margin;
  int used = 0;
  std::string word;
  int word_columns = 0;
  const auto end_word = [&] {
    if (word.empty()) return;
    if (used > 0 && used + 1 + word_columns > width) {
      out += "\n" + margin;
      used = 0;
    }
    if (used > 0) {
      out += ' ';
      ++used;
    }
    out += word;
    used += word_columns;
    word.clear();
    word_columns = 0;
  };
  for (std::string_view rest = clean; !rest.empty();) {
    const std::string_view character = rest.substr(0, code_point_at(rest, 0).bytes);
    rest.remove_prefix(character.size());
    if (character == "\n") {
      end_word();
      out += "\n" + margin;
      used = 0;
    } else if (character == " " || character == "\t") {
      end_word();
    } else {
      word += character;
      word_columns += columns_of(character);
    }
  }
  end_word();
  return out;
}

std::string time_text(std::int64_t at_ms) {
  const std::tm parts = local_time(at_ms);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), language() == Language::french ? "%d h %02d" : "%d:%02d", parts.tm_hour,
                parts.tm_min);
  return text.data();
}

std::string date_text(std::int64_t at_ms) {
  const std::tm parts = local_time(at_ms);
  return std::string(t(weekdays[static_cast<std::size_t>(parts.tm_wday)])) + " " + day_and_month(parts) + " " +
         std::to_string(parts.tm_year + 1900);
}

std::string moment_text(std::int64_t at_ms, std::int64_t now_ms) {
  const std::tm then = local_time(at_ms);
  const std::tm today = local_time(now_ms);
  const std::tm yesterday = local_time(now_ms - 24 * 3600 * 1000);
  const auto same_day = [&then](const std::tm& day) {
    return then.tm_year == day.tm_year && then.tm_yday == day.tm_yday;
  };
  if (same_day(today)) return time_text(at_ms);
  if (same_day(yesterday)) return t({"hier, ", "yesterday, "}) + time_text(at_ms);
  const std::string year = then.tm_year == today.tm_year ? "" : " " + std::to_string(then.tm_year + 1900);
  return day_and_month(then) + year + ", " + time_text(at_ms);
}

std::string json_line(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string line;
  if (!google::protobuf::util::MessageToJsonString(message, &line, options).ok()) return {};
  return line + '\n';
}

void print_json(const google::protobuf::Message& message) {
  const std::string line = json_line(message);
  std::fwrite(line.data(), 1, line.size(), stdout);
}

Progress::Progress(std::string what) : what_(std::move(what)) {}

Progress::~Progress() {
  if (shown_percent_ >= 0) std::fputs("\r\033[K", stderr);
}

void Progress::show(std::uint64_t done, std::uint64_t total) {
  if (isatty(STDERR_FILENO) != 1 || total == 0) return;
  const int percent = static_cast<int>(100 * std::min(done, total) / total);
  if (percent == shown_percent_) return;
  shown_percent_ = percent;
  const int filled = percent / 4;
  std::fprintf(stderr, "\r%s [%s%s] %3d %%", what_.c_str(), std::string(static_cast<std::size_t>(filled), '#').c_str(),
               std::string(static_cast<std::size_t>(25 - filled), '.').c_str(), percent);
  std::fflush(stderr);
}

}  // namespace ramure::cli
