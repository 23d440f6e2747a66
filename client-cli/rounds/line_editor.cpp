#include "client-cli/rounds/line_editor.hpp"

#include "protocol/utf8.hpp"

namespace ramure::cli {

namespace {

constexpr std::size_t text_bytes_max = 40'000;  // the longest that a round takes: minutes

std::size_t length_of_character(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
}

}  // namespace

Keyed LineEditor::take(std::string_view bytes) {
  Keyed keyed;
  pending_ += bytes;
  std::string_view rest = pending_;
  while (!rest.empty()) {
    std::size_t used = 1;
    if (rest.front() == '\033') {
      used = take_escape(rest, keyed);
      if (used == 0) break;
    } else if (static_cast<unsigned char>(rest.front()) < 0x20 || rest.front() == 0x7F) {
      take_control(rest.front(), keyed);
    } else {
      used = length_of_character(rest.front());
      if (used > rest.size()) break;
      if (is_utf8(rest.substr(0, used))) {
        insert(rest.substr(0, used));
      } else {
        used = 1;  // a damaged byte is left out
      }
    }
    rest.remove_prefix(used);
  }
  pending_ = std::string(rest);
  return keyed;
}

std::size_t LineEditor::take_escape(std::string_view bytes, Keyed& keyed) {
  if (bytes.size() < 2) return 0;
  if (bytes[1] == '\r' || bytes[1] == '\n') {
    insert("\n");
    return 2;
  }
  if (bytes[1] != '[' && bytes[1] != 'O') return 2;  // Alt and a letter: nothing
  std::size_t end = 2;
  while (end < bytes.size() && (bytes[end] < 0x40 || bytes[end] > 0x7E)) ++end;
  if (end == bytes.size()) return end > 16 ? end : 0;
  take_final(bytes.substr(2, end - 1), keyed);
  return end + 1;
}

void LineEditor::take_final(std::string_view sequence, Keyed& keyed) {
  if (sequence == "200~") is_pasting_ = true;
  if (sequence == "201~") is_pasting_ = false;
  if (sequence == "D") at_ = left();
  if (sequence == "C") at_ = right();
  if (sequence == "H" || sequence == "1~") at_ = 0;
  if (sequence == "F" || sequence == "4~") at_ = text_.size();
  if (sequence == "3~") erase_after();
  if (sequence == "5~" || sequence == "A") ++keyed.pages;
  if (sequence == "6~" || sequence == "B") --keyed.pages;
}

void LineEditor::take_control(char c, Keyed& keyed) {
  constexpr auto key = [](char letter) { return static_cast<char>(letter - 'a' + 1); };
  if (is_pasting_) return insert(c == '\r' || c == '\n' ? "\n" : c == '\t' ? " " : "");
  switch (c) {
    case '\r': return send(keyed);
    case '\n': return insert("\n");
    case '\t': ++keyed.tabs; return;
    case 0x7F:
    case '\b': return erase_before();
    case key('a'): at_ = 0; return;
    case key('e'): at_ = text_.size(); return;
    case key('d'): text_.empty() ? static_cast<void>(keyed.end = true) : erase_after(); return;
    case key('l'): keyed.repaint = true; return;
    case key('t'): ++keyed.turns; return;
    case key('k'): text_.erase(at_); return;
    case key('u'):
      text_.erase(0, at_);
      at_ = 0;
      return;
    case key('w'):
      while (at_ > 0 && text_[at_ - 1] == ' ') erase_before();
      while (at_ > 0 && text_[at_ - 1] != ' ' && text_[at_ - 1] != '\n') erase_before();
      return;
    default: return;
  }
}

void LineEditor::insert(std::string_view text) {
  if (text_.size() + text.size() > text_bytes_max) return;
  text_.insert(at_, text);
  at_ += text.size();
}

std::size_t LineEditor::left() const {
  std::size_t at = at_;
  while (at > 0 && !is_boundary(text_, --at)) {
  }
  return at;
}

std::size_t LineEditor::right() const { return at_ + code_point_at(text_, at_).bytes; }

void LineEditor::erase_before() {
  const std::size_t from = left();
  text_.erase(from, at_ - from);
  at_ = from;
}

void LineEditor::erase_after() { text_.erase(at_, right() - at_); }

void LineEditor::send(Keyed& keyed) {
  keyed.lines.push_back(text_);
  text_.clear();
  at_ = 0;
}

void LineEditor::put_back(const std::string& text) {
  if (!text_.empty()) return;
  text_ = text;
  at_ = text_.size();
}

}  // namespace ramure::cli
