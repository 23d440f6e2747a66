// A disk that fails on demand: SQLite's own file layer with a few calls in between. For the whole process, from the
// first use on; harmless until told to fail. One test at a time.
#pragma once

#include <string_view>

namespace ramure::test {

class FailingDisk {
 public:
  enum class Fault { none, fsync_fails, write_fails, no_room };

  FailingDisk();  // all is well
  ~FailingDisk() { set(Fault::none); }
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  // From the next call on, for files whose path contains `only_in`.
  static void set(Fault fault, std::string_view only_in = "");
};

}  // namespace ramure::test
