#include "tests/support/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <thread>

namespace ramure::test {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::size_t input_bytes_max = 60'000;  // a pipe holds as much: writing it never blocks

struct Pipe {
  int reading = -1, writing = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe failed");
    reading = ends[0];
    writing = ends[1];
  }
};

milliseconds left_until(Clock::time_point end) {
  return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(end - Clock::now()));
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

// Appends what is there; closes the end when there will be no more.
void take(int& end, std::string& text) {
  std::array<char, 4096> bytes{};
  const ssize_t count = read(end, bytes.data(), bytes.size());
  if (count > 0) {
    text.append(bytes.data(), static_cast<std::size_t>(count));
  } else {
    ::close(end);
    end = -1;
  }
}

}  // namespace

Program::Program(const std::vector<std::string>& words, const ProgramOptions& options) {
  if (options.input.size() > input_bytes_max) throw std::runtime_error("too much input for a pipe");
  std::vector<std::string> argument_texts = words, variable_texts = options.environment;
  variable_texts.emplace_back("PATH=/usr/bin:/bin");
  const std::vector<char*> arguments = pointers(argument_texts), variables = pointers(variable_texts);
  const Pipe input, output, errors;
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(input.reading, STDIN_FILENO);
    dup2(output.writing, STDOUT_FILENO);
    dup2(errors.writing, STDERR_FILENO);
    execve(arguments[0], arguments.data(), variables.data());
    _exit(127);
  }
  for (const int end : {input.reading, output.writing, errors.writing}) ::close(end);
  const ssize_t written = write(input.writing, options.input.data(), options.input.size());
  ::close(input.writing);
  output_end_ = output.reading;
  errors_end_ = errors.reading;
  if (written != static_cast<ssize_t>(options.input.size())) throw std::runtime_error("the input did not fit");
}

Program::~Program() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  for (const int end : {output_end_, errors_end_}) {
    if (end >= 0) ::close(end);
  }
}

bool Program::read_some(milliseconds timeout) {
  std::array<pollfd, 2> waiting{pollfd{output_end_, POLLIN, 0}, pollfd{errors_end_, POLLIN, 0}};
  if (output_end_ < 0 && errors_end_ < 0) return false;
  if (poll(waiting.data(), waiting.size(), static_cast<int>(timeout.count())) <= 0) return false;
  if (waiting[0].revents != 0) take(output_end_, output_);
  if (waiting[1].revents != 0) take(errors_end_, errors_);
  return true;
}

std::optional<std::string> Program::next_line(milliseconds timeout) {
  const auto end = Clock::now() + timeout;
  while (true) {
    if (const auto feed = output_.find('\n'); feed != std::string::npos) {
      std::string line = output_.substr(0, feed);
      output_.erase(0, feed + 1);
      return line;
    }
    if (!read_some(left_until(end))) return std::nullopt;
  }
}

Finished Program::finish(milliseconds timeout) {
  const auto end = Clock::now() + timeout;
  while (read_some(left_until(end))) {
  }
  int status = 0;
  while (waitpid(pid_, &status, WNOHANG) != pid_) {
    if (Clock::now() >= end) throw std::runtime_error("the program runs on: " + output_ + errors_);
    std::this_thread::sleep_for(milliseconds(2));
  }
  pid_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), output_, errors_};
}

Finished run_program(const std::vector<std::string>& words, const ProgramOptions& options, milliseconds timeout) {
  Program program(words, options);
  return program.finish(timeout);
}

}  // namespace ramure::test
