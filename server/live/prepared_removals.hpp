// Removals from histories that readers have walked through, until the writer takes them up.
#pragma once

#include <deque>
#include <mutex>
#include <string>

#include "server/community/roadmap_book.hpp"
#include "storage/reader.hpp"

namespace ramure::live {

inline constexpr std::size_t prepared_removals_max = 4;  // each some 10 MB at most, mostly 100 KB; the oldest goes

// Any thread. One that is not there when the writer looks is walked through there.
class PreparedRemovals final : public community::RemovalBook {
 public:
  RemovalPointer take(std::uint64_t roadmap_id, std::string_view passage) override;
  void put(std::uint64_t roadmap_id, std::string passage, RemovalPointer removal);

 private:
  struct Prepared {
    std::uint64_t roadmap_id = 0;
    std::string passage;
    RemovalPointer removal;
  };

  std::mutex mutex_;  // protects the next
  std::deque<Prepared> all_;
};

// Walks through the history for a member who may ask for that; nullptr: he may not, or there is nothing to walk
// through.
community::RemovalBook::RemovalPointer prepare_removal(storage::Reader& reader, const community::RoadmapRules& rules,
                                                       std::uint64_t member_id, const v1::RoadmapCommand& command);

}  // namespace ramure::live
