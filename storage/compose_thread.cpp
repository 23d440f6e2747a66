#include "storage/compose.hpp"
#include "storage/moved_reads.hpp"

namespace ramure::storage {

namespace {

v1::Obstacle compose_card(Connection& db, const ThreadLine& line, const v1::Event& opened) {
  v1::Obstacle card = line.card_seq == line.id ? opened.thread_opened().obstacle()
                                               : load_event(db, line.card_seq).obstacle_edited().card();
  card.set_scope(line.scope);
  card.set_status(line.status);
  card.clear_outcome();
  if (line.outcome_seq != 0) card.set_outcome(load_event(db, line.outcome_seq).obstacle_status_changed().outcome());
  return card;
}

v1::Summary compose_summary(Connection& db, const ThreadLine& line) {
  const v1::Event event = load_event(db, line.summary_seq);
  v1::Summary summary = event.summary_edited().summary();
  summary.set_version(line.summary_version);
  if (summary.author_id() == 0) summary.set_author_id(event.actor_id());
  if (summary.at_ms() == 0) summary.set_at_ms(event.at_ms());
  return summary;
}

// Messages from before the asker's entry may have been moved here: who wrote nothing else is not told, and the others
// stand in the order of what he may read.
void add_participants(Connection& db, const ThreadLine& line, v1::Thread& thread) {
  auto rows = db.query(
      "SELECT member_id, CASE WHEN first_message_id >= ?2 THEN first_message_id ELSE "
      "(SELECT m.id FROM messages m WHERE m.thread_id = ?1 AND m.id >= ?2 AND m.author_id = member_id AND "
      "m.author_hidden = 0 ORDER BY m.id LIMIT 1) END AS first_id "
      "FROM participants WHERE thread_id = ?1 AND first_message_id <> 0 AND first_id IS NOT NULL ORDER BY first_id",
      line.id, line.reads_from_seq);
  while (rows.step()) thread.add_participant_ids(rows.id(0));
}

// Of the last message that may be read; else of the opening.
void set_activity(const ThreadLine& line, v1::Thread& thread) {
  if (line.last_message_id != 0 && line.last_message_id >= line.reads_from_seq) {
    thread.set_last_message_id(line.last_message_id);
    thread.set_last_activity_at_ms(line.last_activity_at_ms);
  } else if (!line.title_only()) {
    thread.set_last_activity_at_ms(line.opened_at_ms);
  }
}

// How much the asker wants to hear of a thread: what he said of it, else what he said of its channel.
v1::FollowLevel load_follow_level(Asking& asking, const ThreadLine& line) {
  auto row = asking.db().query(
      "SELECT level FROM followings WHERE member_id = ?1 AND ((thread_id = ?2 AND channel_id = 0) OR (thread_id = 0 "
      "AND "
      "channel_id = ?3)) ORDER BY thread_id DESC LIMIT 1",
      asking.member_id(), line.id, line.channel_id);
  return row.step() ? row.as<v1::FollowLevel>(0) : v1::FOLLOW_LEVEL_UNSPECIFIED;
}

}  // namespace

std::string load_title(Connection& db, std::uint64_t title_seq) {
  const v1::Event event = load_event(db, title_seq);
  return event.has_thread_opened() ? event.thread_opened().title() : event.thread_retitled().title();
}

v1::Thread compose_thread(Asking& asking, const ThreadLine& line) {
  v1::Thread thread;
  thread.set_id(line.id);
  thread.set_channel_id(line.channel_id);
  thread.set_kind(line.kind);
  thread.set_resolved(line.resolved);
  thread.set_archived(line.archived);
  thread.set_merged_into_id(line.merged_into_id);
  thread.set_merged_at_ms(line.merged_at_ms);
  set_activity(line, thread);
  if (line.title_only()) {
    thread.set_title_only(true);
    thread.set_title(load_title(asking.db(), line.title_seq));
    return thread;
  }
  const v1::Event opened = load_event(asking.db(), line.id);
  thread.set_title(line.title_seq == line.id ? opened.thread_opened().title()
                                             : load_title(asking.db(), line.title_seq));
  thread.set_theme_id(line.theme_id);
  thread.set_territory_id(line.author_hidden && line.author_id != asking.member_id() ? 0 : line.territory_id);
  thread.set_author_id(asking.shown_author(line.author_id, line.author_hidden));
  thread.set_opened_at_ms(line.opened_at_ms);
  *thread.mutable_tags() = opened.thread_opened().tags();
  if (line.card_seq != 0) *thread.mutable_obstacle() = compose_card(asking.db(), line, opened);
  if (line.summary_seq != 0) *thread.mutable_summary() = compose_summary(asking.db(), line);
  add_participants(asking.db(), line, thread);
  return thread;
}

v1::ThreadRow compose_row(Asking& asking, const ThreadLine& line) {
  v1::ThreadRow row;
  *row.mutable_thread() = compose_thread(asking, line);
  auto cursor = asking.db().query("SELECT read_up_to FROM read_cursors WHERE member_id = ? AND thread_id = ?",
                                  asking.member_id(), line.id);
  if (cursor.step()) row.set_read_up_to(cursor.id(0));
  const Unread unread = load_unread(asking.db(), asking.member_id(), line.id, row.read_up_to(), line.reads_from_seq);
  row.set_unread_count(unread.count);
  row.set_first_unread_id(unread.first_id);
  row.set_follow_level(load_follow_level(asking, line));
  return row;
}

}  // namespace ramure::storage
