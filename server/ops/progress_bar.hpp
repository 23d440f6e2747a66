// One line on a terminal that says how far long work is; nothing at all where there is no terminal.
//
//   ProgressBar bar;
//   bar.show("passwords", 3, 30);      // "passwords  [###·········]  3/30"
//
// Drawn on standard error, at most ten times a second, and wiped off at the end.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace ramure::ops {

class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(std::string_view what, std::size_t done, std::size_t of);

  static std::string line(std::string_view what, std::size_t done, std::size_t of);

 private:
  const bool is_shown_;
  bool has_drawn_ = false;
  std::chrono::steady_clock::time_point drawn_at_{};
};

}  // namespace ramure::ops
