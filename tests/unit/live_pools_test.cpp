#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <latch>
#include <map>
#include <ranges>
#include <thread>

#include "server/live/announcer.hpp"
#include "server/live/reader_pool.hpp"
#include "server/live/writer_pool.hpp"
#include "tests/unit/live_events.hpp"
#include "tests/unit/live_loop_thread.hpp"

namespace ramure::live {
namespace {

void never(const std::string& what) { ADD_FAILURE() << what; }

TEST(ReaderPool, RefusesWhatIsBeyondItsQueue) {
  ReaderPool pool(1, 2, never);
  std::promise<void> go;
  auto going = go.get_future().share();
  std::promise<void> started;
  pool.submit_bounded([&started, going] {
    started.set_value();
    going.wait();
  });
  started.get_future().wait();
  std::atomic<int> ran = 0;
  EXPECT_TRUE(pool.submit([&] { ++ran; }));
  EXPECT_TRUE(pool.submit([&] { ++ran; }));
  EXPECT_FALSE(pool.submit([&] { ++ran; }));
  pool.submit_bounded([&] { ++ran; });  // bounded by its caller
  go.set_value();
  pool.stop();
  EXPECT_EQ(ran, 3) << "what waits at the stop still runs";
  EXPECT_FALSE(pool.submit([] {}));
}

TEST(ReaderPool, AJobThatThrowsEndsAlone) {
  std::atomic<int> failures = 0, ran = 0;
  ReaderPool pool(1, 10, [&](const std::string&) { ++failures; });
  pool.submit([] { throw std::runtime_error("broken"); });
  pool.submit([&] { ++ran; });
  pool.stop();
  EXPECT_EQ(failures, 1);
  EXPECT_EQ(ran, 1);
}

// A lane whose first batch waits until it is let go, and which notes how many commands each batch had.
struct SlowLane {
  explicit SlowLane(WriterPool& pool)
      : lane(
            pool,
            [this](std::span<const PendingCommand> commands) {
              if (sizes.empty()) {
                started.count_down();
                go.wait();
              }
              sizes.push_back(commands.size());
              return BatchOutcome();
            },
            [](BatchOutcome, std::vector<ReplyTarget>) {}) {}

  std::latch started{1}, go{1};
  std::vector<std::size_t> sizes;
  WriterLane lane;
};

TEST(WriterPool, TakesAllThatWaitsInBoundedBatchesAndRefusesBeyondTheQueue) {
  WriterPool pool(2, never);
  SlowLane slow(pool);
  ASSERT_TRUE(slow.lane.submit({}, {}));
  slow.started.wait();
  for (std::size_t i = 0; i < limits::commands_waiting_max; ++i) ASSERT_TRUE(slow.lane.submit({}, {})) << i;
  EXPECT_FALSE(slow.lane.submit({}, {})) << "one past the limit";
  slow.go.count_down();
  slow.lane.drain();
  EXPECT_FALSE(slow.lane.submit({}, {}));
  ASSERT_EQ(slow.sizes.size(), 1 + limits::commands_waiting_max / limits::commands_per_batch_max);
  EXPECT_EQ(slow.sizes[0], 1u);
  for (std::size_t i = 1; i < slow.sizes.size(); ++i) EXPECT_EQ(slow.sizes[i], limits::commands_per_batch_max);
}

TEST(WriterPool, TasksTakeTurnsWithBatches) {
  WriterPool pool(1, never);
  std::vector<char> order;
  std::latch started(1), go(1);
  WriterLane lane(
      pool,
      [&](std::span<const PendingCommand>) {
        order.push_back('b');
        return BatchOutcome();
      },
      [](BatchOutcome, std::vector<ReplyTarget>) {});
  lane.post([&] {
    started.count_down();
    go.wait();
  });
  started.wait();
  for (int i = 0; i < 3; ++i) lane.post([&] { order.push_back('t'); });
  for (std::size_t i = 0; i < 2 * limits::commands_per_batch_max; ++i) lane.submit({}, {});
  go.count_down();
  lane.drain();
  EXPECT_EQ(std::string(order.begin(), order.end()), "btbtt");
}

// For tasks only.
std::unique_ptr<WriterLane> task_lane(WriterPool& pool) {
  return std::make_unique<WriterLane>(
      pool, [](std::span<const PendingCommand>) { return BatchOutcome(); },
      [](BatchOutcome, std::vector<ReplyTarget>) {});
}

// Threads that took turns would each find their caches cold.
TEST(WriterPool, OneThreadDoesWhatOneCanDo) {
  constexpr int tasks = 200;
  WriterPool pool(8, never);
  const auto lane = task_lane(pool);
  std::map<std::thread::id, int> tasks_of;
  for (int i = 0; i < tasks; ++i) {
    std::promise<void> done;
    lane->post([&] {
      ++tasks_of[std::this_thread::get_id()];
      done.set_value();
    });
    done.get_future().wait();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));  // it lies down again
  }
  lane->drain();
  EXPECT_GE(std::ranges::max(tasks_of | std::views::values), tasks / 2);
}

TEST(WriterPool, CallsAsManyThreadsAsThereAreLanes) {
  constexpr int lanes = 3;
  WriterPool pool(lanes, never);
  std::latch all_run(lanes);
  std::vector<std::unique_ptr<WriterLane>> made;
  for (int i = 0; i < lanes; ++i) made.push_back(task_lane(pool));
  for (const auto& lane : made) lane->post([&] { all_run.arrive_and_wait(); });  // none goes on before the others run
  for (const auto& lane : made) lane->drain();
}

// Threads that send, loops on which hubs deliver, readers that come and go: for the thread sanitizer, and for the
// order.
struct NoBacklog final : Backlog {
  void read_text(std::uint64_t, std::uint64_t, std::uint64_t) override {}
  void read_journal(std::uint64_t, const storage::Readable&, std::uint64_t) override { ADD_FAILURE(); }
  void read_private_rows(std::uint64_t, std::uint64_t, std::uint64_t) override { ADD_FAILURE(); }
};

// Takes at once whenever it is woken, and checks that it is told everything once and in order.
struct EagerReader final : Port, ReplySink {
  explicit EagerReader(Hub& its_hub, Loop& its_loop, std::uint64_t member_id) : hub(its_hub), loop(its_loop) {
    subscription = hub.attach(member_id, *this);
    hub.begin(*subscription, {test::reader_of(member_id, {{2, 0, 0, {}}}), hub.head_seq(), hub.head_seq(), 0});
    next_seq = hub.head_seq() + 1;
  }
  void wake() override {
    loop.post([this] {
      for (bool more = true; more;) {
        const Outgoing out = hub.take(*subscription);
        for (const std::uint64_t seq : test::seqs(test::parse(out.pieces, out.rest))) EXPECT_EQ(seq, next_seq++);
        more = out.has_more;
      }
    });
  }
  void dismiss(Dismissal) override { ADD_FAILURE(); }
  void on_outcome(std::uint64_t, CommandOutcome outcome) override {
    EXPECT_GT(outcome.result->first_seq(), last_answered);
    last_answered = outcome.result->first_seq();
    ++answers;
  }

  Hub& hub;
  Loop& loop;
  std::unique_ptr<Subscription> subscription;
  std::uint64_t next_seq = 0, last_answered = 0, answers = 0;
};

TEST(LiveThreads, EverybodyHearsEverythingOnceInOrder) {
  constexpr int senders = 3, commands_each = 700;
  WriterPool pool(2, never);
  const auto announcer = std::make_shared<Announcer>(0, [](Loop&) { return std::make_unique<NoBacklog>(); });
  std::uint64_t head = 0;
  WriterLane lane(
      pool,
      [&](std::span<const PendingCommand> commands) {
        BatchOutcome outcome;
        ChunkBuilder builder(head);
        for (std::size_t i = 0; i < commands.size(); ++i) {
          const v1::Event event = test::message(++head, 2, "x");
          builder.add(event, event.SerializeAsString());
          v1::Accepted accepted;
          accepted.set_first_seq(head);
          outcome.outcomes.push_back({accepted, head});
        }
        outcome.announcement.chunks.push_back(std::move(builder).seal(head));
        return outcome;
      },
      [&](BatchOutcome outcome, std::vector<ReplyTarget> targets) {
        announcer->announce(std::move(outcome), std::move(targets));
      });

  std::vector<std::unique_ptr<LoopThread>> loops;
  std::vector<std::shared_ptr<EagerReader>> readers;
  for (int i = 0; i < senders; ++i) {
    LoopThread& loop = *loops.emplace_back(std::make_unique<LoopThread>());
    readers.push_back(loop.call([&] { return std::make_shared<EagerReader>(announcer->hub(loop), loop, 40 + i); }));
  }
  std::vector<std::thread> threads;
  for (int i = 0; i < senders; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < commands_each; ++n) {
        while (!lane.submit({}, {readers[i], loops[i].get(), 0})) std::this_thread::yield();
        if (n % 50 == 0) {  // somebody comes and goes
          loops[i]->call([&] {
            EagerReader passing(announcer->hub(*loops[i]), *loops[i], 90);
            return passing.next_seq;
          });
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  lane.drain();
  for (int i = 0; i < senders; ++i) {
    loops[i]->call([] { return 0; });  // behind the batches,
    loops[i]->call([] { return 0; });  // and behind what they woke
    EXPECT_EQ(readers[i]->next_seq, senders * commands_each + 1u);
    EXPECT_EQ(readers[i]->answers, static_cast<std::uint64_t>(commands_each));
    loops[i]->call([&] { return readers[i]->subscription.reset(), 0; });
  }
}

}  // namespace
}  // namespace ramure::live
