// One seeded world of shared writing: people who all may write, with several windows open, on one text of the real
// server. Lines are cut, pushes come twice or from a connection that is dead, the server dies between two steps and
// within a batch. At the end every editor has the server's text, that is what the log replays to, and nothing that
// anybody wrote is missing.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/sim/client.hpp"
#include "tests/sim/server.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::sim {

class TextWorld {
 public:
  // 2 to 7 editors, and in every 25th world 20.
  explicit TextWorld(std::uint64_t seed);

  // Throws Violation, with the step in its text.
  void run();
  const Tally& tally() { return server_.tally(); }

 private:
  void step();
  void work_once();
  void drop_cut_connections();
  bool settle_once();
  void check();
  Client& any_client() { return *clients_[dice_.below(clients_.size())]; }

  Dice dice_;
  test::TemporaryFolder folder_;
  Server server_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::map<std::string, Promise> promises_;
  const bool is_crowded_;
  int step_ = 0;
};

}  // namespace ramure::sim
