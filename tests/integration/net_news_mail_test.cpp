// Mail that calls people back, from end to end: the real server writes into a folder as a demo does, the link of a mail
// signs in, the numbers of mail, page and terminal are equal, and one click stops it.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/integration/mailed_member.hpp"
#include "tests/support/program.hpp"

namespace ramure::test {

namespace {

namespace json = boost::json;

class NetNewsMail : public MailedMember {
 protected:
  static std::string token_in(const std::string& link) {
    const std::size_t at = link.find('#') + 1;
    return link.substr(at, link.find('.', at) - at);
  }
  HttpAnswer sign_in_by(const std::string& link) {
    return post_json(served.port(), "/api/links/open", json::serialize(json::object{{"token", token_in(link)}}));
  }

  Finished ramure(std::vector<std::string> words, const std::string& input = {}) {
    words.insert(words.begin(), RAMURE_PATH);
    return run_program(words, {.environment = {"HOME=" + folder.path().string()}, .input = input});
  }
};

TEST_F(NetNewsMail, WhoIsNamedGetsALinkThatSignsInOnceAndLeadsToTheMessage) {
  WsClient anna = served.connect(served.people().valmerac.first);
  anna.hello();
  const v1::Reply posted =
      anna.command(served.post(served.thread(), "Qu’en dis-tu, <@" + std::to_string(jeanne) + "> ?"));
  ASSERT_TRUE(posted.has_accepted());
  const mail::ShownMail told = wait_for_mail("À vous");
  EXPECT_NE(told.to.find("jeanne"), std::string::npos);
  EXPECT_NE(told.text.find("Qu’en dis-tu, "), std::string::npos) << told.text;
  EXPECT_TRUE(told.link.ends_with(".essai/fil/" + std::to_string(served.thread()) +
                                  "?m=" + std::to_string(posted.accepted().first_seq())))
      << told.link;
  const HttpAnswer in = sign_in_by(told.link);
  ASSERT_EQ(in.status, 200U) << in.body;
  EXPECT_EQ(connect(std::string(json::parse(in.body).at("token").as_string())).hello().me().id(), jeanne);
  EXPECT_EQ(sign_in_by(told.link).status, 409U) << "once";
}

TEST_F(NetNewsMail, OneClickStopsOneKindOfMailWithoutSigningIn) {
  const std::string text = wait_for_mail("Du nouveau pour vous").text;
  const std::string begins = "/desabonnement/";
  const std::size_t at = text.find(begins);
  ASSERT_NE(at, std::string::npos) << text;
  const std::string page = text.substr(at, text.find_first_of(" \r\n", at) - at);
  const auto rhythm = [&] {
    WsClient her = connect(session);
    her.hello();
    v1::Query query;
    query.mutable_get_private_rows();
    const v1::PrivateRows rows = her.query(query).answer().private_rows();
    v1::DigestRhythm found = v1::DIGEST_RHYTHM_UNSPECIFIED;
    for (const v1::PrivateRow& row : rows.rows()) {
      if (row.has_settings()) found = row.settings().mail().digest();
    }
    return found;
  };
  const HttpAnswer shown = http(served.port(), {.target = page});
  EXPECT_EQ(shown.status, 200U);
  EXPECT_NE(shown.body.find("<form method=\"post\">"), std::string::npos);
  EXPECT_NE(shown.headers.at("content-security-policy").find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(rhythm(), v1::DIGEST_RHYTHM_UNSPECIFIED) << "programs follow links";
  const HttpRequest click{.method = "POST",
                          .target = page,
                          .body = "List-Unsubscribe=One-Click",
                          .headers = {{"Content-Type", "application/x-www-form-urlencoded"}}};
  EXPECT_EQ(http(served.port(), click).status, 200U);
  EXPECT_EQ(rhythm(), v1::DIGEST_RHYTHM_NEVER);
  EXPECT_EQ(http(served.port(), click).status, 200U) << "twice does no harm";
  HttpRequest forged = click;
  forged.target[begins.size()] = 'n';
  EXPECT_EQ(http(served.port(), forged).status, 404U);
  EXPECT_EQ(http(served.port(), {.target = begins + "n.1.essai.x"}).status, 404U);
  EXPECT_EQ(served.server().log().find("desabonnement"), std::string::npos);
}

// Counted three times: in the mail, over HTTP as the page asks, and by `ramure catch-up --json`.
TEST_F(NetNewsMail, MailPageAndTerminalHaveTheSameNumbers) {
  const std::string text = find_mail("Du nouveau pour vous")->text;
  const auto counted = [](const json::object& answer, const char* count) {
    std::uint64_t threads = 0, messages = 0;
    for (const char* group : {"mentions", "mine", "others"}) {
      if (!answer.contains(group)) continue;
      for (const json::value& each : answer.at(group).as_array()) {
        ++threads;
        messages += each.at(count).to_number<std::uint64_t>();
      }
    }
    return std::pair(threads, messages);
  };
  const HttpAnswer page = post_json(served.port(), "/api/query?community=essai", R"({"catchUp":{}})", session);
  ASSERT_EQ(page.status, 200U) << page.body;
  const auto of_page = counted(json::parse(page.body).at("answer").at("catchUp").as_object(), "newCount");
  EXPECT_GT(of_page.first, 0U);

  ASSERT_EQ(post_json(served.port(), "/api/password", R"({"newPassword":"douze vaches rousses"})", session).status,
            200U);
  const Finished in = ramure({"sign-in", "http://127.0.0.1:" + std::to_string(served.port()), "--name",
                              "jeanne@exemple.fr", "--password-stdin"},
                             "douze vaches rousses\n");
  ASSERT_EQ(in.status, 0) << in.errors;
  const Finished told = ramure({"catch-up", "--json"});
  ASSERT_EQ(told.status, 0) << told.errors;
  EXPECT_EQ(counted(json::parse(told.output).as_object(), "new_count"), of_page);

  const std::string threads = std::to_string(of_page.first) + (of_page.first == 1 ? " fil, " : " fils, ");
  const std::string messages =
      std::to_string(of_page.second) + (of_page.second == 1 ? " nouveau message." : " nouveaux messages.");
  EXPECT_NE(text.find(threads + messages), std::string::npos) << threads + messages << "\n" << text;
}

}  // namespace

}  // namespace ramure::test
