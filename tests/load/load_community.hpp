// The data folder that the benchmark runs on: 12 territories with 42 catalysts each, made through commands like any
// other, and a session per member whose token is known (no password is hashed).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "server/live/writer.hpp"
#include "server/manual_clock.hpp"
#include "storage/store.hpp"

namespace ramure::load {

inline constexpr std::size_t territories = 12;
inline constexpr std::size_t members_per_territory = 42;
inline constexpr const char* slug = "charge";

struct LoadMember {
  std::uint64_t id = 0;
  std::size_t territory = 0;
  std::string token;
};

struct LoadCommunity {
  std::filesystem::path data;
  std::vector<LoadMember> members;  // in order of territory
  std::uint64_t plenary_thread = 0;
  std::vector<std::uint64_t> territory_threads;

  std::filesystem::path folder() const { return data / "communities" / slug; }
};

LoadCommunity make_load_community(const std::filesystem::path& data);

// Commands in process, through the real writer core, without a server: for filling a community.
class Filler {
 public:
  Filler(const std::filesystem::path& folder, bool durable);
  ~Filler();
  std::uint64_t run(const community::Actor& actor, v1::Command command);  // first_seq; throws when refused
  // `count` messages by the members in turn, 256 to a commit.
  void post_many(const std::vector<LoadMember>& members, std::uint64_t thread_id, std::uint64_t count,
                 std::uint64_t first_number);
  storage::Store& store() { return *store_; }

 private:
  std::unique_ptr<storage::Store> store_;
  ManualClock clock_;
  live::Writer writer_;
};

// A French sentence that is different for each number, about 120 bytes, with words that a search can look for.
std::string sentence(std::uint64_t number);

}  // namespace ramure::load
