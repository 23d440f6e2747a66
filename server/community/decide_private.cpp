// Private state: rows of the asker alone. No events; the last writer wins. Whoever reads a thing may keep such rows of
// it, drafts apart: those are for people who may write there.
#include "protocol/limits.hpp"
#include "server/community/access.hpp"
#include "server/community/families.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

Decided keep_row(const v1::PrivateRow& row) {
  Decision decision;
  decision.private_rows.push_back(row);
  return decision;
}

// The cursor stays: what it says is overridden for moved messages alone, which have marks of their own.
Decided forget_marks(std::uint64_t thread_id, std::uint64_t read_up_to, const storage::MovedMarks& marks) {
  v1::PrivateRow row;
  row.mutable_read_cursor()->set_thread_id(thread_id);
  row.mutable_read_cursor()->set_read_up_to(read_up_to);
  Decided decided = keep_row(row);
  decided->forgets_marks = marks;
  return decided;
}

Decided move_read_cursor(std::uint64_t thread_id, std::uint64_t read_up_to) {
  v1::PrivateRow row;
  row.mutable_read_cursor()->set_thread_id(thread_id);
  row.mutable_read_cursor()->set_read_up_to(read_up_to);
  return keep_row(row);
}

// A readable message of this very thread.
Checked check_is_in_thread(Asked& asked, std::uint64_t message_id, std::uint64_t thread_id, std::string_view field) {
  auto message = access_message(asked, message_id, field);
  if (!message) return pass_on(message);
  if (message->thread.id != thread_id) return refuse::invalid(field, "it is a message of another thread");
  return {};
}

// Exactly one of a thread and a channel.
Checked check_one_place(std::uint64_t thread_id, std::uint64_t channel_id, std::string_view field) {
  if ((thread_id == 0) != (channel_id == 0)) return {};
  return refuse::invalid(field, "name a thread or a channel, and only one of them");
}

// A draft can always be thrown away.
Checked check_draft_place(Asked& asked, const v1::SaveDraft& command) {
  const bool throws_away = command.text().empty();
  if (command.thread_id() != 0) {
    constexpr auto field = "save_draft.thread_id";
    auto place = access_thread(asked, command.thread_id(), field);
    if (!place) return pass_on(place);
    if (throws_away) return {};
    if (auto checked = check_may(*place, Act::post, field); !checked) return checked;
    return check_open(*place, field);
  }
  constexpr auto field = "save_draft.channel_id";
  auto place = access_channel(asked, command.channel_id(), field);
  if (!place) return pass_on(place);
  if (throws_away || place->may(Act::declare)) return {};
  return check_may(*place, Act::open_thread, field);
}

}  // namespace

Decided mark_read(Asked& asked, const v1::MarkRead& command) {
  auto place = access_thread(asked, command.thread_id(), "mark_read.thread_id");
  if (!place) return pass_on(place);
  constexpr auto field = "mark_read.read_up_to";
  auto checked = check_is_in_thread(asked, command.read_up_to(), command.thread_id(), field);
  if (!checked) return pass_on(checked);
  const std::uint64_t read_up_to = asked.view.read_up_to(asked.me.id, command.thread_id());
  if (command.read_up_to() <= read_up_to) {
    const storage::MovedMarks unread{.thread_id = command.thread_id(), .through_id = command.read_up_to()};
    if (!asked.view.has_marks(asked.me.id, unread, false)) return refuse::already_done(field);
    return forget_marks(command.thread_id(), read_up_to, unread);
  }
  return move_read_cursor(command.thread_id(), command.read_up_to());
}

Decided mark_unread_from(Asked& asked, const v1::MarkUnreadFrom& command) {
  auto place = access_thread(asked, command.thread_id(), "mark_unread_from.thread_id");
  if (!place) return pass_on(place);
  constexpr auto field = "mark_unread_from.message_id";
  auto checked = check_is_in_thread(asked, command.message_id(), command.thread_id(), field);
  if (!checked) return pass_on(checked);
  const std::uint64_t read_up_to = asked.view.read_up_to(asked.me.id, command.thread_id());
  if (read_up_to < command.message_id()) {
    const storage::MovedMarks read{.thread_id = command.thread_id(), .first_id = command.message_id()};
    if (!asked.view.has_marks(asked.me.id, read, true)) return refuse::already_done(field);
    return forget_marks(command.thread_id(), read_up_to, read);
  }
  return move_read_cursor(command.thread_id(), command.message_id() - 1);
}

Decided save_draft(Asked& asked, const v1::SaveDraft& command) {
  auto named = check_one_place(command.thread_id(), command.channel_id(), "save_draft.thread_id");
  if (!named) return pass_on(named);
  if (auto checked = check_draft_place(asked, command); !checked) return pass_on(checked);
  auto checked = check_optional_text("save_draft.text", command.text(), limits::draft_bytes_max);
  if (!checked) return pass_on(checked);

  v1::PrivateRow row;
  v1::Draft& draft = *row.mutable_draft();
  draft.set_thread_id(command.thread_id());
  draft.set_channel_id(command.channel_id());
  draft.set_text(command.text());
  draft.set_saved_at_ms(asked.now);
  return keep_row(row);
}

Decided follow(Asked& asked, const v1::Follow& command) {
  auto named = check_one_place(command.thread_id(), command.channel_id(), "follow.thread_id");
  if (!named) return pass_on(named);
  if (command.thread_id() != 0) {
    if (auto place = access_thread(asked, command.thread_id(), "follow.thread_id"); !place) return pass_on(place);
  } else {
    if (auto place = access_channel(asked, command.channel_id(), "follow.channel_id"); !place) return pass_on(place);
  }
  if (!v1::FollowLevel_IsValid(command.level()) || command.level() == v1::FOLLOW_LEVEL_UNSPECIFIED) {
    return refuse::invalid("follow.level", "a level is required");
  }

  v1::PrivateRow row;
  v1::Following& following = *row.mutable_following();
  following.set_thread_id(command.thread_id());
  following.set_channel_id(command.channel_id());
  following.set_level(command.level());
  return keep_row(row);
}

Decided set_last_visit(Asked& asked, const v1::SetLastVisit& command) {
  if (command.seq() >= asked.next_seq) return refuse::invalid("set_last_visit.seq", "it is beyond the head");
  v1::PrivateRow row;
  row.mutable_last_visit()->set_seq(command.seq());
  row.mutable_last_visit()->set_at_ms(asked.now);
  return keep_row(row);
}

}  // namespace ramure::community
