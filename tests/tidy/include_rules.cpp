#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string_view>

#include "tests/tidy/rules.hpp"

namespace ramure::tidy {

namespace {

using Prefixes = std::vector<std::string_view>;

bool starts_with_any(std::string_view path, const Prefixes& prefixes) {
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return path.starts_with(prefix); });
}

// Rooms that hold rules only, and the words that they write with.
const Prefixes rule_rooms{
    "server/community/",           "server/codev/",      "server/roadmap/",           "server/course/",
    "server/identity/permissions", "server/files/words", "server/files/markdown_text"};

// Who may include whom. The first room that a path starts with decides. "ramure/" is what protoc generates.
struct Room {
  Prefixes paths;
  Prefixes may_include;
};
const std::vector<Room> rooms{
    {{"protocol/"}, {"protocol/", "ramure/"}},
    {{"storage/"}, {"storage/", "protocol/", "ramure/"}},
    {rule_rooms,
     {"server/community/", "server/codev/", "server/roadmap/", "server/course/", "server/identity/permissions",
      "server/clock.hpp", "server/files/words", "server/files/markdown_text", "storage/", "protocol/", "ramure/"}},
    {{"server/"}, {"server/", "storage/", "protocol/", "ramure/"}},
    // A change of a text is made and moved by every editor as the server does it: one algebra, no copy.
    {{"client-cli/"},
     {"client-cli/", "server/roadmap/changes.hpp", "server/roadmap/difference.hpp", "server/roadmap/utf16.hpp",
      "server/roadmap/roadmap_limits.hpp", "protocol/", "ramure/"}},
    {{"tests/"}, {"tests/", "server/", "client-cli/", "storage/", "protocol/", "ramure/"}},
};

const Prefixes our_folders{"protocol/", "storage/", "server/", "client-cli/", "tests/", "ramure/"};

const Prefixes sqlite_headers{"sqlite3", "SQLiteCpp/", "fts5.h"};
const Prefixes network_headers{"boost/asio", "boost/beast"};

// All that a file includes, through our own headers, each with the chain that leads to it.
std::map<std::string, std::string> reachable_includes(const Tree& tree, const SourceFile& file) {
  std::map<std::string, std::string> chains;
  std::vector<std::pair<const SourceFile*, std::string>> waiting{{&file, ""}};
  while (!waiting.empty()) {
    const auto [current, chain] = waiting.back();
    waiting.pop_back();
    for (const Include& include : includes_of(*current)) {
      if (!chains.emplace(include.path, chain).second) continue;
      if (const SourceFile* next = tree.find(include.path)) waiting.emplace_back(next, chain + " → " + include.path);
    }
  }
  return chains;
}

// "Internal to storage/" → "storage/"; "Internal to this room" → the header's own folder; empty for other headers.
std::string internal_to(const SourceFile& header) {
  constexpr std::string_view mark = "Internal to ";
  for (const std::string_view line : header.lines) {
    const auto at = line.starts_with("//") ? line.find(mark) : std::string_view::npos;
    if (at == std::string_view::npos) continue;
    const std::string_view rest = line.substr(at + mark.size());
    if (rest.starts_with("this room")) return header.path.substr(0, header.path.rfind('/') + 1);
    const std::string_view word = rest.substr(0, rest.find_first_of(" .,:;"));
    if (word.ends_with('/')) return std::string(word);
  }
  return "";
}

}  // namespace

Complaints check_include_direction(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    const auto room = std::ranges::find_if(rooms, [&](const Room& r) { return starts_with_any(file.path, r.paths); });
    if (!file.is_cpp() || room == rooms.end()) continue;
    for (const Include& include : includes_of(file)) {
      const bool quoted = file.uncommented[include.line - 1].find('"') != std::string::npos;
      if (quoted && !starts_with_any(include.path, our_folders)) {
        complaints.push_back(
            {file.path, include.line, "include our own headers by their path from the root: " + include.path});
      } else if (starts_with_any(include.path, our_folders) && !starts_with_any(include.path, room->may_include)) {
        complaints.push_back({file.path, include.line, "this room may not include " + include.path});
      }
    }
  }
  return complaints;
}

Complaints check_heavy_headers(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    if (!file.is_cpp()) continue;
    const bool outside_storage = file.is_in("protocol/") || file.is_in("server/") || file.is_in("client-cli/");
    for (const auto& [header, chain] : reachable_includes(tree, file)) {
      const std::string through = chain.empty() ? "" : ", through" + chain;
      if (outside_storage && starts_with_any(header, sqlite_headers)) {
        complaints.push_back(
            {file.path, 0, "only storage/ knows SQLite, and its headers do not show it: " + header + through});
      }
      const bool no_network =
          starts_with_any(file.path, rule_rooms) || file.is_in("storage/") || file.is_in("protocol/");
      if (no_network && starts_with_any(header, network_headers)) {
        complaints.push_back({file.path, 0, "no socket and no event loop here: " + header + through});
      }
      if (file.is_in("server/") && !file.is_in("server/net/") && chain.empty() && header.starts_with("boost/beast")) {
        complaints.push_back({file.path, 0, "in server/, only net/ includes Beast: " + header});
      }
    }
  }
  return complaints;
}

Complaints check_internal_headers(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    for (const Include& include : includes_of(file)) {
      const SourceFile* header = tree.find(include.path);
      if (header == nullptr || file.is_in("tests/")) continue;
      const std::string folder = internal_to(*header);
      if (!folder.empty() && !file.is_in(folder)) {
        complaints.push_back({file.path, include.line, include.path + " is internal to " + folder});
      }
    }
  }
  return complaints;
}

Complaints check_headers(const Tree& tree) {
  std::set<std::string> included;
  for (const SourceFile& file : tree.files) {
    for (const Include& include : includes_of(file)) included.insert(include.path);
  }
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    if (!file.path.ends_with(".hpp")) continue;
    if (!included.contains(file.path)) complaints.push_back({file.path, 0, "nobody includes this header"});
    if (std::ranges::find(file.lines, "#pragma once") == file.lines.end()) {
      complaints.push_back({file.path, 0, "a header wants #pragma once"});
    }
    if (file.lines.empty() || !file.lines[0].starts_with("//")) {
      complaints.push_back({file.path, 1, "a header opens with a comment that says what it is for"});
    }
  }
  return complaints;
}

}  // namespace ramure::tidy
