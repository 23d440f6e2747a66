// Taking words out of the history of the text, for good.
#include "server/roadmap/decide_parts.hpp"
#include "server/roadmap/removal.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::roadmap {

namespace {

constexpr auto field = "remove_passage.passage";

Checked check_state(const Case& asked, Removal::State state) {
  switch (state) {
    case Removal::State::ready: return {};
    case Removal::State::never_stood: return refuse::not_found(field);
    default: return refuse::other_version(field, asked.text.log.version());  // it has to go from the text first
  }
}

// A suggestion that was taken has brought its words into the text, and one that was not would bring them back.
void erase_suggestions(const Case& asked, const std::string& passage, Decision& decision) {
  for (const v1::RoadmapSuggestion& suggestion : asked.view().suggestions()) {
    if (suggestion.replacement().find(passage) == std::string::npos) continue;
    Told& told = decision.events.emplace_back();
    told.event.set_roadmap_id(asked.roadmap.id());
    told.event.mutable_words_erased()->set_id(suggestion.id());
    decision.taken_off.push_back(suggestion.id());
  }
}

}  // namespace

Decided remove_passage(const Case& asked, const v1::RemovePassage& command) {
  if (auto checked = check_may(asked, Act::settle, field); !checked) return pass_on(checked);
  std::u16string passage = to_utf16(command.passage());
  if (auto checked = check_passage(field, passage); !checked) return pass_on(checked);
  if (asked.text.log.text().find(passage) != std::u16string::npos) {
    return refuse::other_version(field, asked.text.log.version());
  }
  const StoredText& stored = asked.text.stored;
  std::shared_ptr<const Removal> removal = asked.text.prepared;
  const bool is_prepared =
      removal != nullptr && removal->passage == passage && is_valid(*removal, stored, asked.roadmap.removed_at);
  if (!is_prepared) {
    removal = std::make_shared<Removal>(prepare_removal(stored, std::move(passage), asked.roadmap.removed_at));
  }
  if (auto checked = check_state(asked, removal->state); !checked) return pass_on(checked);
  Decision decision = one_event(asked);
  body_of(decision).mutable_passage_removed()->set_versions(static_cast<std::uint32_t>(removal->entries.size()));
  erase_suggestions(asked, command.passage(), decision);
  decision.removal = std::move(removal);
  return decision;
}

}  // namespace ramure::roadmap
