// A terminal taken whole: the alternate screen, and keys as they are pressed. What was there before comes back on every
// way out: the end of this object, an exception, Ctrl+C, Ctrl+\, a closed window, SIGTERM, an abort; and while the
// program is stopped (Ctrl+Z). One at a time. Ctrl+C ends the program as usual, by its signal.
#pragma once

#include <string_view>

namespace ramure::cli {

class FullScreen {
 public:
  FullScreen();  // throws std::runtime_error when standard input is no terminal
  ~FullScreen();
  FullScreen(const FullScreen&) = delete;
  FullScreen& operator=(const FullScreen&) = delete;

  // False while the terminal has not yet taken what it was sent: on a slow line the next picture waits.
  bool is_ready() const;

  // Waits until the terminal has taken it all, at most 10 s without progress; what is left then is given up.
  void write(std::string_view bytes) const;

  // Whether everything must be painted anew: the window has another size, or the program was stopped meanwhile.
  bool take_disturbed();
};

}  // namespace ramure::cli
