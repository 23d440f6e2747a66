// An HTTP request and its response as our routes see them: plain values, no Beast.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ramure::net {

struct Request {
  std::string method;  // "GET"
  std::string path;    // "/api/command"
  std::string query;   // "community=vallees", still encoded
  std::string host;
  std::string authorization, cookie, origin;
  std::string content_type, accept_encoding, if_none_match;
  std::string body;
  std::string peer_address;       // of the client, see client_address
  std::uint64_t address_key = 0;  // what Admission counts the connection under

  bool only_looks() const { return method == "GET" || method == "HEAD"; }
};

struct Response {
  unsigned status = 200;
  std::string body;
  std::string_view lasting_body;  // sent instead, without a copy: bytes that live as long as the server
  std::string content_type = "application/json";
  std::string cache_control = "no-store";
  std::vector<std::pair<std::string, std::string>> headers;  // further ones

  std::string_view bytes() const { return lasting_body.empty() ? std::string_view(body) : lasting_body; }
};

// Called exactly once, on the loop of the connection that asked.
using Respond = std::move_only_function<void(Response)>;

// The value of a parameter, percent-decoded; empty when it is not there or not decodable.
std::string query_parameter(std::string_view query, std::string_view name);

// Whose request it is, for throttling: the peer; or, when the peer is on this machine (a reverse proxy), the last
// address of the X-Forwarded-For that it sent along. What stands before the last is the client's own claim.
std::string client_address(const std::string& peer_address, std::string_view forwarded_for);

}  // namespace ramure::net
