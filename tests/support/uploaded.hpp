// Files that wait for a message, as POST /api/uploads leaves them, without a server.
//
//   const std::string id = upload(community.folder(), anna, "Bonjour", "note.txt");
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/founded_community.hpp"

namespace ramure::test {

struct UploadedAs {
  std::string name = "note.txt";
  std::string media_type = "text/plain";
  std::int64_t at_ms = FoundedCommunity::first_event_ms;
  std::uint32_t width = 0, height = 0;
};

// The upload's id; another one each time.
std::string upload(const std::filesystem::path& folder, std::uint64_t member_id, std::string_view content,
                   const UploadedAs& as = {});

std::string sha256_of(std::string_view content);  // 32 bytes

}  // namespace ramure::test
