// Threads as a list shows them. Of a thread that is older than one's entry only the title is known, and stays so.
#include <algorithm>

#include "client-cli/state/reduce.hpp"

namespace ramure::cli {

namespace {

// The channel, if its list of threads is known and does not hold this event yet.
const ChannelRow* growing_channel(const Picture& picture, const v1::Event& event) {
  const auto found = picture.channels.find(event.channel_id());
  if (found == picture.channels.end() || !found->second.is_loaded) return nullptr;
  return event.seq() > found->second.as_of_seq ? &found->second : nullptr;
}

void open_thread(Picture& picture, const v1::Event& event) {
  if (growing_channel(picture, event) == nullptr || picture.threads.contains(event.seq())) return;
  const v1::ThreadOpened& opened = event.thread_opened();
  auto& row = picture.threads[event.seq()];
  row.as_of_seq = event.seq();
  v1::Thread& thread = row.thing;
  thread.set_id(event.seq());
  thread.set_channel_id(event.channel_id());
  thread.set_kind(opened.kind());
  thread.set_title(opened.title());
  thread.set_theme_id(opened.theme_id());
  thread.set_territory_id(opened.territory_id());
  thread.set_author_id(event.actor_id());
  thread.set_opened_at_ms(event.at_ms());
  thread.set_last_activity_at_ms(event.at_ms());
  *thread.mutable_tags() = opened.tags();
  if (opened.has_obstacle()) *thread.mutable_obstacle() = opened.obstacle();
}

void edit_summary(v1::Thread& thread, const v1::Event& event) {
  v1::Summary& summary = *thread.mutable_summary();
  summary = event.summary_edited().summary();
  if (summary.author_id() == 0) summary.set_author_id(event.actor_id());
  if (summary.at_ms() == 0) summary.set_at_ms(event.at_ms());
}

// The card's wording; what became of the obstacle stays.
void edit_card(v1::Thread& thread, const v1::ObstacleEdited& edited) {
  v1::Obstacle card = edited.card();
  card.set_scope(thread.obstacle().scope());
  card.set_status(thread.obstacle().status());
  card.set_outcome(thread.obstacle().outcome());
  *thread.mutable_obstacle() = std::move(card);
}

// What worked is told of what was lifted or bypassed, and survives the archive.
void change_status(v1::Thread& thread, const v1::ObstacleStatusChanged& changed) {
  const bool tells = changed.to() == v1::OBSTACLE_STATUS_LIFTED || changed.to() == v1::OBSTACLE_STATUS_BYPASSED;
  v1::Obstacle& card = *thread.mutable_obstacle();
  card.set_status(changed.to());
  if (tells) card.set_outcome(changed.outcome());
  if (!tells && changed.to() != v1::OBSTACLE_STATUS_ARCHIVED) card.clear_outcome();
}

void add_message(v1::Thread& thread, const v1::Event& event) {
  thread.set_last_message_id(event.seq());
  thread.set_last_activity_at_ms(event.at_ms());
  const std::uint64_t author_id = event.actor_id();
  if (author_id == 0 || thread.title_only()) return;
  const auto& participants = thread.participant_ids();
  if (std::find(participants.begin(), participants.end(), author_id) == participants.end()) {
    thread.add_participant_ids(author_id);
  }
}

void note_authorship(v1::Thread& thread, const v1::AuthorshipNoted& noted) {
  if (noted.message_id() != 0) return;
  thread.set_author_id(noted.author_id());
  thread.set_territory_id(noted.territory_id());
}

// It leads on to the thread that it was merged into, or stands for itself again.
void lead_on(v1::Thread& thread, const v1::Event& event) {
  const std::uint64_t into_id = event.thread_merged().into_id();
  thread.set_archived(into_id != 0);
  thread.set_merged_into_id(into_id);
  thread.set_merged_at_ms(into_id != 0 ? event.at_ms() : 0);
}

std::uint64_t thread_of(const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kThreadRetitled: return event.thread_retitled().thread_id();
    case v1::Event::kThreadRethemed: return event.thread_rethemed().thread_id();
    case v1::Event::kThreadResolved: return event.thread_resolved().thread_id();
    case v1::Event::kThreadArchived: return event.thread_archived().thread_id();
    case v1::Event::kSummaryEdited: return event.summary_edited().thread_id();
    case v1::Event::kObstacleEdited: return event.obstacle_edited().thread_id();
    case v1::Event::kObstacleStatusChanged: return event.obstacle_status_changed().thread_id();
    case v1::Event::kThreadMerged: return event.thread_merged().thread_id();
    case v1::Event::kMessagePosted: return event.message_posted().thread_id();
    case v1::Event::kAuthorshipNoted: return event.authorship_noted().thread_id();
    default: return 0;
  }
}

// What a thread that shows its title only shows of itself.
void change_listed(v1::Thread& thread, const v1::Event& event) {
  if (event.has_thread_retitled()) thread.set_title(event.thread_retitled().title());
  if (event.has_thread_resolved()) thread.set_resolved(event.thread_resolved().resolved());
  if (event.has_thread_archived()) thread.set_archived(event.thread_archived().archived());
  if (event.has_thread_merged()) lead_on(thread, event);
  if (event.has_message_posted()) add_message(thread, event);
}

void change_shown(v1::Thread& thread, const v1::Event& event) {
  if (event.has_thread_rethemed()) thread.set_theme_id(event.thread_rethemed().theme_id());
  if (event.has_summary_edited()) edit_summary(thread, event);
  if (event.has_obstacle_edited()) edit_card(thread, event.obstacle_edited());
  if (event.has_obstacle_status_changed()) change_status(thread, event.obstacle_status_changed());
  if (event.has_authorship_noted()) note_authorship(thread, event.authorship_noted());
}

}  // namespace

void reduce_thread(Picture& picture, std::uint64_t my_id, const v1::Event& event) {
  if (event.has_thread_opened()) {
    open_thread(picture, event);
    return;
  }
  const std::uint64_t thread_id = thread_of(event);
  if (thread_id == 0 || (event.has_authorship_noted() && event.authorship_noted().author_id() != my_id)) return;
  const auto found = picture.threads.find(thread_id);
  if (found == picture.threads.end()) {
    if (growing_channel(picture, event) != nullptr) picture.wants.threads.insert(thread_id);
    return;
  }
  auto& [thread, as_of_seq] = found->second;
  if (event.seq() <= as_of_seq) return;
  as_of_seq = event.seq();
  change_listed(thread, event);
  if (!thread.title_only()) change_shown(thread, event);
}

}  // namespace ramure::cli
