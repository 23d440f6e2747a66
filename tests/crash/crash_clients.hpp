// People on a server that keeps dying. Each runs on a thread of its own and does what a good client does: it remembers
// what was not answered and sends it again with the same key, and it goes on from its cursor.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/served_community.hpp"
#include "tests/support/ws_client.hpp"

namespace ramure::test {

// Where the server is now: the port changes with every start.
struct Whereabouts {
  std::atomic<std::uint16_t> port = 0;
};

// The next command of somebody, by its number from 1 on, without a key; nullopt: he has nothing more to say.
using NextCommand = std::function<std::optional<v1::Command>(std::uint64_t number)>;

class CrashWriter {
 public:
  CrashWriter(const Whereabouts& whereabouts, const ServedMember& member, NextCommand next);
  ~CrashWriter();

  // Writes nothing new, waits until everything was answered (at most 30 s), joins.
  void finish();

  // After finish().
  const std::map<std::string, std::uint64_t>& acknowledged() const { return acknowledged_; }  // key → seq
  const std::deque<v1::Command>& unanswered() const { return unanswered_; }

 private:
  void live();
  void talk(WsClient& client);

  const Whereabouts& whereabouts_;
  const ServedMember member_;
  const std::string name_;  // in its keys
  const NextCommand next_;
  std::uint64_t number_ = 0;
  std::deque<v1::Command> unanswered_;
  std::map<std::string, std::uint64_t> acknowledged_;
  std::atomic<bool> is_over_ = false;
  std::thread thread_;
};

// Posts sentences into this thread; every fifth with a file, which may be lost with the server before there is a
// message for it.
NextCommand posting(const Whereabouts& whereabouts, const ServedMember& member, std::uint64_t thread_id);

class CrashReader {
 public:
  CrashReader(const Whereabouts& whereabouts, const ServedMember& member);
  ~CrashReader();

  void wait_until_begun() const;

  // Waits until the cursor has reached `head_seq` (at most 30 s), joins.
  void finish(std::uint64_t head_seq);

  // After finish().
  std::uint64_t member_id() const { return member_.id; }
  std::uint64_t began_after_seq() const { return began_after_seq_; }
  const std::vector<std::uint64_t>& seqs() const { return seqs_; }

 private:
  void live();
  void listen(WsClient& client);

  const Whereabouts& whereabouts_;
  const ServedMember member_;
  std::string epoch_;
  std::uint64_t began_after_seq_ = 0;
  std::vector<std::uint64_t> seqs_;
  std::atomic<std::uint64_t> cursor_seq_ = 0;
  std::atomic<bool> has_begun_ = false, is_over_ = false;
  std::thread thread_;
};

}  // namespace ramure::test
