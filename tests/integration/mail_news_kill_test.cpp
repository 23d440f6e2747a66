// `kill -9` at any moment of the loop that reads journals, writes notices and digests, and sends them: everybody who is
// called back is called back once, and no mail holds a word of a private place. The loop runs in a child of its own,
// 200 times, on one data folder, against a mail server.
#include <curl/curl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <random>
#include <regex>
#include <set>

#include "server/mail/decoding.hpp"
#include "server/mail/french_holidays.hpp"
#include "server/mail/sender.hpp"
#include "server/mail/smtp.hpp"
#include "tests/support/child_life.hpp"
#include "tests/support/news_village.hpp"
#include "tests/support/smtp_sink.hpp"

namespace ramure::test {

namespace {

constexpr int kills = 200;
constexpr const char* open_word = "ouverture";        // in messages of open places, with a number
constexpr const char* secret_word = "ornithorynque";  // in messages of private ones
constexpr const char* secret_title = "hippocampe secret";

class MailNewsKill : public testing::Test, public NewsVillage {
 protected:
  MailNewsKill() {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    signal(SIGPIPE, SIG_IGN);
    v1::Settings daily;
    daily.mutable_mail()->set_digest(v1::DIGEST_RHYTHM_DAILY);
    for (const std::uint64_t id : {anna, basile, chloe, c.facilitator, c.adviser}) {
      visit(id);
      wish(id, daily);
    }
    secret = c.open_thread(c.converse(anna, {chloe}), chloe, secret_title);
  }

  // What happens between two lives of the loop: somebody is named, something is said in private.
  void happen(int number) {
    c.accept(basile, command_post(thread, naming(anna) + " " + open_word + std::to_string(number) + "."));
    c.accept(chloe, command_post(secret, secret_word + std::to_string(number)));
    named.insert(number);
  }

  // Reads and sends until nothing is left.
  int work(const std::string& url) {
    token_mark = std::to_string(getpid()) + "x";
    restart();
    mail::SmtpTransport transport({.url = url, .user = {}, .password = {}, .own_name = "exemple.fr"});
    mail::Sender sender(*outbox, transport, clock, "ramure@exemple.fr");
    turn();
    clock.advance(mail::gather_ms);
    turn();
    while (sender.send_next()) continue;
    return 0;
  }

  // « … et 27 de plus »: 27.
  static std::size_t counted_only(const std::string& text) {
    static const std::regex more("… et ([0-9]+) de plus");
    std::smatch found;
    return std::regex_search(text, found, more) ? std::stoul(found[1]) : 0;
  }

  // The next working day, at 8 h UTC: it is day in Paris, summer and winter.
  void next_day() {
    do {
      day += std::chrono::days(1);
    } while (mail::is_french_holiday(day) || std::chrono::weekday(day) == std::chrono::Saturday ||
             std::chrono::weekday(day) == std::chrono::Sunday);
    const std::chrono::sys_time<std::chrono::milliseconds> morning = day + std::chrono::hours(8);
    clock.set(morning.time_since_epoch().count());
  }

  std::uint64_t secret = 0;
  std::set<int> named;
  std::chrono::sys_days day = std::chrono::year(2018) / 5 / 3;
};

TEST_F(MailNewsKill, EveryNoticeAndDigestArrivesOnceAndNoneTellsWhatIsPrivate) {
  room.reset();
  outbox.reset();
  const SmtpSink sink;
  const auto in_a_child = [&] { return work(sink.url()); };
  std::mt19937 dice(4'711);
  next_day();
  happen(0);
  const auto began = std::chrono::steady_clock::now();
  ASSERT_EQ(live_for(std::chrono::microseconds(0), in_a_child), 0);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  std::uniform_int_distribution<std::int64_t> life(1, 2 * whole.count());
  int killed = 0;
  for (int time = 1; time <= kills; ++time) {
    happen(time);
    // A new working day every fourth time, so that digests are due, too; half an hour otherwise.
    if (time % 4 == 0) {
      next_day();
    } else {
      clock.advance(30 * 60'000);
    }
    killed += live_for(std::chrono::microseconds(life(dice)), in_a_child) == killed_status ? 1 : 0;
  }
  next_day();
  ASSERT_EQ(live_for(std::chrono::microseconds(0), in_a_child), 0) << "and at last in peace";
  EXPECT_GT(killed, kills / 20) << "or the children were faster than we";

  std::map<std::string, std::string> mails;  // by Message-ID: a copy of a mail is that mail
  int copies = 0, digests = 0;
  for (const SunkMail& each : sink.mails()) {
    const std::string id = mail::decoded_header(each.message, "Message-ID");
    const std::string text = mail::first_text_of(each.message);
    const auto [known, is_new] = mails.emplace(id, each.to + "\n" + text);
    copies += is_new ? 0 : 1;
    EXPECT_EQ(known->second, each.to + "\n" + text) << "one key, one mail";
    digests += is_new && text.find("Ce qui est nouveau pour vous") != std::string::npos ? 1 : 0;
    for (const char* word : {secret_word, secret_title, "hippocampe"}) {
      EXPECT_EQ(each.message.find(word), std::string::npos);
      EXPECT_EQ(text.find(word), std::string::npos);
    }
  }
  EXPECT_LE(copies, killed) << "at most one for each time that it was killed between handing over and noting it";
  EXPECT_GT(digests, kills / 8);
  // Of many that waited the mail tells the first and counts the others.
  std::size_t told = 0;
  for (const int number : named) {
    const std::string words = open_word + std::to_string(number) + ".";
    const auto times = std::ranges::count_if(mails, [&](const auto& mail) {
      return mail.second.starts_with("anna@exemple.fr\n") && mail.second.find(words) != std::string::npos;
    });
    EXPECT_LE(times, 1) << "notice " << number;
    told += static_cast<std::size_t>(times);
  }
  EXPECT_GT(told, named.size() / 3);
  for (const auto& [id, text] : mails) {
    if (text.starts_with("anna@exemple.fr\n")) told += counted_only(text);
  }
  EXPECT_EQ(told, named.size());
}

}  // namespace

}  // namespace ramure::test
