// Files over HTTP as a client sends and fetches them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/http_client.hpp"

namespace ramure::test {

std::string percent_encoded(std::string_view text);

// POST /api/uploads.
HttpAnswer upload_over_http(std::uint16_t port, const std::string& token, const std::string& content,
                            std::string_view name = "note.txt");

// The upload's id; throws std::runtime_error when it was refused.
std::string uploaded_over_http(std::uint16_t port, const std::string& token, const std::string& content,
                               std::string_view name = "note.txt");

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

// GET with a bearer token.
HttpAnswer get(std::uint16_t port, const std::string& token, const std::string& target, HttpHeaders headers = {});

inline std::string attachment_path(std::uint64_t message_id, std::uint64_t position) {
  return "/api/attachments/" + std::to_string(message_id) + "/" + std::to_string(position);
}

// A small picture: what a PNG begins with, and then whatever is given.
std::string png_of(std::uint32_t width, std::uint32_t height, std::string_view rest = "");

}  // namespace ramure::test
