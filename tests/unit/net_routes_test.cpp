// Which addresses there are, and how refusals become HTTP.
#include "server/net/routes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "ramure/v1/refusals.pb.h"
#include "server/net/answers.hpp"

namespace ramure::net {

TEST(Routes, AreFoundByMethodAndPath) {
  const Routed found = find_route(public_routes(), "POST", "/api/command");
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(found.route->handle, &do_command);
  EXPECT_EQ(find_route(public_routes(), "GET", "/api/command").instead.status, 405U);
  for (const char* path : {"/", "/api", "/api/command/", "/API/command", "/metrics"}) {
    EXPECT_EQ(find_route(public_routes(), "POST", path).instead.status, 404U) << path;
  }
}

TEST(Routes, SomeLeadToEverythingBelowThem) {
  const std::array routes{
      Route{"GET", "/things/", 0, answer_health, Route::Match::below},
      Route{"GET", "/things/all", 0, answer_readiness},
      Route{"POST", "/things/all", 0, do_command},
  };
  const auto handle = [&](std::string_view method, std::string_view path) {
    const Routed found = find_route(routes, method, path);
    return found.route == nullptr ? nullptr : found.route->handle;
  };
  EXPECT_EQ(handle("GET", "/things/12"), &answer_health);
  EXPECT_EQ(handle("GET", "/things/12/parts"), &answer_health);
  EXPECT_EQ(handle("GET", "/things/all"), &answer_readiness) << "the exact one goes first";
  EXPECT_EQ(handle("POST", "/things/all"), &do_command);
  EXPECT_EQ(find_route(routes, "GET", "/things/").instead.status, 404U);
  EXPECT_EQ(find_route(routes, "GET", "/thingsal").instead.status, 404U);
  EXPECT_EQ(find_route(routes, "POST", "/things/12").instead.status, 405U);
}

TEST(Routes, EachIsThereOnce) {
  std::set<std::string> seen;
  for (const Route& route : public_routes()) {
    EXPECT_TRUE(seen.insert(std::string(route.method) + std::string(route.path)).second) << route.path;
  }
}

TEST(Answers, EveryRefusalCodeHasAStatusThatSaysNo) {
  for (int code = v1::RefusalCode_MIN; code <= v1::RefusalCode_MAX; ++code) {
    if (!v1::RefusalCode_IsValid(code)) continue;
    const unsigned status = status_of(static_cast<v1::RefusalCode>(code));
    EXPECT_GE(status, 400U) << v1::RefusalCode_Name(static_cast<v1::RefusalCode>(code));
    EXPECT_EQ(status == 500, code == v1::REFUSAL_CODE_INTERNAL || code == v1::REFUSAL_CODE_UNSPECIFIED);
  }
}

TEST(Answers, ARefusalThatPassesSaysWhen) {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_RATE_LIMITED);
  (*refusal.mutable_data())["retry_after_ms"] = "1500";
  const Response response = refusal_answer(refusal);
  ASSERT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.headers[0].second, "2");
}

}  // namespace ramure::net
