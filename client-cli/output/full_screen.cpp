#include "client-cli/output/full_screen.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace ramure::cli {

namespace {

constexpr int write_stall_timeout_ms = 10'000;

// Alternate screen, pasted text told apart from typed text; and back. Written by signal handlers too.
constexpr std::string_view enter_sequence = "\033[?1049h\033[?2004h\033[H\033[2J";
constexpr std::string_view leave_sequence = "\033[0m\033[?2004l\033[?25h\033[?1049l";

constexpr std::array<int, 7> ending_signals = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGABRT, SIGSEGV, SIGBUS};

// What a signal handler needs; set before the handlers are.
termios before{};
termios keys_as_pressed{};
int input_flags = 0, output_flags = 0;
volatile sig_atomic_t is_taken = 0;
volatile sig_atomic_t is_disturbed = 0;

void put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    if (count < 0 && errno != EINTR) return;
  }
}

// Only what a signal handler may call.
void take_terminal() {
  tcsetattr(STDIN_FILENO, TCSANOW, &keys_as_pressed);
  put(enter_sequence);
  is_taken = 1;
}

void give_back() {
  if (is_taken == 0) return;
  is_taken = 0;
  fcntl(STDIN_FILENO, F_SETFL, input_flags);
  fcntl(STDOUT_FILENO, F_SETFL, output_flags);
  put(leave_sequence);
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

void on_end(int number) {
  const int error = errno;
  give_back();
  errno = error;
  signal(number, SIG_DFL);
  raise(number);  // delivered when this handler returns
}

void on_stop(int) {
  const int error = errno;
  give_back();
  kill(getpid(), SIGSTOP);
  take_terminal();  // goes on here
  is_disturbed = 1;
  errno = error;
}

void on_disturbance(int number) {
  const int error = errno;
  if (number == SIGCONT && is_taken != 0) take_terminal();  // it was stopped without a word
  is_disturbed = 1;
  errno = error;
}

void handle(int number, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, nullptr);
}

void handle_all(void (*ending)(int), void (*stopping)(int), void (*disturbing)(int)) {
  for (const int number : ending_signals) handle(number, ending);
  handle(SIGTSTP, stopping);
  handle(SIGCONT, disturbing);
  handle(SIGWINCH, disturbing);
}

}  // namespace

FullScreen::FullScreen() {
  if (tcgetattr(STDIN_FILENO, &before) != 0) throw std::runtime_error("standard input is no terminal");
  input_flags = fcntl(STDIN_FILENO, F_GETFL);
  output_flags = fcntl(STDOUT_FILENO, F_GETFL);
  keys_as_pressed = before;
  keys_as_pressed.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);  // signals stay: Ctrl+C is Ctrl+C
  keys_as_pressed.c_iflag &= ~static_cast<tcflag_t>(ICRNL | IXON);
  keys_as_pressed.c_cc[VMIN] = 1;
  keys_as_pressed.c_cc[VTIME] = 0;
  handle_all(on_end, on_stop, on_disturbance);
  take_terminal();
}

FullScreen::~FullScreen() {
  handle_all(SIG_DFL, SIG_DFL, SIG_DFL);
  give_back();
}

bool FullScreen::is_ready() const {
  pollfd out{STDOUT_FILENO, POLLOUT, 0};
  return poll(&out, 1, 0) > 0;
}

void FullScreen::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    if (count >= 0 || errno == EINTR) continue;
    pollfd out{STDOUT_FILENO, POLLOUT, 0};
    if (errno != EAGAIN || poll(&out, 1, write_stall_timeout_ms) == 0) return;
  }
}

bool FullScreen::take_disturbed() {
  const bool disturbed = is_disturbed != 0;
  is_disturbed = 0;
  return disturbed;
}

}  // namespace ramure::cli
