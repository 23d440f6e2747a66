// A program that a test runs as a person in a terminal would, but in a pipe: arguments and input in, exit status and
// output back. Bounded in time; it dies with its owner.
//
//   const Finished finished = run_program({RAMURE_PATH, "threads", "--json"}, {.environment = {"HOME=" + home}});
//
//   Program watch({RAMURE_PATH, "watch"}, {.environment = …});      // one that runs on beside the test
//   while (auto line = watch.next_line(5s)) …
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace ramure::test {

struct ProgramOptions {
  std::vector<std::string> environment = {};  // "NAME=value"; nothing of ours is handed on but PATH
  std::string input = {};                     // all of its standard input, at most 60 KB
};

struct Finished {
  int status = -1;  // exit status, 128 + signal
  std::string output, errors;
};

class Program {
 public:
  Program(const std::vector<std::string>& words, const ProgramOptions& options);
  ~Program();  // kill -9 when it still runs
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The next whole line of its standard output, without the line feed; nullopt: silence, or it has ended.
  std::optional<std::string> next_line(std::chrono::milliseconds timeout);

  // Waits for its end and gives the output that no next_line() has taken. Throws std::runtime_error when it runs on.
  Finished finish(std::chrono::milliseconds timeout);

  // Everything it has written on standard error so far.
  const std::string& errors() const { return errors_; }

 private:
  bool read_some(std::chrono::milliseconds timeout);  // false: silence, or both ends are closed

  pid_t pid_ = -1;
  int output_end_ = -1, errors_end_ = -1;
  std::string output_, errors_;
};

Finished run_program(const std::vector<std::string>& words, const ProgramOptions& options = {},
                     std::chrono::milliseconds timeout = std::chrono::seconds(60));

}  // namespace ramure::test
