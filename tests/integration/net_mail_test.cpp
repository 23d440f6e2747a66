// Mail from end to end: the real server, a real mail server that keeps what it is given, and people who have nothing
// but what came to their mailbox.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "server/mail/decoding.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/running_community.hpp"
#include "tests/support/smtp_sink.hpp"

namespace ramure::test {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr const char* public_url = "https://ramure.exemple.fr";

std::vector<std::string> with(const SmtpSink& sink) {
  return {"--mail-smtp", sink.url(), "--mail-from", "ramure@exemple.fr", "--public-url", public_url};
}

class NetMail : public testing::Test {
 protected:
  HttpAnswer ask(std::uint64_t member_id, const std::string& what, const json::object& body) {
    return post_json(served.port(), "/api/" + what, json::serialize(body), served.token(member_id));
  }
  HttpAnswer without_token(const std::string& what, const json::object& body) {
    return post_json(served.port(), "/api/" + what, json::serialize(body));
  }
  static json::object object(const HttpAnswer& answer) { return json::parse(answer.body).as_object(); }

  json::array paste(const std::string& addresses) {
    const HttpAnswer answer = ask(facilitator, "invitations/people", {{"addresses", addresses}});
    EXPECT_EQ(answer.status, 200U) << answer.body;
    return object(answer).at("people").as_array();
  }

  // The token in the latest mail to this address, of the kind that this page is for.
  std::string mailed(const std::string& address, const std::string& page) {
    std::string token;
    for (const SunkMail& each : sink.mails()) {
      if (each.to != address) continue;
      const std::string text = mail::first_text_of(each.message);
      const std::string begins = std::string(public_url) + page + "#";
      const auto at = text.find(begins);
      if (at != std::string::npos) token = text.substr(at + begins.size(), 43);
    }
    EXPECT_EQ(token.size(), 43U) << address << " got no link to " << page;
    return token;
  }

  WsClient connect(const std::string& session) {
    WsClient::Options options = served.options(facilitator);
    options.token = session;
    return WsClient(options);
  }
  static std::string session_in(const HttpAnswer& answer) {
    EXPECT_EQ(answer.status, 200U) << answer.body;
    return answer.status == 200 ? std::string(object(answer).at("token").as_string()) : "";
  }
  json::array mails_seen_by(std::uint64_t member_id) {
    return object(ask(member_id, "mail/list", {})).at("mails").as_array();
  }

  SmtpSink sink;
  RunningCommunity served{with(sink)};
  const FoundedCommunity& people = served.people();
  const std::uint64_t facilitator = people.facilitator;
};

TEST_F(NetMail, FromSevenPastedAddressesToSevenPeopleInTheirFirstThread) {
  std::string list;
  for (int i = 1; i <= 7; ++i) list += "Personne " + std::to_string(i) + " <p" + std::to_string(i) + "@exemple.fr>\n";
  const json::array invited = paste(list);
  ASSERT_EQ(invited.size(), 7U);
  for (const auto& each : invited) EXPECT_FALSE(each.as_object().contains("token")) << "it is in the mail only";
  ASSERT_TRUE(sink.wait_for(7, 20s));

  std::set<std::string> ids;
  for (int i = 1; i <= 7; ++i) {
    const std::string token = mailed("p" + std::to_string(i) + "@exemple.fr", "/invitation");
    EXPECT_EQ(object(without_token("invitations/look", {{"token", token}})).at("state").as_string(),
              "INVITATION_STATE_OPEN");
    WsClient person = connect(session_in(without_token("invitations/accept", {{"token", token}})));
    EXPECT_EQ(person.hello().me().name(), "Personne " + std::to_string(i));
    EXPECT_TRUE(person.command(served.post(served.thread(), "Bonjour, me voici")).has_accepted());
    EXPECT_EQ(without_token("invitations/accept", {{"token", token}}).status, 409U) << "used: she is told so";
    EXPECT_EQ(object(without_token("invitations/look", {{"token", token}})).at("state").as_string(),
              "INVITATION_STATE_USED");
  }
  for (const SunkMail& each : sink.mails()) {
    ids.insert(mail::decoded_header(each.message, "Message-ID"));
    EXPECT_EQ(mail::decoded_header(each.message, "Auto-Submitted"), "auto-generated");
    for (const char* of_a_thread : {"Premier fil", "Bienvenue", "me voici"}) {
      EXPECT_EQ(mail::first_text_of(each.message).find(of_a_thread), std::string::npos);
      EXPECT_EQ(each.message.find(of_a_thread), std::string::npos);
    }
  }
  EXPECT_EQ(ids.size(), 7U);
  EXPECT_EQ(sink.mails().size(), 7U) << "nobody twice";
}

TEST_F(NetMail, AResentInvitationTakesThePlaceOfTheOneBefore) {
  const json::array invited = paste("jeanne@exemple.fr");
  ASSERT_TRUE(sink.wait_for(1, 20s));
  const std::string first = mailed("jeanne@exemple.fr", "/invitation");
  const json::object wish{{"invitationId", invited[0].at("invitationId")}};
  EXPECT_EQ(ask(people.valmerac.first, "invitations/send", wish).status, 403U);
  const HttpAnswer sent = ask(facilitator, "invitations/send", wish);
  EXPECT_EQ(sent.status, 200U) << sent.body;
  EXPECT_FALSE(object(sent).contains("token"));
  ASSERT_TRUE(sink.wait_for(2, 20s));
  const std::string second = mailed("jeanne@exemple.fr", "/invitation");
  EXPECT_NE(first, second);
  EXPECT_EQ(object(without_token("invitations/look", {{"token", first}})).at("state").as_string(),
            "INVITATION_STATE_REPLACED");
  EXPECT_EQ(without_token("invitations/accept", {{"token", second}}).status, 200U);
}

TEST_F(NetMail, WhoHasNoPasswordComesBackByALinkAndMayChooseOne) {
  paste("jeanne@exemple.fr");
  ASSERT_TRUE(sink.wait_for(1, 20s));
  session_in(without_token("invitations/accept", {{"token", mailed("jeanne@exemple.fr", "/invitation")}}));

  const HttpAnswer known = without_token("links/sign-in", {{"name", "Jeanne@exemple.fr"}});
  const HttpAnswer unknown = without_token("links/sign-in", {{"name", "nobody@exemple.fr"}});
  EXPECT_EQ(known.status, 200U);
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(known.body, unknown.body);
  ASSERT_TRUE(sink.wait_for(2, 20s));
  const std::string link = mailed("jeanne@exemple.fr", "/lien");
  EXPECT_EQ(object(without_token("links/look", {{"token", link}})).at("state").as_string(), "INVITATION_STATE_OPEN");
  WsClient jeanne = connect(session_in(without_token("links/open", {{"token", link}})));
  EXPECT_EQ(jeanne.hello().me().name(), "Jeanne");
  EXPECT_EQ(without_token("links/open", {{"token", link}}).status, 409U);

  EXPECT_EQ(without_token("links/password", {{"name", "jeanne@exemple.fr"}}).body, unknown.body);
  ASSERT_TRUE(sink.wait_for(3, 20s));
  const std::string change = mailed("jeanne@exemple.fr", "/mot-de-passe");
  EXPECT_EQ(without_token("links/open", {{"token", change}, {"password", "court"}}).status, 400U);
  session_in(without_token("links/open", {{"token", change}, {"password", "deux chevaux noirs"}}));
  EXPECT_FALSE(sign_in(served.port(), "jeanne@exemple.fr", "deux chevaux noirs").empty());
  EXPECT_EQ(without_token("links/open", {{"token", std::string(43, 'x')}}).status, 404U);
}

TEST_F(NetMail, AFacilitatorSeesNoMailOfAnInvitationThatHisListDoesNotShow) {
  const HttpAnswer answer =
      ask(people.admin, "invitations/people",
          {{"addresses", "animatrice@exemple.fr"}, {"role", static_cast<int>(v1::ROLE_FACILITATOR)}});
  ASSERT_EQ(answer.status, 200U) << answer.body;
  ASSERT_TRUE(sink.wait_for(1, 20s));
  const json::array mails = mails_seen_by(people.admin);
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_TRUE(mails_seen_by(facilitator).empty());
  EXPECT_EQ(ask(facilitator, "mail/try", {{"mailId", mails[0].at("id")}}).status, 404U);
}

TEST_F(NetMail, WhatDidNotArriveIsShownToThoseWhoInviteWithTheReason) {
  sink.behave({.at_receiver = "550 5.1.1 no such mailbox"});
  paste("tapee@de-travers.fr");
  json::array mails = mails_seen_by(people.admin);
  const auto waits_until = std::chrono::steady_clock::now() + 20s;
  while ((mails.empty() || mails[0].at("state").as_string() != "failed") &&
         std::chrono::steady_clock::now() < waits_until) {
    mails = mails_seen_by(people.admin);
  }
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].at("reason").as_string(), "550 5.1.1 no such mailbox");
  EXPECT_EQ(mails[0].at("address").as_string(), "tapee@de-travers.fr");
  EXPECT_EQ(mails[0].at("kind").as_string(), "invitation");
  EXPECT_EQ(mails_seen_by(facilitator).size(), 1U);
  for (const std::uint64_t other : {people.valmerac.first, people.adviser, people.steering}) {
    EXPECT_EQ(ask(other, "mail/list", {}).status, 403U);
    EXPECT_EQ(ask(other, "mail/try", {{"mailId", 1}}).status, 403U);
  }
  EXPECT_EQ(without_token("mail/list", {}).status, 401U);
  EXPECT_EQ(ask(facilitator, "mail/try", {{"mailId", mails[0].at("id")}}).status, 404U) << "it was given up";
  EXPECT_EQ(ask(facilitator, "mail/try", {{"mailId", "one"}}).status, 400U);
  EXPECT_EQ(served.server().log().find("de-travers"), std::string::npos) << "addresses are not logged";
}

TEST_F(NetMail, WhatWaitsIsTriedNowWhenSomebodySaysSo) {
  sink.behave({.at_receiver = "452 4.2.2 mailbox full"});
  paste("jeanne@exemple.fr");
  json::array mails;
  for (const auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
    mails = mails_seen_by(facilitator);
    if (!mails.empty() && mails[0].at("tries").to_number<int>() > 0) break;
  }
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].at("reason").as_string(), "452 4.2.2 mailbox full");
  sink.behave({});
  EXPECT_EQ(ask(facilitator, "mail/try", {{"mailId", mails[0].at("id")}}).status, 200U);
  EXPECT_TRUE(sink.wait_for(1, 20s));
}

TEST_F(NetMail, AKilledServerForgetsNoMailAndSendsNoneUnderAnotherKey) {
  std::set<std::string> expected;
  for (int time = 0; time < 6; ++time) {
    std::string list;
    for (int i = 0; i < 8; ++i) {
      const std::string address = "t" + std::to_string(time) + "p" + std::to_string(i) + "@exemple.fr";
      list += address + "\n";
      expected.insert(address);
    }
    paste(list);
    served.server().kill();
    served.server().start();
  }
  const auto end = std::chrono::steady_clock::now() + 30s;
  std::map<std::string, std::set<std::string>> ids;
  while (ids.size() < expected.size() && std::chrono::steady_clock::now() < end) {
    (void)sink.wait_for(expected.size(), 100ms);
    for (const SunkMail& each : sink.mails()) ids[each.to].insert(mail::decoded_header(each.message, "Message-ID"));
  }
  EXPECT_EQ(ids.size(), expected.size());
  for (const auto& [address, keys] : ids) EXPECT_EQ(keys.size(), 1U) << address;
}

TEST(NetMailFolder, ADemoShowsItsMailsAndOtherServersDoNot) {
  const TemporaryFolder folder;
  const std::string mails = (folder / "mails").string();
  {
    RunningCommunity served({"--mail-folder", mails, "--mail-show", "true"});
    EXPECT_EQ(json::parse(http(served.port(), {.target = "/api/mail"}).body),
              (json::value{{"links", true}, {"shown", true}}));
    EXPECT_EQ(post_json(served.port(), "/api/invitations/people", R"({"addresses":"jeanne@exemple.fr"})",
                        served.token(served.people().facilitator))
                  .status,
              200U);
    json::array shown;
    for (const auto end = std::chrono::steady_clock::now() + 20s;
         shown.empty() && std::chrono::steady_clock::now() < end;) {
      shown = json::parse(http(served.port(), {.target = "/api/mail/folder"}).body).at("mails").as_array();
    }
    ASSERT_EQ(shown.size(), 1U);
    const std::string link(shown[0].at("link").as_string());
    EXPECT_TRUE(link.starts_with("http://127.0.0.1:" + std::to_string(served.port()) + "/invitation#")) << link;
  }
  RunningCommunity hidden({"--mail-folder", mails});
  EXPECT_EQ(http(hidden.port(), {.target = "/api/mail/folder"}).status, 404U);
  RunningCommunity without;
  EXPECT_EQ(json::parse(http(without.port(), {.target = "/api/mail"}).body),
            (json::value{{"links", false}, {"shown", false}}));
  EXPECT_EQ(post_json(without.port(), "/api/links/sign-in", R"({"name":"a@b.fr"})").status, 501U);
  EXPECT_EQ(http(without.port(), {.target = "/api/mail/folder"}).status, 501U);
}

}  // namespace

}  // namespace ramure::test
