// A data folder with one small community and an account for each of its people, and the real server on it.
//
//   RunningCommunity served;                                  // founds, then starts ramured
//   WsClient anna = served.connect(served.people().valmerac.first);
//   anna.hello();
//   v1::Reply reply = anna.command(served.post(thread, "Bonjour"));
//
// People and places are those of FoundedCommunity; everybody may sign in as "m<member id>" with `password`, and has a
// session already (tokens are made in process, with weak hashes: no test waits for Argon2id).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ramure/v1/commands.pb.h"
#include "tests/support/founded_community.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/ws_client.hpp"

namespace ramure::test {

class RunningCommunity {
 public:
  static constexpr const char* slug = "essai";
  static constexpr const char* password = "onze chevaux blancs";

  // Called before the server starts, to add what a test wants to be there.
  using Prepare = std::function<void(FoundedCommunity&)>;
  explicit RunningCommunity(std::vector<std::string> flags = {}, const Prepare& prepare = {});

  ServerProcess& server() { return *server_; }
  std::uint16_t port() const { return server_->port(); }
  const std::filesystem::path& data() const { return folder_.path(); }

  // Ids of people and places. Its store is closed: the server has it now.
  const FoundedCommunity& people() const { return *community_; }
  std::uint64_t thread() const { return thread_; }  // one in the plenary, with one message

  const std::string& token(std::uint64_t member_id) const { return tokens_.at(member_id); }
  WsClient connect(std::uint64_t member_id, protocol::Encoding encoding = protocol::Encoding::binary) const;
  WsClient::Options options(std::uint64_t member_id) const;

  // Commands with a key of their own each.
  v1::Command post(std::uint64_t thread_id, std::string_view body);
  v1::Command open_thread(std::uint64_t channel_id, std::string_view title);
  std::string next_key();

 private:
  void make_accounts();

  TemporaryFolder folder_;
  std::unique_ptr<FoundedCommunity> community_;
  std::uint64_t thread_ = 0;
  std::map<std::uint64_t, std::string> tokens_;
  std::unique_ptr<ServerProcess> server_;
};

}  // namespace ramure::test
