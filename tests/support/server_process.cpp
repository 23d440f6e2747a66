#include "tests/support/server_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace ramure::test {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr auto start_timeout = std::chrono::seconds(20);

// "ramured listens on http://127.0.0.1:41233" → 41233; 0 when the line says something else.
std::uint16_t port_in(const std::string& output, const std::string& before) {
  const auto at = output.find(before);
  const auto end = output.find('\n', at);
  if (at == std::string::npos || end == std::string::npos) return 0;
  const std::string line = output.substr(at, end - at);
  return static_cast<std::uint16_t>(std::stoul(line.substr(line.rfind(':') + 1)));
}

}  // namespace

ServerProcess::ServerProcess(std::filesystem::path data, std::vector<std::string> flags)
    : data_(std::move(data)), log_path_(data_.string() + ".log"), flags_(std::move(flags)) {
  start();
}

ServerProcess::~ServerProcess() {
  kill();
  std::error_code ignored;
  std::filesystem::remove(log_path_, ignored);
}

void ServerProcess::start(std::uint16_t on_port) {
  const std::string address = "127.0.0.1:" + std::to_string(on_port);
  std::vector<std::string> words{RAMURED_PATH, "serve", "--data", data_.string(), "--listen", address};
  words.insert(words.end(), flags_.begin(), flags_.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe failed");
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int log = open(log_path_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(ends[1], STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  ::close(ends[1]);
  output_ = ends[0];
  read_ports(output_);
}

void ServerProcess::read_ports(int output) {
  const auto end = Clock::now() + start_timeout;
  const bool with_metrics = std::find(flags_.begin(), flags_.end(), "--metrics-listen") != flags_.end();
  std::string text;
  port_ = metrics_port_ = 0;
  while (port_ == 0 || (with_metrics && metrics_port_ == 0)) {
    pollfd waiting{output, POLLIN, 0};
    const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
    std::array<char, 512> bytes{};
    const ssize_t count = left.count() > 0 && poll(&waiting, 1, static_cast<int>(left.count())) == 1
                              ? read(output, bytes.data(), bytes.size())
                              : 0;
    if (count <= 0) {
      kill();
      throw std::runtime_error("ramured does not listen: " + text + log());
    }
    text.append(bytes.data(), static_cast<std::size_t>(count));
    port_ = port_in(text, "ramured listens on ");
    metrics_port_ = port_in(text, "ramured shows metrics on ");
  }
}

int ServerProcess::stop(milliseconds timeout) {
  signal(SIGTERM);
  return wait(timeout);
}

void ServerProcess::kill() {
  signal(SIGKILL);
  wait(std::chrono::seconds(20));
}

void ServerProcess::signal(int number) {
  if (pid_ > 0) ::kill(pid_, number);
}

int ServerProcess::wait(milliseconds timeout) {
  const auto end = Clock::now() + timeout;
  while (pid_ > 0) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      ::close(output_);
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    if (Clock::now() >= end) break;
    std::this_thread::sleep_for(milliseconds(2));
  }
  return -1;
}

bool ServerProcess::is_running() { return pid_ > 0 && wait(milliseconds(0)) == -1; }

std::string ServerProcess::log() const {
  std::ifstream file(log_path_);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::size_t ServerProcess::resident_bytes() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace ramure::test
