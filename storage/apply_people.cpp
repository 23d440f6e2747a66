// People and places: the directory, members, channels, and who reads what.
#include <algorithm>
#include <charconv>
#include <vector>

#include "storage/apply.hpp"
#include "storage/evaluation_words.hpp"

namespace ramure::storage {

namespace {

void insert_channel(Connection& db, const v1::Channel& channel) {
  db.run("INSERT INTO channels (id, kind, territory_id, person_id, key) VALUES (?, ?, ?, ?, ?)", channel.id(),
         channel.kind(), channel.territory_id(), channel.person_id(), channel.key());
}

bool is_conversation(Connection& db, std::uint64_t channel_id) {
  Statement row = db.query("SELECT kind FROM channels WHERE id = ?", channel_id);
  CHECK(row.step(), "a membership is of a channel that exists");
  return row.as<v1::ChannelKind>(0) == v1::CHANNEL_KIND_CONVERSATION;
}

// "12,40" → 12, 40
void add_ids(std::string_view list, std::vector<std::uint64_t>& ids) {
  while (!list.empty()) {
    std::uint64_t id = 0;
    std::from_chars(list.data(), list.data() + list.size(), id);
    ids.push_back(id);
    const std::size_t comma = list.find(',');
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
}

// A conversation's people are named by the grants that follow its opening, one by one. On the way they may be the
// same as in another conversation, which then keeps the name; the last grant makes the list whole and unique.
void rename_conversation(Connection& db, std::uint64_t channel_id) {
  std::vector<std::uint64_t> ids;
  for (auto rows = db.query("SELECT member_ids FROM conversations WHERE channel_id = ?", channel_id); rows.step();) {
    add_ids(rows.text(0), ids);
  }
  for (auto rows = db.query("SELECT member_id FROM memberships WHERE channel_id = ?", channel_id); rows.step();) {
    ids.push_back(rows.id(0));
  }
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  std::string name;
  for (const std::uint64_t id : ids) name += (name.empty() ? "" : ",") + std::to_string(id);
  db.run("DELETE FROM conversations WHERE channel_id = ?", channel_id);
  db.run("INSERT INTO conversations (channel_id, member_ids) VALUES (?, ?) ON CONFLICT DO NOTHING", channel_id, name);
}

}  // namespace

void apply(Connection& db, const v1::Event& event, const v1::CommunityFounded&) {
  CHECK(event.seq() == 1 && event.channel_id() == 1, "the founding is event 1 and opens the directory");
  v1::Channel directory;
  directory.set_id(1);
  directory.set_kind(v1::CHANNEL_KIND_DIRECTORY);
  insert_channel(db, directory);
}

void apply(Connection& db, const v1::Event& event, const v1::ThemeAdded& body) {
  CHECK(body.theme().id() == event.seq(), "a thing's id is the seq of its event");
  db.run("INSERT INTO themes (id, key, position, wording_seq) VALUES (?1, ?2, ?3, ?1)", event.seq(), body.theme().key(),
         body.theme().position());
}

void apply(Connection& db, const v1::Event& event, const v1::TerritoryAdded& body) {
  CHECK(body.territory().id() == event.seq(), "a thing's id is the seq of its event");
  db.run("INSERT INTO territories (id, key, wording_seq) VALUES (?1, ?2, ?1)", event.seq(), body.territory().key());
  db.run("INSERT INTO territory_names (territory_id, seq) VALUES (?1, ?1)", event.seq());
}

void apply(Connection& db, const v1::Event& event, const v1::MemberJoined& body) {
  const v1::Member& member = body.member();
  CHECK(member.id() == event.seq(), "a thing's id is the seq of its event");
  db.run("INSERT INTO members (id, key, role, territory_id, status, profile_seq) VALUES (?1, ?2, ?3, ?4, ?5, ?1)",
         member.id(), member.key(), member.role(), member.territory_id(), member.status());
}

void apply(Connection& db, const v1::Event&, const v1::MemberRoleChanged& body) {
  change_one(db, "UPDATE members SET role = ?, territory_id = ? WHERE id = ?", body.role(), body.territory_id(),
             body.member_id());
}

void apply(Connection& db, const v1::Event& event, const v1::MemberStatusChanged& body) {
  erase_evaluations(db, evaluations_ended_by(db, event), event.at_ms());
  change_one(db, "UPDATE members SET status = ? WHERE id = ?", body.status(), body.member_id());
}

void apply(Connection& db, const v1::Event& event, const v1::ChannelOpened& body) {
  CHECK(body.channel().id() == event.seq(), "a thing's id is the seq of its event");
  insert_channel(db, body.channel());
}

// Told to the channel's readers; the membership itself is told to the member alone.
void apply(Connection&, const v1::Event&, const v1::ReaderEntered&) {}
void apply(Connection&, const v1::Event&, const v1::ReaderLeft&) {}

void apply(Connection& db, const v1::Event& event, const v1::MembershipGranted& body) {
  const v1::Membership& granted = body.membership();
  CHECK(granted.member_id() == event.member_id(), "a membership is told to its member");
  CHECK(granted.since_seq() == event.seq(), "a membership holds since the event that granted it");
  db.run(
      "INSERT INTO memberships (member_id, channel_id, role, reads_from_seq, since_seq) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (member_id, channel_id) DO UPDATE SET role = excluded.role, "
      "reads_from_seq = excluded.reads_from_seq, since_seq = excluded.since_seq",
      granted.member_id(), granted.channel_id(), granted.role(), granted.reads_from_seq(), granted.since_seq());
  if (is_conversation(db, granted.channel_id())) rename_conversation(db, granted.channel_id());
}

void apply(Connection& db, const v1::Event& event, const v1::MembershipEnded& body) {
  change_one(db, "DELETE FROM memberships WHERE member_id = ? AND channel_id = ?", event.member_id(),
             body.channel_id());
}

}  // namespace ramure::storage
