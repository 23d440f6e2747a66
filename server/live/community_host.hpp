// One open community: its store and writer lane, its announcer and hubs, its readers, and the tasks that follow it
// (indexer, scrubber, checkpoints). Everything that net/ asks of a community it asks here.
//
//   host.submit({Actor::member(id), command}, {sink, &loop, request_id})   → on_outcome on the loop
//   host.read<Answer>(loop, [](storage::Reader& reader) { … }, [](std::expected<Answer, v1::Refusal> answer) { … })
//   host.greet(loop, member_id, hello, [](std::expected<Greeting, v1::Refusal>) { … })
//   Hub& hub = host.hub(loop)                                              (on that loop's thread)
//
// Threads: submit, read, greet may be called from any thread and never block; callbacks run on the given loop.
// Lifetime: held by shared_ptr; whoever uses it (a connection, a request) holds a Registry::Lease. close() is the
// registry's, when nobody holds one any more.
#pragma once

#include <chrono>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/clock.hpp"
#include "server/live/announcer.hpp"
#include "server/live/batch.hpp"
#include "server/live/greeting.hpp"
#include "server/live/loop.hpp"
#include "server/live/reader_pool.hpp"
#include "server/live/writer.hpp"
#include "server/live/writer_pool.hpp"
#include "storage/reader.hpp"
#include "storage/store.hpp"

namespace ramure::live {

// What all communities share. Everything here outlives every host.
struct HostServices {
  WriterPool& writers;
  ReaderPool& readers;
  const Clock& clock;
  WriterHooks hooks;
};

class CommunityHost : public std::enable_shared_from_this<CommunityHost> {
 public:
  // Opens the files: blocks on the disk, not for I/O threads. Throws storage::StorageError.
  static std::shared_ptr<CommunityHost> open(const std::string& slug, const std::filesystem::path& folder,
                                             const HostServices& services);
  ~CommunityHost();

  const std::string& slug() const { return slug_; }
  Hub& hub(Loop& loop) { return announcer_->hub(loop); }
  std::uint64_t head_seq() const { return announcer_->head_seq(); }

  // nullopt: taken, the outcome follows. A refusal (OVERLOADED, or the host is closing): nothing follows.
  std::optional<v1::Refusal> submit(PendingCommand command, ReplyTarget target);

  // Runs `job` with a reader of this community on the pool, then `done` on the loop. `done` gets a refusal when too
  // many wait (OVERLOADED) or the job threw (INTERNAL).
  template <class Result>
  void read(Loop& loop, std::move_only_function<Result(storage::Reader&)> job,
            std::move_only_function<void(std::expected<Result, v1::Refusal>)> done);

  using Greeted = std::move_only_function<void(std::expected<Greeting, v1::Refusal>)>;
  void greet(Loop& loop, std::uint64_t member_id, v1::Hello hello, Greeted done);

  // Runs on the writer's thread between batches, with the store to itself: backup steps, checkpoints, erasing.
  void with_store(std::move_only_function<void(storage::Store&)> task);

  // Finishes what waits, checkpoints, closes the files. Blocks. Nothing may be asked afterwards.
  void close();

 private:
  using ReaderJob = std::move_only_function<void(storage::Reader&)>;
  enum class Bound { queue, connection };  // what bounds the number of jobs: see ReaderPool

  CommunityHost(std::string slug, std::filesystem::path folder, const HostServices& services);
  void start();
  bool with_reader(Bound bound, ReaderJob job);
  std::unique_ptr<storage::Reader> borrow_reader();
  void give_back(std::unique_ptr<storage::Reader> reader);

  class JournalBacklog;

  const std::string slug_;
  const std::filesystem::path folder_;
  const HostServices services_;
  std::unique_ptr<storage::Store> store_;  // used by the writer lane only
  std::unique_ptr<Writer> writer_;
  std::shared_ptr<Announcer> announcer_;
  std::unique_ptr<WriterLane> lane_;
  std::mutex readers_mutex_;  // protects the next
  std::vector<std::unique_ptr<storage::Reader>> idle_readers_;
};

}  // namespace ramure::live

#include "server/live/community_host_read.hpp"
