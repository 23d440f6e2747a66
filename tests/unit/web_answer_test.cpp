// What a browser is told besides the bytes: codings, caches, and where scripts may come from.
#include "server/net/web_answer.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "tests/support/temporary_folder.hpp"

namespace ramure::net {

namespace {

class WebAnswer : public testing::Test {
 protected:
  WebAnswer() {
    std::filesystem::create_directories(folder / "assets");
    for (const auto& [path, bytes] : contents) std::ofstream(folder / path) << bytes;
    files = WebFiles::read(folder.path());
  }
  std::optional<Response> answer(const std::string& path, const std::string& method = "GET") {
    request.method = method;
    request.path = path;
    return answer_web(files, request, is_secure);
  }
  // Of an answer that must be there.
  std::string header(const std::string& path, const std::string& name) {
    const auto response = answer(path);
    if (!response) return "(no answer)";
    for (const auto& [its_name, value] : response->headers) {
      if (its_name == name) return value;
    }
    return "";
  }

  const std::map<std::string, std::string> contents{
      {"index.html", "page"},   {"favicon.svg", "icon"},    {"assets/a.js", "plain"},
      {"assets/a.js.br", "br"}, {"assets/a.js.gz", "gzip"}, {"assets/only.css", "plain"},
  };
  test::TemporaryFolder folder;
  WebFiles files;
  Request request;
  bool is_secure = false;
};

}  // namespace

TEST_F(WebAnswer, TheClientsOwnAddressesLeadToItsPage) {
  for (const char* path :
       {"/", "/fil/4131", "/index.html", "/apiculture", "/socketed", "/reseau/territoire/7", "/%2e%2e/"}) {
    const auto response = answer(path);
    ASSERT_TRUE(response) << path;
    EXPECT_EQ(response->status, 200U);
    EXPECT_EQ(response->bytes(), "page") << path;
    EXPECT_EQ(response->content_type, "text/html; charset=utf-8");
    EXPECT_EQ(response->cache_control, "no-cache");
  }
}

TEST_F(WebAnswer, APhoneInAWorkshopGetsAPageOfItsOwnWithoutTheClient) {
  EXPECT_EQ(answer("/atelier/Xy12")->bytes(), "page");  // a client that was built without it
  std::ofstream(folder / "atelier.html") << "phone";
  files = WebFiles::read(folder.path());
  for (const char* path : {"/atelier/Xy12", "/atelier/"}) EXPECT_EQ(answer(path)->bytes(), "phone") << path;
  for (const char* path : {"/atelier", "/parcours/atelier/12", "/ateliers/7"}) {
    EXPECT_EQ(answer(path)->bytes(), "page") << path;
  }
  EXPECT_EQ(answer("/atelier/Xy12")->cache_control, "no-cache");
}

TEST_F(WebAnswer, TheServersAddressesAndMissingFilesDoNot) {
  for (const char* path : {"/api", "/api/", "/api/nothing", "/socket", "/socket/x", "/healthz", "/readyz",
                           "/missing.js", "/assets/gone-1a2b.js", "/../../etc/pass.wd", "/assets/a.js.br"}) {
    EXPECT_FALSE(answer(path)) << path;
    EXPECT_FALSE(answer(path, "POST")) << path;
  }
}

TEST_F(WebAnswer, AssetsAreKeptForAYearAndOtherFilesAskedFor) {
  EXPECT_EQ(answer("/assets/a.js")->cache_control, "public, max-age=31536000, immutable");
  EXPECT_EQ(answer("/favicon.svg")->cache_control, "no-cache");
  EXPECT_EQ(answer("/favicon.svg")->content_type, "image/svg+xml");
}

TEST_F(WebAnswer, OtherMethodsAreTold) {
  for (const char* path : {"/", "/fil/4131", "/assets/a.js"}) {
    const auto response = answer(path, "POST");
    ASSERT_TRUE(response) << path;
    EXPECT_EQ(response->status, 405U);
    EXPECT_EQ(response->headers.back(), (std::pair<std::string, std::string>{"Allow", "GET, HEAD"}));
  }
  EXPECT_EQ(answer("/", "HEAD")->status, 200U);
}

TEST_F(WebAnswer, TheSmallestCodingThatIsTakenIsSent) {
  const std::map<std::string, std::string> expected{
      {"", "plain"},
      {"gzip, deflate, br, zstd", "br"},
      {"gzip", "gzip"},
      {"br;q=0, gzip", "gzip"},
      {"br;q=0.0,gzip;q=0.000", "plain"},
      {"BR", "plain"},  // names are told in lower case by everybody: the plain bytes are never wrong
      {"*", "br"},
      {"*;q=0", "plain"},
      {"*;q=0, gzip ; q=0.001", "gzip"},
      {"gzip;q=1.0, *;q=0", "gzip"},
      {"identity", "plain"},
      {"brotli, xgzip", "plain"},
      {",,;;q=,", "plain"},
  };
  for (const auto& [accepted, bytes] : expected) {
    request.accept_encoding = accepted;
    const auto response = answer("/assets/a.js");
    EXPECT_EQ(response->bytes(), bytes) << accepted;
    EXPECT_EQ(header("/assets/a.js", "Content-Encoding"), bytes == "plain" ? "" : bytes) << accepted;
    EXPECT_EQ(header("/assets/a.js", "Vary"), "Accept-Encoding");
    EXPECT_EQ(answer("/assets/only.css")->bytes(), "plain");
    EXPECT_EQ(header("/assets/only.css", "Vary"), "");
  }
}

TEST_F(WebAnswer, WhatACacheHoldsIsNotSentAgain) {
  const std::string tag = header("/", "ETag");
  for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    request.if_none_match = known;
    const auto response = answer("/fil/1");
    EXPECT_EQ(response->status, 304U) << known;
    EXPECT_EQ(response->bytes(), "");
    EXPECT_EQ(header("/fil/1", "ETag"), tag);
    EXPECT_EQ(response->cache_control, "no-cache");
  }
  for (const std::string& unknown : {std::string("\"x\""), tag.substr(1), std::string()}) {
    request.if_none_match = unknown;
    EXPECT_EQ(answer("/fil/1")->status, 200U) << unknown;
  }
  request.if_none_match = header("/assets/a.js", "ETag");
  request.accept_encoding = "br";
  EXPECT_EQ(answer("/assets/a.js")->status, 200U) << "another coding is another representation";
}

TEST_F(WebAnswer, PagesAreFencedIn) {
  const std::string policy = header("/", "Content-Security-Policy");
  EXPECT_EQ(policy,
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'");
  EXPECT_EQ(header("/favicon.svg", "Content-Security-Policy"), policy) << "a picture may be opened like a page";
  EXPECT_EQ(header("/", "Referrer-Policy"), "same-origin");
  EXPECT_EQ(header("/", "Cross-Origin-Opener-Policy"), "same-origin");
  const std::string permissions = header("/", "Permissions-Policy");
  EXPECT_NE(permissions.find("camera=()"), std::string::npos);
  EXPECT_NE(permissions.find("fullscreen=(self)"), std::string::npos) << "a pitch is presented over the whole screen";
  EXPECT_EQ(permissions.find("self"), permissions.rfind("self")) << "and nothing else is asked for";
  EXPECT_EQ(header("/", "Strict-Transport-Security"), "");
  is_secure = true;
  EXPECT_EQ(header("/", "Strict-Transport-Security"), "max-age=31536000");
}

}  // namespace ramure::net
