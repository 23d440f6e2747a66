#include "server/community/search_roadmaps.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <ranges>
#include <string>
#include <utility>

#include "protocol/limits.hpp"
#include "server/community/roadmap_look.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::community {

namespace {

using storage::Match;
using storage::SearchConditions;

struct Found {
  std::uint64_t roadmap_id = 0;
  std::uint64_t text_version = 0;
  std::uint64_t version_id = 0;  // 0: the text in force
  TimestampMs at = 0;
};

// Whether a roadmap can be meant at all: it has a territory and a day, and no thread, author or theme.
bool can_be_meant(const Match& match, const SearchConditions& conditions) {
  SearchConditions others = conditions;
  others.territory_ids.clear();
  return !match.required.empty() && !others.about_thread() && others.channel_ids.empty() && others.thread_ids.empty() &&
         others.author_ids.empty();
}

bool is_of_territory(const RoadmapLook& look, const SearchConditions& conditions) {
  const auto& wanted = conditions.territory_ids;
  return wanted.empty() || std::ranges::find(wanted, look.roadmap->view.territory_id()) != wanted.end();
}

bool is_of_days(TimestampMs at, const SearchConditions& conditions) {
  return (!conditions.from_ms || at >= *conditions.from_ms) && (!conditions.before_ms || at < *conditions.before_ms);
}

// What is written around the text, field by field.
std::vector<std::string_view> fields_of(const v1::RoadmapView& view) {
  std::vector<std::string_view> fields{view.title()};
  for (const v1::RoadmapAction& action : view.actions()) {
    for (const std::string* field :
         {&action.title(), &action.owner(), &action.partners(), &action.means(), &action.indicator(), &action.axis()}) {
      if (!field->empty()) fields.push_back(*field);
    }
  }
  return fields;
}

std::string text_of(const roadmap::StoredText& stored, std::uint64_t version) {
  return roadmap::to_utf8(roadmap::text_at(stored, version));
}

WordsPointer words_of_text(const RoadmapRules& rules, const roadmap::Roadmap& roadmap,
                           const roadmap::StoredText& stored, std::uint64_t version) {
  const WordsKey key{roadmap.id(), roadmap.removed_at, WordsKey::Of::text, version};
  return rules.words(key, [&] { return text_of(stored, version); });
}

WordsPointer words_of_text(const RoadmapAsking& asking, const RoadmapLook& look, std::uint64_t version) {
  return words_of_text(asking.rules, *look.roadmap, look.text, version);
}

WordsPointer words_of_card(const RoadmapAsking& asking, const RoadmapLook& look) {
  std::string card;
  for (const std::string_view field : fields_of(look.roadmap->view)) card.append(field).append("\n");
  const WordsKey key{look.roadmap->id(), 0, WordsKey::Of::card, std::hash<std::string>{}(card)};
  return asking.rules.words(key, [&] { return std::move(card); });
}

// The latest of its texts that holds the words: the one in force, or else a version, newest first.
std::optional<Found> find_in(const RoadmapAsking& asking, const RoadmapLook& look, const Match& match,
                             const SearchConditions& conditions) {
  if (!is_of_territory(look, conditions)) return std::nullopt;
  const std::uint64_t id = look.roadmap->id();
  const WordsPointer card = words_of_card(asking, look), in_force = words_of_text(asking, look, look.text.head);
  if (holds(match, std::array{card.get(), in_force.get()})) {
    const TimestampMs at = made_at(look, look.text.head);
    if (is_of_days(at, conditions)) return Found{id, look.text.head, 0, at};
  }
  for (const v1::RoadmapVersion& version : std::views::reverse(look.roadmap->view.versions())) {
    if (version.id() < look.since.seq) return std::nullopt;  // older ones are not shown to him
    const storage::TextWords name(version.name());
    const WordsPointer text = words_of_text(asking, look, version.text_version());
    if (!holds(match, std::array{&name, text.get()})) continue;
    const TimestampMs at = made_at(look, version.text_version());
    if (is_of_days(at, conditions)) return Found{id, version.text_version(), version.id(), at};
  }
  return std::nullopt;
}

// Of the text, or of the field around it where the words are.
void fill_snippet(const RoadmapAsking& asking, const RoadmapLook& look, const Match& match, const Found& found,
                  v1::RoadmapHit& hit) {
  std::string text = text_of(look.text, found.text_version);
  auto ranges = words_of_text(asking, look, found.text_version)->highlights(match);
  if (ranges.empty() && found.version_id == 0) {
    for (const std::string_view field : fields_of(look.roadmap->view) | std::views::drop(1)) {  // the title is shown
      ranges = storage::highlights(match, field);
      if (ranges.empty()) continue;
      text = field;
      break;
    }
  }
  storage::Snippet snippet = storage::snippet(text, ranges);
  hit.set_snippet(std::move(snippet.text));
  add_highlights(snippet.highlights, *hit.mutable_highlights());
}

void fill_hit(const RoadmapAsking& asking, const RoadmapLook& look, const Match& match, const Found& found,
              v1::RoadmapHit& hit) {
  hit.set_roadmap_id(found.roadmap_id);
  hit.set_territory_id(look.roadmap->view.territory_id());
  hit.set_title(look.roadmap->view.title());
  hit.set_text_version(found.text_version);
  hit.set_version_id(found.version_id);
  hit.set_at_ms(found.at);
  fill_snippet(asking, look, match, found, hit);
}

// It may have been taken from him since it was found.
bool is_shown_still(const RoadmapLook& look, const Found& found) {
  return found.version_id == 0 || found.version_id >= look.since.seq;
}

}  // namespace

void search_roadmaps(const RoadmapAsking& asking, const Match& match, const SearchConditions& conditions,
                     v1::SearchAnswer& answer) {
  if (!can_be_meant(match, conditions)) return;
  std::vector<Found> all;
  std::uint64_t as_of_seq = 0;  // as new as the rest of the answer, or newer
  look_at_roadmaps(asking, ramure::limits::roadmaps_listed_max, as_of_seq, [&](const RoadmapLook& look) {
    if (const auto found = find_in(asking, look, match, conditions)) all.push_back(*found);
  });
  std::ranges::sort(all, std::ranges::greater(),
                    [](const Found& found) { return std::pair(found.at, found.roadmap_id); });
  if (all.size() > roadmap::limits::found_max) all.resize(roadmap::limits::found_max);
  for (const Found& found : all) {
    look_at_roadmap(asking, found.roadmap_id, as_of_seq, [&](const RoadmapLook& look) {
      if (is_shown_still(look, found)) fill_hit(asking, look, match, found, *answer.add_roadmaps());
    });
  }
}

void remember_words(const RoadmapRules& rules, const storage::StoredRoadmap& stored) {
  const auto load = [&](std::uint64_t after_seq) { return stored.events(after_seq); };
  const RoadmapPointer roadmap = rules.open(stored.id(), stored.head_seq(), load);
  if (roadmap == nullptr) return;
  const roadmap::StoredText text = text_in(stored);
  words_of_text(rules, *roadmap, text, text.head);
  for (const v1::RoadmapVersion& version : roadmap->view.versions()) {
    words_of_text(rules, *roadmap, text, version.text_version());
  }
}

}  // namespace ramure::community
