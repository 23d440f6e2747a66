// A program on a terminal that a test looks at and types into: 30 rows of 100 columns, as a person would see them.
// Bounded in time; it dies with its owner.
//
//   PseudoTerminal screen({RAMURE_PATH, "round", "run", "412"}, {"HOME=" + home, "TERM=xterm"});
//   ASSERT_TRUE(screen.shows("Your turn", 10s)) << screen.text();
//   screen.type("Une question\r");
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/support/small_terminal.hpp"

namespace ramure::test {

class PseudoTerminal {
 public:
  PseudoTerminal(const std::vector<std::string>& words, const std::vector<std::string>& environment);
  ~PseudoTerminal();  // kill -9 when it still runs
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  void type(const std::string& keys);
  void signal(int number) const;

  // Waits until the text is, or is no more, on the screen. False when it took too long or the program ended.
  bool shows(const std::string& text, std::chrono::milliseconds timeout);
  bool shows_no_more(const std::string& text, std::chrono::milliseconds timeout);

  // Waits for its end: the exit status, 128 + signal; -1: it runs on.
  int finish(std::chrono::milliseconds timeout);

  std::string text() const { return screen_.text(); }
  bool is_alternate() const { return screen_.is_alternate(); }
  std::size_t bytes_shown() const { return bytes_; }
  bool echoes() const;  // whether the terminal echoes and gathers lines, as a shell expects it

 private:
  bool read_some(std::chrono::milliseconds timeout);
  bool wait_for(const std::string& text, bool present, std::chrono::milliseconds timeout);

  pid_t pid_ = -1;
  int end_ = -1;   // ours
  int kept_ = -1;  // the program's, kept open so that its settings can be looked at after its end
  std::size_t bytes_ = 0;
  SmallTerminal screen_{30, 100};
};

}  // namespace ramure::test
