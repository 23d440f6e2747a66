// Where a server is: "https://ramure.example.org" or "http://127.0.0.1:8080".
#pragma once

#include <string>

#include "client-cli/failure.hpp"

namespace ramure::cli {

struct Address {
  bool tls = false;
  std::string host;  // without brackets
  std::string port;
  std::string text() const;  // as typed by a person, without a path
};

// Accepts http, https, ws and wss, and a bare host (https then). Exit::usage when it is none of these.
Result<Address> parse_address(const std::string& text);

}  // namespace ramure::cli
