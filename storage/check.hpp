// `ramured check`: whether a community's files are whole and agree with each other. Reads only, works on snapshots, and
// may run beside a server that writes.
//
//   for (const Finding& finding : check_community(folder, progress)) print(finding.sentence);
//
// In order: SQLite's own check of every file; the journal (no gap, every payload parses and agrees with its columns,
// times never go back, every id it names exists, nothing that was erased has words); the tables (what they refer to
// exists, and replaying the journal gives the same); the files of attachments (each that is referred to is there, of
// the right size and content, and none lies there for more than a day to which nothing refers); the search index (holds
// what the journal says, and nothing else). Needs about as much memory as the files are large.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::storage {

struct Finding {
  std::string part;      // "files", "journal", "tables", "attachments", "search"
  std::string sentence;  // plain, with the ids concerned
};

inline constexpr std::size_t findings_per_part_max = 100;  // then "and more" is said once

// What is looked at, and how far that is.
using CheckProgress = std::function<void(std::string_view part, std::uint64_t done, std::uint64_t total)>;

// Empty: all is well. Throws only what keeps it from checking at all (no such folder).
std::vector<Finding> check_community(const std::filesystem::path& folder, const CheckProgress& progress = {});

}  // namespace ramure::storage
