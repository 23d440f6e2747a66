#include "server/roadmap/authorship.hpp"

#include <algorithm>

#include "server/roadmap/roadmap_limits.hpp"

namespace ramure::roadmap {

namespace {

void add_run(Runs& runs, const Run& run) {
  if (run.units == 0) return;
  if (!runs.empty() && runs.back().author_id == run.author_id &&
      std::abs(runs.back().at - run.at) <= limits::session_gap_ms) {
    runs.back().units += run.units;
    runs.back().at = std::max(runs.back().at, run.at);
  } else {
    runs.push_back(run);
  }
}

// Reads a list of runs from its start, any number of units at a time.
class RunReader {
 public:
  explicit RunReader(const Runs& runs) : at_(runs.begin()), end_(runs.end()) {}

  // The next units, given to `take` as runs.
  template <class Take>
  void read(std::size_t units, Take take) {
    while (units > 0 && at_ != end_) {
      const std::size_t piece = std::min(units, at_->units - used_);
      take(Run{piece, at_->author_id, at_->at});
      units -= piece;
      used_ += piece;
      if (used_ == at_->units) {
        ++at_;
        used_ = 0;
      }
    }
  }

 private:
  Runs::const_iterator at_, end_;
  std::size_t used_ = 0;  // of the run at_
};

}  // namespace

Runs runs_after(const Runs& runs, const Sections& sections, std::uint64_t author_id, TimestampMs at) {
  Runs after;
  after.reserve(runs.size() + 2);
  RunReader reader(runs);
  for (const Section& section : sections) {
    if (section.is_kept()) {
      reader.read(section.length, [&](const Run& run) { add_run(after, run); });
    } else {
      reader.read(section.length, [](const Run&) {});
      add_run(after, {static_cast<std::size_t>(section.inserted), author_id, at});
    }
  }
  return after;
}

Runs who_wrote(const Runs& runs, Passage passage) {
  Runs found;
  RunReader reader(runs);
  reader.read(passage.from, [](const Run&) {});
  reader.read(passage.to - passage.from, [&](const Run& run) { found.push_back(run); });
  return found;
}

}  // namespace ramure::roadmap
