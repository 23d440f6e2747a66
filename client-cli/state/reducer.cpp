#include "client-cli/state/reducer.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "client-cli/state/reduce.hpp"

namespace ramure::cli {

void reduce_event(Picture& picture, std::uint64_t my_id, const v1::Event& event) {
  reduce_people(picture, event);
  reduce_directory(picture, event);
  reduce_places(picture, event);
  reduce_thread(picture, my_id, event);
  reduce_message(picture, event);
  reduce_move(picture, event);
}

// An entry is named by 16 bytes: two numbers hold them.
static PrivateKey key_of(const v1::NotebookEntry& entry) {
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), entry.entry_key().data(), std::min(sizeof halves, entry.entry_key().size()));
  return {v1::PrivateRow::kNotebookEntry, halves[0], halves[1]};
}

PrivateKey key_of(const v1::PrivateRow& row) {
  switch (row.row_case()) {
    case v1::PrivateRow::kReadCursor: return {row.row_case(), row.read_cursor().thread_id(), 0};
    case v1::PrivateRow::kDraft: return {row.row_case(), row.draft().thread_id(), row.draft().channel_id()};
    case v1::PrivateRow::kFollowing: return {row.row_case(), row.following().thread_id(), row.following().channel_id()};
    case v1::PrivateRow::kBookmark: return {row.row_case(), row.bookmark().message_id(), 0};
    case v1::PrivateRow::kAcceptance: return {row.row_case(), row.acceptance().kind(), 0};
    case v1::PrivateRow::kNotebookEntry: return key_of(row.notebook_entry());
    default: return {row.row_case(), 0, 0};
  }
}

void State::load(const v1::Welcome& welcome) {
  awaited_ = 0;
  recent_.clear();
  if (welcome.epoch_changed() || welcome.has_snapshot()) picture_ = {};
  epoch_ = welcome.epoch();
  me_ = welcome.me();
  community_ = welcome.community();
  if (welcome.has_snapshot()) load_snapshot(welcome.snapshot(), welcome.resume_seq());
  cursor_seq_ = welcome.resume_seq();
  for (const v1::PrivateRow& row : welcome.private_rows()) take_private(row);
  private_revision_ = welcome.private_revision();
}

void State::take(const v1::ServerFrame& frame) {
  if (frame.has_welcome()) load(frame.welcome());
  for (const v1::Event& event : frame.events()) reduce(event);
  cursor_seq_ = std::max(cursor_seq_, frame.through_seq());
  for (const v1::PrivateRow& row : frame.private_rows()) take_private(row);
  private_revision_ = std::max(private_revision_, frame.private_revision());
}

void State::reduce(const v1::Event& event) {
  if (event.seq() <= cursor_seq_) return;
  cursor_seq_ = event.seq();
  if (awaited_ > 0) recent_.push_back(event);
  reduce_event(picture_, me_.id(), event);
  const auto me = picture_.members.find(me_.id());
  if (event.member_edited().member_id() == me_.id() && me != picture_.members.end()) me_ = me->second.thing;
}

void State::answer(const v1::Query& query, const v1::Answer& answer, std::uint64_t as_of_seq) {
  if (answer.has_snapshot() && query.get_snapshot().directory_after_id() != 0) {
    load_directory_page(query.get_snapshot(), answer.snapshot(), as_of_seq);
  } else if (answer.has_snapshot()) {
    load_snapshot(answer.snapshot(), as_of_seq);
  }
  if (answer.has_channel()) load_channel(answer.channel(), as_of_seq);
  if (answer.has_history()) load_history(query.get_history(), answer.history(), as_of_seq);
  if (answer.has_thread()) {
    const v1::Thread& thread = answer.thread().row().thread();
    picture_.threads[thread.id()] = {.thing = thread, .as_of_seq = as_of_seq};
    picture_.wants.threads.erase(thread.id());
  }
  for (const v1::Event& event : recent_) reduce_event(picture_, me_.id(), event);
  end_asking();
}

void State::give_up(const v1::Query& query) {
  if (query.has_get_snapshot()) picture_.wants.directory_after_id = 0;
  if (query.has_get_channel()) picture_.wants.channels.erase(query.get_channel().channel_id());
  if (query.has_get_thread()) picture_.wants.threads.erase(query.get_thread().thread_id());
  if (query.has_get_history()) picture_.wants.histories.erase(query.get_history().thread_id());
  end_asking();
}

void State::end_asking() {
  if (awaited_ > 0 && --awaited_ == 0) recent_.clear();
}

void State::load_snapshot(const v1::Snapshot& snapshot, std::uint64_t as_of_seq) {
  auto private_rows = std::move(picture_.private_rows);
  picture_ = {};
  picture_.private_rows = std::move(private_rows);
  picture_.directory_as_of_seq = as_of_seq;
  for (const v1::Channel& channel : snapshot.channels()) {
    picture_.channels[channel.id()] = {.channel = channel, .membership = {}, .as_of_seq = as_of_seq, .is_loaded = true};
  }
  for (const v1::Membership& membership : snapshot.memberships()) {
    picture_.channels[membership.channel_id()].membership = membership;
  }
  for (const v1::Member& member : snapshot.members())
    picture_.members[member.id()] = {.thing = member, .as_of_seq = as_of_seq};
  for (const v1::Territory& territory : snapshot.territories())
    picture_.territories[territory.id()] = {.thing = territory, .as_of_seq = as_of_seq};
  for (const v1::Theme& theme : snapshot.themes())
    picture_.themes[theme.id()] = {.thing = theme, .as_of_seq = as_of_seq};
  for (const v1::Thread& thread : snapshot.threads())
    picture_.threads[thread.id()] = {.thing = thread, .as_of_seq = as_of_seq};
  picture_.word = {.word = snapshot.word(), .channel_id = 0, .as_of_seq = as_of_seq};
  for (const v1::Channel& channel : snapshot.channels()) {
    if (channel.kind() == v1::CHANNEL_KIND_PLENARY) picture_.word.channel_id = channel.id();
  }
  picture_.wants.directory_after_id = snapshot.more_directory() ? directory_id : 0;
}

// What is held already may be shorter, or newer.
void State::load_directory_page(const v1::GetSnapshot& query, const v1::Snapshot& page, std::uint64_t as_of_seq) {
  if (query.directory_after_id() != picture_.wants.directory_after_id) return;  // of a picture that is gone
  std::uint64_t last_id = query.directory_after_id();
  const auto take = [&](auto& rows, const auto& thing) {
    last_id = std::max(last_id, thing.id());
    auto& row = rows[thing.id()];
    if (row.as_of_seq <= as_of_seq) row = {.thing = thing, .as_of_seq = as_of_seq};
  };
  for (const v1::Territory& territory : page.territories()) {
    take_territory(picture_, territory, as_of_seq);
    take(picture_.territories, territory);
  }
  for (const v1::Member& member : page.members()) take(picture_.members, member);
  for (const v1::Theme& theme : page.themes()) take(picture_.themes, theme);
  picture_.wants.directory_after_id = page.more_directory() ? last_id : 0;
}

void State::load_channel(const v1::ChannelAnswer& answer, std::uint64_t as_of_seq) {
  const std::uint64_t channel_id = answer.channel().id();
  drop_channel_contents(picture_, channel_id, as_of_seq + 1);
  picture_.channels[channel_id] = {
      .channel = answer.channel(), .membership = answer.membership(), .as_of_seq = as_of_seq, .is_loaded = true};
  for (const v1::Thread& thread : answer.threads())
    picture_.threads[thread.id()] = {.thing = thread, .as_of_seq = as_of_seq};
  picture_.wants.channels.erase(channel_id);
  // With the plenary comes the word of its facilitators.
  if (answer.channel().kind() == v1::CHANNEL_KIND_PLENARY && picture_.word.channel_id == 0)
    picture_.wants.snapshot = true;
}

void State::load_history(const v1::GetHistory& query, const v1::History& answer, std::uint64_t as_of_seq) {
  picture_.wants.histories.erase(query.thread_id());
  const auto thread = picture_.threads.find(query.thread_id());
  if (thread == picture_.threads.end()) return;  // the channel was left meanwhile
  HistoryRow& history = picture_.histories[query.thread_id()];
  history = {.channel_id = thread->second.thing.channel_id(),
             .as_of_seq = as_of_seq,
             .more_before = answer.more_before(),
             .more_after = answer.more_after(),
             .older_hidden = answer.older_hidden(),
             .messages = {}};
  for (const v1::Message& message : answer.messages()) history.messages[message.id()] = message;
}

void State::take_private(const v1::PrivateRow& row) {
  v1::PrivateRow& held = picture_.private_rows[key_of(row)];
  if (row.revision() > held.revision()) held = row;
}

}  // namespace ramure::cli
