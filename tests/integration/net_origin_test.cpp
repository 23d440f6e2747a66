// A foreign page in the browser of somebody who has signed in gets nothing: the cookie travels with what it makes the
// browser ask, and its Origin gives it away. Asked of every address that may change something, those of tomorrow too.
#include <gtest/gtest.h>

#include "server/net/routes.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/poll_client.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

constexpr const char* no_origin = "";

// What stands after the path of a route that takes longer addresses, so that it is one of its own.
std::string rest_of(const net::Route& route) {
  if (route.match == net::Route::Match::exact) return "";
  if (route.path == "/api/workshops/by-code/") return std::string(43, 'a');
  if (route.path == "/desabonnement/") return "d.1.nulle-part.a";
  EXPECT_TRUE(route.path == "/api/roadmaps/" || route.path == "/api/dossiers/")
      << route.path << ": say here what stands below it";
  return route.method == "DELETE" ? "1/links/1" : "1/links";
}

class NetOrigin : public testing::Test {
 protected:
  NetOrigin() {
    HttpRequest request{"POST", "/api/sign-in",
                        R"({"name": "m)" + std::to_string(anna) + R"(", "password": ")" + RunningCommunity::password +
                            R"(", "useCookie": true})"};
    request.headers = {{"Origin", own_origin}};
    const std::string set_cookie = http(served.port(), request).headers.at("set-cookie");
    cookie = set_cookie.substr(0, set_cookie.find(';'));
  }
  HttpAnswer post(const std::string& target, const std::string& origin, const std::string& body = "{}",
                  const char* type = "application/json") {
    return send("POST", target, origin, body, type);
  }
  HttpAnswer send(const std::string& method, const std::string& target, const std::string& origin,
                  const std::string& body = "{}", const char* type = "application/json") {
    HttpRequest request{method, target, body, {{"Cookie", cookie}, {"Content-Type", type}}};
    if (!origin.empty()) request.headers.emplace_back("Origin", origin);
    return http(served.port(), request);
  }
  PollClient poll_from(const std::string& origin) const {
    return PollClient({.port = served.port(), .cookie = cookie, .origin = origin});
  }

  RunningCommunity served;
  const std::uint64_t anna = served.people().valmerac.first;
  const std::string own_origin = "http://127.0.0.1:" + std::to_string(served.port());
  // Another host, another port, another scheme, a sandboxed frame, ours as a prefix, and a script that hides its own.
  const std::vector<std::string> foreign_origins{
      "https://ailleurs.example", "http://127.0.0.1:1", "null",   own_origin + ".ailleurs.example",
      own_origin + "0",           "http://127.0.0.1",   no_origin};
  std::string cookie;
};

}  // namespace

TEST_F(NetOrigin, EveryPostRefusesTheCookieFromAForeignPage) {
  std::size_t count = 0;
  for (const net::Route& route : net::public_routes()) {
    if (route.method == "GET") continue;
    ++count;
    const std::string target = std::string(route.path) + rest_of(route);
    for (const std::string& origin : foreign_origins) {
      const HttpAnswer answer = send(std::string(route.method), target, origin);
      EXPECT_EQ(answer.status, 403U) << target << " from \"" << origin << "\"";
      EXPECT_NE(answer.body.find("REFUSAL_CODE_FORBIDDEN"), std::string::npos);
      EXPECT_FALSE(answer.headers.contains("access-control-allow-origin"));
    }
  }
  EXPECT_GE(count, 13U);
  EXPECT_EQ(post("/api/sessions", own_origin).status, 200U) << "and the session is none the worse";
}

// What a form can send without being asked: other types of body, with our cookie.
TEST_F(NetOrigin, AFormThatLooksLikeACommandDoesNothing) {
  const std::string command = protocol::to_json(served.post(served.thread(), "forgé"));
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
    EXPECT_EQ(post("/api/command", "https://ailleurs.example", command, type).status, 403U) << type;
  }
  WsClient reader = served.connect(served.people().kerlohan.first);
  const std::uint64_t head = reader.hello().head_seq();
  EXPECT_EQ(post("/api/command", own_origin, command).status, 200U);
  WsClient again = served.connect(served.people().kerlohan.first);
  EXPECT_GT(again.hello().head_seq(), head);
}

TEST_F(NetOrigin, TheSocketDoesNotOpenForAForeignPage) {
  WsClient::Options options;
  options.port = served.port();
  options.cookie = cookie;
  for (const std::string& origin : foreign_origins) {
    options.origin = origin;
    try {
      WsClient client(options);
      FAIL() << "upgraded for \"" << origin << "\"";
    } catch (const UpgradeRefused& refused) {
      EXPECT_EQ(refused.status, 403U) << origin;
    }
  }
  options.origin = own_origin;
  EXPECT_EQ(WsClient(options).hello().me().id(), anna);
}

TEST_F(NetOrigin, APollIsNotServedToAForeignPage) {
  PollClient own = poll_from(own_origin);
  EXPECT_EQ(own.hello().me().id(), anna);
  const v1::Poll brings = own.bringing({});
  for (const std::string& origin : foreign_origins) {
    const PollClient foreign = poll_from(origin);
    EXPECT_EQ(foreign.post(brings).status, 403U) << origin << ": an id that leaked is of no use";
    v1::ClientFrame hello;
    hello.mutable_hello();
    EXPECT_EQ(foreign.post(PollClient({}).bringing(hello)).status, 403U) << origin;
  }
  EXPECT_TRUE(own.command(served.post(served.thread(), "d’ici")).has_accepted());
}

// Without the cookie a foreign page is a stranger, and signing somebody in for it sets none.
TEST_F(NetOrigin, AForeignPageCannotSignAnybodyIn) {
  HttpRequest request{"POST", "/api/sign-in", R"({"name": "m1", "password": "x", "useCookie": true})"};
  request.headers = {{"Origin", "https://ailleurs.example"}};
  EXPECT_EQ(http(served.port(), request).status, 403U);
  request.target = "/api/invitations/accept";
  request.body = R"({"token": "x", "name": "m1", "password": "x", "useCookie": true})";
  EXPECT_EQ(http(served.port(), request).status, 403U);
}

// A token in the Authorization header is put there on purpose: no page of another site can.
TEST_F(NetOrigin, ABearerTokenIsGoodFromAnywhere) {
  HttpRequest request{"POST", "/api/sessions", "{}"};
  request.headers = {{"Authorization", "Bearer " + served.token(anna)}, {"Origin", "https://ailleurs.example"}};
  EXPECT_EQ(http(served.port(), request).status, 200U);
}

}  // namespace ramure::test
