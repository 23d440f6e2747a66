// Batches at random: commands that are undone, batches that are abandoned or meet a full disk, reopening between. What
// was committed, and nothing else, is there; and the journal replays to the tables. The seed is in every failure.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "storage/error.hpp"
#include "storage/replay.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

namespace {

constexpr int seeds = 12;
constexpr int batches_per_seed = 30;
constexpr int commands_per_batch_max = 8;

class RandomBatches {
 public:
  explicit RandomBatches(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < 3; ++i) threads_.push_back(community_.open_thread(community_.plenary, member(), "Fil"));
  }

  void run_batch() {
    const bool disk_is_full = one_in(6);
    const bool abandons = one_in(6);
    expected_ = committed_;
    storage::Store& store = community_.store();
    const std::uint64_t head = store.head_seq();
    if (disk_is_full) store.limit_pages_for_test(1);
    try {
      store.begin();
      for (std::uint64_t left = 1 + below(commands_per_batch_max); left > 0; --left) run_command(disk_is_full);
      abandons ? store.abandon() : store.commit();
    } catch (const storage::StorageError& error) {
      EXPECT_EQ(error.kind, storage::StorageError::Kind::full);
      store.abandon();
    }
    store.limit_pages_for_test(0);
    if (store.head_seq() != head) committed_ = expected_;
    EXPECT_TRUE(!abandons || store.head_seq() == head);
    EXPECT_EQ(store.next_seq(), store.head_seq() + 1);
    if (one_in(8)) community_.reopen();
  }

  void check() {
    for (const auto& [id, body] : committed_) EXPECT_EQ(community_.view().message_body(id), body) << "message " << id;
    EXPECT_FALSE(community_.view().message(community_.store().next_seq()).has_value());
    EXPECT_THAT(storage::compare_with_replay(community_.folder()), testing::IsEmpty());
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool one_in(std::uint64_t times) { return below(times) == 0; }
  std::uint64_t member() { return one_in(2) ? community_.valmerac.first : community_.kerlohan.second; }

  // Long bodies make sure that a full disk is met.
  std::string words(bool is_long) {
    return "mots " + std::to_string(random_()) + std::string(is_long ? 20'000 : 0, 'x');
  }

  void run_command(bool is_long) {
    const std::map<std::uint64_t, std::string> before = expected_;
    storage::Store& store = community_.store();
    store.begin_command();
    const std::uint64_t choice = committed_.empty() ? 0 : below(5);
    if (choice <= 1) post(is_long);
    if (choice == 2) edit(is_long);
    if (choice == 3) redact();
    if (choice == 4) move_membership();
    if (one_in(4)) {
      store.undo_command();
      expected_ = before;
    } else {
      store.end_command();
    }
  }

  void post(bool is_long) {
    const std::string body = words(is_long);
    const std::uint64_t id = community_.append_in_command(member(), [&](v1::Event& event) {
      event.set_channel_id(community_.plenary);
      event.mutable_message_posted()->set_thread_id(threads_[below(threads_.size())]);
      event.mutable_message_posted()->set_body(body);
      event.mutable_message_posted()->add_mention_ids(member());
    });
    expected_[id] = body;
  }

  // An unerased message of the committed ones, or 0.
  std::uint64_t some_message() {
    auto at = committed_.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(below(committed_.size())));
    return community_.view().message(at->first).value().redacted ? 0 : at->first;
  }

  void edit(bool is_long) {
    const std::uint64_t id = some_message();
    if (id == 0) return;
    const storage::MessageState message = community_.view().message(id).value();
    const std::string body = words(is_long);
    community_.append_in_command(message.author_id, [&](v1::Event& event) {
      event.set_channel_id(community_.plenary);
      event.set_birth_seq(id);
      event.mutable_message_edited()->set_message_id(id);
      event.mutable_message_edited()->set_thread_id(message.thread_id);
      event.mutable_message_edited()->set_version(message.version + 1);
      event.mutable_message_edited()->set_body(body);
    });
    expected_[id] = body;
  }

  void redact() {
    const std::uint64_t id = some_message();
    if (id == 0) return;
    community_.append_in_command(community_.facilitator, [&](v1::Event& event) {
      event.set_channel_id(community_.plenary);
      event.set_birth_seq(id);
      event.mutable_message_redacted()->set_message_id(id);
      event.mutable_message_redacted()->set_thread_id(community_.view().message(id).value().thread_id);
    });
    expected_[id] = "";
  }

  void move_membership() {
    const std::uint64_t who = community_.facilitator;
    const std::uint64_t where = community_.valmerac.channel;
    const bool reads = community_.view().readable(who).find(where) != nullptr;
    community_.append_in_command(0, [&](v1::Event& event) {
      event.set_member_id(who);
      if (reads) {
        event.mutable_membership_ended()->set_channel_id(where);
        return;
      }
      v1::Membership& membership = *event.mutable_membership_granted()->mutable_membership();
      membership.set_channel_id(where);
      membership.set_member_id(who);
      membership.set_role(v1::ROLE_FACILITATOR);
      membership.set_since_seq(event.seq());
    });
    EXPECT_NE(community_.view().readable(who).find(where) != nullptr, reads);
  }

  std::mt19937_64 random_;
  FoundedCommunity community_;
  std::vector<std::uint64_t> threads_;
  std::map<std::uint64_t, std::string> committed_;  // message id → the wording in force
  std::map<std::uint64_t, std::string> expected_;   // the same, as it will be if this batch is committed
};

}  // namespace

TEST(StoreRandom, WhatWasCommittedIsThereAndNothingElse) {
  for (std::uint64_t seed = 1; seed <= seeds && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomBatches batches(seed);
    for (int i = 0; i < batches_per_seed; ++i) batches.run_batch();
    batches.check();
  }
}

}  // namespace ramure::test
