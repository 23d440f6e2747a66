// The five access_test_threads of the demo: what was said in them, who may read them, and every way of asking for them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/frames.pb.h"
#include "tests/support/demo_server.hpp"

namespace ramure::test {

struct WalledThread {
  std::string name;                // "acc03"
  std::vector<std::string> words;  // its title and everything that was said in it
  std::set<std::string> readers;   // by sign-in name
  std::uint64_t thread_id = 0, message_id = 0, channel_id = 0;

  bool is_read_by(const std::string& person) const { return readers.contains(person); }
  // Whether anything of it stands in these bytes.
  bool leaks_into(std::string_view bytes) const;
};

// Reads the corpus; finds the ids by asking as a reader.
std::vector<WalledThread> walled_threads(const DemoServer& demo);

// Every query and command that names a thread, a message or a channel, naming these.
std::vector<v1::Query> questions_about(std::uint64_t thread_id, std::uint64_t message_id, std::uint64_t channel_id);
std::vector<v1::Command> commands_about(std::uint64_t thread_id, std::uint64_t message_id, std::uint64_t channel_id);

// A reply without what moves by itself: the request's id, and the head (the server notes that facilitators of rounds
// are not here).
std::string told_by(v1::Reply reply);

// Both are refused, in the same words; each gets a key of its own. `where` names who and what.
void expect_same_refusal(WsClient& client, v1::Command to_hidden, v1::Command to_absent, const std::string& where);

// Everything that may be asked without naming a thread, with all its pages, as the bytes that came back.
std::string everything_shown_to(WsClient& client);

}  // namespace ramure::test
