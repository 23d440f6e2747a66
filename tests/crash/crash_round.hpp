// A round of co-development that goes on while the server keeps dying: in its clarification, consultants ask, and the
// facilitator hides questions and reveals them together, over and over.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/crash/crash_clients.hpp"
#include "tests/support/server_process.hpp"

namespace ramure::test {

class CrashRound {
 public:
  // Planned and led to its clarification over the network, while the server still lives.
  CrashRound(const ServerProcess& server, const ServedCommunity& community);

  NextCommand hiding_and_revealing() const;  // the facilitator's: odd numbers hide, even ones reveal
  NextCommand asking() const;                // a consultant's, up to a number that the round has room for
  std::vector<ServedMember> consultants() const { return {people_.begin() + 1, people_.end()}; }

  // When all is over. No question is hidden any more; the clock shows what it would have shown without any crash.
  void reveal_all(const ServerProcess& server) const;
  void expect_clock_is_right(const ServerProcess& server) const;
  void expect_shown_once(const std::vector<v1::Event>& journal) const;

 private:
  v1::Command command() const;
  WsClient connect(const ServerProcess& server, const ServedMember& member) const;
  void open(WsClient& facilitator, const char* step);
  void must(WsClient& client, v1::Command command);

  ServedMember facilitator_;
  std::vector<ServedMember> people_;  // the client first
  std::uint64_t id_ = 0;
  std::uint32_t opening_ = 0;
};

}  // namespace ramure::test
