#include <array>

#include "ramure/v1/model.pb.h"
#include "storage/check_parts.hpp"

namespace ramure::storage {

namespace {

// Each finds rows that refer to nothing: the first column is the row, the second what it names.
struct Orphans {
  Sql sql;
  const char* sentence;  // %1 the row, %2 what it names
};

static_assert(v1::CHANNEL_KIND_BACKSTAGE == 10);  // as below
const std::array orphan_queries = {
    Orphans{"SELECT id, channel_id FROM threads WHERE channel_id NOT IN (SELECT id FROM channels)",
            "Thread %1 lies in channel %2, which does not exist."},
    Orphans{"SELECT id, theme_id FROM threads WHERE theme_id <> 0 AND theme_id NOT IN (SELECT id FROM themes)",
            "Thread %1 has theme %2, which does not exist."},
    Orphans{"SELECT id, title_seq FROM threads WHERE title_seq NOT IN (SELECT seq FROM journal)",
            "Thread %1 has its title from event %2, which does not exist."},
    Orphans{
        "SELECT id, last_message_id FROM threads t WHERE last_message_id <> 0 AND NOT EXISTS (SELECT 1 FROM messages m "
        "WHERE m.id = t.last_message_id AND m.thread_id = t.id)",
        "Thread %1 ends with message %2, which is not one of its own."},
    Orphans{"SELECT id, thread_id FROM messages WHERE thread_id NOT IN (SELECT id FROM threads)",
            "Message %1 lies in thread %2, which does not exist."},
    Orphans{"SELECT id, author_id FROM messages WHERE author_id <> 0 AND author_id NOT IN (SELECT id FROM members)",
            "Message %1 was written by member %2, who does not exist."},
    Orphans{"SELECT id, body_seq FROM messages WHERE body_seq NOT IN (SELECT seq FROM journal)",
            "Message %1 has its words from event %2, which does not exist."},
    Orphans{
        "SELECT message_id, seq FROM message_versions WHERE message_id NOT IN (SELECT id FROM messages) OR seq NOT IN "
        "(SELECT seq FROM journal)",
        "A version of message %1 points to event %2; one of the two does not exist."},
    Orphans{"SELECT member_id, channel_id FROM memberships WHERE channel_id NOT IN (SELECT id FROM channels) OR "
            "member_id NOT IN "
            "(SELECT id FROM members)",
            "Member %1 reads channel %2; one of the two does not exist."},
    Orphans{"SELECT message_id, member_id FROM mentions WHERE message_id NOT IN (SELECT id FROM messages) OR member_id "
            "NOT IN "
            "(SELECT id FROM members)",
            "Message %1 names member %2; one of the two does not exist."},
    Orphans{"SELECT message_id, member_id FROM reactions WHERE message_id NOT IN (SELECT id FROM messages) OR "
            "member_id NOT IN "
            "(SELECT id FROM members)",
            "A reaction to message %1 by member %2: one of the two does not exist."},
    Orphans{"SELECT message_id, position FROM attachments WHERE message_id NOT IN (SELECT id FROM messages WHERE "
            "redacted = 0)",
            "Message %1 does not exist or is erased, and still has file %2."},
    Orphans{"SELECT thread_id, member_id FROM participants WHERE thread_id NOT IN (SELECT id FROM threads) OR "
            "member_id NOT IN "
            "(SELECT id FROM members)",
            "Member %2 takes part in thread %1; one of the two does not exist."},
    Orphans{"SELECT member_id, thread_id FROM read_cursors WHERE thread_id NOT IN (SELECT id FROM threads) OR "
            "member_id NOT IN "
            "(SELECT id FROM members)",
            "The read mark of member %1 is in thread %2; one of the two does not exist."},
    Orphans{"SELECT id, moved_from_id FROM messages m WHERE moved_from_id <> 0 AND (moved_from_id = thread_id OR NOT "
            "EXISTS (SELECT 1 FROM threads t WHERE t.id = m.moved_from_id))",
            "Message %1 was moved from thread %2, which does not exist or is where it is."},
    Orphans{
        "SELECT m.id, m.thread_id FROM messages m JOIN threads t ON t.id = m.thread_id JOIN journal j ON j.seq = m.id "
        "WHERE j.channel_id <> t.channel_id",
        "Message %1 lies in thread %2, whose channel is not the one that it was written in."},
    Orphans{"SELECT id, merged_into_id FROM threads t WHERE merged_into_id <> 0 AND NOT (archived AND EXISTS (SELECT 1 "
            "FROM threads other WHERE other.id = t.merged_into_id AND other.channel_id = t.channel_id))",
            "Thread %1 was merged into thread %2, which is not of its channel, or it is not archived."},
    Orphans{"SELECT message_id, thread_id FROM mentions n WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = "
            "n.message_id AND m.thread_id = n.thread_id)",
            "Somebody is named by message %1 in thread %2, where it is not."},
    Orphans{
        "SELECT message_id, thread_id FROM moved_reads r WHERE member_id NOT IN (SELECT id FROM members) OR NOT EXISTS "
        "(SELECT 1 FROM messages m WHERE m.id = r.message_id AND m.thread_id = r.thread_id)",
        "Somebody's mark of message %1 is in thread %2, where it is not."},
    Orphans{"SELECT id, profile_seq FROM members WHERE profile_seq NOT IN (SELECT seq FROM journal)",
            "Member %1 has a profile from event %2, which does not exist."},
    Orphans{"SELECT id, wording_seq FROM territories WHERE wording_seq NOT IN (SELECT seq FROM journal)",
            "Territory %1 has its words from event %2, which does not exist."},
    Orphans{"SELECT id, wording_seq FROM themes WHERE wording_seq NOT IN (SELECT seq FROM journal)",
            "Theme %1 has its words from event %2, which does not exist."},
    Orphans{"SELECT territory_id, seq FROM territory_names WHERE territory_id NOT IN (SELECT id FROM territories) OR "
            "seq NOT IN (SELECT seq FROM journal)",
            "Territory %1 was named by event %2; one of the two does not exist."},
    Orphans{
        "SELECT version, seq FROM words WHERE seq NOT IN (SELECT seq FROM journal) OR version > "
        "(SELECT count(*) FROM words)",
        "Version %1 of the facilitators' word is in event %2, which does not exist, or an earlier version is missing."},
    Orphans{"SELECT member_id, message_id FROM bookmarks WHERE message_id NOT IN (SELECT id FROM messages) OR "
            "member_id NOT IN (SELECT id FROM members)",
            "Member %1 has a bookmark at message %2; one of the two does not exist."},
    Orphans{"SELECT member_id, 0 FROM settings WHERE member_id NOT IN (SELECT id FROM members)",
            "There are settings of member %1, who does not exist."},
    Orphans{"SELECT member_id, kind FROM acceptances WHERE member_id NOT IN (SELECT id FROM members)",
            "There is an acceptance of member %1, who does not exist."},
    Orphans{"SELECT member_id, 0 FROM fresh_starts WHERE member_id NOT IN (SELECT id FROM members)",
            "There is a fresh start of member %1, who does not exist."},
    Orphans{"SELECT member_id, message_id FROM fresh_start_marks WHERE message_id NOT IN (SELECT id FROM messages) OR "
            "member_id NOT IN (SELECT member_id FROM fresh_starts WHERE at_ms <> 0)",
            "A mark of message %2 is kept for the way back of member %1: it, or the fresh start, does not exist."},
    Orphans{"SELECT member_id, thread_id FROM fresh_start_cursors WHERE thread_id NOT IN (SELECT id FROM threads) OR "
            "member_id NOT IN (SELECT member_id FROM fresh_starts WHERE at_ms <> 0)",
            "A way back for member %1 in thread %2 is kept: the thread, or the fresh start, does not exist."},
    Orphans{"SELECT id, facilitator_id FROM rounds WHERE id NOT IN (SELECT id FROM channels) OR facilitator_id NOT IN "
            "(SELECT id FROM members)",
            "Round %1 is held by member %2; he, or the round's channel, does not exist."},
    Orphans{"SELECT round_id, seq FROM round_events WHERE round_id NOT IN (SELECT id FROM rounds) OR seq NOT IN "
            "(SELECT seq FROM journal)",
            "Event %2 is of round %1; one of the two does not exist."},
    Orphans{"SELECT thing_id, seq FROM round_texts WHERE round_id NOT IN (SELECT id FROM rounds) OR seq NOT IN "
            "(SELECT seq FROM journal)",
            "Event %2 holds words of %1 in a round; one of the two does not exist."},
    Orphans{"SELECT round_id, at_ms FROM round_looks WHERE round_id NOT IN (SELECT id FROM rounds)",
            "Round %1 is to be looked at, and does not exist."},
    Orphans{"SELECT id, territory_id FROM roadmaps WHERE id NOT IN (SELECT id FROM channels) OR territory_id NOT IN "
            "(SELECT id FROM territories)",
            "Roadmap %1 is of territory %2; that, or the roadmap's channel, does not exist."},
    Orphans{
        "SELECT roadmap_id, seq FROM roadmap_events WHERE roadmap_id NOT IN (SELECT id FROM roadmaps) OR seq NOT IN "
        "(SELECT seq FROM journal)",
        "Event %2 is of roadmap %1; one of the two does not exist."},
    Orphans{"SELECT thing_id, seq FROM roadmap_words WHERE roadmap_id NOT IN (SELECT id FROM roadmaps) OR seq NOT IN "
            "(SELECT seq FROM journal)",
            "Event %2 holds words of %1 in a roadmap; one of the two does not exist."},
    Orphans{
        "SELECT roadmap_id, count(*) FROM text_changes GROUP BY roadmap_id HAVING roadmap_id NOT IN (SELECT id FROM "
        "roadmaps) OR count(*) <> max(version) OR min(version) <> 1",
        "The text of roadmap %1 has %2 changes: one is missing, or the roadmap does not exist."},
    Orphans{"SELECT roadmap_id, version FROM text_snapshots s WHERE NOT EXISTS (SELECT 1 FROM text_changes c WHERE "
            "c.roadmap_id = s.roadmap_id AND c.version = s.version)",
            "There is a snapshot of version %2 of the text of roadmap %1, which it never reached."},
    Orphans{
        "SELECT id, wording_seq FROM gatherings WHERE channel_id NOT IN (SELECT id FROM channels) OR wording_seq NOT "
        "IN (SELECT seq FROM journal)",
        "Gathering %1 has its words from event %2; that, or its channel, does not exist."},
    Orphans{
        "SELECT gathering_id, member_id FROM gathering_answers WHERE gathering_id NOT IN (SELECT id FROM gatherings) "
        "OR member_id NOT IN (SELECT id FROM members)",
        "Member %2 has answered to gathering %1; one of the two does not exist."},
    Orphans{"SELECT gathering_id, member_id FROM evaluations WHERE gathering_id NOT IN (SELECT id FROM gatherings) OR "
            "member_id NOT IN (SELECT id FROM members) OR seq NOT IN (SELECT seq FROM journal) OR (answer_id <> 0 AND "
            "answer_id NOT IN (SELECT answer_id FROM evaluation_words))",
            "Gathering %1 was evaluated by member %2: one of the two, or what was said, does not exist."},
    Orphans{"SELECT answer_id, seq FROM evaluation_words WHERE gathering_id NOT IN (SELECT id FROM gatherings) OR seq "
            "NOT IN (SELECT seq FROM journal)",
            "Words %1 of an evaluation are in event %2; that, or the gathering, does not exist."},
    Orphans{
        "SELECT id, gathering_id FROM workshops WHERE gathering_id NOT IN (SELECT id FROM gatherings) OR channel_id "
        "NOT IN (SELECT id FROM channels)",
        "Workshop %1 is of gathering %2; that, or its channel, does not exist."},
    Orphans{"SELECT id, workshop_id FROM workshop_sentences WHERE workshop_id NOT IN (SELECT id FROM workshops) OR "
            "(theme_id <> 0 AND theme_id NOT IN (SELECT id FROM themes))",
            "Sentence %1 is of workshop %2; that, or its theme, does not exist."},
    Orphans{"SELECT member_id, gathering_id FROM notebook WHERE member_id NOT IN (SELECT id FROM members) OR "
            "(gathering_id <> 0 AND gathering_id NOT IN (SELECT id FROM gatherings))",
            "An entry of the notebook of member %1 is about gathering %2; one of the two does not exist."},
    Orphans{"SELECT id, message_id FROM quotes WHERE message_id NOT IN (SELECT id FROM messages) OR author_id NOT IN "
            "(SELECT id FROM members) OR id NOT IN (SELECT seq FROM journal) OR author_seq NOT IN (SELECT seq FROM "
            "journal)",
            "Quote %1 is of message %2: that, its author, or what asked for it, does not exist."},
    Orphans{"SELECT id, channel_id FROM dossiers WHERE channel_id NOT IN (SELECT id FROM channels) OR id NOT IN "
            "(SELECT seq FROM journal)",
            "Dossier %1 lies in channel %2; one of the two does not exist."},
    Orphans{"SELECT dossier_id, 0 FROM dossier_bases WHERE dossier_id NOT IN (SELECT id FROM dossiers)",
            "There is what stands behind dossier %1, which does not exist."},
    // Words of evaluations were told to one member, and to the backstage.
    Orphans{
        "SELECT thing_id, 0 FROM pending_scrubs WHERE thing_id <> 0 AND thing_id NOT IN (SELECT id FROM messages WHERE "
        "redacted = 1) AND thing_id NOT IN (SELECT thing_id FROM round_texts) AND thing_id NOT IN (SELECT thing_id "
        "FROM "
        "roadmap_words) AND thing_id NOT IN (SELECT seq FROM roadmap_events) AND thing_id NOT IN (SELECT id "
        "FROM workshop_sentences WHERE withdrawn = 1) AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = thing_id "
        "AND (j.member_id <> 0 OR j.channel_id IN (SELECT id FROM channels WHERE kind = 10)))",
        "Message %1 waits for its words to be removed but is not erased."},
};

std::string filled(std::string sentence, std::uint64_t first, std::uint64_t second) {
  sentence.replace(sentence.find("%1"), 2, std::to_string(first));
  if (const auto at = sentence.find("%2"); at != std::string::npos) sentence.replace(at, 2, std::to_string(second));
  return sentence;
}

}  // namespace

void check_tables(Connection& db, Findings& findings) {
  Transaction transaction(db, Transaction::Kind::read);
  std::uint64_t done = 0;
  for (const Orphans& orphans : orphan_queries) {
    for (auto rows = db.query(orphans.sql); rows.step();)
      findings.add(filled(orphans.sentence, rows.id(0), rows.id(1)));
    findings.progress(++done, orphan_queries.size());
  }
}

}  // namespace ramure::storage
