#include "server/community/roadmap_book.hpp"

namespace ramure::community {

RoadmapPointer RoadmapRules::open(std::uint64_t roadmap_id, std::uint64_t committed_seq,
                                  const LoadRoadmap& load) const {
  if (book != nullptr) return book->open(roadmap_id, committed_seq, load);
  const std::vector<v1::Event> events = load(0);
  if (events.empty()) return nullptr;
  auto folded = std::make_shared<roadmap::Roadmap>();
  fold(*folded, events);
  return folded;
}

WordsPointer RoadmapRules::words(const WordsKey& key, const WordBook::LoadWords& load) const {
  return known_words != nullptr ? known_words->open(key, load) : std::make_shared<const storage::TextWords>(load());
}

void fold(roadmap::Roadmap& roadmap, std::span<const v1::Event> events) {
  for (const v1::Event& event : events) roadmap::apply(roadmap, event);
}

roadmap::StoredText text_in(const storage::StoredRoadmap& stored) {
  return {
      .head = stored.text_version(),
      .snapshot = [&stored](std::uint64_t version) { return stored.text_snapshot(version); },
      .entries = [&stored](std::uint64_t after, std::uint64_t through) { return stored.text_entries(after, through); }};
}

}  // namespace ramure::community
