// Measuring: CPU time of another process, its memory, elapsed time, quantiles, what the disk needs for one fsync.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

namespace ramure::load {

double cpu_seconds(pid_t process);  // user and system, all its threads, to the nanosecond
double own_cpu_seconds();
double now_seconds();  // monotonic
std::size_t resident_bytes(pid_t process);

// The value below which a share `q` of the samples lies. 0 for none.
double quantile(std::vector<double> samples, double q);

// The 99 % quantile of 200 appends of 4 KiB, each fsynced, in this folder, in seconds.
double fsync_p99_seconds(const std::filesystem::path& folder);

// Runs `body` in a child process, which ends with it or when the caller says so. Used for the bare servers, so that
// their CPU time is theirs alone.
class Child {
 public:
  // `body` gets a file descriptor to write its port to (as text and a newline), and does not return before SIGTERM.
  explicit Child(const std::function<void(int announce)>& body);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  pid_t pid() const { return pid_; }
  unsigned short port() const { return port_; }

 private:
  pid_t pid_ = -1;
  unsigned short port_ = 0;
};

}  // namespace ramure::load
