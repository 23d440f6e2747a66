// The web client as browsers are given it by the real server.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/http_client.hpp"
#include "tests/support/raw_socket.hpp"
#include "tests/support/resident_memory.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

struct WebFolder {
  WebFolder() {
    std::filesystem::create_directories(folder / "assets");
    write("index.html", "<!doctype html><title>Ramure</title>");
    write("assets/index-4f1c.js", script);
    write("assets/index-4f1c.js.br", "(br)");
    write("assets/index-4f1c.js.gz", "(gz)");
  }
  void write(const std::string& path, const std::string& bytes) const {
    std::ofstream(folder / path, std::ios::binary) << bytes;
  }
  std::vector<std::string> flags() const { return {"--web-root", folder.path().string()}; }

  TemporaryFolder folder;
  const std::string script = std::string(3'000'000, 'x');  // more than a socket takes at once
};

class NetWeb : public testing::Test {
 protected:
  HttpAnswer get(const std::string& target, const std::string& method = "GET",
                 std::vector<std::pair<std::string, std::string>> headers = {}) {
    return http(served.port(), {.method = method, .target = target, .headers = std::move(headers)});
  }
  WebFolder web;
  RunningCommunity served{web.flags()};
};

}  // namespace

TEST_F(NetWeb, ThePageIsServedAtEveryAddressOfTheClient) {
  for (const char* target : {"/", "/fil/4131?m=4140", "/connexion", "/invitation", "/index.html"}) {
    const HttpAnswer answer = get(target);
    EXPECT_EQ(answer.status, 200U) << target;
    EXPECT_EQ(answer.body, "<!doctype html><title>Ramure</title>");
    EXPECT_EQ(answer.headers.at("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(answer.headers.at("cache-control"), "no-cache");
    EXPECT_EQ(answer.headers.at("x-content-type-options"), "nosniff");
    EXPECT_NE(answer.headers.at("content-security-policy").find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_FALSE(answer.headers.contains("strict-transport-security"));
  }
}

TEST_F(NetWeb, AssetsComeWholeCompressedAndForAYear) {
  EXPECT_EQ(get("/assets/index-4f1c.js").body, web.script);
  const HttpAnswer small = get("/assets/index-4f1c.js", "GET", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(small.body, "(br)");
  EXPECT_EQ(small.headers.at("content-encoding"), "br");
  EXPECT_EQ(small.headers.at("vary"), "Accept-Encoding");
  EXPECT_EQ(small.headers.at("cache-control"), "public, max-age=31536000, immutable");
}

TEST_F(NetWeb, WhatIsCachedIsNotSentAgain) {
  const std::string tag = get("/").headers.at("etag");
  const HttpAnswer again = get("/", "GET", {{"If-None-Match", tag}});
  EXPECT_EQ(again.status, 304U);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(again.headers.at("etag"), tag);
  EXPECT_FALSE(again.headers.contains("content-length"));
}

// HEAD, then 304, then GET on one connection: none of them leaves bytes behind that the next would be mistaken for.
TEST_F(NetWeb, HeadAndNotModifiedHaveNoBody) {
  const HttpAnswer head = get("/assets/index-4f1c.js", "HEAD");
  EXPECT_EQ(head.headers.at("content-length"), std::to_string(web.script.size()));
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(get("/api/command", "HEAD").status, 405U);

  const std::string tag = get("/").headers.at("etag");
  RawSocket socket(served.port());
  socket.say("HEAD /nothing.js HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nIf-None-Match: " + tag +
             "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string answers = socket.read_all();
  EXPECT_TRUE(answers.starts_with("HTTP/1.1 404 "));
  EXPECT_NE(answers.find("\r\n\r\nHTTP/1.1 304 "), std::string::npos) << answers;
  EXPECT_NE(answers.find("\r\n\r\nHTTP/1.1 200 "), std::string::npos) << answers;
  EXPECT_TRUE(answers.ends_with("</title>"));
}

TEST_F(NetWeb, NothingButTheFolderIsServed) {
  web.write("late.txt", "written after the start");
  for (const char* target : {"/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/late.txt",
                             "/assets/..%2findex.html", "/assets/index-4f1c.js.br", "//etc/passwd.d"}) {
    EXPECT_EQ(get(target).status, 404U) << target;
  }
  for (const char* target : {"/../../etc/passwd", "/assets/"}) {
    EXPECT_EQ(get(target).body, "<!doctype html><title>Ramure</title>") << target;
  }
}

TEST_F(NetWeb, TheServersOwnAddressesStayItsOwn) {
  EXPECT_EQ(get("/readyz").body, "ready\n");
  EXPECT_EQ(get("/api/nothing").status, 404U);
  EXPECT_EQ(get("/socket").status, 404U);
  EXPECT_EQ(get("/api/command").headers.at("allow"), "POST");
  EXPECT_EQ(get("/fil/1", "POST").headers.at("allow"), "GET, HEAD");
  served.connect(served.people().valmerac.first).hello();
}

TEST_F(NetWeb, AClientThatTakesAnAssetSlowlyCostsNoCopyOfIt) {
  const std::size_t before = served.server().resident_bytes();
  std::vector<RawSocket> slow;
  for (int i = 0; i < 100; ++i) {
    slow.emplace_back(served.port());
    slow.back().say("GET /assets/index-4f1c.js HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  EXPECT_FALSE(slow.back().read_some().empty());
  expect_resident_below(served.server(), before + (60U << 20), "100 copies were 300 MB");
}

TEST(NetWebStart, AFolderWithoutAClientIsToldAndNoneIsFine) {
  TemporaryFolder empty;
  try {
    ServerProcess server(empty.path(), {"--web-root", empty.path().string()});
    FAIL() << "served an empty folder";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("web.root: there is no index.html"), std::string::npos) << error.what();
  }
  ServerProcess without(empty.path(), {"--web-root", ""});
  EXPECT_EQ(http(without.port(), {.target = "/"}).status, 404U);
}

TEST(NetWebStart, BehindTlsBrowsersAreToldToStayThere) {
  const WebFolder web;
  std::vector<std::string> flags = web.flags();
  flags.insert(flags.end(), {"--public-url", "https://ramure.example"});
  RunningCommunity served(flags);
  EXPECT_EQ(http(served.port(), {.target = "/"}).headers.at("strict-transport-security"), "max-age=31536000");
}

}  // namespace ramure::test
