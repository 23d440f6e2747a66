// All conversations by long polling of one server: by their id, each with the account it belongs to and the I/O thread
// that it lives on.
//
// The requests of one conversation come over any connection, on any thread; each is handed to the conversation's home.
// The id is drawn like a token and serves only the account that began. An account has at most polls_per_account_max:
// beyond, the one that was used longest ago gives way, since whoever loses an answer begins again and leaves one
// behind.
//
// Any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/net/poll_conversation.hpp"

namespace ramure::net {

inline constexpr std::size_t polls_per_account_max = 16;

class Polls {
 public:
  // `threads`: where conversations live, dealt round like connections. Everything outlives it.
  Polls(const Services& services, Admission& admission, Random& random, const IoThreads& threads);

  // What a request leads to. `address_key` as Admission counts the connection that it came over.
  void take(const std::shared_ptr<const identity::Identity>& identity, std::uint64_t address_key, v1::Poll poll,
            PollReply reply);

 private:
  struct Entry {
    std::uint64_t account_id = 0;
    std::uint64_t used = 0;  // counts up with every request of anybody
    IoThread* home = nullptr;
    std::shared_ptr<PollConversation> conversation;
  };

  void begin(const std::shared_ptr<const identity::Identity>& identity, std::uint64_t address_key, v1::Poll poll,
             PollReply reply);
  void go_on(std::uint64_t account_id, v1::Poll poll, PollReply reply);
  void forget(const std::string& poll_id);
  // With mutex_ held.
  void make_place_for(std::uint64_t account_id);
  Entry take_out(std::string poll_id);  // empty when it is not there

  const Services& services_;
  Admission& admission_;
  const IoThreads& threads_;
  std::mutex mutex_;
  Random& random_;                                  // guarded by mutex_, as all that follows
  std::unordered_map<std::string, Entry> entries_;  // by poll_id
  std::unordered_map<std::uint64_t, std::vector<std::string>> ids_of_account_;  // no empty lists
  std::uint64_t uses_ = 0;
  std::size_t next_thread_ = 0;
};

}  // namespace ramure::net
