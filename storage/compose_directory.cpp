// People, territories, themes and places, with the words that are in force.
#include "protocol/titles.hpp"
#include "storage/compose.hpp"

namespace ramure::storage {

namespace {

v1::Territory territory_in(const v1::Event& event) {
  return event.has_territory_added() ? event.territory_added().territory() : event.territory_edited().territory();
}

void put_profile(const v1::Event& event, v1::Member& member) {
  if (!event.has_member_edited()) {
    member = event.member_joined().member();
    return;
  }
  const v1::MemberEdited& edited = event.member_edited();
  member.set_name(edited.name());
  member.set_organisation(edited.organisation());
  member.set_function(edited.function());
  member.set_bio(edited.bio());
}

// A place that is called after its territory follows each new name that the territory was given since.
std::string title_now(Connection& db, const v1::Channel& channel) {
  std::string title = channel.title();
  if (channel.territory_id() == 0) return title;
  std::string name;
  auto names = db.query("SELECT seq FROM territory_names WHERE territory_id = ? ORDER BY seq", channel.territory_id());
  while (names.step()) {
    const std::uint64_t seq = names.id(0);
    const std::string next = territory_in(load_event(db, seq)).name();
    if (seq > channel.id()) title = renamed_place(title, name, next);
    name = next;
  }
  return title;
}

}  // namespace

v1::Member compose_member(Connection& db, std::uint64_t id) {
  auto row = db.query("SELECT role, territory_id, status, key, profile_seq FROM members WHERE id = ?", id);
  v1::Member member;
  if (!row.step()) return member;
  put_profile(load_event(db, row.id(4)), member);
  member.set_id(id);
  member.set_role(row.as<v1::Role>(0));
  member.set_territory_id(row.id(1));
  member.set_status(row.as<v1::MemberStatus>(2));
  member.set_key(std::string(row.text(3)));
  return member;
}

v1::Territory compose_territory(Connection& db, std::uint64_t id) {
  auto row = db.query("SELECT wording_seq, state, state_since_ms FROM territories WHERE id = ?", id);
  if (!row.step()) return {};
  v1::Territory territory = territory_in(load_event(db, row.id(0)));
  territory.set_id(id);
  territory.set_state(row.as<v1::TerritoryState>(1));
  territory.set_state_since_ms(row.integer(2));
  return territory;
}

v1::Theme compose_theme(Connection& db, std::uint64_t id) {
  auto row = db.query("SELECT wording_seq FROM themes WHERE id = ?", id);
  if (!row.step()) return {};
  const v1::Event event = load_event(db, row.id(0));
  v1::Theme theme = event.has_theme_added() ? event.theme_added().theme() : event.theme_edited().theme();
  theme.set_id(id);
  return theme;
}

v1::Word load_word(Connection& db) {
  auto row = db.query("SELECT version, seq FROM words ORDER BY version DESC LIMIT 1");
  if (!row.step()) return {};
  v1::Word word = load_event(db, row.id(1)).word_edited().word();
  word.set_version(row.as<std::uint32_t>(0));
  return word;
}

v1::Channel compose_channel(Connection& db, std::uint64_t id) {
  auto row = db.query("SELECT kind, territory_id, person_id, key FROM channels WHERE id = ?", id);
  if (!row.step()) return {};
  const v1::Event event = load_event(db, id);
  v1::Channel channel = event.channel_opened().channel();  // empty for a round: its own event is its opening
  channel.set_id(id);
  channel.set_kind(row.as<v1::ChannelKind>(0));
  channel.set_territory_id(row.id(1));
  channel.set_person_id(row.id(2));
  channel.set_key(std::string(row.text(3)));
  channel.set_title(title_now(db, channel));
  if (channel.opened_at_ms() == 0) channel.set_opened_at_ms(event.at_ms());
  return channel;
}

}  // namespace ramure::storage
