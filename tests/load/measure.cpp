#include "tests/load/measure.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>

namespace ramure::load {

namespace {

double seconds_of(clockid_t clock) {
  timespec at{};
  clock_gettime(clock, &at);
  return static_cast<double>(at.tv_sec) + 1e-9 * static_cast<double>(at.tv_nsec);
}

}  // namespace

double cpu_seconds(pid_t process) {
  clockid_t clock{};
  if (clock_getcpuclockid(process, &clock) != 0)
    throw std::runtime_error("no CPU clock of process " + std::to_string(process));
  return seconds_of(clock);
}

double own_cpu_seconds() { return seconds_of(CLOCK_PROCESS_CPUTIME_ID); }

double now_seconds() { return seconds_of(CLOCK_MONOTONIC); }

std::size_t resident_bytes(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stoull(line.substr(6)) * 1024;
  }
  throw std::runtime_error("no memory figures of process " + std::to_string(process));
}

double quantile(std::vector<double> samples, double q) {
  if (samples.empty()) return 0;
  const auto at = samples.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(samples.size() - 1));
  std::nth_element(samples.begin(), at, samples.end());
  return *at;
}

double fsync_p99_seconds(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "fsync-probe";
  const int file = open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  if (file < 0) throw std::runtime_error("cannot write to " + folder.string());
  const std::array<char, 4096> page{};
  std::vector<double> samples;
  for (int i = 0; i < 200; ++i) {
    const double begun = now_seconds();
    if (write(file, page.data(), page.size()) != static_cast<ssize_t>(page.size()) || fsync(file) != 0)
      throw std::runtime_error("fsync failed");
    samples.push_back(now_seconds() - begun);
  }
  close(file);
  std::filesystem::remove(path);
  return quantile(samples, 0.99);
}

Child::Child(const std::function<void(int announce)>& body) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(ends[0]);
    body(ends[1]);
    _exit(0);
  }
  close(ends[1]);
  std::string text;
  for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) text += c;
  close(ends[0]);
  port_ = static_cast<unsigned short>(std::atoi(text.c_str()));
  if (port_ == 0) throw std::runtime_error("the bare server did not start");
}

Child::~Child() {
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

}  // namespace ramure::load
