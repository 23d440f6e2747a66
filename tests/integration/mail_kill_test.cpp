// `kill -9` at any moment of the loop that sends: every mail that is due leaves, none that is only held, none twice
// under its key. The loop runs in a child of its own, 200 times, on one outbox.
#include <curl/curl.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "server/mail/decoding.hpp"
#include "server/mail/folder.hpp"
#include "server/mail/sender.hpp"
#include "server/mail/smtp.hpp"
#include "server/system_clock.hpp"
#include "tests/support/child_life.hpp"
#include "tests/support/smtp_sink.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::test {

namespace {

using mail::Handover;

constexpr int kills = 200;
constexpr int mails_each_time = 3;

class MailKill : public testing::Test {
 protected:
  static void SetUpTestSuite() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  MailKill() { signal(SIGPIPE, SIG_IGN); }

  std::filesystem::path file() const { return folder / "mail.db"; }

  // Nobody else has the outbox open then. Not durable: a killed process loses nothing that it wrote.
  void add(int number, bool is_released) {
    mail::Outbox outbox(file(), clock, false);
    storage::MailRow row;
    row.key = "1:" + std::to_string(number);
    row.community = "demo";
    row.address = "p" + std::to_string(number) + "@exemple.fr";
    row.message = "Message-ID: <" + std::to_string(number) + "@exemple.fr>\r\n\r\n" + std::string(2'000, 'x') + "\r\n";
    row.not_after_ms = clock.now_ms() + 3'600'000;
    outbox.hold(row);
    if (is_released) outbox.release(row.key);
    (is_released ? due : held).insert("<" + std::to_string(number) + "@exemple.fr>");
  }

  // Sends until nothing is due.
  template <class MakeTransport>
  int send_all(MakeTransport make) {
    mail::Outbox outbox(file(), clock, false);
    const std::unique_ptr<mail::Transport> transport = make();
    mail::Sender sender(outbox, *transport, clock, "ramure@exemple.fr");
    bool went_well = true;
    while (const auto handover = sender.send_next()) went_well = went_well && *handover == Handover::done;
    return went_well ? 0 : 1;
  }

  template <class MakeTransport>
  int kill_again_and_again(MakeTransport make) {
    const auto work = [&] { return send_all(make); };
    std::mt19937 dice(4'711);
    int killed = 0, number = 0;
    // How long the work takes here decides when it is cut off, so that about half of the children do not see its end.
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < mails_each_time; ++i) add(++number, true);
    EXPECT_EQ(live_for(std::chrono::microseconds(0), work), 0);
    const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    std::uniform_int_distribution<std::int64_t> life(1, whole.count());
    for (int time = 0; time < kills; ++time) {
      for (int i = 0; i < mails_each_time; ++i) add(++number, true);
      if (time % 10 == 0) add(++number, false);
      killed += live_for(std::chrono::microseconds(life(dice)), work) == killed_status ? 1 : 0;
    }
    EXPECT_EQ(live_for(std::chrono::microseconds(0), work), 0) << "and at last in peace";
    return killed;
  }

  TemporaryFolder folder;
  SystemClock clock;
  std::set<std::string> due, held;
};

TEST_F(MailKill, IntoAFolderEveryDueMailIsThereOnceAndNoOther) {
  const int killed = kill_again_and_again([&] { return std::make_unique<mail::FolderTransport>(folder / "mails"); });
  EXPECT_GT(killed, kills / 20) << "or the children were faster than we";
  std::multiset<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "mails")) {
    if (entry.path().extension() != ".eml") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string message{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_TRUE(message.ends_with("x\r\n")) << "whole, or not there";
    found.insert(mail::decoded_header(message, "Message-ID"));
  }
  EXPECT_EQ(found, std::multiset<std::string>(due.begin(), due.end()));
}

TEST_F(MailKill, BySmtpEveryDueMailIsThereAndACopySaysThatItIsOne) {
  const SmtpSink sink;
  const auto url = sink.url();
  const int killed = kill_again_and_again([&url] {
    return std::make_unique<mail::SmtpTransport>(
        mail::SmtpOptions{.url = url, .user = {}, .password = {}, .own_name = "exemple.fr"});
  });
  EXPECT_GT(killed, kills / 20);
  std::map<std::string, int> found;
  std::map<std::string, std::string> receivers;
  for (const SunkMail& each : sink.mails()) {
    const std::string id = mail::decoded_header(each.message, "Message-ID");
    ++found[id];
    EXPECT_TRUE(receivers.try_emplace(id, each.to).first->second == each.to) << "one key, one mail";
  }
  std::set<std::string> ids;
  int copies = 0;
  for (const auto& [id, count] : found) {
    ids.insert(id);
    copies += count - 1;
  }
  EXPECT_EQ(ids, due);
  EXPECT_LE(copies, killed) << "at most one for each time that it was killed between handing over and noting it";
}

}  // namespace

}  // namespace ramure::test
