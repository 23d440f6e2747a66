// One open community: its store and writer lane, its announcer and hubs, its readers, and the tasks that follow it
// (indexer, scrubber, checkpoints). Everything that net/ asks of a community it asks here.
//
//   host.submit({Actor::member(id), command}, {sink, &loop, request_id})   → on_outcome on the loop
//   host.read<Answer>(loop, [](storage::Reader& reader) { … }, [](std::expected<Answer, v1::Refusal> answer) { … })
//   host.greet(loop, member_id, hello, [](std::expected<Greeting, v1::Refusal>) { … })
//   host.with_files<Result>(loop, [](storage::Uploads& uploads) { … }, [](std::expected<Result, v1::Refusal>) { … })
//   Hub& hub = host.hub(loop)                                              (on that loop's thread)
//
// Threads: submit, read, greet may be called from any thread and never block; callbacks run on the given loop, which
// outlives the host. Lifetime: held by shared_ptr; whoever uses it (a connection, a request) holds a Registry::Lease.
// close() is the registry's, when nobody holds one any more.
#pragma once

#include <atomic>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/clock.hpp"
#include "server/codev/templates.hpp"
#include "server/live/announcer.hpp"
#include "server/live/batch.hpp"
#include "server/live/greeting.hpp"
#include "server/live/loop.hpp"
#include "server/live/prepared_removals.hpp"
#include "server/live/presence.hpp"
#include "server/live/reader_pool.hpp"
#include "server/live/refusals.hpp"
#include "server/live/remembered_roadmaps.hpp"
#include "server/live/remembered_rounds.hpp"
#include "server/live/remembered_words.hpp"
#include "server/live/round_watch.hpp"
#include "server/live/writer.hpp"
#include "server/live/writer_pool.hpp"
#include "storage/reader.hpp"
#include "storage/store.hpp"
#include "storage/uploads.hpp"

namespace ramure::live {

class Follower;
class Upkeep;

// What all communities share. Everything here outlives every host.
struct HostServices {
  WriterPool& writers;
  ReaderPool& readers;
  const Clock& clock;
  WriterHooks hooks;
  Decide decide = {};        // only in tests; else community::decide, with what it needs for rounds
  Random* random = nullptr;  // for ids and the epoch of a restored community; nullptr: the machine's
  ReaderPool* files =
      nullptr;             // for the bytes of attachments, so that history never waits for them; nullptr: `readers`
  bool is_durable = true;  // false only in tests: no fsync
};

class CommunityHost : public std::enable_shared_from_this<CommunityHost> {
 public:
  // Opens the files: blocks on the disk, not for I/O threads. Throws storage::StorageError.
  static std::shared_ptr<CommunityHost> open(std::string slug, std::filesystem::path folder,
                                             const HostServices& services);
  ~CommunityHost();

  const std::string& slug() const { return slug_; }
  const std::filesystem::path& folder() const { return folder_; }
  Hub& hub(Loop& loop) { return announcer_->hub(loop); }
  std::uint64_t head_seq() const { return announcer_->head_seq(); }

  const std::string& epoch() const { return epoch_; }  // of the journal, while this host lives

  // nullopt: taken, the outcome follows. A refusal (OVERLOADED, also while closing): nothing follows. RemovePassage is
  // walked through by a reader first, one at a time, and so comes to the writer later than what was sent after it.
  std::optional<v1::Refusal> submit(PendingCommand command, ReplyTarget target);

  // Runs `job` with a reader of this community on the pool, then `done` on the loop. `done` gets a refusal when too
  // many wait (OVERLOADED) or the job threw (INTERNAL).
  template <class Result>
  using Job = std::move_only_function<Result(storage::Reader&)>;
  template <class Result>
  using Done = std::move_only_function<void(std::expected<Result, v1::Refusal>)>;
  template <class Result>
  void read(Loop& loop, Job<Result> job, Done<Result> done);

  // The same for what a connection asks once at a time (the next piece of an export): never too many.
  template <class Result>
  void read_in_turn(Loop& loop, Job<Result> job, Done<Result> done);

  // Runs `job` where bytes of attachments are written and read, then `done` on the loop. At most one at a time for
  // each connection. A full, read-only or failing disk is STORAGE_UNAVAILABLE, anything else that is thrown INTERNAL.
  template <class Result>
  using FileJob = std::move_only_function<std::expected<Result, v1::Refusal>(storage::Uploads&)>;
  template <class Result>
  void with_files(Loop& loop, FileJob<Result> job, Done<Result> done);

  std::string new_upload_id();  // 32 hex digits

  // For community::answer: the rounds and roadmaps that are remembered, and the templates. Texts are the writer's
  // alone.
  community::RoundRules rounds() {
    return {&*templates_, &remembered_rounds_, {&remembered_roadmaps_, nullptr, &epoch_, &remembered_words_}};
  }
  // After close(): when a clock of a round is due, with nobody here; 0: not by itself.
  TimestampMs next_look_ms() const { return next_look_ms_; }

  void greet(Loop& loop, std::uint64_t member_id, v1::Hello hello, Done<Greeting> done);

  // Signals. `here` says that a connection is there, for as long as the ticket lives; it is told who else is.
  [[nodiscard]] Presence::Ticket here(Hub& hub, Subscription& subscription);
  void typing(std::uint64_t member_id, std::uint64_t thread_id);
  // Where somebody's cursor is in a text that he has open, for all others who have it open.
  void text_cursor(Hub& own, const Subscription& subscription, v1::TextCursor cursor);

  // Runs on the writer's thread between batches, with the store to itself. False: the host is closing.
  bool with_store(std::move_only_function<void(storage::Store&)> task);

  // What is due now and then, on maintenance's threads: tell who came and went, and checkpoint; follow the journal
  // (index, erasing), a slice at a time: true when there is more to do at once.
  void tick();
  bool follow();

  // Nothing is under way that would have to be taken up again after closing.
  bool is_settled();

  // Finishes what waits, checkpoints, closes the files. Blocks. Afterwards everything is refused.
  void close();

 private:
  using FileWork = std::move_only_function<void(storage::Uploads&)>;
  using ReaderJob = std::move_only_function<void(storage::Reader*)>;  // nullptr: no reader could be opened
  enum class Bound { queue, connection };  // what bounds the number of such jobs: see ReaderPool
  class JournalBacklog;

  CommunityHost(std::string slug, std::filesystem::path folder, const HostServices& services);
  void start();
  void deliver(BatchOutcome outcome, std::vector<ReplyTarget> targets);
  bool with_reader(Bound bound, ReaderJob job);
  std::optional<v1::Refusal> submit_removal(PendingCommand command, ReplyTarget target);
  void run_with_files(FileWork work);
  bool read_words();
  void watch_rounds();
  void load_templates();
  std::string random_hex();
  std::unique_ptr<storage::Reader> borrow_reader();
  void give_back(std::unique_ptr<storage::Reader> reader);
  template <class Result>
  void read_bounded(Bound bound, Loop& loop, Job<Result> job, Done<Result> done);

  const std::string slug_;
  const std::filesystem::path folder_;
  const HostServices services_;
  std::unique_ptr<storage::Store> store_;  // the lane's
  std::unique_ptr<Writer> writer_;         // the lane's
  std::shared_ptr<Announcer> announcer_;
  std::unique_ptr<WriterLane> lane_;
  std::shared_ptr<storage::Uploads> uploads_;  // shared with what is under way when the host closes
  std::shared_ptr<Presence> presence_;
  std::optional<codev::Templates> templates_;  // shipped, and the community's own in its folder templates/
  RememberedRounds remembered_rounds_;
  RememberedRoadmaps remembered_roadmaps_;
  RememberedTexts remembered_texts_;  // the lane's
  RememberedWords remembered_words_;
  PreparedRemovals prepared_removals_;
  std::atomic<bool> is_preparing_removal_ = false;
  std::string epoch_;  // of the journal, while this host lives
  std::unique_ptr<RoundWatch> watch_;
  TimestampMs next_look_ms_ = 0;
  std::atomic<bool> is_closed_ = false;

  std::mutex upkeep_mutex_, follower_mutex_;  // each protects one of the next two against being closed in its work
  std::unique_ptr<Upkeep> upkeep_;
  std::unique_ptr<Follower> follower_;
  std::optional<std::vector<std::uint64_t>> roadmaps_to_read_;  // for searches to come; nullopt: not looked yet
  const std::shared_ptr<storage::SearchProgress> search_progress_ = std::make_shared<storage::SearchProgress>();

  std::mutex readers_mutex_;  // protects the next
  std::vector<std::unique_ptr<storage::Reader>> idle_readers_;
};

template <class Result>
void CommunityHost::read(Loop& loop, Job<Result> job, Done<Result> done) {
  read_bounded<Result>(Bound::queue, loop, std::move(job), std::move(done));
}

template <class Result>
void CommunityHost::read_in_turn(Loop& loop, Job<Result> job, Done<Result> done) {
  read_bounded<Result>(Bound::connection, loop, std::move(job), std::move(done));
}

template <class Result>
void CommunityHost::with_files(Loop& loop, FileJob<Result> job, Done<Result> done) {
  run_with_files([self = shared_from_this(), &loop, job = std::move(job),
                  done = std::move(done)](storage::Uploads& uploads) mutable {
    auto result = guarded_file_work<Result>(job, uploads, self->services_.hooks);
    loop.post([self, done = std::move(done), result = std::move(result)]() mutable { done(std::move(result)); });
  });
}

template <class Result>
void CommunityHost::read_bounded(Bound bound, Loop& loop, Job<Result> job, Done<Result> done) {
  using Answer = std::expected<Result, v1::Refusal>;
  const auto self = shared_from_this();
  const auto shared_done = std::make_shared<Done<Result>>(std::move(done));
  const bool taken =
      with_reader(bound, [self, &loop, job = std::move(job), shared_done](storage::Reader* reader) mutable {
        Answer answer = guarded_read<Result>(job, reader, self->services_.hooks);
        loop.post([self, shared_done, answer = std::move(answer)]() mutable { (*shared_done)(std::move(answer)); });
      });
  if (taken) return;
  loop.post([shared_done] { (*shared_done)(Answer(std::unexpected(overloaded("too many questions wait")))); });
}

}  // namespace ramure::live
