// New words in the directory, and the word of the facilitators.
#include "client-cli/state/reduce.hpp"
#include "protocol/titles.hpp"

namespace ramure::cli {

namespace {

void edit_member(Picture& picture, const v1::Event& event) {
  const v1::MemberEdited& edited = event.member_edited();
  const auto found = picture.members.find(edited.member_id());
  if (found == picture.members.end() || event.seq() <= found->second.as_of_seq) return;
  found->second.as_of_seq = event.seq();
  v1::Member& member = found->second.thing;
  member.set_name(edited.name());
  member.set_organisation(edited.organisation());
  member.set_function(edited.function());
  member.set_bio(edited.bio());
}

void set_state(Picture& picture, const v1::Event& event) {
  const v1::TerritoryStateSet& told = event.territory_state_set();
  const auto found = picture.territories.find(told.territory_id());
  if (found == picture.territories.end() || event.seq() <= found->second.as_of_seq) return;
  found->second.as_of_seq = event.seq();
  found->second.thing.set_state(told.state());
  found->second.thing.set_state_since_ms(event.at_ms());
}

void edit_theme(Picture& picture, const v1::Event& event) {
  const v1::Theme& theme = event.theme_edited().theme();
  const auto found = picture.themes.find(theme.id());
  if (found == picture.themes.end() || event.seq() <= found->second.as_of_seq) return;
  found->second = {.thing = theme, .as_of_seq = event.seq()};
}

void edit_word(Picture& picture, const v1::Event& event) {
  if (event.seq() <= picture.word.as_of_seq) return;
  picture.word = {.word = event.word_edited().word(), .channel_id = event.channel_id(), .as_of_seq = event.seq()};
}

}  // namespace

void take_territory(Picture& picture, const v1::Territory& territory, std::uint64_t seq) {
  const auto found = picture.territories.find(territory.id());
  if (found == picture.territories.end() || seq <= found->second.as_of_seq) return;
  for (auto& [id, row] : picture.channels) {
    if (row.channel.territory_id() != territory.id() || seq <= row.as_of_seq) continue;
    row.channel.set_title(renamed_place(row.channel.title(), found->second.thing.name(), territory.name()));
  }
  found->second = {.thing = territory, .as_of_seq = seq};
}

void reduce_directory(Picture& picture, const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kMemberEdited: return edit_member(picture, event);
    case v1::Event::kTerritoryEdited: return take_territory(picture, event.territory_edited().territory(), event.seq());
    case v1::Event::kTerritoryStateSet: return set_state(picture, event);
    case v1::Event::kThemeEdited: return edit_theme(picture, event);
    case v1::Event::kWordEdited: return edit_word(picture, event);
    default: return;
  }
}

}  // namespace ramure::cli
