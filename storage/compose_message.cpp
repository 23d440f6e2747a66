#include "storage/compose.hpp"

namespace ramure::storage {

namespace {

// In order of first reaction; within one, in order of reaction.
void add_reactions(Connection& db, v1::Message& message) {
  auto rows = db.query("SELECT name, member_id FROM reactions WHERE message_id = ? ORDER BY seq", message.id());
  while (rows.step()) {
    v1::Reaction* reaction = nullptr;
    for (auto& known : *message.mutable_reactions()) {
      if (known.name() == rows.text(0)) reaction = &known;
    }
    if (reaction == nullptr) {
      reaction = message.add_reactions();
      reaction->set_name(std::string(rows.text(0)));
    }
    reaction->add_member_ids(rows.id(1));
  }
}

void add_words(Connection& db, const MessageLine& line, v1::Event posted, v1::Message& message) {
  v1::MessagePosted& body = *posted.mutable_message_posted();
  message.mutable_quotes()->Swap(body.mutable_quotes());
  message.mutable_attachments()->Swap(body.mutable_attachments());
  if (line.body_seq == line.id) {
    message.set_body(std::move(*body.mutable_body()));
    message.mutable_mention_ids()->Swap(body.mutable_mention_ids());
    return;
  }
  v1::Event edited = load_event(db, line.body_seq);
  message.set_body(std::move(*edited.mutable_message_edited()->mutable_body()));
  message.mutable_mention_ids()->Swap(edited.mutable_message_edited()->mutable_mention_ids());
}

}  // namespace

v1::Message compose_message(Asking& asking, const MessageLine& line, const ThreadLine& thread) {
  v1::Message message;
  message.set_id(line.id);
  message.set_thread_id(line.thread_id);
  message.set_channel_id(thread.channel_id);
  message.set_author_id(asking.shown_author(line.author_id, line.author_hidden));
  message.set_posted_at_ms(line.posted_at_ms);
  message.set_kind(line.kind);
  message.set_version(line.version);
  message.set_edited_at_ms(line.edited_at_ms);
  message.set_redacted(line.redacted);
  message.set_pinned(line.pinned);
  message.set_kept(line.kept_seq != 0);
  message.set_moved_from_id(line.moved_from_id);
  v1::Event posted = load_event(asking.db(), line.id);
  message.set_reply_to_id(posted.message_posted().reply_to_id());
  if (!line.redacted) add_words(asking.db(), line, std::move(posted), message);
  add_reactions(asking.db(), message);
  return message;
}

}  // namespace ramure::storage
