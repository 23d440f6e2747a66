#include "tests/support/pseudo_terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <array>
#include <stdexcept>

namespace ramure::test {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

milliseconds left_until(Clock::time_point end) {
  return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(end - Clock::now()));
}

}  // namespace

PseudoTerminal::PseudoTerminal(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
  std::vector<std::string> argument_texts = words, variable_texts = environment;
  variable_texts.emplace_back("PATH=/usr/bin:/bin");
  const std::vector<char*> arguments = pointers(argument_texts), variables = pointers(variable_texts);
  const winsize size{30, 100, 0, 0};
  if (openpty(&end_, &kept_, nullptr, nullptr, &size) != 0) throw std::runtime_error("no pseudo-terminal");
  fcntl(end_, F_SETFD, FD_CLOEXEC);
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    login_tty(kept_);
    execve(arguments[0], arguments.data(), variables.data());
    _exit(127);
  }
  fcntl(kept_, F_SETFD, FD_CLOEXEC);
}

PseudoTerminal::~PseudoTerminal() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  for (const int end : {end_, kept_}) ::close(end);
}

void PseudoTerminal::type(const std::string& keys) {
  if (write(end_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size())) throw std::runtime_error("not typed");
}

void PseudoTerminal::signal(int number) const { kill(pid_, number); }

bool PseudoTerminal::read_some(milliseconds timeout) {
  pollfd waiting{end_, POLLIN, 0};
  if (poll(&waiting, 1, static_cast<int>(timeout.count())) <= 0) return false;
  std::array<char, 8192> bytes{};
  const ssize_t count = read(end_, bytes.data(), bytes.size());
  if (count <= 0) return false;
  bytes_ += static_cast<std::size_t>(count);
  screen_.take({bytes.data(), static_cast<std::size_t>(count)});
  return true;
}

bool PseudoTerminal::wait_for(const std::string& text, bool present, milliseconds timeout) {
  const auto end = Clock::now() + timeout;
  while ((screen_.text().find(text) != std::string::npos) != present) {
    if (Clock::now() >= end) return false;
    read_some(left_until(end));
  }
  return true;
}

bool PseudoTerminal::shows(const std::string& text, milliseconds timeout) { return wait_for(text, true, timeout); }
bool PseudoTerminal::shows_no_more(const std::string& text, milliseconds timeout) {
  return wait_for(text, false, timeout);
}

int PseudoTerminal::finish(milliseconds timeout) {
  const auto end = Clock::now() + timeout;
  int status = 0;
  while (waitpid(pid_, &status, WNOHANG) != pid_) {
    if (Clock::now() >= end) return -1;
    read_some(std::min(left_until(end), milliseconds(20)));
  }
  pid_ = -1;
  while (read_some(milliseconds(0))) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool PseudoTerminal::echoes() const {
  termios settings{};
  tcgetattr(kept_, &settings);
  return (settings.c_lflag & ECHO) != 0 && (settings.c_lflag & ICANON) != 0;
}

}  // namespace ramure::test
