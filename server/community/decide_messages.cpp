// Posting, editing, erasing and marking messages.
#include "protocol/limits.hpp"
#include "server/community/access.hpp"
#include "server/community/choice.hpp"
#include "server/community/content.hpp"
#include "server/community/families.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

Checked check_message_kind(Asked& asked, const v1::PostMessage& command, const AccessedThread& place) {
  constexpr auto field = "post_message.kind";
  if (!v1::MessageKind_IsValid(command.kind())) return refuse::invalid(field, "it is not a kind of message");
  if (command.kind() == v1::MESSAGE_KIND_OBSTACLE) return refuse::invalid(field, "an obstacle is declared");
  if (command.kind() == v1::MESSAGE_KIND_MODERATION) return check_may(place, Act::moderate, field);
  if (is_of_choice(command.kind())) return check_choice(asked, command, place);
  return {};
}

Checked check_reply(Asked& asked, const v1::PostMessage& command) {
  constexpr auto field = "post_message.reply_to_id";
  if (command.reply_to_id() == 0) return {};
  auto answered = access_message(asked, command.reply_to_id(), field);
  if (!answered) return pass_on(answered);
  if (answered->thread.id != command.thread_id()) return refuse::invalid(field, "it is a message of another thread");
  return {};
}

Checked check_quote(Asked& asked, const v1::Quote& quote) {
  constexpr auto field = "post_message.quotes";
  auto quoted = access_message(asked, quote.message_id(), field);
  if (!quoted) return pass_on(quoted);
  if (quoted->message.redacted) return refuse::erased(field);
  if (quote.start() == 0 && quote.end() == 0) return {};
  if (quote.start() >= quote.end()) return refuse::invalid(field, "a range must end after it starts");
  const std::string body = asked.view.message_body(quote.message_id());
  if (!is_utf16_boundary(body, quote.start()) || !is_utf16_boundary(body, quote.end())) {
    return refuse::invalid(field, "a range must lie inside the quoted text, on whole characters");
  }
  return {};
}

Checked check_quotes(Asked& asked, const v1::PostMessage& command) {
  if (static_cast<std::size_t>(command.quotes_size()) > limits::quotes_max) {
    return refuse::too_large("post_message.quotes", limits::quotes_max, "quotes");
  }
  for (const v1::Quote& quote : command.quotes()) {
    if (auto checked = check_quote(asked, quote); !checked) return checked;
  }
  return {};
}

Checked check_post(Asked& asked, const v1::PostMessage& command, const AccessedThread& place) {
  constexpr auto field = "post_message.thread_id";
  if (auto checked = check_may(place, Act::post, field); !checked) return checked;
  if (auto checked = check_open(place, field); !checked) return checked;
  if (auto checked = check_message_kind(asked, command, place); !checked) return checked;
  const bool has_files = command.upload_ids_size() > 0;
  if (auto checked = check_words("post_message.body", command.body(), has_files); !checked) return checked;
  if (auto checked = check_reply(asked, command); !checked) return checked;
  return check_quotes(asked, command);
}

Checked check_edit(Asked& asked, const v1::EditMessage& command, const AccessedMessage& place) {
  constexpr auto field = "edit_message.message_id";
  if (auto checked = check_may(place, Act::post, field); !checked) return checked;
  if (!place.is_own) return refuse::forbidden(field, "only the author may change a message");
  if (auto checked = check_open(place, field); !checked) return checked;
  if (place.message.redacted) return refuse::erased(field);
  const bool has_files = asked.view.has_attachments(command.message_id());
  if (auto checked = check_words("edit_message.body", command.body(), has_files); !checked) return checked;
  if (command.version() != place.message.version) {
    return refuse::conflict("edit_message.version", place.message.version);
  }
  return {};
}

// What is done to a message by somebody who writes here; the erased one can only lose what it still has.
Checked check_mark(const AccessedMessage& place, Act act, bool adds, std::string_view field) {
  if (auto checked = check_may(place, act, field); !checked) return checked;
  if (auto checked = check_open(place, field); !checked) return checked;
  if (adds && place.message.redacted) return refuse::erased(field);
  return {};
}

// An author who is not shown in the message is not shown in what he does to it either.
std::uint64_t author_shown(const Asked& asked, const AccessedMessage& place) {
  return place.is_own && place.message.author_hidden ? 0 : asked.me.id;
}

}  // namespace

// Under the author's name, also on a thread that he opened « sans nom de territoire »: only that thread and its first
// message are unsigned.
Decided post_message(Asked& asked, const v1::PostMessage& command) {
  auto place = access_thread(asked, command.thread_id(), "post_message.thread_id");
  if (!place) return pass_on(place);
  if (auto checked = check_post(asked, command, *place); !checked) return pass_on(checked);
  auto mentions = draw_mentions(asked, "post_message.body", place->channel.id, command.body());
  if (!mentions) return pass_on(mentions);
  auto files = access_uploads(asked, "post_message.upload_ids", command.upload_ids());
  if (!files) return pass_on(files);

  Announcer announce(asked);
  v1::MessagePosted& posted = *announce.to_channel(place->channel.id).mutable_message_posted();
  posted.set_thread_id(command.thread_id());
  const bool is_plain = command.kind() == v1::MESSAGE_KIND_UNSPECIFIED;
  posted.set_kind(is_plain ? v1::MESSAGE_KIND_MESSAGE : command.kind());
  posted.set_body(command.body());
  *posted.mutable_quotes() = command.quotes();
  posted.set_reply_to_id(command.reply_to_id());
  posted.mutable_mention_ids()->Add(mentions->begin(), mentions->end());
  *posted.mutable_attachments() = std::move(*files);
  if (command.kind() == v1::MESSAGE_KIND_DECISION) {
    v1::ThreadResolved& resolved = *announce.to_channel(place->channel.id).mutable_thread_resolved();
    resolved.set_thread_id(command.thread_id());
    resolved.set_resolved(true);
  }
  Decision decision = announce.decision();
  decision.clears_draft_of_thread_id = command.thread_id();
  decision.uses_upload_ids.assign(command.upload_ids().begin(), command.upload_ids().end());
  return decision;
}

Decided edit_message(Asked& asked, const v1::EditMessage& command) {
  auto place = access_message(asked, command.message_id(), "edit_message.message_id");
  if (!place) return pass_on(place);
  if (auto checked = check_edit(asked, command, *place); !checked) return pass_on(checked);
  if (asked.view.message_body(command.message_id()) == command.body()) {
    return refuse::already_done("edit_message.body");
  }
  auto mentions = draw_mentions(asked, "edit_message.body", place->channel.id, command.body());
  if (!mentions) return pass_on(mentions);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, command.message_id());
  event.set_actor_id(author_shown(asked, *place));
  v1::MessageEdited& edited = *event.mutable_message_edited();
  edited.set_message_id(command.message_id());
  edited.set_thread_id(place->thread.id);
  edited.set_body(command.body());
  edited.mutable_mention_ids()->Add(mentions->begin(), mentions->end());
  edited.set_version(place->message.version + 1);
  return announce.decision();
}

// One's own words can be taken back wherever one still reads them: also in an archived thread, also without the right
// to write any more.
Decided redact_message(Asked& asked, const v1::RedactMessage& command) {
  constexpr auto field = "redact_message.message_id";
  auto place = access_message(asked, command.message_id(), field);
  if (!place) return pass_on(place);
  if (!place->is_own) {
    if (auto checked = check_may(*place, Act::moderate, field); !checked) return pass_on(checked);
  }
  if (place->message.redacted) return refuse::already_done(field);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, command.message_id());
  event.set_actor_id(author_shown(asked, *place));
  event.mutable_message_redacted()->set_message_id(command.message_id());
  event.mutable_message_redacted()->set_thread_id(place->thread.id);
  return announce.decision();
}

Decided react(Asked& asked, const v1::React& command) {
  auto place = access_message(asked, command.message_id(), "react.message_id");
  if (!place) return pass_on(place);
  auto checked = check_mark(*place, Act::post, command.added(), "react.message_id");
  if (!checked) return pass_on(checked);
  auto named = check_line("react.name", command.name(), 1, limits::reaction_bytes_max);
  if (!named) return pass_on(named);
  if (asked.view.has_reacted(command.message_id(), command.name(), asked.me.id) == command.added()) {
    return refuse::already_done("react.name");
  }
  const bool is_new_name = command.added() && !asked.view.reaction_in_use(command.message_id(), command.name());
  if (is_new_name && asked.view.reaction_names(command.message_id()) >= limits::reactions_per_message_max) {
    return refuse::too_large("react.name", limits::reactions_per_message_max, "different reactions");
  }

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, command.message_id());
  v1::ReactionChanged& changed = *event.mutable_reaction_changed();
  changed.set_message_id(command.message_id());
  changed.set_thread_id(place->thread.id);
  changed.set_name(command.name());
  changed.set_added(command.added());
  return announce.decision();
}

Decided pin_message(Asked& asked, const v1::PinMessage& command) {
  constexpr auto field = "pin_message.message_id";
  auto place = access_message(asked, command.message_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_mark(*place, Act::keep_order, command.pinned(), field); !checked) return pass_on(checked);
  if (place->message.pinned == command.pinned()) return refuse::already_done(field);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, command.message_id());
  event.mutable_message_pinned()->set_message_id(command.message_id());
  event.mutable_message_pinned()->set_thread_id(place->thread.id);
  event.mutable_message_pinned()->set_pinned(command.pinned());
  return announce.decision();
}

Decided keep_message(Asked& asked, const v1::KeepMessage& command) {
  constexpr auto field = "keep_message.message_id";
  auto place = access_message(asked, command.message_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_mark(*place, Act::post, command.kept(), field); !checked) return pass_on(checked);
  if (place->message.kept == command.kept()) return refuse::already_done(field);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, command.message_id());
  event.mutable_message_kept()->set_message_id(command.message_id());
  event.mutable_message_kept()->set_thread_id(place->thread.id);
  event.mutable_message_kept()->set_kept(command.kept());
  return announce.decision();
}

}  // namespace ramure::community
