// The two or three plain HTTP calls of a terminal: signing in and out.
#pragma once

#include <string>

#include "client-cli/failure.hpp"
#include "client-cli/net/address.hpp"

namespace ramure::cli {

struct HttpAnswer {
  unsigned status = 0;
  std::string body;
};

// POST with a JSON body. `token` may be empty. At most 15 s. Exit::no_network when there is no answer.
Result<HttpAnswer> post_json(const Address& address, const std::string& path, const std::string& body,
                             const std::string& token);

}  // namespace ramure::cli
