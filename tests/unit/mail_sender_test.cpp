// When mails are tried, how often, and when they are given up: a clock that is moved, a transport that says what it is
// told.
#include <gtest/gtest.h>

#include <deque>
#include <future>

#include "server/mail/folder.hpp"
#include "server/mail/sender.hpp"
#include "server/manual_clock.hpp"
#include "storage/mail_news.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::mail {

namespace {

using storage::MailState;

class ToldTransport final : public Transport {
 public:
  Delivery send(const Parcel& parcel) override {
    sent.push_back(parcel.key);
    last = parcel;
    if (answers.empty()) return {};
    Delivery answer = answers.front();
    answers.pop_front();
    return answer;
  }
  void stop() override {}
  std::deque<Delivery> answers;  // then: done
  std::vector<std::string> sent;
  Parcel last;
};

class MailSender : public testing::Test {
 protected:
  void due(const std::string& key, std::int64_t lasts_ms = std::int64_t{14} * 24 * 60 * minute_ms) {
    storage::MailRow row;
    row.key = key;
    row.community = "demo";
    row.address = "a@exemple.fr";
    row.message = "words";
    row.not_after_ms = clock.now_ms() + lasts_ms;
    outbox.hold(row);
    outbox.release(key);
    clock.advance(1);
  }
  storage::MailRow of(const std::string& key) {
    for (const auto& each : outbox.of_community("demo")) {
      if (each.key == key) return each;
    }
    return {};
  }

  test::TemporaryFolder folder;
  ManualClock clock{1'700'000'000'000};
  Outbox outbox{folder / "mail.db", clock, false};
  ToldTransport transport;
  Sender sender{outbox, transport, clock, "ramure@exemple.fr"};
};

TEST_F(MailSender, SendsWhatIsDueAndNotesIt) {
  due("a");
  EXPECT_EQ(sender.send_next(), Handover::done);
  EXPECT_EQ(sender.send_next(), std::nullopt);
  EXPECT_EQ(transport.last.from, "ramure@exemple.fr");
  EXPECT_EQ(transport.last.to, "a@exemple.fr");
  EXPECT_EQ(transport.last.message, "words");
  EXPECT_EQ(of("a").state, MailState::sent);
}

// Put into the outbox by day, and tried at night: the server was away meanwhile.
TEST_F(MailSender, WhatKeepsNightsIsPutOffUntilMorningAlsoWhenItIsTriedAgain) {
  constexpr TimestampMs eight_in_paris_ms = 1'700'031'600'000;  // 15 November 2023; the clock stands at 23 h 13
  storage::MailNews news(folder / "mail.db", false);
  storage::MailRow row;
  row.key = "notice";
  row.community = "demo";
  row.address = "a@exemple.fr";
  row.message = "words";
  row.created_at_ms = clock.now_ms();
  row.not_after_ms = clock.now_ms() + std::int64_t{7} * 24 * 60 * minute_ms;
  row.time_zone = "Europe/Paris";
  ASSERT_TRUE(news.hand_in(row, {}, std::nullopt));
  EXPECT_FALSE(news.hand_in(row, {}, std::nullopt)) << "a key is a mail";
  due("link");
  EXPECT_EQ(sender.send_next(), Handover::later);
  EXPECT_EQ(sender.send_next(), Handover::done) << "a link that was asked for goes at any hour";
  EXPECT_EQ(transport.sent, std::vector<std::string>{"link"});
  EXPECT_EQ(of("notice").next_try_ms, eight_in_paris_ms);
  clock.set(eight_in_paris_ms);
  EXPECT_EQ(sender.send_next(), Handover::done);
  EXPECT_EQ(of("notice").tries, 1) << "waiting is no try";
}

TEST_F(MailSender, AFinalRefusalIsFinalAndSaysWhy) {
  transport.answers = {{Handover::refused, "550 no such mailbox"}};
  due("a");
  due("b");
  EXPECT_EQ(sender.send_next(), Handover::refused);
  EXPECT_EQ(sender.send_next(), Handover::done) << "others are not held up";
  EXPECT_EQ(of("a").state, MailState::failed);
  EXPECT_EQ(of("a").reason, "550 no such mailbox");
}

TEST_F(MailSender, WaitsLongerAfterEachTryAndGivesUpAfterADayAndAHalf) {
  due("a");
  const std::int64_t began_ms = clock.now_ms();
  for (const std::int64_t wait : retry_waits_ms) {
    transport.answers = {{Handover::later, "452 full"}};
    ASSERT_EQ(sender.send_next(), Handover::later);
    clock.advance(wait - 1);
    ASSERT_EQ(sender.send_next(), std::nullopt) << wait;
    clock.advance(1);
  }
  EXPECT_GT(clock.now_ms() - began_ms, std::int64_t{36} * 60 * minute_ms) << "a server may be away for a day";
  transport.answers = {{Handover::later, "452 still full"}};
  EXPECT_EQ(sender.send_next(), Handover::later);
  EXPECT_EQ(of("a").state, MailState::failed);
  EXPECT_EQ(of("a").tries, tries_max);
  EXPECT_EQ(of("a").reason, "452 still full");
}

TEST_F(MailSender, AServerThatIsAwayIsNotAskedForEveryMail) {
  transport.answers = {{Handover::unreachable, "away"}};
  for (const char* key : {"a", "b", "c"}) due(key);
  EXPECT_EQ(sender.send_next(), Handover::unreachable);
  EXPECT_EQ(sender.send_next(), std::nullopt);
  clock.advance(rest_ms_min);
  EXPECT_EQ(sender.send_next(), Handover::done) << "b: a waits longer";
  EXPECT_EQ(sender.send_next(), Handover::done) << "it is back";
  EXPECT_EQ(transport.sent, (std::vector<std::string>{"a", "b", "c"}));
}

TEST_F(MailSender, ThatIsAwayForADayAllMailsGoWhenItIsBack) {
  for (int i = 0; i < 50; ++i) due(std::to_string(i));
  const std::int64_t back_ms = clock.now_ms() + std::int64_t{24} * 60 * minute_ms;
  for (; clock.now_ms() < back_ms; clock.advance(15'000)) {
    transport.answers = {{Handover::unreachable, "away"}};
    (void)sender.send_next();
  }
  transport.answers.clear();
  const std::int64_t end_ms = clock.now_ms() + std::int64_t{13} * 60 * minute_ms;
  for (; clock.now_ms() < end_ms; clock.advance(minute_ms)) {
    while (sender.send_next()) {
    }
  }
  for (int i = 0; i < 50; ++i) EXPECT_EQ(of(std::to_string(i)).state, MailState::sent) << i;
}

TEST_F(MailSender, ALinkThatHasExpiredIsNotSent) {
  due("a", 1'000);
  clock.advance(1'000);
  EXPECT_EQ(sender.send_next(), Handover::refused);
  EXPECT_TRUE(transport.sent.empty());
  EXPECT_EQ(of("a").state, MailState::failed);
}

TEST_F(MailSender, AThreadOfItsOwnSendsWhatIsReleased) {
  std::promise<void> sent;
  struct Telling final : Transport {
    explicit Telling(std::promise<void>& to) : promise(to) {}
    Delivery send(const Parcel&) override {
      promise.set_value();
      return {};
    }
    void stop() override {}
    std::promise<void>& promise;
  } telling(sent);
  Sender own(outbox, telling, clock, "ramure@exemple.fr");
  outbox.on_release([&] { own.wake(); });
  own.start();
  due("a");
  EXPECT_EQ(sent.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
  own.stop();
  EXPECT_EQ(of("a").state, MailState::sent);
}

TEST_F(MailSender, IntoAFolderTheSameMailIsTheSameFile) {
  FolderTransport files(folder / "mails");
  const Parcel parcel{
      .key = "1:abc", .from = "r@x.fr", .to = "a@b.fr", .message = "Subject: =?UTF-8?Q?=C3=A9?=\r\n\r\nx"};
  EXPECT_EQ(files.send(parcel).handover, Handover::done);
  EXPECT_EQ(files.send(parcel).handover, Handover::done);
  const auto mails = read_mails(folder / "mails");
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].subject, "é");
  std::filesystem::remove_all(folder / "mails");
  EXPECT_EQ(files.send(parcel).handover, Handover::unreachable);
}

}  // namespace

}  // namespace ramure::mail
