// Brings a terminal from one screen to the next with few bytes: only lines that changed, only from where they changed,
// and what was said is moved up by the terminal itself. A slow line then carries a key's echo in a dozen bytes.
#pragma once

#include <string>

#include "client-cli/output/terminal.hpp"
#include "client-cli/rounds/screen.hpp"

namespace ramure::cli {

class Painter {
 public:
  explicit Painter(const Terminal& terminal) : terminal_(terminal) {}

  // Forgets what is shown: everything is painted next time.
  void forget() { is_known_ = false; }

  // What the terminal must be sent. Empty when nothing changed.
  std::string paint(const Screen& screen);

 private:
  std::string scroll_body(const Screen& screen);
  std::string repaint_line(std::size_t row, const Line& line);

  Terminal terminal_;
  Screen shown_;
  bool is_known_ = false;
};

}  // namespace ramure::cli
