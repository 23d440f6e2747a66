// What was read stays read and what was unread stays unread, however messages are moved about: held against a list of
// unread messages for each member, kept by hand, over random moves and readings from a seed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "storage/connection.hpp"
#include "storage/reader.hpp"
#include "tests/support/move_commands.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

class MovedReads : public testing::Test {
 protected:
  v1::ThreadRow row(std::uint64_t member_id, std::uint64_t thread_id) {
    v1::GetThread query;
    query.set_thread_id(thread_id);
    v1::ThreadAnswer answer;
    std::uint64_t as_of_seq = 0;
    EXPECT_TRUE(reader_->thread(member_id, query, answer, as_of_seq));
    return answer.row();
  }
  std::set<std::uint64_t> listed_as_unread(std::uint64_t member_id) {
    v1::ListThreads query;
    query.set_channel_id(c_.plenary);
    query.set_unread_only(true);
    query.set_archived(v1::ListThreads::ARCHIVED_ALSO);
    query.set_limit(200);
    v1::ThreadList answer;
    std::uint64_t as_of_seq = 0;
    EXPECT_TRUE(reader_->threads(member_id, query, answer, as_of_seq));
    std::set<std::uint64_t> ids;
    for (const auto& listed : answer.rows()) ids.insert(listed.thread().id());
    return ids;
  }
  static v1::Command mark_read(std::uint64_t thread_id, std::uint64_t message_id) {
    v1::Command command;
    command.mutable_mark_read()->set_thread_id(thread_id);
    command.mutable_mark_read()->set_read_up_to(message_id);
    return command;
  }
  static v1::Command mark_unread(std::uint64_t thread_id, std::uint64_t message_id) {
    v1::Command command;
    command.mutable_mark_unread_from()->set_thread_id(thread_id);
    command.mutable_mark_unread_from()->set_message_id(message_id);
    return command;
  }
  std::int64_t marks() {
    storage::Connection db(c_.folder() / "community.db", {.read_only = true});
    auto count = db.query("SELECT count(*) FROM moved_reads");
    return count.step() ? count.integer(0) : -1;
  }

  RuledCommunity c_;
  const std::uint64_t host_ = c_.facilitator, anna_ = c_.valmerac.first, chloe_ = c_.kerlohan.first;
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(c_.folder());
};

// The same by hand: who has not read what.
class MovedReadsWalk : public MovedReads, public testing::WithParamInterface<std::uint64_t> {
 protected:
  struct Message {
    std::uint64_t thread_id = 0, author_id = 0;
  };

  std::uint64_t below(std::uint64_t end) { return engine_() % end; }
  std::uint64_t any(const std::vector<std::uint64_t>& ids) { return ids[below(ids.size())]; }
  std::uint64_t any_message() {
    return std::next(messages_.begin(), static_cast<std::ptrdiff_t>(below(messages_.size())))->first;
  }

  void take_in(const community::Decision& decision) {
    for (const v1::Event& event : decision.events) {
      if (event.has_thread_opened()) threads_.push_back(event.seq());
      if (event.has_message_posted()) {
        messages_[event.seq()] = {event.message_posted().thread_id(), event.actor_id()};
        for (const auto member : members_) {
          if (member != event.actor_id()) unread_[member].insert(event.seq());
        }
      }
      for (const auto id : event.messages_moved().message_ids()) {
        messages_[id].thread_id = event.messages_moved().to_thread_id();
      }
    }
  }
  void send(std::uint64_t member_id, const v1::Command& command) {
    if (const auto decided = c_.send(member_id, command)) take_in(*decided);
  }
  void read(std::uint64_t member_id, std::uint64_t message_id) {
    const std::uint64_t thread_id = messages_[message_id].thread_id;
    const bool was_unread = unread_before(member_id, message_id);
    const auto decided = c_.send(member_id, mark_read(thread_id, message_id));
    EXPECT_TRUE(decided || !was_unread) << "refused, and something was unread";
    for (const auto& [id, message] : messages_) {
      if (id <= message_id && message.thread_id == thread_id) unread_[member_id].erase(id);
    }
  }
  bool unread_before(std::uint64_t member_id, std::uint64_t message_id) {
    return std::ranges::any_of(unread_[member_id], [&](std::uint64_t id) {
      return id <= message_id && messages_[id].thread_id == messages_[message_id].thread_id;
    });
  }
  void unread(std::uint64_t member_id, std::uint64_t message_id) {
    const std::uint64_t thread_id = messages_[message_id].thread_id;
    static_cast<void>(c_.send(member_id, mark_unread(thread_id, message_id)));
    for (const auto& [id, message] : messages_) {
      const bool is_meant = id >= message_id && message.thread_id == thread_id && message.author_id != member_id;
      if (is_meant) unread_[member_id].insert(id);
    }
  }
  std::vector<std::uint64_t> some_of(std::uint64_t thread_id) {
    std::vector<std::uint64_t> ids;
    for (const auto& [id, message] : messages_) {
      if (message.thread_id == thread_id && below(3) == 0) ids.push_back(id);
    }
    return ids;
  }

  void step() {
    const std::uint64_t member = any(members_), thread = any(threads_);
    switch (below(12)) {
      case 0:
      case 1:
      case 2:
      case 3: send(member, command_post(thread)); break;
      case 4:
      case 5:
      case 6: read(member, any_message()); break;
      case 7: unread(member, any_message()); break;
      case 8:
      case 9: send(host_, command_move(some_of(thread), any(threads_))); break;
      case 10:
        if (threads_.size() < 7) send(host_, command_split(some_of(thread)));
        break;
      default: send(host_, below(2) == 0 ? command_merge(thread, any(threads_)) : command_unmerge(thread));
    }
  }

  void compare() {
    for (const std::uint64_t member : members_) {
      std::map<std::uint64_t, std::set<std::uint64_t>> expected;
      for (const std::uint64_t id : unread_[member]) expected[messages_[id].thread_id].insert(id);
      std::set<std::uint64_t> threads;
      for (const std::uint64_t thread : threads_) {
        const v1::ThreadRow shown = row(member, thread);
        const auto& ids = expected[thread];
        EXPECT_EQ(shown.unread_count(), ids.size()) << "member " << member << ", thread " << thread;
        EXPECT_EQ(shown.first_unread_id(), ids.empty() ? 0 : *ids.begin()) << "member " << member;
        if (!ids.empty()) threads.insert(thread);
      }
      EXPECT_EQ(listed_as_unread(member), threads) << "member " << member;
    }
  }

  std::mt19937_64 engine_{GetParam()};
  const std::vector<std::uint64_t> members_{host_, anna_, chloe_, c_.valmerac.second};
  std::vector<std::uint64_t> threads_;
  std::map<std::uint64_t, Message> messages_;
  std::map<std::uint64_t, std::set<std::uint64_t>> unread_;
};

}  // namespace

TEST_F(MovedReads, AThreadThatWasSplitOffIsReadAsFarAsItWas) {
  const auto thread = c_.open_thread(c_.plenary, host_), read = c_.post(thread, host_), unread = c_.post(thread, host_);
  c_.accept(anna_, mark_read(thread, read));
  const auto split = c_.accept(host_, command_split({read, unread})).events.front().seq();
  EXPECT_EQ(row(anna_, split).read_up_to(), read) << "the cursor says it: no mark is needed";
  EXPECT_EQ(row(anna_, split).first_unread_id(), unread);
  EXPECT_EQ(row(chloe_, split).unread_count(), 2u) << "who had read nothing has read nothing";
  EXPECT_EQ(row(host_, split).unread_count(), 0u) << "one's own words are never unread";
  EXPECT_EQ(marks(), 0);
}

TEST_F(MovedReads, AnUnreadMessageAmongReadOnesStaysUnread) {
  const auto from = c_.open_thread(c_.plenary, host_), to = c_.open_thread(c_.plenary, host_);
  const auto moved = c_.post(from, host_), early = c_.post(to, host_), last = c_.post(to, host_);
  c_.accept(anna_, mark_read(to, last));
  c_.accept(host_, command_move({moved}, to));
  EXPECT_EQ(row(anna_, to).read_up_to(), last);
  EXPECT_EQ(row(anna_, to).unread_count(), 1u);
  EXPECT_EQ(row(anna_, to).first_unread_id(), moved);
  EXPECT_EQ(listed_as_unread(anna_), (std::set{from, to}));
  EXPECT_EQ(c_.refusal(anna_, mark_read(to, to + 1)).code(), v1::REFUSAL_CODE_ALREADY_DONE) << "up to before it";
  c_.accept(anna_, mark_read(to, early));
  EXPECT_EQ(row(anna_, to).unread_count(), 0u);
  EXPECT_EQ(row(anna_, to).read_up_to(), last);
}

TEST_F(MovedReads, AReadMessageAmongUnreadOnesStaysRead) {
  const auto from = c_.open_thread(c_.plenary, host_), to = c_.open_thread(c_.plenary, host_);
  const auto unread = c_.post(to, host_), moved = c_.post(from, host_);
  c_.accept(anna_, mark_read(from, moved));
  c_.accept(anna_, mark_read(to, to + 1));
  c_.accept(host_, command_move({moved}, to));
  EXPECT_EQ(row(anna_, to).unread_count(), 1u);
  EXPECT_EQ(row(anna_, to).first_unread_id(), unread);
  c_.accept(anna_, mark_unread(to, moved));
  EXPECT_EQ(row(anna_, to).unread_count(), 2u);
  EXPECT_EQ(marks(), 0);
}

TEST_F(MovedReads, TheNewCursorIsPrivateStateOfItsMemberAndToldOnce) {
  const auto thread = c_.open_thread(c_.plenary, host_), read = c_.post(thread, host_);
  c_.accept(anna_, mark_read(thread, read));
  const auto split = c_.accept(host_, command_split({read})).events.front().seq();
  v1::PrivateRows rows;
  reader_->private_rows(anna_, 1, rows);
  ASSERT_EQ(rows.rows_size(), 1);
  EXPECT_EQ(rows.rows(0).revision(), 2u);
  EXPECT_EQ(rows.rows(0).read_cursor().thread_id(), split);
  EXPECT_EQ(rows.rows(0).read_cursor().read_up_to(), read);
  v1::PrivateRows none;
  reader_->private_rows(chloe_, 0, none);
  EXPECT_EQ(none.rows_size(), 0);
}

TEST_P(MovedReadsWalk, NothingIsReadOrUnreadByMovingAlone) {
  for (int i = 0; i < 3; ++i) take_in(c_.accept(host_, command_open_thread(c_.plenary)));
  std::int64_t most_marks = 0;
  for (int i = 0; i < 250 && !HasFailure(); ++i) {
    step();
    compare();
    most_marks = std::max(most_marks, marks());
  }
  EXPECT_GT(most_marks, 3) << "a walk in which every cursor is right by itself proves little";
}
INSTANTIATE_TEST_SUITE_P(Seeds, MovedReadsWalk, testing::Range<std::uint64_t>(1, 6));

}  // namespace ramure::test
