// « Repartir d'aujourd'hui » and back: read cursors, the last visit, what it costs, and what other devices hear of it.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <map>

#include "protocol/limits.hpp"
#include "storage/connection.hpp"
#include "storage/reader.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class FreshStart : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t me_ = c_.kerlohan.first, author_ = c_.valmerac.first;

  static Command start() {
    Command command;
    command.mutable_start_afresh();
    return command;
  }
  static Command undo() {
    Command command;
    command.mutable_undo_start_afresh();
    return command;
  }
  static Command mark_read(std::uint64_t thread, std::uint64_t up_to) {
    Command command;
    command.mutable_mark_read()->set_thread_id(thread);
    command.mutable_mark_read()->set_read_up_to(up_to);
    return command;
  }
  static Command visit(std::uint64_t seq) {
    Command command;
    command.mutable_set_last_visit()->set_seq(seq);
    return command;
  }
  std::uint64_t cursor(std::uint64_t thread) { return c_.view().read_up_to(me_, thread); }
  std::uint64_t head() { return c_.store().head_seq(); }

  // All rows after a revision, page by page as a client asks for them.
  std::vector<PrivateRow> rows_since(std::uint64_t revision) {
    const auto reader = storage::Reader::open(c_.folder());
    std::vector<PrivateRow> all;
    while (true) {
      PrivateRows page;
      reader->private_rows(me_, revision, page);
      if (page.rows().empty()) return all;
      all.insert(all.end(), page.rows().begin(), page.rows().end());
      revision = page.revision();
    }
  }
  std::uint32_t unread_threads() {
    ListThreads query;
    query.set_unread_only(true);
    query.set_limit(limits::thread_page_max);
    ThreadList answer;
    std::uint64_t as_of = 0;
    storage::Reader::open(c_.folder())->threads(me_, query, answer, as_of);
    return static_cast<std::uint32_t>(answer.rows_size());
  }
  // `threads` threads of the plenary with `messages` messages each, quickly.
  void fill(std::uint64_t threads, std::uint64_t messages) {
    storage::Store& store = c_.store();
    store.begin();
    for (std::uint64_t i = 0; i < threads; ++i) {
      store.begin_command();
      const std::uint64_t thread_id = store.next_seq();
      append([&](Event& event) {
        event.mutable_thread_opened()->set_title("Fil");
        event.mutable_thread_opened()->set_kind(THREAD_KIND_DISCUSSION);
      });
      for (std::uint64_t m = 0; m < messages; ++m) {
        append([&](Event& event) {
          event.mutable_message_posted()->set_thread_id(thread_id);
          event.mutable_message_posted()->set_body("Un message");
        });
      }
      store.end_command();
    }
    store.commit();
  }

 private:
  void append(const std::function<void(Event&)>& fill_in) {
    Event event;
    event.set_seq(c_.store().next_seq());
    event.set_birth_seq(event.seq());
    event.set_at_ms(c_.store().last_event_ms());
    event.set_actor_id(author_);
    event.set_channel_id(c_.plenary);
    fill_in(event);
    c_.store().append(event);
  }
};

}  // namespace

TEST_F(FreshStart, EverythingReadableIsReadAndTheVisitIsNow) {
  const auto half_read = c_.open_thread(c_.plenary, author_), unread = c_.open_thread(c_.themes, author_);
  const auto hidden = c_.open_thread(c_.valmerac.pair, author_);
  const auto own = c_.open_thread(c_.plenary, me_);
  const auto seen = c_.post(half_read, author_), last = c_.post(half_read, author_);
  c_.accept(me_, mark_read(half_read, seen));
  c_.accept(me_, visit(seen));
  const auto decision = c_.accept(me_, start());
  EXPECT_TRUE(decision.events.empty());
  EXPECT_EQ(cursor(half_read), last);
  EXPECT_EQ(cursor(unread), unread + 1);
  EXPECT_EQ(cursor(hidden), 0u);
  EXPECT_EQ(cursor(own), 0u) << "there was nothing to read in it";
  EXPECT_EQ(unread_threads(), 0u);
  EXPECT_EQ(c_.view().private_state(me_).last_visit().seq(), head());
  EXPECT_EQ(c_.refusal(me_, start()).code(), REFUSAL_CODE_ALREADY_DONE) << "twice in a row changes nothing";
}

TEST_F(FreshStart, UndoneWhatWasUnreadIsUnreadAgain) {
  const auto one = c_.open_thread(c_.plenary, author_), two = c_.open_thread(c_.themes, author_);
  const auto seen = c_.post(one, author_);
  c_.post(one, author_);
  c_.accept(me_, mark_read(one, seen));
  c_.accept(me_, visit(seen));
  const auto visited_at = c_.view().private_state(me_).last_visit().at_ms();
  c_.accept(me_, start());
  c_.accept(me_, undo());
  EXPECT_EQ(cursor(one), seen);
  EXPECT_EQ(cursor(two), 0u);
  EXPECT_EQ(c_.view().private_state(me_).last_visit().seq(), seen);
  EXPECT_EQ(c_.view().private_state(me_).last_visit().at_ms(), visited_at);
  EXPECT_EQ(c_.refusal(me_, undo()).code(), REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(FreshStart, WhatWasReadSinceStaysRead) {
  const auto read = c_.open_thread(c_.plenary, author_), left = c_.open_thread(c_.plenary, author_);
  const auto marked = c_.open_thread(c_.themes, author_);
  const auto second = c_.post(marked, author_);
  c_.accept(me_, start());
  const auto news = c_.post(read, author_);
  c_.accept(me_, mark_read(read, news));
  Command unread_from;
  unread_from.mutable_mark_unread_from()->set_thread_id(marked);
  unread_from.mutable_mark_unread_from()->set_message_id(second);
  c_.accept(me_, unread_from);
  c_.accept(me_, visit(news));
  c_.accept(me_, undo());
  EXPECT_EQ(cursor(read), news);
  EXPECT_EQ(cursor(left), 0u);
  EXPECT_EQ(cursor(marked), second - 1) << "what one has decided oneself since holds";
  EXPECT_EQ(c_.view().private_state(me_).last_visit().seq(), news);
}

// Of moved messages a cursor cannot say everything (storage/moved_reads.hpp): what it does not say is read too, and
// comes back with it.
TEST_F(FreshStart, MovedMessagesComeBackAsTheyWere) {
  const auto from = c_.open_thread(c_.plenary, author_), to = c_.open_thread(c_.plenary, author_);
  const auto unread = c_.post(from, author_), read = c_.post(to, author_);
  c_.accept(me_, mark_read(to, read));
  Command move;
  move.mutable_move_messages()->add_message_ids(unread);
  move.mutable_move_messages()->set_to_thread_id(to);
  c_.accept(c_.facilitator, move);
  const auto is_unread = [&] {
    return c_.view().has_marks(me_, {.thread_id = to, .first_id = unread, .through_id = unread}, false);
  };
  ASSERT_TRUE(is_unread()) << "older than the cursor, and not read";
  c_.accept(me_, start());
  EXPECT_FALSE(is_unread());
  EXPECT_EQ(unread_threads(), 0u);
  c_.accept(me_, undo());
  EXPECT_TRUE(is_unread());
  EXPECT_EQ(cursor(to), read);
}

TEST_F(FreshStart, AWeekLaterItIsTooLate) {
  const auto thread = c_.open_thread(c_.plenary, author_);
  c_.accept(me_, start());
  storage::Connection db(c_.folder() / "community.db", {.database = "community"});
  db.run("UPDATE fresh_starts SET at_ms = at_ms - ?", limits::undo_fresh_start_ms - 60'000);
  EXPECT_TRUE(c_.consider(me_, undo())) << "a minute before the end";
  db.run("UPDATE fresh_starts SET at_ms = at_ms - 120000");
  EXPECT_EQ(c_.refusal(me_, undo()).code(), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(cursor(thread), thread + 1);
  c_.accept(me_, visit(head()));
  EXPECT_FALSE(db.query("SELECT 1 FROM fresh_start_cursors").step()) << "the way back is not kept any longer";
}

TEST_F(FreshStart, OtherDevicesGetEveryRowInOrder) {
  fill(1'200, 1);
  const auto before = rows_since(0).size();
  const auto revision = before == 0 ? 0 : rows_since(0).back().revision();
  c_.accept(me_, start());
  const auto rows = rows_since(revision);
  ASSERT_EQ(rows.size(), 1'202u) << "a cursor for each thread, the fresh start, the last visit";
  std::map<std::uint64_t, std::uint64_t> cursors;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].revision(), revision + i + 1);
    if (rows[i].has_read_cursor()) cursors[rows[i].read_cursor().thread_id()] = rows[i].read_cursor().read_up_to();
  }
  EXPECT_EQ(cursors.size(), 1'200u);
  EXPECT_TRUE(rows[1'200].has_fresh_start());
  EXPECT_TRUE(rows[1'201].has_last_visit());

  c_.accept(me_, undo());
  const auto back = rows_since(rows.back().revision());
  ASSERT_EQ(back.size(), 1'202u);
  EXPECT_EQ(back.front().read_cursor().read_up_to(), 0u);
  ASSERT_TRUE(back[1'200].has_fresh_start());
  EXPECT_EQ(back[1'200].fresh_start().at_ms(), 0) << "there is none any more";
  EXPECT_EQ(back[1'201].last_visit().seq(), 0u);
}

// The work grows with the threads that are looked at, never with the messages in them. What it costs on the machine of
// whoever runs this is printed; the bound is wide, for slow machines and builds without optimisation.
TEST_F(FreshStart, TwentyThousandUnreadMessagesAreAMomentsWork) {
  fill(2'000, 10);
  const auto began = std::chrono::steady_clock::now();
  c_.accept(me_, start());
  const auto started = std::chrono::steady_clock::now();
  c_.accept(me_, undo());
  const auto undone = std::chrono::steady_clock::now();
  const auto ms = [](auto duration) { return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count(); };
  std::printf("2,000 threads, 20,000 messages: %lld ms to start afresh, %lld ms to undo it\n",
              static_cast<long long>(ms(started - began)), static_cast<long long>(ms(undone - started)));
  EXPECT_EQ(unread_threads(), limits::thread_page_max) << "undone";
  EXPECT_LT(ms(undone - began), 5'000);
}

TEST_F(FreshStart, NoMoreThreadsAreLookedAtThanTheLimit) {
  fill(limits::fresh_start_threads_max + 1, 1);
  const auto decision = c_.accept(me_, start());
  ASSERT_TRUE(decision.starts_afresh.has_value());
  EXPECT_EQ(decision.starts_afresh->moves.size(), limits::fresh_start_threads_max);
  EXPECT_EQ(unread_threads(), 1u) << "the one that was silent longest";
}

}  // namespace ramure::test
