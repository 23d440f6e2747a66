// The outbox: keys, what is held and due, and what remains of a mail that has ended.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "server/mail/outbox.hpp"
#include "server/manual_clock.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::mail {

namespace {

using storage::MailRow;
using storage::MailState;

class MailOutbox : public testing::Test {
 protected:
  MailRow mail(const std::string& key, const std::string& community = "demo") {
    MailRow row;
    row.key = key;
    row.kind = 1;
    row.community = community;
    row.address = key + "@exemple.fr";
    row.message = "the words of " + key;
    row.not_after_ms = clock.now_ms() + 1'000'000;
    return row;
  }
  bool hold(const std::string& key) { return outbox.hold(mail(key)); }
  std::string next() {
    const auto due = outbox.next_due(clock.now_ms());
    return due ? due->key : "";
  }

  test::TemporaryFolder folder;
  ManualClock clock{1'700'000'000'000};
  Outbox outbox{folder / "mail.db", clock, false};
};

TEST_F(MailOutbox, WhatIsHeldIsNotSentBeforeItIsReleased) {
  int told = 0;
  outbox.on_release([&] { ++told; });
  ASSERT_TRUE(hold("a"));
  EXPECT_EQ(next(), "");
  EXPECT_EQ(outbox.held_keys(), std::vector<std::string>{"a"});
  EXPECT_TRUE(outbox.of_community("demo").empty()) << "it may lead nowhere";
  outbox.release("a");
  EXPECT_EQ(told, 1);
  EXPECT_EQ(next(), "a");
  EXPECT_EQ(outbox.next_due(clock.now_ms())->message, "the words of a");
  EXPECT_TRUE(outbox.held_keys().empty());
}

TEST_F(MailOutbox, AKeyIsNeverAddedTwiceWhateverBecameOfIt) {
  hold("a");
  outbox.release("a");
  outbox.note_sent(outbox.next_due(clock.now_ms())->id);
  EXPECT_TRUE(hold("a"));
  outbox.release("a");
  EXPECT_EQ(next(), "");
  EXPECT_EQ(outbox.of_community("demo").size(), 1U);
}

TEST_F(MailOutbox, TheOneThatIsDueForLongestComesFirst) {
  for (const char* key : {"a", "b", "c"}) {
    hold(key);
    outbox.release(key);
    clock.advance(1);
  }
  outbox.note_retry(outbox.next_due(clock.now_ms())->id, clock.now_ms() + 1'000, "not now");
  EXPECT_EQ(next(), "b");
  outbox.note_sent(outbox.next_due(clock.now_ms())->id);
  outbox.note_failed(outbox.next_due(clock.now_ms())->id, "never");
  EXPECT_EQ(next(), "");
  EXPECT_EQ(outbox.next_try_ms(), clock.now_ms() + 1'000);
  clock.advance(1'000);
  EXPECT_EQ(next(), "a");
}

TEST_F(MailOutbox, WhatIsDroppedIsNotSentButWhatWasSentStaysKnown) {
  for (const char* key : {"a", "b"}) {
    hold(key);
    outbox.release(key);
  }
  outbox.note_sent(outbox.next_due(clock.now_ms())->id);
  outbox.drop_unsent("a");
  outbox.drop_unsent("b");
  EXPECT_EQ(next(), "");
  ASSERT_EQ(outbox.of_community("demo").size(), 1U);
  EXPECT_EQ(outbox.of_community("demo")[0].state, MailState::sent);
}

TEST_F(MailOutbox, IsShownByCommunityAndTriedNowOnlyThere) {
  hold("a");
  outbox.hold(mail("z", "elsewhere"));
  for (const char* key : {"a", "z"}) outbox.release(key);
  const auto seen = outbox.of_community("demo");
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].message, "") << "its links are nobody's to see";
  outbox.note_retry(seen[0].id, clock.now_ms() + 60'000, "4.2.2 full");
  EXPECT_EQ(outbox.of_community("demo")[0].reason, "4.2.2 full");
  EXPECT_EQ(next(), "z");
  EXPECT_FALSE(outbox.try_now("elsewhere", seen[0].id));
  EXPECT_TRUE(outbox.try_now("demo", seen[0].id));
  clock.advance(1);
  outbox.note_sent(seen[0].id);
  EXPECT_FALSE(outbox.try_now("demo", seen[0].id));
}

TEST_F(MailOutbox, HoldsABoundedNumber) {
  for (std::size_t i = 0; i < waiting_max; ++i) ASSERT_TRUE(hold(std::to_string(i)));
  EXPECT_FALSE(hold("one more"));
  outbox.drop_unsent("17");
  EXPECT_TRUE(hold("one more"));
}

TEST_F(MailOutbox, TheWordsOfAMailThatHasEndedAreInNoFile) {
  for (const char* key : {"sent-key", "failed-key", "dropped-key"}) hold(key);
  for (const char* key : {"sent-key", "failed-key"}) outbox.release(key);
  outbox.note_sent(outbox.next_due(clock.now_ms())->id);
  outbox.note_failed(outbox.next_due(clock.now_ms())->id, "never");
  outbox.drop_unsent("dropped-key");
  outbox.tidy(0);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(bytes.find("the words of"), std::string::npos) << entry.path();
  }
  EXPECT_EQ(outbox.of_community("demo").size(), 2U);
  outbox.tidy(clock.now_ms() + 1);
  EXPECT_TRUE(outbox.of_community("demo").empty());
}

}  // namespace

}  // namespace ramure::mail
