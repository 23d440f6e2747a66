// A data folder that `ramured serve` can serve at once: territories with catalysts, made through commands like any
// other, and a session per member whose token is known (no password is hashed). For the benchmark and the crash test.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "server/live/writer.hpp"
#include "server/manual_clock.hpp"
#include "storage/store.hpp"

namespace ramure::test {

inline constexpr const char* served_slug = "banc-d-essai";

struct ServedMember {
  std::uint64_t id = 0;
  std::size_t territory = 0;
  std::string token;
};

struct ServedCommunity {
  std::filesystem::path data;
  std::vector<ServedMember> members;  // in order of territory
  ServedMember facilitator;           // one more, of no territory
  std::uint64_t plenary_thread = 0;
  std::vector<std::uint64_t> territory_threads;

  std::filesystem::path folder() const { return data / "communities" / served_slug; }
};

ServedCommunity make_served_community(const std::filesystem::path& data, std::size_t territories = 12,
                                      std::size_t members_per_territory = 42);

// Commands in process, through the real writer core, without a server: for filling a community.
class Filler {
 public:
  Filler(const std::filesystem::path& folder, bool durable);
  ~Filler();
  std::uint64_t run(const community::Actor& actor, v1::Command command);  // first_seq; throws when refused
  // `count` messages by the members in turn, 256 to a commit.
  void post_many(const std::vector<ServedMember>& members, std::uint64_t thread_id, std::uint64_t count,
                 std::uint64_t first_number);
  storage::Store& store() { return *store_; }

 private:
  std::unique_ptr<storage::Store> store_;
  ManualClock clock_;
  live::Writer writer_;
};

// A French sentence that is different for each number, about 120 bytes, with words that a search can look for.
std::string sentence(std::uint64_t number);

}  // namespace ramure::test
