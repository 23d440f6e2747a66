#include "client-cli/rounds/painter.hpp"

#include <algorithm>

#include "client-cli/output/columns.hpp"
#include "protocol/utf8.hpp"

namespace ramure::cli {

namespace {

// Rows and columns are counted from 1 there.
std::string move_to(int row, int column) {
  return "\033[" + std::to_string(row + 1) + ";" + std::to_string(column + 1) + "H";
}

constexpr std::string_view clear_to_end = "\033[K";

// Bytes that both begin with, whole characters. An accent that follows would change the last of them: it comes again.
std::size_t common_bytes(std::string_view a, std::string_view b) {
  std::size_t count = 0;
  while (count < a.size() && count < b.size() && a[count] == b[count]) ++count;
  while (count > 0 && (!is_boundary(a, count) || !is_boundary(b, count))) --count;
  const auto joins = [count](std::string_view text) {
    const std::string_view rest = text.substr(count);
    return !rest.empty() && columns_of(rest.substr(0, code_point_at(rest, 0).bytes)) == 0;
  };
  return joins(a) || joins(b) ? 0 : count;
}

}  // namespace

std::string Painter::paint(const Screen& screen) {
  std::string bytes;
  const bool is_new = !is_known_ || shown_.lines.size() != screen.lines.size();
  if (is_new) {
    bytes = "\033[0m\033[H\033[2J";
    shown_.lines.assign(screen.lines.size(), {});
  } else {
    bytes = scroll_body(screen);
  }
  for (std::size_t row = 0; row < screen.lines.size(); ++row) bytes += repaint_line(row, screen.lines[row]);
  const bool cursor_moved = shown_.cursor_row != screen.cursor_row || shown_.cursor_column != screen.cursor_column;
  if (!bytes.empty() || cursor_moved || is_new) bytes += move_to(screen.cursor_row, screen.cursor_column);
  shown_ = screen;
  is_known_ = true;
  return bytes;
}

// When the body is what it was, a few lines further up, the terminal moves it.
std::string Painter::scroll_body(const Screen& screen) {
  const int rows = screen.body_to - screen.body_from;
  if (rows != shown_.body_to - shown_.body_from || screen.body_from != shown_.body_from || rows < 3) return {};
  const auto now = screen.lines.begin() + screen.body_from;
  const auto before = shown_.lines.begin() + screen.body_from;
  if (std::equal(now, now + rows, before)) return {};
  for (int by = 1; by < rows - 1; ++by) {
    if (!std::equal(now, now + rows - by, before + by)) continue;
    std::move(before + by, before + rows, before);
    std::fill(before + rows - by, before + rows, Line{});
    return "\033[" + std::to_string(screen.body_from + 1) + ";" + std::to_string(screen.body_to) + "r\033[" +
           std::to_string(by) + "S\033[r";
  }
  return {};
}

std::string Painter::repaint_line(std::size_t row, const Line& line) {
  const Line& before = shown_.lines[row];
  if (before == line) return {};
  const std::size_t same = before.style == line.style ? common_bytes(before.text, line.text) : 0;
  const std::string_view rest = std::string_view(line.text).substr(same);
  std::string bytes = move_to(static_cast<int>(row), columns_of(std::string_view(line.text).substr(0, same)));
  if (!rest.empty()) bytes += terminal_.styled(rest, line.style);
  if (columns_of(before.text) > columns_of(line.text) || before.style != line.style) {
    if (columns_of(line.text) < terminal_.columns()) bytes += clear_to_end;
  }
  return bytes;
}

}  // namespace ramure::cli
