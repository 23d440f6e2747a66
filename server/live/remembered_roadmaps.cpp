#include "server/live/remembered_roadmaps.hpp"

namespace ramure::live {

community::TextBook::TextPointer RememberedTexts::open(std::uint64_t roadmap_id, const LoadText& load) {
  const auto found = texts_.find(roadmap_id);
  if (found != texts_.end()) return found->second;
  if (texts_.size() >= remembered_texts_max) texts_.clear();
  return texts_.emplace(roadmap_id, std::make_shared<roadmap::TextLog>(load())).first->second;
}

void RememberedTexts::apply(const community::TextWork& work) {
  const auto found = texts_.find(work.roadmap_id);
  if (found == texts_.end()) return;
  roadmap::TextLog& log = *found->second;
  for (const roadmap::Placed& placed : work.placed) log.place_anchor(placed.id, placed.passage);
  for (const roadmap::Entry& entry : work.entries) log.apply(entry);
  for (const std::uint64_t id : work.taken_off) log.remove_anchor(id);
}

}  // namespace ramure::live
