// The HTTP side of the real server: health, signing in and out, commands and queries for scripts, cookies and origins,
// and what is said to those who may not.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "protocol/limits.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

json::object object(const HttpAnswer& answer) { return json::parse(answer.body).as_object(); }

std::string code(const HttpAnswer& answer) { return std::string(object(answer).at("refusal").at("code").as_string()); }

class NetHttp : public testing::Test {
 protected:
  HttpAnswer post(const std::string& target, const std::string& body) {
    return post_json(served.port(), target, body, served.token(anna));
  }
  std::string sign_in_body(const char* extra = "") {
    return R"({"name": "m)" + std::to_string(anna) + R"(", "password": ")" + RunningCommunity::password + "\"" + extra +
           "}";
  }
  std::string json_of(const v1::Command& command) { return protocol::to_json(command); }
  std::string own_origin() const { return "http://127.0.0.1:" + std::to_string(served.port()); }

  RunningCommunity served{{"--metrics-listen", "127.0.0.1:0"}};
  const std::uint64_t anna = served.people().valmerac.first;
  const std::uint64_t bruno = served.people().kerlohan.first;
};

}  // namespace

TEST_F(NetHttp, HealthAndReadiness) {
  EXPECT_EQ(http(served.port(), {.target = "/healthz"}).status, 200U);
  EXPECT_EQ(http(served.port(), {.target = "/readyz"}).status, 200U);
}

TEST_F(NetHttp, MetricsAreOnAPortOfTheirOwn) {
  const HttpAnswer metrics = http(served.server().metrics_port(), {.target = "/metrics"});
  EXPECT_EQ(metrics.status, 200U);
  EXPECT_NE(metrics.body.find("# TYPE ramure_commands_total counter\n"), std::string::npos);
  EXPECT_EQ(metrics.body.find("essai"), std::string::npos);
  EXPECT_EQ(http(served.port(), {.target = "/metrics"}).status, 404U);
  EXPECT_EQ(http(served.server().metrics_port(), {.target = "/readyz"}).status, 404U);
}

TEST_F(NetHttp, SignInGivesATokenAndSignOutEndsIt) {
  const HttpAnswer answer = post_json(served.port(), "/api/sign-in", sign_in_body());
  ASSERT_EQ(answer.status, 200U) << answer.body;
  const std::string token(object(answer).at("token").as_string());
  EXPECT_EQ(object(answer).at("communities").at(0).at("community").as_string(), "essai");
  WsClient::Options options = served.options(anna);
  options.token = token;
  WsClient client(options);
  client.hello();

  EXPECT_EQ(post_json(served.port(), "/api/sign-out", "{}", token).status, 200U);
  EXPECT_EQ(client.wait_for_close(), 1008);  // an open socket ends with its session
  EXPECT_EQ(post_json(served.port(), "/api/sign-out", "{}", token).status, 401U);
  EXPECT_THROW(WsClient{options}, UpgradeRefused);
}

TEST_F(NetHttp, AWrongPasswordAndAnUnknownNameAreTheSame) {
  const HttpAnswer wrong = post_json(served.port(), "/api/sign-in", R"({"name": "m7", "password": "autre chose"})");
  const HttpAnswer unknown =
      post_json(served.port(), "/api/sign-in", R"({"name": "inconnue", "password": "autre chose"})");
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_EQ(unknown.status, 401U);
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_EQ(code(wrong), "REFUSAL_CODE_UNAUTHENTICATED");
}

TEST_F(NetHttp, GuessingIsThrottled) {
  unsigned status = 0;
  for (int i = 0; i < 40 && status != 429; ++i) {
    const HttpAnswer answer = post_json(served.port(), "/api/sign-in", R"({"name": "devinette", "password": "x"})");
    status = answer.status;
    EXPECT_EQ(answer.headers.contains("retry-after"), status == 429);
  }
  EXPECT_EQ(status, 429U);
}

TEST_F(NetHttp, SessionsAreListedAndRevoked) {
  const std::string second = sign_in(served.port(), "m" + std::to_string(anna), RunningCommunity::password);
  const json::object listed = object(post("/api/sessions", "{}"));
  ASSERT_EQ(listed.at("sessions").as_array().size(), 2U);
  std::string other_id;
  for (const json::value& session : listed.at("sessions").as_array()) {
    if (!session.as_object().contains("isThisOne")) other_id = session.at("sessionId").as_string();
  }
  EXPECT_EQ(post("/api/sessions/revoke", R"({"sessionId": ")" + other_id + "\"}").status, 200U);
  EXPECT_EQ(post_json(served.port(), "/api/sessions", "{}", second).status, 401U);
  EXPECT_EQ(post("/api/sessions/revoke", R"({"sessionId": "999999"})").status, 404U);
}

TEST_F(NetHttp, ACommandIsAcceptedOnceAndHeardLive) {
  WsClient reader = served.connect(bruno);
  reader.hello();
  const v1::Command command = served.post(served.thread(), "par HTTP");
  const HttpAnswer first = post("/api/command", json_of(command));
  ASSERT_EQ(first.status, 200U) << first.body;
  const HttpAnswer second = post("/api/command?community=essai", json_of(command));
  EXPECT_EQ(object(second).at("accepted").at("firstSeq"), object(first).at("accepted").at("firstSeq"));
  EXPECT_TRUE(object(second).at("accepted").at("repeated").as_bool());
  const auto frame = reader.receive_event_frame(5s);
  ASSERT_TRUE(frame.has_value());
  EXPECT_EQ(frame->events(0).message_posted().body(), "par HTTP");
}

TEST_F(NetHttp, AQueryIsAnswered) {
  const HttpAnswer answer =
      post("/api/query", R"({"getThread": {"threadId": )" + std::to_string(served.thread()) + "}}");
  ASSERT_EQ(answer.status, 200U) << answer.body;
  EXPECT_EQ(object(answer).at("answer").at("thread").at("row").at("thread").at("title").as_string(), "Premier fil");
}

TEST_F(NetHttp, HiddenAndAbsentAreAlikeToTheByte) {
  const auto open_in = [&](std::uint64_t channel) {
    return post("/api/command", json_of(served.open_thread(channel, "Titre")));
  };
  const HttpAnswer hidden = open_in(served.people().kerlohan.pair);
  const HttpAnswer absent = open_in(999'999);
  EXPECT_EQ(hidden.status, 404U);
  EXPECT_EQ(hidden.status, absent.status);
  EXPECT_EQ(object(hidden).at("refusal"), object(absent).at("refusal"));

  const auto ask = [&](std::uint64_t channel) {
    return post("/api/query", R"({"getChannel": {"channelId": )" + std::to_string(channel) + "}}");
  };
  EXPECT_EQ(ask(served.people().kerlohan.pair).status, 404U);
  EXPECT_EQ(ask(served.people().kerlohan.pair).body, ask(999'999).body);
  EXPECT_EQ(post("/api/query?community=ailleurs", R"({"getSnapshot": {}})").status, 404U);
}

TEST_F(NetHttp, BadBodiesAreRefusedWithAReason) {
  EXPECT_EQ(post("/api/command", "{").status, 400U);
  EXPECT_EQ(code(post("/api/command", "{")), "REFUSAL_CODE_INVALID_ARGUMENT");
  EXPECT_EQ(post("/api/command", "{\"postMessage\": {\"body\": \"caf\xe9\"}}").status, 400U);
  EXPECT_EQ(post("/api/command", R"({"flyToTheMoon": {}})").status, 501U);
  EXPECT_EQ(post("/api/query", "").status, 501U);
  EXPECT_EQ(post("/api/command", std::string(limits::client_frame_bytes_max + 1, ' ')).status, 413U);
  EXPECT_EQ(post_json(served.port(), "/api/sign-in", std::string(5'000, ' ')).status, 413U);
}

TEST_F(NetHttp, WrongAddressesAndMethodsAreTold) {
  EXPECT_EQ(http(served.port(), {.target = "/"}).status, 404U);
  EXPECT_EQ(http(served.port(), {.target = "/api/command"}).status, 405U);
  EXPECT_EQ(http(served.port(), {.target = "/api/command"}).headers.at("allow"), "POST");
  EXPECT_EQ(post_json(served.port(), "/healthz", "").status, 405U);
}

TEST_F(NetHttp, WithoutATokenNothingIsServed) {
  for (const char* target : {"/api/command", "/api/query", "/api/sessions", "/api/sign-out"}) {
    EXPECT_EQ(post_json(served.port(), target, "{}").status, 401U) << target;
    EXPECT_EQ(post_json(served.port(), target, "{}", "not-a-token").status, 401U) << target;
  }
  WsClient::Options options;
  options.port = served.port();
  try {
    WsClient client(options);
    FAIL() << "upgraded without a token";
  } catch (const UpgradeRefused& refused) {
    EXPECT_EQ(refused.status, 401U);
  }
}

TEST_F(NetHttp, ACookieIsAcceptedFromOurOwnPagesOnly) {
  const HttpRequest sign_in{
      "POST", "/api/sign-in", sign_in_body(R"(, "useCookie": true)"), {{"Origin", own_origin()}}, false};
  const HttpAnswer answer = http(served.port(), sign_in);
  ASSERT_EQ(answer.status, 200U) << answer.body;
  EXPECT_FALSE(object(answer).contains("token"));
  const std::string set_cookie = answer.headers.at("set-cookie");
  for (const char* attribute : {"HttpOnly", "SameSite=Strict", "Path=/"}) {
    EXPECT_NE(set_cookie.find(attribute), std::string::npos) << set_cookie;
  }
  const std::string cookie = set_cookie.substr(0, set_cookie.find(';'));

  const auto ask = [&](const std::string& origin) {
    HttpRequest request{"POST", "/api/query", R"({"getSnapshot": {}})", {{"Cookie", cookie}}, false};
    if (!origin.empty()) request.headers.emplace_back("Origin", origin);
    return http(served.port(), request).status;
  };
  EXPECT_EQ(ask(own_origin()), 200U);
  EXPECT_EQ(ask("https://ailleurs.example"), 403U);
  EXPECT_EQ(ask(""), 403U);
  EXPECT_EQ(http(served.port(), {"POST", "/api/sign-in", sign_in.body, {{"Origin", "https://ailleurs.example"}}, false})
                .status,
            403U);

  WsClient::Options options;
  options.port = served.port();
  options.cookie = cookie;
  options.origin = own_origin();
  EXPECT_EQ(WsClient(options).hello().me().id(), anna);
  options.origin = "https://ailleurs.example";
  try {
    WsClient client(options);
    FAIL() << "upgraded for a foreign page";
  } catch (const UpgradeRefused& refused) {
    EXPECT_EQ(refused.status, 403U);
  }
}

TEST_F(NetHttp, ASubProtocolThatWeDoNotSpeakIsRefused) {
  WsClient::Options options = served.options(anna);
  options.subprotocol = "chat, ramure.v2";
  try {
    WsClient client(options);
    FAIL() << "upgraded to an unknown sub-protocol";
  } catch (const UpgradeRefused& refused) {
    EXPECT_EQ(refused.status, 400U);
  }
}

}  // namespace ramure::test
