// Follows the journal of one open community: keeps the search index up to date, and takes what was erased out of every
// file. A reader like any other, with its cursor in the index; the writer never waits for it.
//
//   while (follower.step(now)) {}      // then wait a moment: gathering is cheaper than following every commit
//
// One thread at a time; note_erasure() from any. Erasing is taken up again after a crash: the notes lie in the
// database.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "storage/reader.hpp"
#include "storage/scrub.hpp"
#include "storage/search/index.hpp"

namespace ramure::live {

inline constexpr std::size_t follow_rows_max = 64;      // into the index in one transaction
inline constexpr std::int64_t scrub_gather_ms = 2'000;  // one round of erasing at most this often: it empties WALs

class Follower {
 public:
  // Opens search.db, making it when it is missing, of another epoch or damaged. Throws storage::StorageError. Searches
  // that share `progress` wait for the index no longer than they must.
  Follower(std::filesystem::path folder, std::string epoch,
           std::shared_ptr<storage::SearchProgress> progress = nullptr);
  ~Follower();

  // One slice of work, some tens of milliseconds. True: there is more to do at once.
  bool step(std::int64_t steady_ms);

  void note_erasure() { may_have_erasures_ = true; }

  // Nothing that was erased waits to be taken out of a file.
  bool is_clean() const { return !may_have_erasures_; }

 private:
  bool erase(std::int64_t steady_ms);

  const std::filesystem::path folder_;
  const std::string epoch_;
  std::unique_ptr<storage::SearchIndex> index_;  // before the reader
  std::unique_ptr<storage::Reader> reader_;
  std::unique_ptr<storage::Scrubber> scrubber_;
  std::optional<storage::ScrubWork> work_;
  std::int64_t erasing_since_ms_ = -scrub_gather_ms;
  std::atomic<bool> may_have_erasures_ = true;  // until looked
};

}  // namespace ramure::live
