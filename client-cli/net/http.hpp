// The few plain HTTP calls of a terminal: signing in and out, files and documents. Each fails with Exit::no_network
// when the server does not answer, or nothing has moved for half a minute.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "client-cli/failure.hpp"
#include "client-cli/net/address.hpp"

namespace ramure::cli {

struct HttpAnswer {
  unsigned status = 0;
  std::string body;
};

// POST with a JSON body. `token` may be empty.
Result<HttpAnswer> post_json(const Address& address, const std::string& path, const std::string& body,
                             const std::string& token);

// POST of a file's bytes as they are, read while they are sent.
Result<HttpAnswer> post_file(const Address& address, const std::string& path, const std::filesystem::path& file,
                             const std::string& token);

// GET. What is answered with 200 goes to `take` piece by piece, and only if all of it came is it a success; anything
// else is in the answer's body.
using TakePiece = std::function<void(std::string_view)>;
Result<HttpAnswer> get(const Address& address, const std::string& path, const std::string& token,
                       const TakePiece& take);

// For a value in the query part of an address.
std::string url_encoded(std::string_view text);

}  // namespace ramure::cli
