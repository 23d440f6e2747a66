#include "tests/sim/server.hpp"

#include "storage/connection.hpp"

#include <algorithm>
#include <utility>

#include "tests/sim/connection.hpp"
#include "tests/sim/village.hpp"

namespace ramure::sim {

namespace {

struct Crash {};  // thrown through the writer: not an exception that it would answer

}  // namespace

bool SimLoop::run_one() {
  if (tasks.empty()) return false;
  Task task = std::move(tasks.front());
  tasks.pop_front();
  task();
  return true;
}

// Pages are read later, by a job, and come back to the loop later still.
class Server::PageBacklog final : public live::Backlog {
 public:
  PageBacklog(Server& server, live::Loop& loop) : server_(server), loop_(loop) {}

  void read_journal(std::uint64_t id, const storage::Readable& readable, std::uint64_t after_seq) override {
    ++server_.tally().pages;
    server_.enqueue([this, id, readable, after_seq](storage::Reader& reader) {
      std::vector<storage::JournalRow> rows;
      const std::uint64_t through_seq = reader.read_journal(readable, after_seq, page_rows, 10'000, rows);
      live::ChunkBuilder page(after_seq);
      for (const auto& row : rows) page.add(row.seq, row.channel_id, row.member_id, row.birth_seq, row.payload);
      auto sealed = std::move(page).seal(through_seq);
      loop_.post([this, id, sealed] { server_.hub(loop_).on_page(id, sealed); });
    });
  }

  void read_private_rows(std::uint64_t id, std::uint64_t member_id, std::uint64_t since_revision) override {
    ++server_.tally().private_pages;
    server_.enqueue([this, id, member_id, since_revision](storage::Reader& reader) {
      v1::PrivateRows rows;
      reader.private_rows(member_id, since_revision, rows);
      loop_.post([this, id, rows] { server_.hub(loop_).on_private_rows(id, &rows); });
    });
  }

  void read_text(std::uint64_t id, std::uint64_t roadmap_id, std::uint64_t after_version) override {
    server_.enqueue([this, id, roadmap_id, after_version](storage::Reader& reader) {
      std::vector<live::TextChange> changes;
      std::uint64_t version = after_version;
      for (const std::string& entry : reader.text_page(roadmap_id, after_version, 10'000)) {
        changes.push_back(live::text_change(roadmap_id, ++version, entry));
      }
      loop_.post([this, id, roadmap_id, changes] { server_.hub(loop_).on_text(id, roadmap_id, &changes); });
    });
  }

 private:
  Server& server_;
  live::Loop& loop_;
};

Server::Server(std::filesystem::path folder, Dice& dice, Mutation mutation)
    : folder_(std::move(folder)), dice_(dice), mutation_(mutation) {
  for (int i = 0; i < 2; ++i) loops_.push_back(std::make_unique<SimLoop>());
  start();
}

Server::~Server() { stop(); }

void Server::start() {
  store_ = storage::Store::open(folder_, {.durable = false, .new_epoch = {}, .new_hash_key = {}});
  reader_ = storage::Reader::open(folder_);
  uploads_ = storage::Uploads::open(folder_, false);
  remembered_ = std::make_unique<live::RememberedRounds>();
  remembered_roadmaps_ = std::make_unique<live::RememberedRoadmaps>();
  remembered_texts_ = std::make_unique<live::RememberedTexts>();
  const auto decide = [this](auto& view, const auto& command, const auto& actor, auto next_seq, auto now) {
    if (crash_after_decisions_ > 0 && --crash_after_decisions_ == 0) throw Crash();
    community::RoundRules rules = rounds();
    rules.roadmaps.texts = remembered_texts_.get();
    return community::decide(view, command, actor, next_seq, now, rules);
  };
  const live::WriterHooks hooks{.on_uncertain = [](const std::string& what) { throw Violation("uncertain: " + what); },
                                .on_internal = [](const std::string& what) { throw Violation("internal: " + what); },
                                .on_undone = [this] { remembered_->forget(); }};
  writer_ = std::make_unique<live::Writer>(*store_, clock_, hooks, decide, remembered_texts_.get());
  const auto make_backlog = [this](live::Loop& loop) { return std::make_unique<PageBacklog>(*this, loop); };
  announcer_ = std::make_shared<live::Announcer>(store_->head_seq(), make_backlog, ring_limits, frame_limits);
  log_.follow(*reader_);
  if (log_.head_seq() != store_->head_seq()) throw Violation("the store's head is not the journal's");
}

void Server::stop() {
  for (const auto& connection : connections_) connection->close();
  for (const auto& loop : loops_) loop->tasks.clear();
  jobs_.clear();
  commands_.clear();
  targets_.clear();
  connections_.clear();
  announcer_ = nullptr;
  writer_ = nullptr;
  reader_ = nullptr;
  uploads_ = nullptr;
  store_ = nullptr;
}

void Server::crash() {
  ++tally_.crashes;
  stop();
  const std::filesystem::path before = folder_.string() + "-before";
  if (mutation_ == Mutation::lose_commit && std::filesystem::exists(before)) copy_community(before, folder_);
  if (mutation_ == Mutation::act_twice) {
    storage::Connection(folder_ / "community.db", {}).run("DELETE FROM command_keys");
  }
  start();
}

void Server::crash_in_batch() {
  crash_after_decisions_ = dice_.between(1, 4);
  try {
    run_batch();
  } catch (const Crash&) {
    ++tally_.lost_batches;
    crash();
  }
  crash_after_decisions_ = 0;
}

void Server::back_up(const std::filesystem::path& to) {
  reader_ = nullptr;
  store_->checkpoint(true);
  copy_community(folder_, to);
  reader_ = storage::Reader::open(folder_);
}

void Server::restore(const std::filesystem::path& backup) {
  ++tally_.restores;
  stop();
  copy_community(backup, folder_);
  std::string epoch = std::to_string(dice_.below(1'000'000'000));
  epoch.insert(0, 32 - epoch.size(), '0');
  {
    storage::Connection file(folder_ / "community.db", {});
    file.run("UPDATE meta SET value = ? WHERE name = 'epoch'", storage::Blob{epoch});
    storage::Statement head = file.query("SELECT MAX(seq) FROM journal");
    CHECK(head.step(), "a journal has an end");
    log_.go_back(head.id(0));
  }
  start();
}

void Server::look_at_rounds() {
  const auto send = [this](v1::RoundCommand body) {
    live::PendingCommand pending{community::Actor::server(), {}};
    *pending.command.mutable_round() = std::move(body);
    submit(std::move(pending), {});
  };
  v1::RoundCommand body;
  for (const std::uint64_t id : reader_->rounds_to_look_at(clock_.now_ms(), 4)) {
    body.set_round_id(id);
    body.mutable_tick();
    send(body);
  }
  if (!dice_.chance(5)) return;
  for (const std::uint64_t id : reader_->open_rounds_held_by(0)) {
    body.set_round_id(id);
    body.mutable_note_connection()->set_member_id(reader_->facilitator_of(id));
    body.mutable_note_connection()->set_connected(dice_.chance(50));
    send(body);
  }
}

std::string Server::upload(std::uint64_t member_id) {
  std::string id = std::to_string(dice_.below(1'000'000'000'000));
  id.insert(0, 32 - id.size(), '0');
  const std::string content = "Pièce " + id;
  const auto receiving = uploads_->begin(member_id, content.size());
  CHECK(receiving != nullptr, "there is room for so little");
  receiving->file().write(content);
  receiving->file().finish();
  v1::Attachment file;
  file.set_name("piece.txt");
  file.set_media_type("text/plain");
  uploads_->keep(*receiving, id, std::move(file), clock_.now_ms());
  ++tally_.uploads;
  return id;
}

bool Server::submit(live::PendingCommand command, live::ReplyTarget target) {
  if (commands_.size() >= commands_waiting_max) return ++tally_.overloads, false;
  commands_.push_back(std::move(command));
  targets_.push_back(std::move(target));
  return true;
}

bool Server::run_batch() {
  if (commands_.empty()) return false;
  const std::size_t count = std::min<std::size_t>(commands_.size(), dice_.between(1, 6));
  std::vector<live::PendingCommand> commands;
  std::vector<live::ReplyTarget> targets;
  for (std::size_t i = 0; i < count; ++i) {
    commands.push_back(std::move(commands_.front()));
    targets.push_back(std::move(targets_.front()));
    commands_.pop_front();
    targets_.pop_front();
  }
  if (mutation_ == Mutation::lose_commit) back_up(folder_.string() + "-before");
  live::BatchOutcome outcome = writer_->run_batch(commands);
  if (crash_after_decisions_ > 0 && dice_.chance(50)) throw Crash();  // after the commit, before anybody is told
  const std::uint64_t moves_before = log_.moves(), changes_before = log_.roadmaps().changes();
  log_.follow(*reader_);
  tally_.moves += log_.moves() - moves_before;
  tally_.text_changes += log_.roadmaps().changes() - changes_before;
  for (const live::CommandOutcome& one : outcome.outcomes) {
    tally_.refusals += one.result ? 0 : 1;
    tally_.repeated += one.result && one.result->repeated() ? 1 : 0;
  }
  for (const live::ChunkPointer& chunk : outcome.announcement.chunks) {
    tally_.events += chunk->events().size();
    for (std::size_t i = 0; i < chunk->events().size(); ++i) {
      v1::Event event;
      if (!event.ParseFromString(std::string(chunk->payload(i)))) continue;
      tally_.round_events += event.has_round() ? 1 : 0;
      tally_.roadmap_events += event.has_roadmap() ? 1 : 0;
    }
  }
  tally_.erasures += outcome.announcement.erased_message_ids.size();
  spoil(outcome);
  announcer_->announce(std::move(outcome), std::move(targets));
  return true;
}

void Server::spoil(live::BatchOutcome& outcome) {
  if (mutation_ == Mutation::keep_erased) {
    outcome.announcement.erased_message_ids.clear();
    outcome.announcement.erased_in_rounds.clear();
    outcome.announcement.erased_in_roadmaps.clear();
  }
  if (mutation_ != Mutation::ignore_membership && mutation_ != Mutation::leak_desk) return;
  for (live::ChunkPointer& chunk : outcome.announcement.chunks) {
    live::ChunkBuilder spoiled(chunk->after_seq());
    for (std::size_t i = 0; i < chunk->events().size(); ++i) {
      const live::FeedEvent& event = chunk->events()[i];
      v1::Event whole;
      CHECK(whole.ParseFromString(std::string(chunk->payload(i))), "what is announced is an event");
      if (mutation_ == Mutation::ignore_membership) {
        spoiled.add(event.seq, event.channel_id, event.member_id, event.birth_seq, chunk->payload(i));
        continue;
      }
      const std::uint64_t round_id = whole.round().round_id();
      if (round_id != 0 && event.channel_id == community::desk_of(round_id)) whole.set_channel_id(round_id);
      spoiled.add(whole, std::string(chunk->payload(i)));
    }
    chunk = std::move(spoiled).seal(chunk->through_seq());
  }
}

bool Server::run_job() {
  if (jobs_.empty()) return false;
  // Several reader threads: not always the first one.
  const auto at = jobs_.begin() + static_cast<std::ptrdiff_t>(dice_.below(std::min<std::size_t>(jobs_.size(), 3)));
  const auto job = std::move(*at);
  jobs_.erase(at);
  job(*reader_);
  return true;
}

bool Server::run_all_loops() {
  bool did_something = false;
  for (const auto& loop : loops_) {
    while (loop->run_one()) did_something = true;
  }
  return did_something;
}

bool Server::run_loop() {
  SimLoop& loop = any_loop();
  return loop.run_one();
}

}  // namespace ramure::sim
