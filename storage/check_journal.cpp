#include <google/protobuf/message.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "protocol/limits.hpp"
#include "ramure/v1/events.pb.h"
#include "storage/asking.hpp"
#include "storage/check_parts.hpp"
#include "storage/erase.hpp"
#include "storage/query_rounds.hpp"

namespace ramure::storage {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Which table a field of the protocol points into. A field whose name is not here names no thing.
enum class Table {
  members,
  channels,
  themes,
  territories,
  threads,
  messages,
  rounds,
  contributions,
  roadmaps,
  roadmap_words,
  gatherings,
  evaluation_answers,
  workshops,
  sentences
};

const std::unordered_map<std::string_view, Table>& tables_by_field() {
  static const std::unordered_map<std::string_view, Table> all = {{"actor_id", Table::members},
                                                                  {"member_id", Table::members},
                                                                  {"member_ids", Table::members},
                                                                  {"author_id", Table::members},
                                                                  {"person_id", Table::members},
                                                                  {"mention_ids", Table::members},
                                                                  {"channel_id", Table::channels},
                                                                  {"theme_id", Table::themes},
                                                                  {"territory_id", Table::territories},
                                                                  {"thread_id", Table::threads},
                                                                  {"message_id", Table::messages},
                                                                  {"reply_to_id", Table::messages},
                                                                  {"published_from_id", Table::threads},
                                                                  {"from_thread_id", Table::threads},
                                                                  {"to_thread_id", Table::threads},
                                                                  {"into_id", Table::threads},
                                                                  {"message_ids", Table::messages},
                                                                  {"round_id", Table::rounds},
                                                                  {"source_thread_id", Table::threads},
                                                                  {"continues_round_id", Table::rounds},
                                                                  {"subject_id", Table::contributions},
                                                                  {"contribution_id", Table::contributions},
                                                                  {"facilitator_id", Table::members},
                                                                  {"deputy_id", Table::members},
                                                                  {"observer_id", Table::members},
                                                                  {"noted_by_id", Table::members},
                                                                  {"confided_to_id", Table::members},
                                                                  {"roadmap_id", Table::roadmaps},
                                                                  {"comment_id", Table::roadmap_words},
                                                                  {"suggestion_id", Table::roadmap_words},
                                                                  {"obstacle_thread_id", Table::threads},
                                                                  {"gathering_id", Table::gatherings},
                                                                  {"answer_id", Table::evaluation_answers},
                                                                  {"workshop_id", Table::workshops},
                                                                  {"sentence_id", Table::sentences}};
  return all;
}

std::optional<Table> table_of(const FieldDescriptor& field) {
  // What is said in a round answers what was said there; elsewhere a reply is to a message.
  const bool is_in_round = field.containing_type() == v1::Contribution::descriptor();
  if (is_in_round && field.name() == "reply_to_id") return Table::contributions;
  const auto found = tables_by_field().find(field.name());
  return found == tables_by_field().end() ? std::nullopt : std::optional(found->second);
}

class JournalCheck {
 public:
  JournalCheck(Connection& db, Findings& findings) : db_(db), findings_(findings) {}

  void check_row(const Statement& row) {
    const std::uint64_t seq = row.id(0);
    const std::string where = "Event " + std::to_string(seq);
    if (seq != last_seq_ + 1) {
      findings_.add("Events " + std::to_string(last_seq_ + 1) + " to " + std::to_string(seq - 1) + " are missing.");
    }
    last_seq_ = seq;
    findings_.expect(row.integer(4) >= last_at_ms_, "its time is before that of the event before it", where);
    last_at_ms_ = std::max(last_at_ms_, row.integer(4));
    const std::string_view payload = row.blob(5);
    if (!event_.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
      findings_.add(where + ": its payload does not parse.");
      return;
    }
    check_envelope(row, where);
    check_ids(event_, where);
    if (event_.has_round()) check_erased_in_round(event_.round(), where);
    if (event_.course().sentence_sorted().withdrawn()) {
      check_has_no_words(event_.course().sentence_sorted().sentence_id(), where);
    }
    if (event_.roadmap().has_words_erased()) check_has_no_words(event_.roadmap().words_erased().id(), where);
  }

 private:
  void check_envelope(const Statement& row, const std::string& where) {
    findings_.expect(event_.seq() == row.id(0), "the payload has another seq", where);
    findings_.expect(event_.channel_id() == row.id(1) && event_.member_id() == row.id(2),
                     "the payload has another audience", where);
    findings_.expect((row.id(1) == 0) != (row.id(2) == 0), "it has not exactly one audience", where);
    findings_.expect(event_.birth_seq() == row.id(3), "the payload has another birth", where);
    findings_.expect(row.id(3) >= 1 && row.id(3) <= row.id(0), "its birth is not between 1 and itself", where);
    findings_.expect(event_.at_ms() == row.integer(4), "the payload has another time", where);
    findings_.expect(event_.body_case() != v1::Event::BODY_NOT_SET, "it says nothing", where);
  }

  void check_ids(const Message& message, const std::string& where) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        check_inner(message, *field, where);
      } else if (const auto table = table_of(*field)) {
        const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
        for (int i = 0; i < count; ++i) {
          const std::uint64_t id = field->is_repeated() ? reflection.GetRepeatedUInt64(message, field, i)
                                                        : reflection.GetUInt64(message, field);
          if (!exists(*table, id)) {
            findings_.add(where + ": its " + field->name() + " " + std::to_string(id) + " names nothing that exists.");
          }
        }
      }
    }
  }

  void check_inner(const Message& message, const FieldDescriptor& field, const std::string& where) {
    const auto& reflection = *message.GetReflection();
    if (!field.is_repeated()) return check_ids(reflection.GetMessage(message, &field), where);
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
      check_ids(reflection.GetRepeatedMessage(message, &field, i), where);
    }
  }

  // What an event of a round says is erased holds no words, whichever event brought them.
  void check_erased_in_round(const v1::RoundEvent& event, const std::string& where) {
    if (event.has_contribution_erased()) {
      return check_has_no_words(event.contribution_erased().contribution_id(), where);
    }
    if (!event.has_round_cancelled() && !event.has_words_erased()) return;
    const auto& kept = event.words_erased().kept_ids();
    auto rows = db_.query("SELECT DISTINCT thing_id FROM round_texts WHERE round_id = ?", event.round_id());
    while (rows.step()) {
      const bool is_erased = rows.id(0) < event_.seq() && std::ranges::find(kept, rows.id(0)) == kept.end();
      if (is_erased) check_has_no_words(rows.id(0), where);
    }
  }

  void check_has_no_words(std::uint64_t thing_id, const std::string& where) {
    for (const v1::Event& event : events_with_words_of(db_, thing_id)) {
      findings_.add(where + ": event " + std::to_string(event.seq()) + " still holds words of " +
                    std::to_string(thing_id) + ", which it erases.");
    }
  }

  // In a practice round, and nowhere else.
  bool is_imaginary(std::uint64_t member_id) const { return event_.has_round() && limits::is_fictional(member_id); }

  bool exists(Table table, std::uint64_t id) {
    if (id == 0) return true;
    switch (table) {
      case Table::members: return is_imaginary(id) || db_.query("SELECT 1 FROM members WHERE id = ?", id).step();
      case Table::channels: return db_.query("SELECT 1 FROM channels WHERE id = ?", id).step();
      case Table::themes: return db_.query("SELECT 1 FROM themes WHERE id = ?", id).step();
      case Table::territories: return db_.query("SELECT 1 FROM territories WHERE id = ?", id).step();
      case Table::threads: return db_.query("SELECT 1 FROM threads WHERE id = ?", id).step();
      case Table::messages: return db_.query("SELECT 1 FROM messages WHERE id = ?", id).step();
      case Table::rounds: return db_.query("SELECT 1 FROM rounds WHERE id = ?", id).step();
      case Table::contributions: return db_.query("SELECT 1 FROM round_texts WHERE thing_id = ?", id).step();
      case Table::roadmaps: return db_.query("SELECT 1 FROM roadmaps WHERE id = ?", id).step();
      case Table::roadmap_words: return db_.query("SELECT 1 FROM roadmap_words WHERE thing_id = ?", id).step();
      case Table::gatherings: return db_.query("SELECT 1 FROM gatherings WHERE id = ?", id).step();
      case Table::evaluation_answers: return db_.query("SELECT 1 FROM evaluation_words WHERE answer_id = ?", id).step();
      case Table::workshops: return db_.query("SELECT 1 FROM workshops WHERE id = ?", id).step();
      case Table::sentences: return db_.query("SELECT 1 FROM workshop_sentences WHERE id = ?", id).step();
    }
    return false;
  }

  Connection& db_;
  Findings& findings_;
  v1::Event event_;
  std::uint64_t last_seq_ = 0;
  std::int64_t last_at_ms_ = 0;
};

void check_erased(Connection& db, Findings& findings) {
  auto rows = db.query(
      "SELECT v.message_id, j.seq, j.payload FROM messages m JOIN message_versions v ON v.message_id = m.id "
      "JOIN journal j ON j.seq = v.seq WHERE m.redacted = 1");
  v1::Event event;
  while (rows.step()) {
    const std::string_view payload = rows.blob(2);
    if (event.ParseFromArray(payload.data(), static_cast<int>(payload.size())) && clear_erasable(event)) {
      findings.add("Event " + std::to_string(rows.id(1)) + ": it still holds words of the erased message " +
                   std::to_string(rows.id(0)) + ".");
    }
  }
}

}  // namespace

void check_journal(Connection& db, Findings& findings) {
  Transaction transaction(db, Transaction::Kind::read);
  const std::uint64_t head = load_head_seq(db);
  JournalCheck check(db, findings);
  std::uint64_t done = 0;
  for (auto rows = db.query("SELECT seq, channel_id, member_id, birth_seq, at_ms, payload FROM journal ORDER BY seq");
       rows.step();) {
    check.check_row(rows);
    if (++done % 1'000 == 0) findings.progress(done, head);
  }
  findings.progress(head, head);
  check_erased(db, findings);
}

}  // namespace ramure::storage
