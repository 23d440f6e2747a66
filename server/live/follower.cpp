#include "server/live/follower.hpp"

#include <utility>

#include "storage/error.hpp"
#include "storage/search/follow.hpp"

namespace ramure::live {

using Kind = storage::StorageError::Kind;
using Scrub = storage::SearchIndex::Scrub;

Follower::Follower(std::filesystem::path folder, std::string epoch, std::shared_ptr<storage::SearchProgress> progress)
    : folder_(std::move(folder)),
      epoch_(std::move(epoch)),
      index_(storage::SearchIndex::open(folder_ / "search.db", epoch_)),
      reader_(storage::Reader::open(folder_, std::move(progress))),
      scrubber_(storage::Scrubber::open(folder_)) {}

Follower::~Follower() = default;

bool Follower::step(std::int64_t steady_ms) {
  try {
    if (index_ == nullptr) index_ = storage::SearchIndex::open(folder_ / "search.db", epoch_);
    if (storage::follow_journal(*reader_, *index_, follow_rows_max)) return true;
    return may_have_erasures_ && erase(steady_ms);
  } catch (const storage::StorageError& error) {
    if (error.kind == Kind::busy) return false;
    if (error.kind == Kind::corrupt) index_ = nullptr;  // opened anew by the next step, which replaces a damaged file
    throw;
  }
}

bool Follower::erase(std::int64_t steady_ms) {
  if (!work_) {
    if (steady_ms - erasing_since_ms_ < scrub_gather_ms) return false;
    erasing_since_ms_ = steady_ms;
    may_have_erasures_ = false;  // what is noted from here on sets it again
    try {
      work_ = scrubber_->begin();
    } catch (...) {
      may_have_erasures_ = true;
      throw;
    }
    if (work_->thing_ids.empty()) {
      work_ = std::nullopt;
      return false;
    }
    may_have_erasures_ = true;
  }
  if (index_->through_seq() < work_->through_seq) return true;
  const Scrub index_state = index_->scrub_step();
  if (index_state != Scrub::clean) return index_state == Scrub::working;
  if (!scrubber_->finish(*work_)) return false;
  work_ = std::nullopt;
  return false;
}

}  // namespace ramure::live
