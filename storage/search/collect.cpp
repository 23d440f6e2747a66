#include "storage/search/index.hpp"

namespace ramure::storage {

namespace {

void add_line(std::string& text, const std::string& line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

// The card in one text, in the order in which it is shown.
std::string card_text(const v1::Obstacle& card) {
  std::string text;
  add_line(text, card.context());
  for (const auto& tried : card.tried()) add_line(text, tried);
  add_line(text, card.effects());
  add_line(text, card.help_wanted());
  for (const auto& actors : card.actors_concerned()) add_line(text, actors);
  return text;
}

void collect_opening(const v1::Event& event, SearchBatch& batch) {
  const v1::ThreadOpened& opened = event.thread_opened();
  const std::uint64_t id = event.seq();
  batch.documents.push_back({id, id, event.channel_id(), event.birth_seq(), event.actor_id(), event.at_ms()});
  batch.wordings.push_back({id, Field::title, opened.title()});
  ThreadFacts facts{
      .id = id, .kind = opened.kind(), .theme_id = opened.theme_id(), .territory_id = opened.territory_id()};
  if (opened.has_obstacle()) {
    facts.status = opened.obstacle().status();
    batch.wordings.push_back({id, Field::card, card_text(opened.obstacle())});
    batch.wordings.push_back({id, Field::outcome, opened.obstacle().outcome()});
  }
  batch.threads.push_back(facts);
}

void collect_message(const v1::Event& event, SearchBatch& batch) {
  const v1::MessagePosted& posted = event.message_posted();
  const std::uint64_t id = event.seq();
  batch.documents.push_back(
      {id, posted.thread_id(), event.channel_id(), event.birth_seq(), event.actor_id(), event.at_ms()});
  batch.wordings.push_back({id, Field::body, posted.body()});
}

void collect_moves(const v1::MessagesMoved& moved, SearchBatch& batch) {
  for (const std::uint64_t id : moved.message_ids()) batch.moves.push_back({id, moved.to_thread_id()});
}

}  // namespace

void collect(const v1::Event& event, SearchBatch& batch) {
  switch (event.body_case()) {
    case v1::Event::kThreadOpened: return collect_opening(event, batch);
    case v1::Event::kThreadRetitled:
      return batch.wordings.push_back(
          {event.thread_retitled().thread_id(), Field::title, event.thread_retitled().title()});
    case v1::Event::kThreadRethemed:
      return batch.threads.push_back(
          {.id = event.thread_rethemed().thread_id(), .theme_id = event.thread_rethemed().theme_id()});
    case v1::Event::kThreadResolved:
      return batch.threads.push_back(
          {.id = event.thread_resolved().thread_id(), .resolved = event.thread_resolved().resolved()});
    case v1::Event::kThreadArchived:
      return batch.threads.push_back(
          {.id = event.thread_archived().thread_id(), .archived = event.thread_archived().archived()});
    case v1::Event::kSummaryEdited:
      return batch.wordings.push_back(
          {event.summary_edited().thread_id(), Field::summary, event.summary_edited().summary().text()});
    case v1::Event::kObstacleEdited:
      return batch.wordings.push_back(
          {event.obstacle_edited().thread_id(), Field::card, card_text(event.obstacle_edited().card())});
    case v1::Event::kObstacleStatusChanged: {
      const v1::ObstacleStatusChanged& changed = event.obstacle_status_changed();
      batch.threads.push_back({.id = changed.thread_id(), .status = changed.to()});
      if (!changed.outcome().empty())
        batch.wordings.push_back({changed.thread_id(), Field::outcome, changed.outcome()});
      return;
    }
    case v1::Event::kMessagesMoved: return collect_moves(event.messages_moved(), batch);
    case v1::Event::kThreadMerged:
      return batch.threads.push_back(
          {.id = event.thread_merged().thread_id(), .archived = event.thread_merged().into_id() != 0});
    case v1::Event::kMessagePosted: return collect_message(event, batch);
    case v1::Event::kMessageEdited:
      return batch.wordings.push_back(
          {event.message_edited().message_id(), Field::body, event.message_edited().body()});
    case v1::Event::kMessageRedacted: return batch.erased_ids.push_back(event.message_redacted().message_id());
    default: return;  // nothing that is searched
  }
}

}  // namespace ramure::storage
