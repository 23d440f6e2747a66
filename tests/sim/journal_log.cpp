#include "tests/sim/journal_log.hpp"

#include <algorithm>

#include "server/codev/decide.hpp"
#include "server/community/round_book.hpp"
#include "server/live/cursor.hpp"
#include "tests/sim/dice.hpp"

namespace ramure::sim {

void JournalLog::follow(storage::Reader& reader) {
  std::vector<storage::JournalRow> rows;
  reader.read_whole_journal(head_seq(), 100'000, rows);
  for (const storage::JournalRow& row : rows) take_in(row);
  roadmaps_.follow(reader);
}

void JournalLog::take_in(const storage::JournalRow& row) {
  if (row.seq != head_seq() + 1) throw Violation("the journal has a gap before " + std::to_string(row.seq));
  v1::Event event;
  if (!event.ParseFromString(row.payload)) throw Violation("a journal row does not parse");
  if (event.seq() != row.seq || event.channel_id() != row.channel_id || event.member_id() != row.member_id) {
    throw Violation("a journal row and its payload differ: " + event.ShortDebugString());
  }
  events_.push_back(
      {row.channel_id, row.member_id, row.birth_seq, event.message_posted().thread_id(), event.command_key()});
  note_key(event.command_key(), row.seq);
  if (live::ReadingChange change; live::reading_change(event, change)) changes_.push_back(change);
  if (event.has_message_redacted()) redacted_[event.message_redacted().message_id()] = row.seq;
  moves_seen_ += event.has_messages_moved() ? 1 : 0;
  for (const std::uint64_t id : event.messages_moved().message_ids()) {
    moves_[id][row.seq] = event.messages_moved().to_thread_id();
  }
  if (event.has_round()) take_in_round(event);
  if (event.has_course()) take_in_course(event);
  if (event.has_roadmap()) roadmaps_.take_in(event);
  if (event.roadmap().has_words_erased()) redacted_.try_emplace(event.roadmap().words_erased().id(), row.seq);
  if (event.has_thread_opened()) threads_.push_back(row.seq);
  if (event.has_message_posted()) messages_.push_back(row.seq);
  if (event.has_channel_opened()) channels_.push_back(row.seq);
  if (event.has_member_joined()) members_.push_back(row.seq);
}

void JournalLog::take_in_round(const v1::Event& event) {
  const v1::RoundEvent& body = event.round();
  auto& events = rounds_[body.round_id()];
  events.push_back(community::from_journal(event));
  if (body.has_contribution_erased()) redacted_.try_emplace(body.contribution_erased().contribution_id(), event.seq());
  if (!body.has_words_erased() && !body.has_round_cancelled()) return;
  const auto& kept = body.words_erased().kept_ids();
  for (const v1::RoundEvent& earlier : events) {
    const bool is_kept = std::ranges::find(kept, earlier.seq()) != kept.end();
    if (earlier.has_contribution_made() && !is_kept) redacted_.try_emplace(earlier.seq(), event.seq());
  }
}

void JournalLog::take_in_course(const v1::Event& event) {
  const v1::CourseEvent& body = event.course();
  if (body.has_gathering_planned()) gatherings_.push_back(event.seq());
  if (body.has_workshop_opened()) workshops_.push_back(event.seq());
  if (body.has_sentence_added()) sentences_.push_back(event.seq());
  if (body.sentence_sorted().withdrawn()) redacted_.try_emplace(body.sentence_sorted().sentence_id(), event.seq());
}

codev::Round JournalLog::round(std::uint64_t id, std::uint64_t through_seq) const {
  codev::Round round;
  const auto found = rounds_.find(id);
  if (found == rounds_.end()) return round;
  for (const v1::RoundEvent& event : found->second) {
    if (event.seq() <= through_seq) codev::apply(round, event);
  }
  return round;
}

std::vector<std::uint64_t> JournalLog::rounds() const {
  std::vector<std::uint64_t> ids;
  for (const auto& [id, events] : rounds_) ids.push_back(id);
  return ids;
}

void JournalLog::note_key(const std::string& key, std::uint64_t seq) {
  if (key.empty()) return;  // founding, before the writer
  auto [range, is_new] = keys_.try_emplace(key, seq, seq);
  if (is_new) return;
  // What follows from an answer that is never attributed carries no key.
  for (std::uint64_t between = range->second.second + 1; between < seq; ++between) {
    if (!events_[between - 1].command_key.empty()) {
      throw Violation("a command key acted twice, at " + std::to_string(seq));
    }
  }
  range->second.second = seq;
}

void JournalLog::go_back(std::uint64_t head_seq) {
  events_.resize(std::min<std::size_t>(events_.size(), head_seq));
  std::erase_if(changes_, [&](const auto& change) { return change.seq > head_seq; });
  for (auto& [id, events] : rounds_) {
    std::erase_if(events, [&](const v1::RoundEvent& event) { return event.seq() > head_seq; });
  }
  roadmaps_.go_back(head_seq);
  std::erase_if(rounds_, [](const auto& round) { return round.second.empty(); });
  std::erase_if(redacted_, [&](const auto& entry) { return entry.second > head_seq; });
  for (auto& [id, moves] : moves_) moves.erase(moves.upper_bound(head_seq), moves.end());
  std::erase_if(keys_, [&](const auto& key) { return key.second.first > head_seq; });
  for (auto* ids : {&threads_, &messages_, &channels_, &members_, &gatherings_, &workshops_, &sentences_}) {
    std::erase_if(*ids, [&](std::uint64_t id) { return id > head_seq; });
  }
}

storage::Readable JournalLog::readable(std::uint64_t member_id, std::uint64_t seq) const {
  storage::Readable result(member_id);
  for (const live::ReadingChange& change : changes_) {
    if (change.seq > seq) break;
    if (change.member_id != member_id) continue;
    if (change.kind == live::ReadingChange::Kind::granted) result.grant(change.place);
    if (change.kind == live::ReadingChange::Kind::ended) result.end(change.place.channel_id);
    if (change.kind == live::ReadingChange::Kind::left) result.clear();
  }
  return result;
}

std::vector<std::uint64_t> JournalLog::readable_seqs(const storage::Readable& readable, std::uint64_t after_seq,
                                                     std::uint64_t through_seq) const {
  std::vector<std::uint64_t> result;
  for (std::uint64_t seq = after_seq + 1; seq <= through_seq && seq <= events_.size(); ++seq) {
    const Logged& event = events_[seq - 1];
    const bool is_told = event.channel_id == 0
                             ? event.member_id == readable.member_id()
                             : live::may_deliver(readable.find(event.channel_id), seq, event.birth_seq);
    if (is_told) result.push_back(seq);
  }
  return result;
}

std::pair<std::uint64_t, std::uint64_t> JournalLog::range_of_key(const std::string& command_key) const {
  const auto found = keys_.find(command_key);
  return found == keys_.end() ? std::pair<std::uint64_t, std::uint64_t>() : found->second;
}

std::uint64_t JournalLog::redacted_at(std::uint64_t message_id) const {
  const auto found = redacted_.find(message_id);
  return found == redacted_.end() ? 0 : found->second;
}

std::uint64_t JournalLog::thread_of_message(std::uint64_t message_id) const {
  const auto moves = moves_.find(message_id);
  if (moves != moves_.end() && !moves->second.empty()) return moves->second.rbegin()->second;
  return events_[message_id - 1].thread_id;
}

}  // namespace ramure::sim
