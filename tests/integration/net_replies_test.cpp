// Answers by mail from end to end: the real server, a real Maildir, a real mail server for what is answered; and
// `kill -9` at any moment.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "server/mail/decoding.hpp"
#include "server/mail/reply_address.hpp"
#include "server/system_clock.hpp"
#include "storage/reply_places.hpp"
#include "tests/support/http_files.hpp"
#include "tests/support/running_community.hpp"
#include "tests/support/smtp_sink.hpp"

namespace ramure::test {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr const char* address = "jeanne@exemple.fr";
constexpr int kills = 50;

class NetReplies : public testing::Test {
 protected:
  NetReplies() {
    const std::string list = "Jeanne Martin <" + std::string(address) + ">";
    const HttpAnswer invited =
        post_json(served.port(), "/api/invitations/people", json::serialize(json::object{{"addresses", list}}),
                  served.token(served.people().facilitator));
    EXPECT_EQ(invited.status, 200U) << invited.body;
    EXPECT_TRUE(sink.wait_for(1, 20s));
    const std::string text = mail::first_text_of(sink.mails().at(0).message);
    const HttpAnswer came = post_json(served.port(), "/api/invitations/accept",
                                      json::serialize(json::object{{"token", text.substr(text.find('#') + 1, 43)}}));
    EXPECT_EQ(came.status, 200U) << came.body;
    session = json::parse(came.body).as_object().at("token").as_string();
    WsClient jeanne = connect();
    member = jeanne.hello().me().id();
  }

  WsClient connect() {
    WsClient::Options options = served.options(served.people().facilitator);
    options.token = session;
    options.port = served.port();
    return WsClient(options);
  }

  // As the mails that may be answered say it.
  std::string reply_address(std::uint64_t thread_id) {
    storage::ReplyPlaces places(served.data() / "mail.db");
    const std::string key = places.key("the server has drawn one");
    return mail::reply_address(
        "reply@exemple.fr", mail::reply_token(key, {.place_number = places.number_of({RunningCommunity::slug, epoch}),
                                                    .member_id = member,
                                                    .thread_id = thread_id,
                                                    .last_day = mail::last_reply_day(SystemClock().now_ms())}));
  }

  // As mail servers do: written elsewhere, and there at once.
  void deliver(const std::string& message) {
    const std::string name = std::to_string(++files) + ".mail";
    std::ofstream(maildir / "tmp" / name, std::ios::binary) << message;
    std::filesystem::rename(maildir / "tmp" / name, maildir / "new" / name);
  }
  static std::string mail(int number, const std::string& to, const std::string& text) {
    return "Return-Path: <jeanne@exemple.fr>\nFrom: Jeanne <Jeanne@exemple.fr>\nTo: " + to + "\nMessage-ID: <" +
           std::to_string(number) + "@exemple.fr>\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n";
  }
  static std::string mail_with_file(int number, const std::string& to, const std::string& text,
                                    const std::string& content) {
    std::string whole = mail(number, to, "");
    const std::string plain = "text/plain; charset=utf-8";
    whole.replace(whole.find(plain), plain.size(), "multipart/mixed; boundary=b");
    return whole + "--b\nContent-Type: text/plain; charset=utf-8\n\n" + text +
           "\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=note.txt\n\n" + content +
           "\n--b--\n";
  }
  bool is_empty(const char* which) const { return std::filesystem::is_empty(maildir / which); }
  int files_kept() const {
    int kept = 0;
    const auto root = served.data() / "communities" / RunningCommunity::slug / "files";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      kept += entry.is_regular_file() && entry.path().parent_path().filename() != "incoming" ? 1 : 0;
    }
    return kept;
  }
  bool wait_until_taken() const {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end) {
      if (is_empty("new") && is_empty("claimed")) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }

  std::vector<v1::Message> messages_in(std::uint64_t thread_id) {
    std::vector<v1::Message> own;
    WsClient reader = connect();
    (void)reader.hello();
    v1::Query query;
    query.mutable_get_history()->set_thread_id(thread_id);
    query.mutable_get_history()->set_after_id(thread_id);
    query.mutable_get_history()->set_limit(200);
    const v1::Reply reply = reader.query(query);
    for (const v1::Message& each : reply.answer().history().messages()) {
      if (each.author_id() == member) own.push_back(each);
    }
    return own;
  }
  std::map<std::string, int> written_in(std::uint64_t thread_id) {
    std::map<std::string, int> bodies;
    for (const v1::Message& each : messages_in(thread_id)) ++bodies[each.body()];
    return bodies;
  }

  std::string epoch;
  TemporaryFolder folder;
  std::filesystem::path maildir = folder / "in";
  SmtpSink sink;
  RunningCommunity served{{"--mail-smtp", sink.url(), "--mail-from", "ramure@exemple.fr", "--public-url",
                           "https://ramure.exemple.fr", "--mail-in", maildir.string()},
                          [this](FoundedCommunity& founded) { epoch = founded.store().epoch(); }};
  std::string session;
  std::uint64_t member = 0;
  int files = 0;
};

TEST_F(NetReplies, AnAnswerIsPostedAndWhatIsNoneIsAnswered) {
  deliver(mail(
      1, reply_address(served.thread()),
      "Avec plaisir, jeudi.\n\nLe mar. 3 mars 2026 à 10:12, Le Rameau <ramure@exemple.fr> a écrit :\n> Qui vient ?"));
  ASSERT_TRUE(wait_until_taken());
  EXPECT_EQ(written_in(served.thread()), (std::map<std::string, int>{{"Avec plaisir, jeudi.", 1}}));
  EXPECT_EQ(sink.mails().size(), 1U) << "the invitation, and no answer";

  deliver(mail(2, reply_address(999'999), "Dans un fil que personne ne connaît."));
  ASSERT_TRUE(wait_until_taken());
  ASSERT_TRUE(sink.wait_for(2, 20s));
  const SunkMail refused = sink.mails().at(1);
  EXPECT_EQ(mail::decoded_header(refused.message, "To"), "Jeanne Martin <Jeanne@exemple.fr>");
  EXPECT_NE(mail::first_text_of(refused.message).find("ou il n’existe plus"), std::string::npos);
  EXPECT_EQ(refused.message.find("personne ne conna"), std::string::npos) << "it repeats no words";
  EXPECT_EQ(served.server().log().find("jeanne"), std::string::npos) << "addresses are not logged";
}

TEST_F(NetReplies, AFileThatCameAlongIsThereForWhoReadsTheThread) {
  deliver(mail_with_file(1, reply_address(served.thread()), "Voici nos notes.", "Trois idées"));
  ASSERT_TRUE(wait_until_taken());
  const std::vector<v1::Message> own = messages_in(served.thread());
  ASSERT_EQ(own.size(), 1U);
  EXPECT_EQ(own[0].body(), "Voici nos notes.");
  ASSERT_EQ(own[0].attachments_size(), 1);
  EXPECT_EQ(own[0].attachments(0).name(), "note.txt");
  const HttpAnswer fetched =
      get(served.port(), served.token(served.people().facilitator), attachment_path(own[0].id(), 0));
  EXPECT_EQ(fetched.status, 200U) << fetched.body;
  EXPECT_EQ(fetched.body, "Trois idées");
  EXPECT_EQ(sink.mails().size(), 1U) << "the invitation, and no answer";
}

TEST_F(NetReplies, AMailThatCameBackIsShownAsFailedWithTheReason) {
  const std::string id = mail::decoded_header(sink.mails().at(0).message, "Message-ID");
  deliver(
      "Return-Path: <>\nFrom: MAILER-DAEMON@exemple.org\nContent-Type: multipart/report; report-type=delivery-status; "
      "boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\nFinal-Recipient: rfc822; "
      "jeanne@exemple.fr\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such mailbox\n--b\n"
      "Content-Type: message/rfc822\n\nMessage-ID: " +
      id + "\n\nBonjour\n--b--\n");
  ASSERT_TRUE(wait_until_taken());
  const HttpAnswer list = post_json(served.port(), "/api/mail/list", "{}", served.token(served.people().facilitator));
  const json::object row = json::parse(list.body).as_object().at("mails").as_array().at(0).as_object();
  EXPECT_EQ(row.at("state").as_string(), "failed");
  EXPECT_EQ(row.at("reason").as_string(), "550 5.1.1 no such mailbox");
}

TEST_F(NetReplies, KilledAtAnyMomentEachAnswerIsInTheThreadOnceAndEachRefusalIsTold) {
  std::mt19937 dice(4'711);
  std::uniform_int_distribution<int> life_ms(0, 120);
  const std::string to = reply_address(served.thread());
  std::map<std::string, int> expected;
  int number = 0, refused = 0, cut_off = 0, with_file = 0;
  for (int time = 0; time < kills; ++time) {
    served.server().kill();
    // While it was away, or under its eyes: it takes what it finds at once, before it says that it is there.
    const bool is_under_its_eyes = time % 4 == 0;
    if (is_under_its_eyes) served.server().start();
    // No more in all than the desk takes from one person at once, since a life may be too short for any.
    if (time % 2 == 0) {
      const std::string text = "Réponse " + std::to_string(++number);
      const bool has_file = time % 4 == 0;
      with_file += has_file ? 1 : 0;
      const std::string written =
          has_file ? mail_with_file(number, to, text, "Note " + std::to_string(number)) : mail(number, to, text);
      deliver(written);
      if (time % 24 == 0) deliver(written);  // twice
      expected[text] = 1;
    }
    if (time % 25 == 0) {
      deliver(mail(++number, to, "> rien que la citation"));
      ++refused;
    }
    if (!is_under_its_eyes) served.server().start();
    std::this_thread::sleep_for(std::chrono::milliseconds(life_ms(dice)));
    cut_off += is_empty("new") && is_empty("claimed") ? 0 : 1;
  }
  served.server().kill();
  served.server().start();
  ASSERT_TRUE(wait_until_taken());
  EXPECT_GT(cut_off, kills / 10) << "or it was faster than we";
  EXPECT_EQ(written_in(served.thread()), expected);
  int carried = 0;
  for (const v1::Message& each : messages_in(served.thread())) carried += each.attachments_size();
  EXPECT_EQ(carried, with_file);
  EXPECT_EQ(files_kept(), with_file) << "none waits for a message that will never come";
  EXPECT_TRUE(is_empty("aside"));
  std::set<std::string> told;
  for (const auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
    for (const SunkMail& each : sink.mails()) {
      const bool is_refusal = mail::first_text_of(each.message).find("aucun texte de votre part") != std::string::npos;
      if (is_refusal) told.insert(mail::decoded_header(each.message, "Message-ID"));
    }
    if (told.size() == static_cast<std::size_t>(refused)) break;
    std::this_thread::sleep_for(10ms);
  }
  EXPECT_EQ(told.size(), static_cast<std::size_t>(refused));
}

}  // namespace

}  // namespace ramure::test
