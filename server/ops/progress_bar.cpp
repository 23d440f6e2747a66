#include "server/ops/progress_bar.hpp"

#include <unistd.h>

#include <iostream>

namespace ramure::ops {

namespace {

constexpr std::size_t bar_width = 30;
constexpr auto draw_every = std::chrono::milliseconds(100);

}  // namespace

ProgressBar::ProgressBar() : is_shown_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (has_drawn_) std::cerr << "\r\033[K" << std::flush;
}

std::string ProgressBar::line(std::string_view what, std::size_t done, std::size_t of) {
  const std::size_t filled = of == 0 ? bar_width : done * bar_width / of;
  std::string line(what);
  line += "  [" + std::string(filled, '#') + std::string(bar_width - filled, ' ') + "]  ";
  return line + std::to_string(done) + "/" + std::to_string(of);
}

void ProgressBar::show(std::string_view what, std::size_t done, std::size_t of) {
  if (!is_shown_) return;
  const auto now = std::chrono::steady_clock::now();
  if (has_drawn_ && done != of && now - drawn_at_ < draw_every) return;
  has_drawn_ = true;
  drawn_at_ = now;
  std::cerr << "\r\033[K" << line(what, done, of) << std::flush;
}

}  // namespace ramure::ops
