// A roadmap that is written by several people while the server keeps dying. Each has an editor that does what a good
// one does: what was not answered it pushes again, and it goes on from its version.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/crash/crash_clients.hpp"
#include "tests/sim/text_desk.hpp"
#include "tests/support/server_process.hpp"

namespace ramure::test {

class CrashText {
 public:
  // Begun by the first of the territory's people, who all write it, each in a window of his own.
  CrashText(const ServerProcess& server, const Whereabouts& whereabouts, const ServedCommunity& community);
  ~CrashText();

  // Writes nothing new, waits until all is in the log and everybody has been told (at most 60 s each), joins.
  void finish(const ServedCommunity& community);

  // After finish(): all editors have the text that the log replays to, and as many letters are in the log as were
  // written.
  void expect_nothing_lost(const ServedCommunity& community) const;

 private:
  struct Typist {
    Typist(const ServedMember& who, std::uint64_t number) : member(who), dice(number), desk(dice, number, who.id) {}
    const ServedMember member;
    sim::Dice dice;
    sim::TextDesk desk;
    std::atomic<bool> is_quiet = false;  // all is in the log, and nothing more will be written
    std::atomic<std::uint64_t> version = 0;
    std::atomic<bool> has_failed = false;  // set after the fault
    std::string fault;                     // read after the thread has ended
    std::thread thread;
  };
  bool goes_on(const Typist& typist) const { return !is_abandoned_ && (head_ == 0 || typist.version < head_); }
  void live(Typist& typist) const;
  void talk(Typist& typist, WsClient& client, const std::string& epoch) const;
  void listen(Typist& typist, WsClient& client, const std::string& epoch, std::chrono::milliseconds time) const;
  std::size_t waiting_in(const Typist& typist) const;
  bool take_turn(Typist& typist, WsClient& client, std::uint64_t& request, bool writes) const;

  const Whereabouts& whereabouts_;
  std::uint64_t roadmap_id_ = 0;
  std::vector<std::unique_ptr<Typist>> typists_;
  std::atomic<bool> is_over_ = false, is_abandoned_ = false;
  std::atomic<std::uint64_t> head_ = 0;  // to be reached; 0: not known yet
};

}  // namespace ramure::test
