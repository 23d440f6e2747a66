// How things look on a terminal: colour only where it is wanted, lines that fit, French dates and times.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "client-cli/environment.hpp"

namespace ramure::cli {

enum class Style { plain, bold, dim, accent, warning };

class Terminal {
 public:
  explicit Terminal(const Environment& environment) : environment_(environment) {}

  std::string styled(std::string_view text, Style style) const;
  // Text from other people, wrapped to the width with `indent` spaces before each line. Control characters are shown
  // as « � »: nobody repaints somebody else's terminal.
  std::string wrapped(std::string_view text, int indent) const;
  int columns() const { return environment_.columns; }

 private:
  Environment environment_;
};

// No control characters but newline and tab, no bidirectional overrides.
std::string harmless(std::string_view text);

// « 9 h 42 »
std::string time_text(std::int64_t at_ms);
// « jeudi 28 juin 2018 »
std::string date_text(std::int64_t at_ms);
// « 9 h 42 » for today, « hier, 9 h 42 », « 28 juin, 9 h 42 », with the year where it differs
std::string moment_text(std::int64_t at_ms, std::int64_t now_ms);

// One line of Protobuf's JSON mapping, with the names of the .proto files, and a newline. Ids are strings, as that
// mapping says for 64-bit numbers.
void print_json(const google::protobuf::Message& message);
std::string json_line(const google::protobuf::Message& message);

// « 40 % » on standard error, redrawn in place; nothing when standard error is no terminal.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  void show(std::uint64_t done, std::uint64_t total);

 private:
  std::string what_;
  int shown_percent_ = -1;
};

}  // namespace ramure::cli
