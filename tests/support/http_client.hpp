// One HTTP request to the server under test, and its answer. Bounded in time; throws std::runtime_error without one.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ramure::test {

struct HttpAnswer {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

struct HttpRequest {
  std::string method = "GET";
  std::string target = "/";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  bool tls = false;
  std::chrono::seconds timeout{15};
};

HttpAnswer http(std::uint16_t port, const HttpRequest& request);

// POST of JSON; `token` as a bearer token unless empty.
HttpAnswer post_json(std::uint16_t port, const std::string& target, const std::string& body,
                     const std::string& token = "");

// Signs in and gives the token.
std::string sign_in(std::uint16_t port, const std::string& name, const std::string& password);

}  // namespace ramure::test
