#include "server/files/markdown_cost.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace ramure::files {

namespace {

// Measured with cmark-gfm 0.29.0.gfm.6: a unit of work is some 4 ns, so that the worst text takes about a second.
constexpr std::uint64_t work_max = 250'000'000;
constexpr std::uint64_t line_pipe_work = 5;            // of a pipe, for each byte of its line
constexpr std::uint64_t cells_max = 200'000;           // of a table: short rows are filled up to its head
constexpr std::uint64_t referred_bytes_max = 4 << 20;  // that references may put in the place of their names
constexpr std::size_t depth_max = 30;                  // of lists and quotes, as one line begins
constexpr std::size_t indent_max = 200;

constexpr std::string_view costly = "[]()!*_~<&@|`";

struct Line {
  std::size_t bytes = 0, costly = 0, pipes = 0, brackets = 0, depth = 0, indent = 0;
  bool defines = false;  // "[name]: address"
};

bool is_list_mark(std::string_view text, std::size_t at) {
  const bool is_followed = at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\t';
  return is_followed && std::string_view("-*+.)").contains(text[at]);
}

Line look_at(std::string_view text) {
  Line line{.bytes = text.size()};
  bool is_beginning = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (costly.contains(c)) ++line.costly;
    if (c == '|') ++line.pipes;
    if (c == '[') ++line.brackets;
    if (!is_beginning) continue;
    if (c == ' ' || c == '\t') line.indent += c == '\t' ? 4 : 1;
    else if (c == '>' || is_list_mark(text, i)) ++line.depth;
    else if (c < '0' || c > '9') is_beginning = false;
  }
  const std::size_t first = std::min(text.find_first_not_of("> \t"), text.size());
  line.defines = text.substr(first).starts_with('[') && text.contains("]:");
  return line;
}

// Lines without a blank one between them.
struct Stretch {
  std::uint64_t bytes = 0, costly = 0, lines = 0, pipes_of_a_line = 0, line_work = 0;

  void take(const Line& line) {
    bytes += line.bytes;
    costly += line.costly;
    ++lines;
    pipes_of_a_line = std::max<std::uint64_t>(pipes_of_a_line, line.pipes);
    line_work += line_pipe_work * line.bytes * line.pipes;
  }
  std::uint64_t work() const { return bytes * costly + line_work; }
};

}  // namespace

bool is_tangled(std::string_view markdown) {
  std::uint64_t work = 0, defined_bytes = 0, brackets = 0;
  Stretch stretch;
  const auto end_stretch = [&] {
    work += stretch.work();
    const bool has_too_many_cells = stretch.pipes_of_a_line * stretch.lines > cells_max;
    stretch = {};
    return has_too_many_cells || work > work_max;
  };
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    const std::string_view text = markdown.substr(0, end);
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) {
      if (end_stretch()) return true;
      continue;
    }
    const Line line = look_at(text);
    // "* * * *" is a line across the page, and begins like deep lists.
    const bool is_rule = text.find_first_not_of("-* \t") == std::string_view::npos && line.bytes < 1'000;
    if ((line.depth > depth_max && !is_rule) || line.indent > indent_max) return true;
    brackets += line.brackets;
    if (line.defines) defined_bytes += line.bytes;
    if (defined_bytes * brackets > referred_bytes_max) return true;
    stretch.take(line);
  }
  return end_stretch();
}

}  // namespace ramure::files
