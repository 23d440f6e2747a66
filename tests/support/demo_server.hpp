// The demo community, made by `ramured community create` as an operator would, and the real server on a copy of it.
//
//   DemoServer demo;
//   WsClient lucie = demo.connect("p03");                 // people are named as in deploy/demo: p01 … p24, f01, o01
//   lucie.hello();
//
// Made once for all tests of a program; everybody has a session already, so that no test waits for a password.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/commands.pb.h"
#include "tests/support/program.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/ws_client.hpp"

namespace ramure::test {

struct DemoPerson {
  std::uint64_t member_id = 0;
  std::string password, token;
};
using DemoPeople = std::map<std::string, DemoPerson>;  // by sign-in name

class DemoServer {
 public:
  explicit DemoServer(std::vector<std::string> flags = {});                       // in a temporary folder
  DemoServer(const std::filesystem::path& data, std::vector<std::string> flags);  // `data` must not exist yet

  ServerProcess& server() { return *server_; }
  std::uint16_t port() const { return server_->port(); }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port()); }
  const std::filesystem::path& data() const { return data_; }

  const DemoPeople& people() const;
  const DemoPerson& person(const std::string& name) const { return people().at(name); }

  WsClient::Options options(const std::string& name) const;
  WsClient connect(const std::string& name, protocol::Encoding encoding = protocol::Encoding::binary) const;

  // `ramured check` on the folder, with the server running or not.
  Finished check() const;

 private:
  void start(std::vector<std::string> flags);

  TemporaryFolder folder_;
  std::filesystem::path data_;
  std::unique_ptr<ServerProcess> server_;
};

// A fresh command key.
std::string new_command_key();

// A command to post, with a key of its own.
v1::Command post_command(std::uint64_t thread_id, std::string_view body);

}  // namespace ramure::test
