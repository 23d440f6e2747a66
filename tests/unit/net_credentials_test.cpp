// Who a request says it is, and from which page.
#include "server/net/credentials.hpp"

#include <gtest/gtest.h>

namespace ramure::net {

namespace {

Request with_header(std::string authorization, std::string cookie = "") {
  Request request;
  request.authorization = std::move(authorization);
  request.cookie = std::move(cookie);
  return request;
}

bool is_ours(const std::string& origin, const std::string& host, const std::string& public_url = "") {
  Request request;
  request.origin = origin;
  request.host = host;
  return origin_is_ours(request, public_url);
}

}  // namespace

TEST(Credentials, ABearerTokenIsTaken) {
  for (const char* header : {"Bearer abc", "bearer abc", "Bearer   abc "}) {
    const Request request = with_header(header);
    const auto found = credentials_of(request);
    ASSERT_TRUE(found.has_value()) << header;
    EXPECT_EQ(found->token, "abc");
    EXPECT_FALSE(found->by_cookie);
  }
}

TEST(Credentials, AnotherSchemeIsNotAndTheCookieBesideItDoesNotCount) {
  const Request request = with_header("Basic YTpi", "ramure_session=abc");
  EXPECT_FALSE(credentials_of(request).has_value());
}

TEST(Credentials, TheCookieIsFoundAmongOthers) {
  for (const char* header :
       {"ramure_session=abc", "a=b; ramure_session=abc", "ramure_session=abc; z=1", "x;ramure_session=abc"}) {
    const Request request = with_header("", header);
    const auto found = credentials_of(request);
    ASSERT_TRUE(found.has_value()) << header;
    EXPECT_EQ(found->token, "abc");
    EXPECT_TRUE(found->by_cookie);
  }
  for (const char* header : {"", "ramure_session", "ramure_session=", "my_ramure_session=abc", "ramure_sessions=abc"}) {
    const Request request = with_header("", header);
    EXPECT_FALSE(credentials_of(request).has_value()) << header;
  }
}

TEST(Credentials, OriginIsComparedWithTheHostThatWasAsked) {
  EXPECT_TRUE(is_ours("http://127.0.0.1:8080", "127.0.0.1:8080"));
  EXPECT_TRUE(is_ours("https://Ramure.example", "ramure.example"));
  EXPECT_FALSE(is_ours("https://ramure.example.evil.example", "ramure.example"));
  EXPECT_FALSE(is_ours("https://ramure.example:444", "ramure.example"));
  EXPECT_FALSE(is_ours("null", "ramure.example"));
  EXPECT_FALSE(is_ours("", "ramure.example"));
  EXPECT_FALSE(is_ours("https://", ""));
}

TEST(Credentials, WithAPublicAddressOnlyThatCounts) {
  EXPECT_TRUE(is_ours("https://ramure.example", "inner:8080", "https://ramure.example"));
  EXPECT_FALSE(is_ours("http://inner:8080", "inner:8080", "https://ramure.example"));
  EXPECT_FALSE(is_ours("http://ramure.example", "ramure.example", "https://ramure.example"));
}

TEST(Credentials, CookiesCannotBeReadByScriptsNorSentByOtherSites) {
  EXPECT_EQ(cookie_that_signs_in("abc", 60, true),
            "ramure_session=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
  EXPECT_EQ(cookie_that_signs_out(false), "ramure_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST(QueryParameter, IsFoundAndDecoded) {
  EXPECT_EQ(query_parameter("community=vallees", "community"), "vallees");
  EXPECT_EQ(query_parameter("a=1&community=val%2Dl%C3%A9e&b", "community"), "val-lée");
  for (const char* query : {"", "a=1", "community", "community=%zz", "xcommunity=1"}) {
    EXPECT_EQ(query_parameter(query, "community"), "") << query;
  }
}

TEST(ClientAddress, AProxyOnThisMachineIsBelievedAndNobodyElse) {
  EXPECT_EQ(client_address("127.0.0.1", "192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(client_address("::1", "10.0.0.1, 2001:db8::7"), "2001:db8::7");
  EXPECT_EQ(client_address("127.0.0.1", ""), "127.0.0.1");
  EXPECT_EQ(client_address("127.0.0.1", "192.0.2.7, nonsense"), "127.0.0.1");
  EXPECT_EQ(client_address("192.0.2.1", "192.0.2.7"), "192.0.2.1");
}

}  // namespace ramure::net
