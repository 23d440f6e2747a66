// The line in which one writes, from the bytes that a terminal sends. Enter sends; Alt+Enter and pasted line feeds
// begin a new line inside the text; Tab and the keys that move the page are told to whoever owns the editor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ramure::cli {

struct Keyed {
  std::vector<std::string> lines;  // sent with Enter
  int tabs = 0;                    // Tab: another kind
  int pages = 0;                   // Page up (positive, older) and Page down
  bool end = false;                // Ctrl+D on an empty line
  bool repaint = false;            // Ctrl+L
  int turns = 0;                   // Ctrl+T: in a practice round, the next person acts
};

class LineEditor {
 public:
  Keyed take(std::string_view bytes);

  const std::string& text() const { return text_; }
  std::string_view before_cursor() const { return std::string_view(text_).substr(0, at_); }
  void put_back(const std::string& text);  // into an empty line only, so that nothing typed meanwhile is lost

 private:
  // How many bytes of an escape sequence `bytes` begins with; 0: it is not whole yet.
  std::size_t take_escape(std::string_view bytes, Keyed& keyed);
  void take_final(std::string_view sequence, Keyed& keyed);
  void take_control(char c, Keyed& keyed);
  void insert(std::string_view text);
  void erase_before();
  void erase_after();
  std::size_t left() const;
  std::size_t right() const;
  void send(Keyed& keyed);

  std::string text_;
  std::size_t at_ = 0;   // a boundary between characters
  std::string pending_;  // a key or a character that has not arrived whole
  bool is_pasting_ = false;
};

}  // namespace ramure::cli
