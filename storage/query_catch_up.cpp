// What one missed. The work grows with the number of threads that moved, never with the number of messages: a thread's
// new messages are counted only when it is listed, and then at most up to the cap.
#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "protocol/limits.hpp"
#include "storage/compose.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

namespace {

struct Absence {
  std::uint64_t since_seq = 0;
  std::int64_t since_ms = 0;
};

Absence load_absence(Asking& asking, std::uint64_t asked_since_seq) {
  if (asked_since_seq == 0) {
    auto visit = asking.db().query("SELECT seq, at_ms FROM last_visits WHERE member_id = ?", asking.member_id());
    if (!visit.step()) return {};
    return {visit.id(0), visit.integer(1)};
  }
  auto event = asking.db().query("SELECT at_ms FROM journal WHERE seq <= ? ORDER BY seq DESC LIMIT 1", asked_since_seq);
  return {asked_since_seq, event.step() ? event.integer(0) : 0};
}

// The threads of interest, by id. Few: those that name the asker, in which he wrote, or of which he said something.
struct Interests {
  std::map<std::uint64_t, std::uint64_t> first_mentions;  // thread → message
  std::set<std::uint64_t> own_threads;
  std::map<std::uint64_t, v1::FollowLevel> thread_levels, channel_levels;

  v1::FollowLevel level(std::uint64_t thread_id, std::uint64_t channel_id) const {
    if (const auto said = thread_levels.find(thread_id); said != thread_levels.end()) return said->second;
    if (const auto said = channel_levels.find(channel_id); said != channel_levels.end()) return said->second;
    return v1::FOLLOW_LEVEL_NORMAL;
  }
};

Interests load_interests(Asking& asking, std::uint64_t since_seq) {
  Interests interests;
  auto mentions = asking.db().query(
      "SELECT n.thread_id, n.message_id, t.channel_id FROM mentions n JOIN messages m ON m.id = n.message_id JOIN "
      "threads t ON "
      "t.id = n.thread_id WHERE n.member_id = ?1 AND n.message_id > ?2 AND m.redacted = 0 AND m.author_id <> ?1 "
      "ORDER BY n.message_id",
      asking.member_id(), since_seq);
  while (mentions.step()) {
    if (!asking.readable().may_read(mentions.id(2), mentions.id(1))) continue;
    interests.first_mentions.try_emplace(mentions.id(0), mentions.id(1));
  }
  auto own = asking.db().query(
      "SELECT p.thread_id FROM participants p JOIN threads t ON t.id = p.thread_id WHERE p.member_id = ? AND "
      "t.last_message_id > ?",
      asking.member_id(), since_seq);
  while (own.step()) interests.own_threads.insert(own.id(0));
  auto followings =
      asking.db().query("SELECT thread_id, channel_id, level FROM followings WHERE member_id = ?", asking.member_id());
  while (followings.step()) {
    auto& levels = followings.id(0) != 0 ? interests.thread_levels : interests.channel_levels;
    levels[followings.id(0) != 0 ? followings.id(0) : followings.id(1)] = followings.as<v1::FollowLevel>(2);
  }
  return interests;
}

enum Group { group_mentions, group_mine, group_others, group_muted };

Group group_of(const Interests& interests, std::uint64_t thread_id, std::uint64_t channel_id) {
  if (interests.first_mentions.contains(thread_id)) return group_mentions;
  const v1::FollowLevel level = interests.level(thread_id, channel_id);
  if (level == v1::FOLLOW_LEVEL_MUTED) return group_muted;
  if (level == v1::FOLLOW_LEVEL_FOLLOWED || interests.own_threads.contains(thread_id)) return group_mine;
  return group_others;
}

struct Moved {
  Group group = group_others;
  std::uint64_t last_message_id = 0, thread_id = 0;
};

// Threads with a readable message by somebody else since then: by group, then newest activity first. Of a proposed
// resource that was decided on those are told who had a part in it: what became of it is news of the resources.
std::vector<Moved> load_moved(Asking& asking, const Interests& interests, std::uint64_t since_seq) {
  std::vector<Moved> moved;
  for (const Readable::Place& place : asking.readable().places()) {
    auto rows = asking.db().query(
        "SELECT t.last_message_id, t.id, t.resolved AND c.kind = ?5 FROM threads t JOIN channels c ON c.id = "
        "t.channel_id WHERE t.channel_id = ?1 AND t.last_message_id > ?2 AND t.last_message_id >= ?3 AND EXISTS "
        "(SELECT 1 FROM messages m WHERE m.thread_id = t.id AND m.id > ?2 AND m.id >= ?3 AND m.author_id <> ?4)",
        place.channel_id, since_seq, place.reads_from_seq, asking.member_id(), v1::CHANNEL_KIND_RESOURCE_PROPOSALS);
    while (rows.step()) {
      const Group group = group_of(interests, rows.id(1), place.channel_id);
      const bool is_settled_proposal = rows.boolean(2);
      if (!is_settled_proposal || group != group_others) moved.push_back({group, rows.id(0), rows.id(1)});
    }
  }
  std::ranges::sort(moved, [](const Moved& a, const Moved& b) {
    return a.group != b.group ? a.group < b.group : a.last_message_id > b.last_message_id;
  });
  return moved;
}

v1::CatchUpThread compose_moved(Asking& asking, const ThreadLine& line, const Interests& interests,
                                std::uint64_t since_seq) {
  v1::CatchUpThread thread;
  *thread.mutable_row() = compose_row(asking, line);
  auto news = asking.db().query(
      "SELECT COUNT(*), MIN(id) FROM (SELECT id FROM messages WHERE thread_id = ?1 AND id > ?2 AND id >= ?3 AND "
      "author_id <> ?4 "
      "ORDER BY id LIMIT ?5)",
      line.id, since_seq, line.reads_from_seq, asking.member_id(), limits::unread_count_cap);
  if (news.step()) {
    thread.set_new_count(static_cast<std::uint32_t>(news.integer(0)));
    thread.set_first_new_id(news.id(1));
  }
  const auto mention = interests.first_mentions.find(line.id);
  if (mention != interests.first_mentions.end()) thread.set_mention_id(mention->second);
  return thread;
}

void add_threads(Asking& asking, std::uint64_t since_seq, std::size_t limit, v1::CatchUpAnswer& answer) {
  const Interests interests = load_interests(asking, since_seq);
  const std::vector<Moved> moved = load_moved(asking, interests, since_seq);
  answer.set_more(moved.size() > limit);
  for (const Moved& one : std::span(moved).first(std::min(limit, moved.size()))) {
    const auto line = asking.access_thread(one.thread_id);
    if (!line) continue;
    auto& group = one.group == group_mentions ? *answer.mutable_mentions()
                  : one.group == group_mine   ? *answer.mutable_mine()
                                              : *answer.mutable_others();
    *group.Add() = compose_moved(asking, *line, interests, since_seq);
  }
}

// An obstacle that moved several times shows its first and last status; one that came back is left out.
void add_obstacles(Asking& asking, std::uint64_t since_seq, v1::CatchUpAnswer& answer) {
  struct Move {
    v1::ObstacleStatus from, to;
    std::int64_t at_ms;
    std::uint64_t seq;
  };
  std::map<std::uint64_t, Move> moves;
  auto rows = asking.db().query(
      "SELECT thread_id, from_status, to_status, at_ms, seq FROM obstacle_moves WHERE seq > ? ORDER BY seq", since_seq);
  while (rows.step()) {
    const auto [move, first] = moves.try_emplace(rows.id(0), Move{rows.as<v1::ObstacleStatus>(1), {}, 0, 0});
    move->second.to = rows.as<v1::ObstacleStatus>(2);
    move->second.at_ms = rows.integer(3);
    move->second.seq = rows.id(4);
  }
  std::vector<std::pair<std::uint64_t, Move>> latest_first(moves.begin(), moves.end());
  std::ranges::sort(latest_first, [](const auto& a, const auto& b) { return a.second.seq > b.second.seq; });
  for (const auto& [thread_id, move] : latest_first) {
    if (move.from == move.to) continue;
    const auto line = asking.access_thread(thread_id);
    if (!line || line->title_only()) continue;
    if (answer.obstacles_size() == static_cast<int>(limits::catch_up_threads_max)) return;
    v1::ObstacleMove& shown = *answer.add_obstacles();
    *shown.mutable_thread() = compose_thread(asking, *line);
    shown.set_from(move.from);
    shown.set_to(move.to);
    shown.set_at_ms(move.at_ms);
  }
}

void add_kept(Asking& asking, std::uint64_t since_seq, v1::CatchUpAnswer& answer) {
  // "kept_seq <> 0" is what lets SQLite use the partial index messages_kept.
  auto rows = asking.db().query(
      "SELECT id, kept_seq FROM messages WHERE kept_seq <> 0 AND kept_seq > ? AND redacted = 0 ORDER BY kept_seq DESC",
      since_seq);
  std::size_t bytes = 0;
  while (rows.step() && answer.kept_size() < static_cast<int>(limits::catch_up_threads_max) &&
         bytes <= limits::history_page_bytes_soft_max) {
    const auto accessed = asking.access_message(rows.id(0));
    if (!accessed) continue;
    v1::KeptMessage& kept = *answer.add_kept();
    *kept.mutable_message() = compose_message(asking, accessed->message, accessed->thread);
    kept.set_thread_title(load_title(asking.db(), accessed->thread.title_seq));
    kept.set_at_ms(load_event(asking.db(), rows.id(1)).at_ms());
    bytes += kept.message().body().size();
  }
}

}  // namespace

bool query_catch_up(Asking& asking, const v1::CatchUp& query, v1::CatchUpAnswer& answer) {
  if (asking.readable().member_id() == 0) return false;
  const Absence absence = load_absence(asking, query.since_seq());
  answer.set_since_seq(absence.since_seq);
  answer.set_since_ms(absence.since_ms);
  answer.set_head_seq(asking.head_seq());
  const std::size_t limit =
      std::min(query.limit() == 0 ? limits::catch_up_threads_default : query.limit(), limits::catch_up_threads_max);
  add_threads(asking, absence.since_seq, limit, answer);
  add_obstacles(asking, absence.since_seq, answer);
  add_kept(asking, absence.since_seq, answer);
  return true;
}

}  // namespace ramure::storage
