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
  for (auto rows = db.query("SELECT id FROM members ORDER BY id"); rows.step();) {
    const v1::Member member = compose_member(db, rows.id(0));
    add(names.members, member.id(), {member.name(), member.key()});
  }
  for (auto rows = db.query("SELECT id FROM territories ORDER BY id"); rows.step();) {
    const v1::Territory territory = compose_territory(db, rows.id(0));
    add(names.territories, territory.id(), {territory.name(), territory.key()});
  }
  for (auto rows = db.query("SELECT id FROM themes ORDER BY position, id"); rows.step();) {
    const v1::Theme theme = compose_theme(db, rows.id(0));
    add(names.themes, theme.id(), {theme.title(), theme.short_title(), theme.key()});
  }
  return names;
}

}  // namespace ramure::storage
