// Messages of the histories that one has open.
#include <algorithm>

#include "client-cli/state/reduce.hpp"

namespace ramure::cli {

namespace {

v1::Message message_of(const v1::Event& event) {
  const v1::MessagePosted& posted = event.message_posted();
  v1::Message message;
  message.set_id(event.seq());
  message.set_thread_id(posted.thread_id());
  message.set_channel_id(event.channel_id());
  message.set_author_id(event.actor_id());
  message.set_posted_at_ms(event.at_ms());
  message.set_kind(posted.kind());
  message.set_body(posted.body());
  message.set_version(1);
  *message.mutable_quotes() = posted.quotes();
  message.set_reply_to_id(posted.reply_to_id());
  *message.mutable_mention_ids() = posted.mention_ids();
  *message.mutable_attachments() = posted.attachments();
  return message;
}

void edit(v1::Message& message, const v1::Event& event) {
  const v1::MessageEdited& edited = event.message_edited();
  message.set_body(edited.body());
  *message.mutable_mention_ids() = edited.mention_ids();
  message.set_version(edited.version());
  message.set_edited_at_ms(event.at_ms());
}

void redact(v1::Message& message) {
  message.set_redacted(true);
  message.clear_body();
  message.clear_quotes();
  message.clear_mention_ids();
  message.clear_attachments();
  message.clear_reactions();
  message.clear_pinned();
  message.clear_kept();
}

void react(v1::Message& message, const v1::Event& event) {
  const v1::ReactionChanged& changed = event.reaction_changed();
  auto& reactions = *message.mutable_reactions();
  auto reaction =
      std::find_if(reactions.begin(), reactions.end(), [&](const auto& r) { return r.name() == changed.name(); });
  if (changed.added()) {
    if (reaction == reactions.end()) {
      message.add_reactions()->set_name(changed.name());
      reaction = reactions.end() - 1;
    }
    reaction->add_member_ids(event.actor_id());
    return;
  }
  if (reaction == reactions.end()) return;
  auto& ids = *reaction->mutable_member_ids();
  ids.erase(std::remove(ids.begin(), ids.end(), event.actor_id()), ids.end());
  if (ids.empty()) reactions.erase(reaction);
}

struct Address {
  std::uint64_t thread_id = 0, message_id = 0;
};

Address address_of(const v1::Event& event) {
  const auto of = [](const auto& body) { return Address{body.thread_id(), body.message_id()}; };
  switch (event.body_case()) {
    case v1::Event::kMessagePosted: return {event.message_posted().thread_id(), event.seq()};
    case v1::Event::kMessageEdited: return of(event.message_edited());
    case v1::Event::kMessageRedacted: return of(event.message_redacted());
    case v1::Event::kReactionChanged: return of(event.reaction_changed());
    case v1::Event::kMessagePinned: return of(event.message_pinned());
    case v1::Event::kMessageKept: return of(event.message_kept());
    case v1::Event::kAuthorshipNoted: return of(event.authorship_noted());
    default: return {};
  }
}

void change(v1::Message& message, const v1::Event& event) {
  if (event.has_message_edited()) edit(message, event);
  if (event.has_message_redacted()) redact(message);
  if (event.has_reaction_changed()) react(message, event);
  if (event.has_message_pinned()) message.set_pinned(event.message_pinned().pinned());
  if (event.has_message_kept()) message.set_kept(event.message_kept().kept());
  if (event.has_authorship_noted()) message.set_author_id(event.authorship_noted().author_id());
}

}  // namespace

void reduce_message(Picture& picture, const v1::Event& event) {
  const Address address = address_of(event);
  const auto found = picture.histories.find(address.thread_id);
  if (address.message_id == 0 || found == picture.histories.end()) return;
  HistoryRow& history = found->second;
  if (event.seq() <= history.as_of_seq) return;
  history.as_of_seq = event.seq();
  if (event.has_message_posted()) {
    if (!history.more_after) history.messages.emplace(event.seq(), message_of(event));
  } else if (const auto message = history.messages.find(address.message_id); message != history.messages.end()) {
    change(message->second, event);
  }
}

}  // namespace ramure::cli
