// Looks through the files of a community, a slice at a time, and removes what is not referred to: uploads that have
// waited too long, files that a crash left without a reference, and what was left on its way in. Redactions do not wait
// for it: their files are removed by the scrubber (scrub.hpp).
//
//   sweeper->begin_round();
//   while (sweeper->step(now)) {}       // some milliseconds each
//
// Works beside a store that writes, from connections of its own; one thread at a time. Never waits long for a lock:
// Kind::busy is thrown then, and the step may be tried again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace ramure::storage {

// Beyond limits::upload_waits_ms: a post that has just found an upload is long committed when the upload goes.
inline constexpr std::int64_t upload_grace_ms = 3'600'000;

class FileSweeper {
 public:
  // `folder` is the community's. Throws StorageError.
  static std::unique_ptr<FileSweeper> open(const std::filesystem::path& folder);
  ~FileSweeper();

  void begin_round();
  bool step(std::int64_t now_ms);  // false: the round is over

 private:
  struct State;
  explicit FileSweeper(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace ramure::storage
