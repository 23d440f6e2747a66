#include "server/live/prepared_removals.hpp"

#include <algorithm>
#include <utility>

#include "server/community/roadmap_look.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::live {

community::RemovalBook::RemovalPointer PreparedRemovals::take(std::uint64_t roadmap_id, std::string_view passage) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(
      all_, [&](const Prepared& one) { return one.roadmap_id == roadmap_id && one.passage == passage; });
  if (found == all_.end()) return nullptr;
  auto removal = std::move(found->removal);
  all_.erase(found);
  return removal;
}

void PreparedRemovals::put(std::uint64_t roadmap_id, std::string passage, RemovalPointer removal) {
  if (removal == nullptr) return;
  const std::lock_guard lock(mutex_);
  if (all_.size() >= prepared_removals_max) all_.pop_front();
  all_.push_back({roadmap_id, std::move(passage), std::move(removal)});
}

community::RemovalBook::RemovalPointer prepare_removal(storage::Reader& reader, const community::RoadmapRules& rules,
                                                       std::uint64_t member_id, const v1::RoadmapCommand& command) {
  community::RemovalBook::RemovalPointer removal;
  std::u16string passage = roadmap::to_utf16(command.remove_passage().passage());
  const auto member = reader.member_state(member_id);
  if (!member || !roadmap::check_passage("", passage)) return nullptr;
  std::uint64_t as_of_seq = 0;
  const auto walk = [&](const community::RoadmapLook& look) {
    if (!roadmap::may(*look.roadmap, look.person, roadmap::Act::settle)) return;
    removal = std::make_shared<const roadmap::Removal>(
        roadmap::prepare_removal(look.text, std::move(passage), look.roadmap->removed_at));
  };
  community::look_at_roadmap({reader, rules, *member}, command.roadmap_id(), as_of_seq, walk);
  return removal;
}

}  // namespace ramure::live
