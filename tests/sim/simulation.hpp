// One seeded world: a server, clients that talk and lose their connections, crashes and restores, and the checks after
// every step.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/sim/client.hpp"
#include "tests/sim/server.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::sim {

class Simulation {
 public:
  explicit Simulation(std::uint64_t seed, Mutation mutation = Mutation::none);

  // Throws Violation, with the step in its text.
  void run();

  // Parts of run(), for who wants to look at the world in between.
  void run_steps(int count);
  void settle();  // until everybody has been told everything
  Server& server() { return server_; }

  const Tally& tally() { return server_.tally(); }

 private:
  void step();
  void talk();
  void work();
  void disturb();
  bool settle_once();
  bool work_once();
  Client& any_client() { return *clients_[dice_.below(clients_.size())]; }
  void back_up();
  void restore();
  void drop_cut_connections();

  Dice dice_;
  test::TemporaryFolder folder_;
  Server server_;
  std::vector<std::unique_ptr<Client>> clients_;
  Client* slow_ = nullptr;  // one that hardly ever reads, or none
  std::map<std::string, Promise> promises_;
  std::map<std::string, Promise> promises_at_backup_;
  bool has_backup_ = false;
  int step_ = 0;
};

}  // namespace ramure::sim
