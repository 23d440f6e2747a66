#include "client-cli/roadmaps/comparing.hpp"

#include <algorithm>

#include "client-cli/output/columns.hpp"

namespace ramure::cli {

namespace {

struct MarkedLine {
  std::string text;
  bool is_changed = false;
  bool is_heading() const { return text.starts_with("#") || text.starts_with("{+#") || text.starts_with("[-#"); }
};

std::string marked(const std::string& words, v1::DifferenceKind kind) {
  if (words.empty() || kind == v1::DIFFERENCE_KIND_SAME) return words;
  return kind == v1::DIFFERENCE_KIND_REMOVED ? "[-" + words + "-]" : "{+" + words + "+}";
}

// A break belongs to the line that it ends; where it came or went, the line counts as changed.
std::vector<MarkedLine> marked_lines(const v1::Difference& difference) {
  std::vector<MarkedLine> lines(1);
  for (const v1::DifferencePiece& piece : difference.pieces()) {
    const bool is_changed = piece.kind() != v1::DIFFERENCE_KIND_SAME;
    const std::string words = harmless(piece.text());
    for (std::size_t at = 0; at <= words.size();) {
      const std::size_t end = std::min(words.find('\n', at), words.size());
      lines.back().text += marked(words.substr(at, end - at), piece.kind());
      if (is_changed && (end > at || end < words.size())) lines.back().is_changed = true;
      if (end < words.size()) lines.emplace_back();
      at = end + 1;
    }
  }
  return lines;
}

// Which lines are shown: those that changed, their neighbours, and the heading above.
std::vector<bool> shown(const std::vector<MarkedLine>& lines) {
  std::vector<bool> is_shown(lines.size(), false);
  std::size_t heading = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].is_heading()) heading = i;
    if (!lines[i].is_changed) continue;
    if (heading < lines.size()) is_shown[heading] = true;
    if (i > 0) is_shown[i - 1] = true;
    is_shown[i] = true;
    if (i + 1 < lines.size()) is_shown[i + 1] = true;
  }
  return is_shown;
}

}  // namespace

Lines tell_difference(const v1::Difference& difference, int columns) {
  const std::vector<MarkedLine> all = marked_lines(difference);
  const std::vector<bool> is_shown = shown(all);
  Lines lines;
  bool is_left_out = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_shown[i]) {
      is_left_out = true;
      continue;
    }
    if (is_left_out && !lines.empty()) lines.push_back({"…", Style::dim});
    is_left_out = false;
    const Style style = all[i].is_heading() ? Style::bold : all[i].is_changed ? Style::plain : Style::dim;
    for (const std::string& line : wrap(all[i].text, columns)) lines.push_back({line, style});
  }
  return lines;
}

}  // namespace ramure::cli
