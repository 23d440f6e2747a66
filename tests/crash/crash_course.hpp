// The course while the server keeps dying: people change their minds whether they come, say sentences in a workshop,
// evaluate, and write in their notebooks, which lie in a database of their own.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "tests/crash/crash_clients.hpp"
#include "tests/support/server_process.hpp"

namespace ramure::test {

class CrashCourse {
 public:
  // A session that has begun and its workshop are made over the network, while the server still lives.
  CrashCourse(const ServerProcess& server, const Whereabouts& whereabouts, const ServedCommunity& community);

  // Whose acknowledged commands are events of the journal.
  std::vector<std::unique_ptr<CrashWriter>> speakers() const;

  // When all is over: writes nothing new, waits.
  void finish();

  // Every sentence is on the wall once; every notebook holds the last wording of each entry, and no other entry.
  void expect_kept_once(const ServerProcess& server, const std::vector<v1::Event>& journal) const;

 private:
  NextCommand speaking(std::uint64_t member_id) const;

  const Whereabouts& whereabouts_;
  std::vector<ServedMember> people_;
  std::uint64_t session_ = 0, workshop_ = 0;
  std::vector<std::unique_ptr<CrashWriter>> notebooks_;  // one for each of people_
};

}  // namespace ramure::test
