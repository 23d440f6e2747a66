#include "client-cli/rounds/screen.hpp"

#include <algorithm>
#include <iterator>

#include "client-cli/output/columns.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

constexpr int rows_min = 5;          // one of each part
constexpr int body_rows_wanted = 5;  // what was said is never squeezed below this, if the terminal has the rows

void append(Lines& lines, const Lines& more) { std::ranges::copy(more, std::back_inserter(lines)); }

std::string rule(int columns) {
  std::string line;
  for (int i = 0; i < columns; ++i) line += "─";
  return line;
}

// Line feeds inside the text are shown as a sign, so that it stays one line.
std::string on_one_line(std::string_view text) {
  std::string line = harmless(text);
  for (std::size_t at = line.find('\n'); at != std::string::npos; at = line.find('\n', at)) line.replace(at, 1, "⏎");
  return line;
}

Lines head_of(const Room& room, const Glance& glance, int rows) {
  Lines lines;
  tell_head(room, glance, lines);
  Lines request, floor;
  tell_request(room, glance, request);
  tell_floor(room, glance, floor);
  const std::size_t request_rows_max = rows < 20 ? 2 : 5;
  if (request.size() > request_rows_max) {
    request.resize(request_rows_max);
    request.back().text += " …";
  }
  append(lines, request);
  append(lines, floor);
  return lines;
}

// The newest lines of what was said, as many as are wanted; fewer when there are no more.
Lines newest_lines(const Room& room, const Glance& glance, std::size_t wanted) {
  std::vector<Lines> blocks;
  std::size_t count = 0;
  const auto& all = room.view().contributions();
  for (int at = all.size() - 1; at >= 0 && count < wanted; --at) {
    blocks.emplace_back();
    tell_contribution(room, glance, all[at], blocks.back());
    count += blocks.back().size();
  }
  Lines lines;
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) append(lines, *block);
  return lines;
}

// The part of the body that is seen: its end, or as far back as one has paged.
Lines body_of(const Room& room, const Glance& glance, std::size_t rows, const Desk& desk, std::size_t& lines_back) {
  Lines lines = desk.page.empty() ? newest_lines(room, glance, rows + desk.lines_back) : desk.page;
  const bool reads_from_above = !desk.page.empty();
  const std::size_t hidden = lines.size() > rows ? lines.size() - rows : 0;
  lines_back = std::min(desk.lines_back, hidden);
  const std::size_t first = reads_from_above ? lines_back : hidden - lines_back;
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(first));
  lines.resize(rows);
  return lines;
}

Lines foot_of(const Room& room, const Glance& glance, const Desk& desk) {
  Lines lines;
  tell_asked(room, glance, lines);
  tell_desk(room, glance, lines);
  tell_allowed(room, glance, lines);
  const std::string notice = desk.connected ? desk.notice
                                            : t({"Hors ligne : ce que vous écrivez sera envoyé au retour du réseau.",
                                                 "Offline: what you write will be sent when the network is back."});
  lines.push_back({cut_to(on_one_line(notice), glance.columns), desk.connected ? Style::dim : Style::warning});
  return lines;
}

void place_input(const Glance& glance, const Desk& desk, Screen& screen) {
  const std::string label = cut_to(harmless(desk.label), glance.columns / 2) + " > ";
  const int room_left = std::max(1, glance.columns - columns_of(label) - 1);
  const std::string before = end_of(on_one_line(desk.text.substr(0, desk.cursor)), room_left);
  const std::string after = on_one_line(desk.text.substr(desk.cursor));
  const int columns_before = columns_of(label) + columns_of(before);
  screen.lines.push_back({label + before + cut_to(after, glance.columns - columns_before)});
  screen.cursor_row = static_cast<int>(screen.lines.size()) - 1;
  screen.cursor_column = columns_before;
}

}  // namespace

Screen draw(const Room& room, const Glance& glance, int rows, const Desk& desk) {
  Screen screen;
  const int all = std::max(rows, rows_min);
  Lines head = head_of(room, glance, all), foot = foot_of(room, glance, desk);
  // Input and two rules are always there. What does not fit leaves from the foot first, its last line (the notice)
  // stays.
  const int room_for_both = std::max(2, all - 3 - std::min(body_rows_wanted, all - 5 > 0 ? all - 5 : 0));
  while (static_cast<int>(head.size() + foot.size()) > room_for_both && foot.size() > 1) foot.erase(foot.end() - 2);
  while (static_cast<int>(head.size() + foot.size()) > room_for_both && head.size() > 1) head.pop_back();
  const int body_rows = std::max(0, all - 3 - static_cast<int>(head.size() + foot.size()));
  append(screen.lines, head);
  screen.lines.push_back({rule(glance.columns), Style::dim});
  screen.body_from = static_cast<int>(screen.lines.size());
  append(screen.lines, body_of(room, glance, static_cast<std::size_t>(body_rows), desk, screen.lines_back));
  screen.body_to = static_cast<int>(screen.lines.size());
  screen.lines.push_back({rule(glance.columns), Style::dim});
  append(screen.lines, foot);
  place_input(glance, desk, screen);
  return screen;
}

}  // namespace ramure::cli
