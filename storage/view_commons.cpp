// What the rules look at of the commons: how far a choice has come, what may be quoted, the community as a whole.
#include "storage/compose.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

google::protobuf::RepeatedPtrField<v1::Attachment> View::attachments(std::uint64_t message_id) {
  return load_event(connection_, message_id).message_posted().attachments();
}

std::optional<std::uint64_t> View::last_message_of_kind(std::uint64_t thread_id, v1::MessageKind kind) {
  auto row = connection_.query(
      "SELECT id FROM messages WHERE thread_id = ? AND kind = ? AND redacted = 0 ORDER BY id DESC LIMIT 1", thread_id,
      kind);
  return row.step() ? std::optional(row.id(0)) : std::nullopt;
}

std::optional<View::QuoteState> View::quote(std::uint64_t id) {
  auto row =
      connection_.query("SELECT id, message_id, author_id, answered_at_ms, allowed FROM quotes WHERE id = ?", id);
  if (!row.step()) return std::nullopt;
  return QuoteState{.id = row.id(0),
                    .message_id = row.id(1),
                    .author_id = row.id(2),
                    .answered_at_ms = row.integer(3),
                    .is_allowed = row.boolean(4)};
}

bool View::was_asked_to_quote(std::uint64_t message_id, std::string_view words) {
  auto rows = connection_.query("SELECT id FROM quotes WHERE message_id = ?", message_id);
  while (rows.step()) {
    if (load_event(connection_, rows.id(0)).course().quote_asked().words() == words) return true;
  }
  return false;
}

DossierSource View::dossier_source(std::int64_t written_since_ms) {
  return load_dossier_source(connection_, written_since_ms);
}

}  // namespace ramure::storage
