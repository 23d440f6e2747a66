#include "tests/sim/roadmap_log.hpp"

#include "server/community/roadmap_book.hpp"
#include "tests/sim/dice.hpp"

namespace ramure::sim {

namespace {

constexpr std::size_t page_bytes = 1'000'000;

}  // namespace

void RoadmapLog::take_in(const v1::Event& event) { roadmaps_[event.roadmap().roadmap_id()].events.push_back(event); }

void RoadmapLog::follow(storage::Reader& reader) {
  for (auto& [id, logged] : roadmaps_) {
    for (bool has_more = true; has_more;) {
      const auto page = reader.text_page(id, logged.changes.size(), page_bytes);
      for (const std::string& bytes : page) {
        v1::TextEntry entry;
        if (!entry.ParseFromString(bytes) || entry.version() != logged.changes.size() + 1) {
          throw Violation("the log of text " + std::to_string(id) + " has a gap");
        }
        logged.changes.push_back(bytes);
        logged.text.apply(roadmap::read_entry(entry));
        ++changes_seen_;
      }
      has_more = !page.empty();
    }
  }
}

void RoadmapLog::go_back(std::uint64_t head_seq) {
  for (auto& [id, logged] : roadmaps_) {
    std::erase_if(logged.events, [&](const v1::Event& event) { return event.seq() > head_seq; });
    logged.changes.clear();
    logged.text = {};
  }
  std::erase_if(roadmaps_, [](const auto& logged) { return logged.second.events.empty(); });
}

std::vector<std::uint64_t> RoadmapLog::ids() const {
  std::vector<std::uint64_t> ids;
  for (const auto& [id, logged] : roadmaps_) ids.push_back(id);
  return ids;
}

roadmap::Roadmap RoadmapLog::roadmap(std::uint64_t id, std::uint64_t through_seq) const {
  roadmap::Roadmap roadmap;
  const auto found = roadmaps_.find(id);
  if (found == roadmaps_.end()) return roadmap;
  for (const v1::Event& event : found->second.events) {
    if (event.seq() <= through_seq) community::fold(roadmap, {&event, 1});
  }
  return roadmap;
}

const RoadmapLog::Logged& RoadmapLog::logged(std::uint64_t id) const {
  static const Logged none;
  const auto found = roadmaps_.find(id);
  return found == roadmaps_.end() ? none : found->second;
}

const std::string& RoadmapLog::change(std::uint64_t id, std::uint64_t version) const {
  static const std::string none;
  const auto& changes = logged(id).changes;
  return version == 0 || version > changes.size() ? none : changes[version - 1];
}

const roadmap::TextLog& RoadmapLog::text(std::uint64_t id) const { return logged(id).text; }

}  // namespace ramure::sim
