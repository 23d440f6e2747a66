#include "server/codev/minutes_parts.hpp"

#include <algorithm>
#include <vector>

#include "protocol/trimmed.hpp"

namespace ramure::codev {

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool says(std::string_view text, files::Words words) { return text == words.french || text == words.english; }

// A title of the page or of one of its parts; what stands below these is the part's own.
bool is_heading(std::string_view line) { return line.starts_with("# ") || line.starts_with("## "); }

// Of a row of a table: « | a | b \| c | » has two.
std::vector<std::string_view> cells_of(std::string_view row) {
  std::vector<std::string_view> cells;
  std::size_t from = 1;
  for (std::size_t at = 1; at < row.size(); ++at) {
    if (row[at] == '\\') {
      ++at;
    } else if (row[at] == '|') {
      cells.push_back(row.substr(from, at - from));
      from = at + 1;
    }
  }
  return cells;
}

std::string without_cell(std::string_view row, std::size_t position) {
  const std::vector<std::string_view> cells = cells_of(row);
  if (position >= cells.size()) return std::string(row);
  std::string kept = "|";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i != position) kept += std::string(cells[i]) + "|";
  }
  return kept;
}

}  // namespace

std::optional<std::string> part_of(std::string_view minutes, files::Words heading) {
  std::optional<std::string> part;
  for (const std::string_view line : lines_of(minutes)) {
    if (is_heading(line)) {
      if (part) break;
      if (line.starts_with("## ") && says(trimmed(line.substr(3)), heading)) part.emplace();
    } else if (part) {
      *part += std::string(line) + "\n";
    }
  }
  if (!part) return part;
  const std::string_view words = trimmed(*part);
  return words.empty() ? "" : std::string(words) + "\n";
}

std::string without_help(std::string_view plan) {
  std::string kept;
  std::optional<std::size_t> column;  // of help, while the lines are those of a table that has one
  bool is_in_table = false;
  for (const std::string_view line : lines_of(plan)) {
    const bool is_row = line.starts_with("|");
    if (is_row && !is_in_table) {
      const std::vector<std::string_view> names = cells_of(line);
      const auto found = std::ranges::find_if(names, [](auto name) { return says(trimmed(name), help_column); });
      column = found == names.end() ? std::nullopt
                                    : std::optional(static_cast<std::size_t>(std::distance(names.begin(), found)));
    }
    is_in_table = is_row;
    if (!is_row && says(trimmed(line), help_heading)) break;
    kept += (is_row && column ? without_cell(line, *column) : std::string(line)) + "\n";
  }
  const std::string_view words = trimmed(kept);
  return words.empty() ? "" : std::string(words) + "\n";
}

}  // namespace ramure::codev
