// An HTTP request and its response as our routes see them: plain values, no Beast.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
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
  std::string content_type, accept_encoding, accept_language;
  std::string fetch_site;  // Sec-Fetch-Site: from where a browser says that it is made to ask
  std::string range, if_range, if_none_match;
  std::string body;                         // empty where it is taken by a BodySink
  std::optional<std::uint64_t> body_bytes;  // as the head announces it; nothing: it comes in chunks
  std::string peer_address;                 // of the client, see client_address
  std::uint64_t address_key = 0;            // what Admission counts the connection under

  bool only_looks() const { return method == "GET" || method == "HEAD"; }
};

// A body that is made piece by piece while it is being sent. On the connection's loop; one call at a time.
class BodySource {
 public:
  virtual ~BodySource() = default;

  // `give` is called later, exactly once, with the next piece. An empty one: that was all. Nothing: it cannot be made
  // whole; the connection is cut, so that nobody takes a part for it.
  using Give = std::move_only_function<void(std::optional<std::string>)>;
  virtual void next(Give give) = 0;
};

struct Response {
  unsigned status = 200;
  std::string body;
  std::string_view lasting_body;  // sent instead, without a copy: bytes that live as long as the server
  std::string content_type = "application/json";
  std::string cache_control = "no-store";
  std::vector<std::pair<std::string, std::string>> headers;  // further ones

  // Instead of `body`: a body that is made while it is being sent.
  std::shared_ptr<BodySource> source;
  std::optional<std::uint64_t> source_bytes;  // nothing: its end is known only when it is there

  std::string_view bytes() const { return lasting_body.empty() ? std::string_view(body) : lasting_body; }
};

// Called exactly once, on the loop of the connection that asked.
using Respond = std::move_only_function<void(Response)>;

// A body that is taken piece by piece while it arrives. On the connection's loop; one call at a time.
class BodySink {
 public:
  virtual ~BodySink() = default;

  // `taken` is called later, exactly once: without an answer for the next piece, or with what ends it at once.
  using Taken = std::move_only_function<void(std::optional<Response>)>;
  virtual void take(std::string piece, Taken taken) = 0;

  // After the last piece. Never called when the body did not come whole.
  virtual void finish(Respond respond) = 0;
};

// The value of a parameter, percent-decoded; empty when it is not there or not decodable.
std::string query_parameter(std::string_view query, std::string_view name);

// Whose request it is, for throttling: the peer; or, when the peer is on this machine (a reverse proxy), the last
// address of the X-Forwarded-For that it sent along. What stands before the last is the client's own claim.
std::string client_address(const std::string& peer_address, std::string_view forwarded_for);

}  // namespace ramure::net
