#include "storage/view.hpp"

#include <unordered_map>

#include "ramure/v1/events.pb.h"
#include "storage/connection.hpp"
#include "storage/used_uploads.hpp"

namespace ramure::storage {

// Absence is cached too. Bounded by what a community has: its members, its channels.
struct View::Cache {
  std::unordered_map<std::uint64_t, std::optional<MemberState>> members;
  std::unordered_map<std::uint64_t, std::optional<ChannelState>> channels;
  std::unordered_map<std::uint64_t, Readable> readables;
};

namespace {

// Ids that do not exist come from outside: they must not make a cache grow without end.
constexpr std::size_t cached_rows_max = 16'384;

MemberState member_of(const Statement& row) {
  return {
      .id = row.id(0), .territory_id = row.id(1), .role = row.as<v1::Role>(2), .status = row.as<v1::MemberStatus>(3)};
}

ChannelState channel_of(const Statement& row) {
  return {.id = row.id(0), .territory_id = row.id(1), .person_id = row.id(2), .kind = row.as<v1::ChannelKind>(3)};
}

v1::Membership membership_of(const Statement& row) {
  v1::Membership membership;
  membership.set_member_id(row.id(0));
  membership.set_channel_id(row.id(1));
  membership.set_role(row.as<v1::Role>(2));
  membership.set_reads_from_seq(row.id(3));
  membership.set_since_seq(row.id(4));
  return membership;
}

std::vector<v1::Membership> memberships_of(Statement rows) {
  std::vector<v1::Membership> memberships;
  while (rows.step()) memberships.push_back(membership_of(rows));
  return memberships;
}

std::vector<ChannelState> channels_of(Statement rows) {
  std::vector<ChannelState> channels;
  while (rows.step()) channels.push_back(channel_of(rows));
  return channels;
}

Readable load_readable(Connection& db, std::uint64_t member_id) {
  Readable readable(member_id);
  Statement rows =
      db.query("SELECT channel_id, reads_from_seq, since_seq, role FROM memberships WHERE member_id = ?", member_id);
  while (rows.step()) {
    readable.grant({.channel_id = rows.id(0),
                    .reads_from_seq = rows.id(1),
                    .since_seq = rows.id(2),
                    .role = rows.as<v1::Role>(3)});
  }
  return readable;
}

v1::Event event_at(Connection& db, std::uint64_t seq) {
  v1::Event event;
  if (seq == 0) return event;
  Statement row = db.query("SELECT payload FROM journal WHERE seq = ?", seq);
  CHECK(row.step(), "the journal has no gap");
  const std::string_view payload = row.blob(0);
  CHECK(event.ParseFromArray(payload.data(), static_cast<int>(payload.size())), "what we stored is an event");
  return event;
}

template <typename Key, typename Value>
void make_room(std::unordered_map<Key, Value>& cache) {
  if (cache.size() >= cached_rows_max) cache.clear();
}

}  // namespace

View::View(Connection& connection, UsedUploads* uploads)
    : connection_(connection), uploads_(uploads), cache_(std::make_unique<Cache>()) {}
View::~View() = default;

void View::forget() {
  cache_->members.clear();
  cache_->channels.clear();
  cache_->readables.clear();
}

std::optional<MemberState> View::member(std::uint64_t id) {
  if (const auto kept = cache_->members.find(id); kept != cache_->members.end()) return kept->second;
  std::optional<MemberState> member;
  Statement row = connection_.query("SELECT id, territory_id, role, status FROM members WHERE id = ?", id);
  if (row.step()) member = member_of(row);
  make_room(cache_->members);
  return cache_->members[id] = member;
}

std::optional<ChannelState> View::channel(std::uint64_t id) {
  if (const auto kept = cache_->channels.find(id); kept != cache_->channels.end()) return kept->second;
  std::optional<ChannelState> channel;
  Statement row = connection_.query("SELECT id, territory_id, person_id, kind FROM channels WHERE id = ?", id);
  if (row.step()) channel = channel_of(row);
  make_room(cache_->channels);
  return cache_->channels[id] = channel;
}

const Readable& View::readable(std::uint64_t member_id) {
  if (const auto kept = cache_->readables.find(member_id); kept != cache_->readables.end()) return kept->second;
  return cache_->readables[member_id] = load_readable(connection_, member_id);
}

std::optional<ThreadState> View::thread(std::uint64_t id) {
  Statement row = connection_.query(
      "SELECT id, channel_id, theme_id, territory_id, author_id, kind, author_hidden, resolved, archived, scope, "
      "status, summary_version, published_from_id, merged_into_id, merged_at_ms FROM threads WHERE id = ?",
      id);
  if (!row.step()) return std::nullopt;
  return ThreadState{.id = row.id(0),
                     .channel_id = row.id(1),
                     .theme_id = row.id(2),
                     .territory_id = row.id(3),
                     .author_id = row.id(4),
                     .kind = row.as<v1::ThreadKind>(5),
                     .author_hidden = row.boolean(6),
                     .resolved = row.boolean(7),
                     .archived = row.boolean(8),
                     .scope = row.as<v1::ObstacleScope>(9),
                     .status = row.as<v1::ObstacleStatus>(10),
                     .summary_version = row.as<std::uint32_t>(11),
                     .published_from_id = row.id(12),
                     .merged_into_id = row.id(13),
                     .merged_at_ms = row.integer(14)};
}

std::optional<MessageState> View::message(std::uint64_t id) {
  Statement row = connection_.query(
      "SELECT id, thread_id, author_id, kind, author_hidden, redacted, pinned, kept_seq, version FROM messages "
      "WHERE id = ?",
      id);
  if (!row.step()) return std::nullopt;
  return MessageState{.id = row.id(0),
                      .thread_id = row.id(1),
                      .author_id = row.id(2),
                      .kind = row.as<v1::MessageKind>(3),
                      .author_hidden = row.boolean(4),
                      .redacted = row.boolean(5),
                      .pinned = row.boolean(6),
                      .kept = row.boolean(7),
                      .version = row.as<std::uint32_t>(8)};
}

bool View::theme_exists(std::uint64_t id) { return connection_.query("SELECT 1 FROM themes WHERE id = ?", id).step(); }

bool View::territory_exists(std::uint64_t id) {
  return connection_.query("SELECT 1 FROM territories WHERE id = ?", id).step();
}

bool View::theme_key_taken(std::string_view key) {
  return connection_.query("SELECT 1 FROM themes WHERE key = ?", key).step();
}

bool View::territory_key_taken(std::string_view key) {
  return connection_.query("SELECT 1 FROM territories WHERE key = ?", key).step();
}

std::optional<v1::Membership> View::membership(std::uint64_t member_id, std::uint64_t channel_id) {
  Statement row = connection_.query(
      "SELECT member_id, channel_id, role, reads_from_seq, since_seq FROM memberships WHERE member_id = ? AND "
      "channel_id = ?",
      member_id, channel_id);
  if (!row.step()) return std::nullopt;
  return membership_of(row);
}

std::vector<v1::Membership> View::memberships_of_member(std::uint64_t member_id) {
  return memberships_of(connection_.query(
      "SELECT member_id, channel_id, role, reads_from_seq, since_seq FROM memberships WHERE member_id = ? "
      "ORDER BY channel_id",
      member_id));
}

std::vector<v1::Membership> View::memberships_of_channel(std::uint64_t channel_id) {
  return memberships_of(connection_.query(
      "SELECT member_id, channel_id, role, reads_from_seq, since_seq FROM memberships WHERE channel_id = ? "
      "ORDER BY member_id",
      channel_id));
}

std::vector<ChannelState> View::channels() {
  return channels_of(connection_.query("SELECT id, territory_id, person_id, kind FROM channels ORDER BY id"));
}

std::vector<ChannelState> View::channels_of_territory(std::uint64_t territory_id) {
  return channels_of(connection_.query(
      "SELECT id, territory_id, person_id, kind FROM channels WHERE territory_id = ? ORDER BY id", territory_id));
}

std::optional<ChannelState> View::channel_of_person(v1::ChannelKind kind, std::uint64_t person_id) {
  const std::vector<ChannelState> found = channels_of(connection_.query(
      "SELECT id, territory_id, person_id, kind FROM channels WHERE kind = ? AND person_id = ? AND person_id <> 0 "
      "ORDER BY id LIMIT 1",
      kind, person_id));
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<MemberState> View::members() {
  std::vector<MemberState> members;
  Statement rows = connection_.query("SELECT id, territory_id, role, status FROM members ORDER BY id");
  while (rows.step()) members.push_back(member_of(rows));
  return members;
}

v1::Obstacle View::card(std::uint64_t thread_id) {
  v1::Obstacle card;
  Statement row = connection_.query("SELECT card_seq, outcome_seq, scope, status FROM threads WHERE id = ?", thread_id);
  if (!row.step() || row.id(0) == 0) return card;
  const v1::Event wording = event_at(connection_, row.id(0));
  card = wording.has_thread_opened() ? wording.thread_opened().obstacle() : wording.obstacle_edited().card();
  card.set_scope(row.as<v1::ObstacleScope>(2));
  card.set_status(row.as<v1::ObstacleStatus>(3));
  card.set_outcome(event_at(connection_, row.id(1)).obstacle_status_changed().outcome());
  return card;
}

std::string View::thread_title(std::uint64_t thread_id) {
  Statement row = connection_.query("SELECT title_seq FROM threads WHERE id = ?", thread_id);
  if (!row.step()) return {};
  const v1::Event wording = event_at(connection_, row.id(0));
  return wording.has_thread_opened() ? wording.thread_opened().title() : wording.thread_retitled().title();
}

std::string View::message_body(std::uint64_t message_id) {
  Statement row = connection_.query("SELECT body_seq FROM messages WHERE id = ?", message_id);
  if (!row.step()) return {};
  const v1::Event wording = event_at(connection_, row.id(0));
  return wording.has_message_posted() ? wording.message_posted().body() : wording.message_edited().body();
}

std::string View::summary_text(std::uint64_t thread_id) {
  Statement row = connection_.query("SELECT summary_seq FROM threads WHERE id = ?", thread_id);
  if (!row.step()) return {};
  return event_at(connection_, row.id(0)).summary_edited().summary().text();
}

bool View::has_attachments(std::uint64_t message_id) {
  return connection_.query("SELECT 1 FROM attachments WHERE message_id = ? LIMIT 1", message_id).step();
}

std::optional<UploadState> View::upload(std::string_view upload_id) {
  return uploads_ == nullptr ? std::nullopt : uploads_->find(upload_id);
}

bool View::has_reacted(std::uint64_t message_id, std::string_view name, std::uint64_t member_id) {
  return connection_
      .query("SELECT 1 FROM reactions WHERE message_id = ? AND name = ? AND member_id = ?", message_id, name, member_id)
      .step();
}

bool View::reaction_in_use(std::uint64_t message_id, std::string_view name) {
  return connection_.query("SELECT 1 FROM reactions WHERE message_id = ? AND name = ?", message_id, name).step();
}

std::uint32_t View::reaction_names(std::uint64_t message_id) {
  Statement row = connection_.query("SELECT count(DISTINCT name) FROM reactions WHERE message_id = ?", message_id);
  row.step();
  return row.as<std::uint32_t>(0);
}

std::optional<std::uint64_t> View::conversation(std::span<const std::uint64_t> sorted_member_ids) {
  std::string name;
  for (const std::uint64_t id : sorted_member_ids) name += (name.empty() ? "" : ",") + std::to_string(id);
  Statement row = connection_.query("SELECT channel_id FROM conversations WHERE member_ids = ?", name);
  if (!row.step()) return std::nullopt;
  return row.id(0);
}

std::optional<std::uint64_t> View::published_as(std::uint64_t thread_id) {
  Statement row =
      connection_.query("SELECT id FROM threads WHERE published_from_id = ? AND published_from_id <> 0", thread_id);
  if (!row.step()) return std::nullopt;
  return row.id(0);
}

bool View::member_key_taken(std::string_view key) {
  return connection_.query("SELECT 1 FROM members WHERE key = ? AND key <> ''", key).step();
}

bool View::founded() { return connection_.query("SELECT 1 FROM journal WHERE seq = 1").step(); }

std::uint64_t View::read_up_to(std::uint64_t member_id, std::uint64_t thread_id) {
  Statement row = connection_.query("SELECT read_up_to FROM read_cursors WHERE member_id = ? AND thread_id = ?",
                                    member_id, thread_id);
  return row.step() ? row.id(0) : 0;
}

}  // namespace ramure::storage
