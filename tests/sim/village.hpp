// The community that every simulation begins with: founded once per process through the rules, then copied.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace ramure::sim {

struct Village {
  std::filesystem::path folder;  // of the template
  std::vector<std::uint64_t> members, channels, themes, territories;
  std::vector<std::uint64_t> round_people;  // the facilitator first
  std::vector<std::uint64_t> writers;       // of the roadmap: its pair, and who can be invited to write along
  std::uint64_t admin = 0, themes_channel = 0;
};

const Village& village();

// Files of one community, from one folder into another, replacing what is there.
void copy_community(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace ramure::sim
