#include "tests/sim/simulation.hpp"

#include "tests/sim/checks.hpp"
#include "tests/sim/connection.hpp"
#include "tests/sim/village.hpp"

namespace ramure::sim {

namespace {

std::filesystem::path prepared(const std::filesystem::path& folder) {
  copy_community(village().folder, folder / "community");
  return folder / "community";
}

}  // namespace

Simulation::Simulation(std::uint64_t seed, Mutation mutation)
    : dice_(seed), server_(prepared(folder_.path()), dice_, mutation) {
  const auto& members = village().members;
  const std::uint64_t count = dice_.between(3, 7);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t member_id = members[dice_.below(members.size())];
    clients_.push_back(std::make_unique<Client>(server_, dice_, i, member_id, dice_.chance(10)));
  }
  clients_.push_back(std::make_unique<Client>(server_, dice_, count, village().admin, false));
  if (dice_.chance(60)) slow_ = clients_.front().get();
}

void Simulation::run() {
  try {
    run_steps(static_cast<int>(dice_.between(150, 550)));
    settle();
  } catch (const std::exception& error) {
    throw Violation("step " + std::to_string(step_) + ": " + error.what());
  }
}

void Simulation::run_steps(int count) {
  for (const int end = step_ + count; step_ < end; ++step_) step();
}

void Simulation::step() {
  const std::uint64_t kind = dice_.below(100);
  if (kind < 45) {
    talk();
  } else if (kind < 97) {
    work();
  } else {
    disturb();
  }
  drop_cut_connections();
  server_.advance(static_cast<std::int64_t>(dice_.chance(2) ? dice_.below(20 * 60'000) : dice_.below(1'000)));
  if (step_ % 3 == 0) server_.look_at_rounds();
  if (step_ % 4 != 0) return;
  check_view(server_, any_client());
  ++server_.tally().views;
}

void Simulation::talk() {
  Client& client = any_client();
  switch (dice_.below(11)) {
    case 0: client.send_unanswered(); break;
    case 1: client.ask(); break;
    case 2:
      if (!promises_.empty()) {
        const auto promise = std::next(promises_.begin(), static_cast<std::ptrdiff_t>(dice_.below(promises_.size())));
        client.repeat(promise->second);
      }
      break;
    case 3:
    case 4:
    case 5: client.write_text(); break;
    default: client.command();
  }
}

void Simulation::work() {
  for (std::uint64_t times = dice_.between(4, 16); times > 0; --times) work_once();
}

// One of the things that go on by themselves, wherever the dice fall.
bool Simulation::work_once() {
  Client& client = any_client();
  switch (dice_.below(10)) {
    case 0:
      if (client.is_connected()) return client.ask();
      client.connect();
      return true;
    case 1: return server_.run_batch();
    case 2: return server_.run_job();
    case 3:
    case 4: return server_.run_loop();
    case 5:
    case 6:
      if (&client == slow_ && !dice_.chance(5)) return false;
      return client.read(promises_);
    default:
      auto& connections = server_.connections();
      if (connections.empty()) return false;
      Connection& connection = *connections[dice_.below(connections.size())];
      return dice_.chance(50) ? connection.write() : connection.receive();
  }
}

void Simulation::disturb() {
  Client& client = any_client();
  switch (dice_.below(12)) {
    case 0: server_.crash(); break;
    case 1: server_.crash_in_batch(); break;
    case 2: back_up(); break;
    case 3:
      if (has_backup_ && dice_.chance(50)) restore();
      break;
    default:
      if (!client.is_connected()) break;
      client.cut();
      ++server_.tally().cuts;
  }
  check_promises(server_, promises_);
}

void Simulation::back_up() {
  server_.back_up(folder_ / "backup");
  promises_at_backup_ = promises_;
  has_backup_ = true;
}

// What was accepted after the backup is gone, and its keys are free again.
void Simulation::restore() {
  server_.restore(folder_ / "backup");
  const std::uint64_t head_seq = server_.log().head_seq();
  promises_ = promises_at_backup_;
  std::erase_if(promises_, [&](const auto& promise) { return promise.second.accepted.last_seq() > head_seq; });
}

void Simulation::drop_cut_connections() {
  std::erase_if(server_.connections(), [](const std::shared_ptr<Connection>& connection) {
    if (!connection->is_cut()) return false;
    connection->close();
    return true;
  });
}

bool Simulation::settle_once() {
  bool did_something = false;
  for (const auto& client : clients_) {
    if (!client->is_connected() && !client->is_refused()) client->connect();
    did_something |= client->finish();
    while (client->read(promises_)) did_something = true;
  }
  for (const auto& connection : server_.connections()) {
    while (connection->receive()) did_something = true;
  }
  while (server_.run_batch() || server_.run_job() || server_.run_all_loops()) did_something = true;
  for (const auto& connection : server_.connections()) did_something |= connection->write();
  drop_cut_connections();
  return did_something;
}

void Simulation::settle() {
  for (int idle = 0, rounds = 0; idle < 3; ++rounds) {
    if (rounds > 5'000) throw Violation("the world does not come to rest");
    idle = settle_once() ? 0 : idle + 1;
  }
  for (const auto& client : clients_) {
    check_is_told(server_, *client);
    check_view(server_, *client);
    check_rounds(server_, *client);
    check_texts(server_, *client);
  }
  check_promises(server_, promises_);
  check_replay(server_);
}

}  // namespace ramure::sim
