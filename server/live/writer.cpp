#include "server/live/writer.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <utility>

#include "protocol/limits.hpp"
#include "server/live/erasure.hpp"
#include "server/live/refusals.hpp"
#include "server/live/wire.hpp"

namespace ramure::live {

namespace {

using Kind = storage::StorageError::Kind;

// SQLite rolls the whole transaction back by itself on some of these, and on none of them is it wise to go on.
bool ends_transaction(Kind kind) { return kind != Kind::other; }

bool is_about_room(Kind kind) {
  return kind == Kind::full || kind == Kind::read_only || kind == Kind::io || kind == Kind::busy;
}

// Under whom the answer to a command is kept. Nobody is kept as the author of a sentence of a workshop: there, keys are
// of no member, nor of the founder (0), whose keys can be foretold: whoever stands in the room could use them up.
constexpr std::uint64_t owner_of_sentences = std::numeric_limits<std::int64_t>::max();

std::uint64_t key_owner(const PendingCommand& pending) {
  return pending.command.course().has_add_sentence() ? owner_of_sentences : pending.actor.member_id;
}

struct StagedEvent {
  v1::Event event;
  std::string payload;  // as stored
};

PrivateChange private_change(std::uint64_t member_id, const v1::PrivateRow& row) {
  std::string bytes;
  append_bytes(bytes, v1::ServerFrame::kPrivateRowsFieldNumber, row.SerializeAsString());
  return {member_id, row.revision(), std::make_shared<const std::string>(std::move(bytes))};
}

}  // namespace

TextChange text_change(std::uint64_t roadmap_id, std::uint64_t version, std::string_view entry) {
  std::string delivery;
  append_number(delivery, v1::TextDelivery::kRoadmapIdFieldNumber, roadmap_id);
  append_bytes(delivery, v1::TextDelivery::kEntryFieldNumber, entry);
  std::string bytes;
  append_bytes(bytes, v1::ServerFrame::kTextChangesFieldNumber, delivery);
  return {roadmap_id, version, std::make_shared<const std::string>(std::move(bytes))};
}

community::Decided decide_anew(storage::View& view, const v1::Command& command, const community::Actor& actor,
                               std::uint64_t next_seq, TimestampMs now) {
  return community::decide(view, command, actor, next_seq, now);
}

// What the commands of one transaction have brought so far. Thrown away when it is abandoned.
struct Writer::Batch {
  std::vector<CommandOutcome> outcomes;
  std::vector<StagedEvent> events;
  std::vector<PrivateChange> private_changes;
  std::vector<community::RoundLook> round_looks;
  std::vector<std::uint64_t> erased_seqs;
  bool erases_notes = false;
  std::vector<TextRewriting> rewritten_texts;
  std::vector<TextChange> text_changes;

  void take_in(Batch&& other) {
    std::ranges::move(other.outcomes, std::back_inserter(outcomes));
    std::ranges::move(other.events, std::back_inserter(events));
    std::ranges::move(other.private_changes, std::back_inserter(private_changes));
    std::ranges::move(other.round_looks, std::back_inserter(round_looks));
    std::ranges::move(other.erased_seqs, std::back_inserter(erased_seqs));
    erases_notes |= other.erases_notes;
    for (const TextRewriting& rewriting : other.rewritten_texts) {
      std::erase_if(text_changes, [&](const TextChange& change) { return change.roadmap_id == rewriting.roadmap_id; });
      rewritten_texts.push_back(rewriting);
    }
    std::ranges::move(other.text_changes, std::back_inserter(text_changes));
  }
};

Writer::Writer(storage::Store& store, const Clock& clock, WriterHooks hooks, Decide decide, RememberedTexts* texts)
    : store_(store), clock_(clock), hooks_(std::move(hooks)), decide_(std::move(decide)), texts_(texts) {}

BatchOutcome Writer::run_batch(std::span<const PendingCommand> commands) {
  const std::uint64_t head_before = store_.head_seq();
  Batch batch;
  // A command hardly ever fails half-way: when one does, its batch runs again one by one, as for a full disk. A lone
  // one that found no room has its answer already.
  if (auto refusal = run_transaction(commands, Undo::batch, batch)) {
    batch = {};
    if (commands.size() == 1 && refusal->code() != v1::REFUSAL_CODE_INTERNAL) {
      batch.outcomes.push_back({std::unexpected(std::move(*refusal)), 0});
    } else {
      for (const PendingCommand& command : commands) run_alone(command, batch);
    }
  }
  return finish(head_before, std::move(batch));
}

void Writer::run_alone(const PendingCommand& command, Batch& batch) {
  Batch alone;
  if (auto refusal = run_transaction({&command, 1}, Undo::command, alone)) {
    alone = {};
    alone.outcomes.push_back({std::unexpected(std::move(*refusal)), 0});
  }
  batch.take_in(std::move(alone));
}

std::optional<v1::Refusal> Writer::run_transaction(std::span<const PendingCommand> commands, Undo undo, Batch& batch) {
  if (is_stopped_) return storage_unavailable("the community's writer has stopped");
  try {
    store_.begin(undo);
    for (const PendingCommand& command : commands) batch.outcomes.push_back(run_command(command, batch));
    store_.commit();
    return std::nullopt;
  } catch (const storage::StorageError& error) {
    if (error.kind == Kind::uncertain) {
      stop(error.what());
      return storage_unavailable("the community's writer has stopped");
    }
    abandon();
    if (is_about_room(error.kind)) return storage_unavailable("the disk is full, read-only or failing");
    return internal(error.what());
  } catch (const std::exception& error) {
    abandon();
    return internal(error.what());
  }
}

CommandOutcome Writer::run_command(const PendingCommand& pending, Batch& batch) {
  const v1::Command& command = pending.command;
  const bool needs_key = !pending.actor.is_server && !command.has_push_text();
  if (needs_key && command.command_key().size() != limits::command_key_bytes) {
    return {std::unexpected(refusal(v1::REFUSAL_CODE_INVALID_ARGUMENT, "command_key", "a command key has 16 bytes")),
            0};
  }
  Batch own;
  store_.begin_command();
  try {
    CommandOutcome outcome = decide_and_apply(pending, own);
    store_.end_command();
    batch.take_in(std::move(own));
    return outcome;
  } catch (const storage::StorageError& error) {
    if (ends_transaction(error.kind)) throw;
    return undo_failed(error.what());
  } catch (const std::exception& error) {
    return undo_failed(error.what());
  }
}

CommandOutcome Writer::undo_failed(const char* what) {
  forget_texts();
  store_.undo_command();
  store_.view().forget();
  if (hooks_.on_undone) hooks_.on_undone();
  return {std::unexpected(internal(what)), 0};
}

CommandOutcome Writer::decide_and_apply(const PendingCommand& pending, Batch& own) {
  const v1::Command& command = pending.command;
  const std::uint64_t member_id = key_owner(pending);
  if (pending.actor.is_server || command.has_push_text()) return decide_without_key(pending, own);
  const std::string hash = store_.content_hash(command);
  if (const auto kept = store_.kept_answer(member_id, command.command_key(), hash)) {
    if (!kept->same_content) {
      return {
          std::unexpected(refusal(v1::REFUSAL_CODE_KEY_REUSED, "command_key", "this key was used for another command")),
          0};
    }
    return {accepted(*kept, true), 0};
  }
  const TimestampMs now = std::max(clock_.now_ms(), store_.last_event_ms());
  community::Decided decided = decide_(store_.view(), command, pending.actor, store_.next_seq(), now);
  if (!decided) return {std::unexpected(std::move(decided.error())), 0};

  const auto text_taken = decided->text_taken;
  const storage::KeptAnswer answer = do_decision(pending, std::move(*decided), now, own);
  store_.keep_answer(member_id, command.command_key(), hash, answer);
  CommandOutcome outcome{accepted(answer, false), 0};
  if (text_taken) *outcome.result->mutable_text() = *text_taken;
  return outcome;
}

// A look at a clock is harmless when it comes twice: nothing of it is kept but its events. And what a push brings is in
// the log of its text, by editor and count: a key for each would cost more than the change.
CommandOutcome Writer::decide_without_key(const PendingCommand& pending, Batch& own) {
  const TimestampMs now = std::max(clock_.now_ms(), store_.last_event_ms());
  community::Decided decided = decide_(store_.view(), pending.command, pending.actor, store_.next_seq(), now);
  if (!decided) return {std::unexpected(std::move(decided.error())), 0};
  const auto text_taken = decided->text_taken;
  CommandOutcome outcome{accepted(do_decision(pending, std::move(*decided), now, own), false), 0};
  if (text_taken) *outcome.result->mutable_text() = *text_taken;
  return outcome;
}

storage::KeptAnswer Writer::do_decision(const PendingCommand& pending, community::Decision decision, TimestampMs now,
                                        Batch& own) {
  const std::uint64_t member_id = pending.actor.member_id;
  storage::KeptAnswer answer{.first_seq = decision.existing_seq, .last_seq = decision.existing_seq};
  if (!decision.events.empty()) {
    if (decision.existing_seq == 0) answer.first_seq = decision.events.front().seq();
    answer.last_seq = decision.events.back().seq();
  }
  for (v1::Event& event : decision.events) {
    const std::string& payload = store_.append(event);
    own.erases_notes |= event.member_status_changed().status() == v1::MEMBER_STATUS_LEFT;
    own.events.push_back({std::move(event), payload});
    std::ranges::move(store_.take_erased_seqs(), std::back_inserter(own.erased_seqs));
    for (const auto& [of_member_id, row] : store_.take_carried_rows()) {
      own.private_changes.push_back(private_change(of_member_id, row));
    }
  }
  if (decision.forgets_marks.thread_id != 0) store_.forget_marks(member_id, decision.forgets_marks);
  if (const auto& basis = decision.dossier_basis; basis.dossier_id != 0) {
    store_.keep_dossier_basis(basis.dossier_id, basis.bytes);
  }
  for (const community::RoundLook& look : decision.round_looks) {
    store_.note_round_look(look.round_id, look.at_ms);
    own.round_looks.push_back(look);
  }
  for (const community::TextWork& work : decision.texts) write_text(work, own);
  for (const std::string& upload_id : decision.uses_upload_ids) store_.use_upload(upload_id);
  const auto note = [&](v1::PrivateRow& row, std::uint64_t revision) {
    row.set_revision(revision);
    answer.private_revision = revision;
    own.private_changes.push_back(private_change(member_id, row));
  };
  // Read cursors that move by the thousand are not announced one by one: whoever holds an older revision than the row
  // that comes after them reads them from the database.
  v1::PrivateRow fresh;
  if (decision.starts_afresh) {
    fresh.mutable_fresh_start()->set_at_ms(decision.starts_afresh->at_ms);
    fresh.mutable_fresh_start()->set_last_visit_seq(decision.starts_afresh->visit_before.seq());
    note(fresh, store_.start_afresh(member_id, *decision.starts_afresh));
  }
  if (decision.undoes_fresh_start) {
    fresh.mutable_fresh_start();  // there is none any more
    note(fresh, store_.undo_fresh_start(member_id, *decision.undoes_fresh_start));
  }
  for (v1::PrivateRow& row : decision.private_rows) {
    own.erases_notes |= row.has_notebook_entry() && row.notebook_entry().text().empty();
    note(row, store_.write_private(member_id, row));
  }
  for (community::RowOfOther& other : decision.rows_of_others) {
    other.row.set_revision(store_.write_private(other.member_id, other.row));
    own.private_changes.push_back(private_change(other.member_id, other.row));
  }
  const std::uint64_t thread_id = pending.keeps_draft ? 0 : decision.clears_draft_of_thread_id;
  if (thread_id != 0) {
    v1::PrivateRow gone;
    gone.mutable_draft()->set_thread_id(thread_id);
    gone.mutable_draft()->set_saved_at_ms(now);
    if (const std::uint64_t revision = store_.clear_draft(member_id, thread_id, now)) note(gone, revision);
  }
  return answer;
}

void Writer::write_text(const community::TextWork& work, Batch& own) {
  for (const auto& [version, bytes] : work.rows.entries) {
    store_.append_text(work.roadmap_id, version, bytes);
    own.text_changes.push_back(text_change(work.roadmap_id, version, bytes));
  }
  for (const auto& [version, bytes] : work.rows.snapshots) {
    store_.write_text_snapshot(work.roadmap_id, version, bytes);
  }
  for (const std::uint64_t version : work.rows.dropped_snapshots) store_.drop_text_snapshot(work.roadmap_id, version);
  if (texts_ != nullptr) texts_->apply(work);
  if (work.removal != nullptr) rewrite_text(work.roadmap_id, *work.removal, own);
}

// What is remembered of the text holds the words still: it is read anew.
void Writer::rewrite_text(std::uint64_t roadmap_id, const roadmap::Removal& removal, Batch& own) {
  const auto rows_of = [](const std::vector<roadmap::TextRows::Row>& rows) {
    std::vector<storage::Store::TextRow> views;
    for (const auto& [version, bytes] : rows) views.push_back({version, bytes});
    return views;
  };
  store_.rewrite_text(roadmap_id, rows_of(removal.entries), rows_of(removal.snapshots));
  own.rewritten_texts.push_back({roadmap_id, store_.view().roadmap(roadmap_id).text_version()});
  if (texts_ != nullptr) texts_->forget(roadmap_id);
}

void Writer::forget_texts() {
  if (texts_ != nullptr) texts_->forget();
}

v1::Accepted Writer::accepted(const storage::KeptAnswer& answer, bool repeated) {
  v1::Accepted accepted;
  accepted.set_first_seq(answer.first_seq);
  accepted.set_last_seq(answer.last_seq);
  accepted.set_private_revision(answer.private_revision);
  accepted.set_repeated(repeated);
  return accepted;
}

BatchOutcome Writer::finish(std::uint64_t head_before, Batch batch) {
  BatchOutcome outcome;
  outcome.outcomes = std::move(batch.outcomes);
  for (CommandOutcome& one : outcome.outcomes) one.as_of_seq = store_.head_seq();
  outcome.announcement.private_changes = std::move(batch.private_changes);
  outcome.announcement.rewritten_texts = std::move(batch.rewritten_texts);
  outcome.announcement.text_changes = std::move(batch.text_changes);
  outcome.announcement.erased_seqs = std::move(batch.erased_seqs);
  outcome.announcement.erases_notes = batch.erases_notes;
  outcome.round_looks = std::move(batch.round_looks);

  std::uint64_t after_seq = head_before;
  ChunkBuilder builder(after_seq);
  for (const StagedEvent& staged : batch.events) {
    builder.add(staged.event, staged.payload);
    if (staged.event.has_message_redacted()) {
      outcome.announcement.erased_message_ids.push_back(staged.event.message_redacted().message_id());
    }
    if (auto erasure = round_erasure_of(staged.event)) {
      outcome.announcement.erased_in_rounds.push_back(std::move(*erasure));
    }
    if (staged.event.roadmap().has_words_erased()) {
      const v1::RoadmapEvent& erased = staged.event.roadmap();
      outcome.announcement.erased_in_roadmaps.push_back({erased.roadmap_id(), erased.words_erased().id()});
    }
    if (staged.event.course().sentence_sorted().withdrawn()) {
      outcome.announcement.erased_sentence_ids.push_back(staged.event.course().sentence_sorted().sentence_id());
    }
    const v1::RoundEvent& round = staged.event.round();
    if (round.has_round_planned() || round.has_facilitation_taken()) {
      outcome.rounds_held_anew.push_back(round.round_id());
    }
    after_seq = staged.event.seq();
    if (!builder.is_full()) continue;
    outcome.announcement.chunks.push_back(std::move(builder).seal(after_seq));
    builder = ChunkBuilder(after_seq);
  }
  if (!builder.is_empty()) outcome.announcement.chunks.push_back(std::move(builder).seal(after_seq));
  return outcome;
}

v1::Refusal Writer::internal(const char* what) {
  if (hooks_.on_internal) hooks_.on_internal(what);
  return internal_fault();
}

void Writer::abandon() {
  if (hooks_.on_undone) hooks_.on_undone();
  forget_texts();
  try {
    store_.abandon();
  } catch (const std::exception& error) {
    stop(error.what());  // a transaction that can be neither committed nor rolled back
  }
}

void Writer::stop(const char* what) {
  is_stopped_ = true;
  if (hooks_.on_uncertain) hooks_.on_uncertain(what);
}

}  // namespace ramure::live
