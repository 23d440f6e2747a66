// The server of a simulation: the real store, writer core, announcer, feeds, hubs and cursors, with queues in place of
// threads, so that the dice decide what happens before what. A crash loses everything that is not in the files.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "server/live/announcer.hpp"
#include "server/live/remembered_roadmaps.hpp"
#include "server/live/remembered_rounds.hpp"
#include "server/live/writer.hpp"
#include "server/manual_clock.hpp"
#include "storage/reader.hpp"
#include "storage/store.hpp"
#include "storage/uploads.hpp"
#include "tests/sim/dice.hpp"
#include "tests/sim/journal_log.hpp"
#include "tests/sim/mutation.hpp"
#include "tests/sim/tally.hpp"

namespace ramure::sim {

class Connection;

// Limits small enough that every simulation runs into them.
inline constexpr live::RingLimits ring_limits{.events_max = 24, .bytes_max = 12'000};
inline constexpr live::FrameLimits frame_limits{.pieces_max = 4, .bytes_soft_max = 1'500};
inline constexpr std::size_t commands_waiting_max = 24;
inline constexpr std::size_t page_rows = 9;

class SimLoop final : public live::Loop {
 public:
  void post(Task task) override { tasks.push_back(std::move(task)); }
  bool run_one();
  std::deque<Task> tasks;
};

class Server {
 public:
  Server(std::filesystem::path folder, Dice& dice, Mutation mutation);
  ~Server();

  // The process dies, between two steps or within a batch, and starts again on its files.
  void crash();
  void crash_in_batch();
  // Stops; the files are replaced by `backup`, under a new epoch.
  void restore(const std::filesystem::path& backup);
  void back_up(const std::filesystem::path& to);

  // One step each; false when there was nothing to do.
  bool run_batch();
  bool run_job();
  bool run_loop();
  bool run_all_loops();

  // A file that waits for a message of this member, as one that was sent over HTTP; returns its id.
  std::string upload(std::uint64_t member_id);

  // For connections.
  bool submit(live::PendingCommand command, live::ReplyTarget target);
  void enqueue(std::function<void(storage::Reader&)> job) { jobs_.push_back(std::move(job)); }
  SimLoop& any_loop() { return *loops_[dice_.below(loops_.size())]; }
  live::Hub& hub(live::Loop& loop) { return announcer_->hub(loop); }
  TimestampMs now_ms() const { return clock_.now_ms(); }
  std::vector<std::shared_ptr<Connection>>& connections() { return connections_; }

  storage::Reader& reader() { return *reader_; }
  JournalLog& log() { return log_; }
  const std::filesystem::path& folder() const { return folder_; }
  const std::string& epoch() const { return store_->epoch(); }
  Mutation mutation() const { return mutation_; }
  Tally& tally() { return tally_; }
  void advance(std::int64_t by_ms) { clock_.advance(by_ms); }
  // What the server itself brings to rounds: a look at the clocks that are due, and whether facilitators are there.
  void look_at_rounds();
  // For readers; the writer has the texts besides.
  community::RoundRules rounds() {
    return {nullptr, remembered_.get(), {remembered_roadmaps_.get(), nullptr, &store_->epoch()}};
  }

 private:
  class PageBacklog;
  void start();
  void stop();
  live::BatchOutcome run_writer(const std::vector<live::PendingCommand>& commands);
  void spoil(live::BatchOutcome& outcome);

  const std::filesystem::path folder_;
  Dice& dice_;
  const Mutation mutation_;
  ManualClock clock_{1'600'000'000'000};
  std::size_t crash_after_decisions_ = 0;  // 0: never
  std::unique_ptr<storage::Store> store_;
  std::shared_ptr<storage::Uploads> uploads_;
  std::unique_ptr<live::RememberedRounds> remembered_;
  std::unique_ptr<live::RememberedRoadmaps> remembered_roadmaps_;
  std::unique_ptr<live::RememberedTexts> remembered_texts_;
  std::unique_ptr<live::Writer> writer_;
  std::unique_ptr<storage::Reader> reader_;
  std::shared_ptr<live::Announcer> announcer_;
  std::vector<std::unique_ptr<SimLoop>> loops_;
  std::deque<live::PendingCommand> commands_;
  std::deque<live::ReplyTarget> targets_;
  std::deque<std::function<void(storage::Reader&)>> jobs_;
  std::vector<std::shared_ptr<Connection>> connections_;
  JournalLog log_;
  Tally tally_;
};

}  // namespace ramure::sim
