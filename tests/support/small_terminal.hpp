// Enough of a terminal to see what `ramure round run` shows: moving, clearing, scrolling a region, the alternate
// screen. Styles are ignored; anything else that begins with ESC throws.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/utf8.hpp"

namespace ramure::test {

class SmallTerminal {
 public:
  SmallTerminal(std::size_t rows, std::size_t columns)
      : cells_(rows, std::vector<std::string>(columns)), bottom_(rows) {}

  // Bytes as they come, in pieces too.
  void take(std::string_view more) {
    pending_ += more;
    std::string_view bytes = pending_;
    while (!bytes.empty()) {
      if (bytes.front() == '\033') {
        const std::size_t used = take_sequence(bytes);
        if (used == 0) break;
        bytes.remove_prefix(used);
        continue;
      }
      if (bytes.front() == '\r' || bytes.front() == '\n') {
        bytes.front() == '\r' ? static_cast<void>(column_ = 0) : feed();
        bytes.remove_prefix(1);
        continue;
      }
      if (bytes.size() < 4 && is_damaged(code_point_at(bytes, 0))) break;  // a character that is not whole yet
      const std::string_view character = bytes.substr(0, code_point_at(bytes, 0).bytes);
      if (column_ >= cells_.front().size()) {
        feed();
        column_ = 0;
      }
      cells_.at(row_).at(column_++) = std::string(character);
      bytes.remove_prefix(character.size());
    }
    pending_ = std::string(bytes);
  }

  std::string text() const {
    std::string all;
    for (std::size_t row = 0; row < cells_.size(); ++row) all += line(row) + "\n";
    return all;
  }
  bool is_alternate() const { return is_alternate_; }

  // Without blanks at its end that were never written.
  std::string line(std::size_t row) const {
    std::string text;
    for (const std::string& cell : cells_.at(row)) text += cell;
    return text;
  }
  std::pair<int, int> cursor() const { return {static_cast<int>(row_), static_cast<int>(column_)}; }

 private:
  // How many bytes it takes; 0: it is not whole yet.
  std::size_t take_sequence(std::string_view bytes) {
    if (bytes.size() < 2) return 0;
    if (bytes[1] != '[') throw std::runtime_error("not known here");
    const std::size_t end = bytes.find_first_of("ABCDHJKSmrhl", 2);
    if (end == std::string_view::npos) return 0;
    const std::string arguments(bytes.substr(2, end - 2));
    if (arguments.starts_with('?')) {
      if (arguments == "?1049") is_alternate_ = bytes[end] == 'h';
      return end + 1;
    }
    const auto semicolon = arguments.find(';');
    const std::size_t first = arguments.empty() ? 0 : std::stoul(arguments);
    const std::size_t second = semicolon == std::string::npos ? 0 : std::stoul(arguments.substr(semicolon + 1));
    switch (bytes[end]) {
      case 'H': row_ = std::max<std::size_t>(first, 1) - 1, column_ = std::max<std::size_t>(second, 1) - 1; break;
      case 'J': std::ranges::for_each(cells_, [](auto& row) { std::ranges::fill(row, ""); }); break;
      case 'K':
        std::fill(cells_.at(row_).begin() + static_cast<std::ptrdiff_t>(column_), cells_.at(row_).end(), "");
        break;
      case 'r':
        top_ = first == 0 ? 0 : first - 1, bottom_ = second == 0 ? cells_.size() : second, row_ = column_ = 0;
        break;
      case 'S': scroll(first); break;
      case 'm': break;
      default: throw std::runtime_error("not known here");
    }
    return end + 1;
  }

  void feed() { row_ + 1 < cells_.size() ? static_cast<void>(++row_) : scroll(1); }

  void scroll(std::size_t by) {
    for (std::size_t row = top_; row < bottom_; ++row)
      cells_[row] = row + by < bottom_ ? cells_[row + by] : std::vector<std::string>(cells_[row].size());
  }

  std::vector<std::vector<std::string>> cells_;
  std::size_t row_ = 0, column_ = 0, top_ = 0, bottom_;
  std::string pending_;
  bool is_alternate_ = false;
};

}  // namespace ramure::test
