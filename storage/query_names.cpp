#include "storage/compose.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

namespace {

constexpr std::uint64_t directory_id = 1;

void add(std::vector<Name>& names, std::uint64_t id, std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    if (!text.empty()) names.push_back({id, std::string(text)});
  }
}

}  // namespace

Names query_names(Asking& asking) {
  Connection& db = asking.db();
  Names names;
  names.me = asking.member_id();
  for (const Readable::Place& place : asking.readable().places()) {
    const v1::Channel channel = compose_channel(db, place.channel_id);
    add(names.channels, channel.id(), {channel.title(), channel.key()});
  }
  if (asking.readable().find(directory_id) == nullptr) return names;
  for (auto rows = db.query("SELECT id, key FROM members ORDER BY id"); rows.step();) {
    const v1::Event joined = load_event(db, rows.id(0));
    add(names.members, rows.id(0), {joined.member_joined().member().name(), rows.text(1)});
  }
  for (auto rows = db.query("SELECT id, key FROM territories ORDER BY id"); rows.step();) {
    const v1::Event added = load_event(db, rows.id(0));
    add(names.territories, rows.id(0), {added.territory_added().territory().name(), rows.text(1)});
  }
  for (auto rows = db.query("SELECT id, key FROM themes ORDER BY position, id"); rows.step();) {
    const v1::Event added = load_event(db, rows.id(0));
    const v1::Theme& theme = added.theme_added().theme();
    add(names.themes, rows.id(0), {theme.title(), theme.short_title(), rows.text(1)});
  }
  return names;
}

}  // namespace ramure::storage
