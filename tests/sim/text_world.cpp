#include "tests/sim/text_world.hpp"

#include <algorithm>

#include "server/community/answer.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/sim/checks.hpp"
#include "tests/sim/connection.hpp"
#include "tests/sim/text_units.hpp"
#include "tests/sim/village.hpp"

namespace ramure::sim {

namespace {

std::filesystem::path prepared(const std::filesystem::path& folder) {
  copy_community(village().folder, folder / "community");
  return folder / "community";
}

std::string text_of_server(Server& server, std::uint64_t member_id, std::uint64_t roadmap_id) {
  v1::Query query;
  query.mutable_get_text()->set_roadmap_id(roadmap_id);
  return community::answer(server.reader(), member_id, query, server.now_ms(), server.rounds()).answer().text().text();
}

}  // namespace

TextWorld::TextWorld(std::uint64_t seed)
    : dice_(seed), server_(prepared(folder_.path()), dice_, Mutation::none), is_crowded_(seed % 25 == 0) {
  const auto writers = invite_writers(server_);
  const std::uint64_t count = is_crowded_ ? 20 : dice_.between(2, 7);
  for (std::uint64_t i = 0; i < count; ++i) {
    clients_.push_back(std::make_unique<Client>(server_, dice_, i, writers[dice_.below(writers.size())], true));
  }
}

void TextWorld::run() {
  try {
    for (const int end = is_crowded_ ? 1'500 : 400; step_ < end; ++step_) step();
    for (int idle = 0, rounds = 0; idle < 3; ++rounds) {
      if (rounds > 5'000) throw Violation("the world does not come to rest");
      idle = settle_once() ? 0 : idle + 1;
    }
    check();
  } catch (const std::exception& error) {
    throw Violation("step " + std::to_string(step_) + ": " + error.what());
  }
}

void TextWorld::step() {
  Client& client = any_client();
  const std::uint64_t kind = dice_.below(100);
  if (kind < 40) {
    client.write_text();
  } else if (kind < 96) {
    for (std::uint64_t times = dice_.between(2, 10); times > 0; --times) work_once();
  } else if (kind < 99) {
    if (client.is_connected()) client.cut();
    ++server_.tally().cuts;
  } else if (dice_.chance(50)) {
    server_.crash();
  } else {
    server_.crash_in_batch();
  }
  drop_cut_connections();
  server_.advance(static_cast<std::int64_t>(dice_.below(2'000)));
}

void TextWorld::work_once() {
  Client& client = any_client();
  switch (dice_.below(8)) {
    case 0:
      if (!client.is_connected()) client.connect();
      return;
    case 1: server_.run_batch(); return;
    case 2: server_.run_job(); return;
    case 3:
    case 4: server_.run_loop(); return;
    case 5: client.read(promises_); return;
    default:
      auto& connections = server_.connections();
      if (connections.empty()) return;
      Connection& connection = *connections[dice_.below(connections.size())];
      dice_.chance(50) ? connection.write() : connection.receive();
  }
}

void TextWorld::drop_cut_connections() {
  std::erase_if(server_.connections(), [](const std::shared_ptr<Connection>& connection) {
    if (!connection->is_cut()) return false;
    connection->close();
    return true;
  });
}

bool TextWorld::settle_once() {
  bool did_something = false;
  for (const auto& client : clients_) {
    if (!client->is_connected()) client->connect();
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

void TextWorld::check() {
  const RoadmapLog& log = server_.log().roadmaps();
  const std::uint64_t id = log.ids().front();
  std::size_t written = 0;
  for (const auto& client : clients_) {
    check_texts(server_, *client);
    written += client->texts().written_units();
    if (client->texts().copied_units() != 0) throw Violation("somebody's words had to be put aside");
  }
  if (written == 0 || server_.tally().text_changes == 0 || server_.tally().text_deliveries == 0) {
    throw Violation("nobody wrote anything, or nobody was told: such a world proves nothing");
  }
  const std::string replayed = roadmap::to_utf8(log.text(id).text());
  if (text_of_server(server_, village().writers.front(), id) != replayed) {
    throw Violation("the server's text is not what the log replays to");
  }
  const std::size_t logged = inserted_units(log, id);
  if (logged != written) {
    throw Violation(std::to_string(written) + " units were written, " + std::to_string(logged) + " are in the log");
  }
}

}  // namespace ramure::sim
