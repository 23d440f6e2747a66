// The server of the simulation (tests/sim: real store, writer, announcer and hubs, without threads and sockets) behind
// a pipe, for schedule.mjs: one line asks, one line answers. What happens before what is decided by the asker and by
// dice of one seed, so that a schedule that fails can be seen again.
//
//   begin SEED            a new world                          → {"roadmap": "313", "writers": ["12", …]}
//   connect N MEMBER      a line, with its Hello               → ok
//   cut N                 with all that is on the way           → ok
//   send N CLIENT_FRAME   in Protobuf's JSON                    → ok
//   work COUNT            so many things that go on by themselves → ok
//   settle                until nothing goes on any more        → ok
//   crash | crash_in_batch                                      → ok
//   read N                what has come, or null when it is cut → [ServerFrame, …]
//   check                 after settle                          → {"text": …, "inserted": units by editors}
#include <google/protobuf/util/json_util.h>

#include <boost/json.hpp>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>

#include "server/community/answer.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/sim/connection.hpp"
#include "tests/sim/server.hpp"
#include "tests/sim/text_units.hpp"
#include "tests/sim/village.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace ramure;
using namespace ramure::sim;
namespace json = boost::json;

class World {
 public:
  explicit World(std::uint64_t seed)
      : dice_(seed), server_(prepared(folder_.path()), dice_, Mutation::none), writers_(invite_writers(server_)) {}

  json::object begun() {
    json::array writers;
    for (const std::uint64_t id : writers_) writers.push_back(json::value(std::to_string(id)));
    return {{"roadmap", std::to_string(roadmap_id())}, {"writers", std::move(writers)}};
  }

  void connect(int number, std::uint64_t member_id) {
    const auto wire = wires_[number] = std::make_shared<Wire>();
    server_.connections().push_back(std::make_shared<Connection>(server_, server_.any_loop(), member_id, wire));
    v1::ClientFrame hello;
    hello.set_request_id(1);
    hello.mutable_hello()->set_events_only(true);
    wire->to_server.push_back(std::move(hello));
  }

  void cut(int number) {
    if (const auto wire = wires_.find(number); wire != wires_.end()) wire->second->is_cut = true;
    drop_cut_connections();
  }

  void send(int number, const std::string& text) {
    v1::ClientFrame frame;
    if (!google::protobuf::util::JsonStringToMessage(text, &frame).ok()) throw Violation("not a frame: " + text);
    const auto wire = wires_.find(number);
    if (wire != wires_.end() && !wire->second->is_cut) wire->second->to_server.push_back(std::move(frame));
  }

  std::string read(int number) {
    const auto wire = wires_.find(number);
    if (wire == wires_.end() || wire->second->is_cut) return "null";
    std::string frames = "[";
    for (const v1::ServerFrame& frame : wire->second->to_client) {
      std::string text;
      (void)google::protobuf::util::MessageToJsonString(frame, &text);
      frames += (frames.size() > 1 ? "," : "") + text;
    }
    wire->second->to_client.clear();
    return frames + "]";
  }

  void work(int count) {
    for (; count > 0; --count) work_once();
    drop_cut_connections();
  }

  void settle() {
    for (bool did_something = true; did_something;) {
      did_something = false;
      for (const auto& connection : server_.connections()) {
        while (connection->receive()) did_something = true;
      }
      while (server_.run_batch() || server_.run_job() || server_.run_all_loops()) did_something = true;
      for (const auto& connection : server_.connections()) did_something |= connection->write();
      drop_cut_connections();
    }
  }

  void crash(bool in_batch) { in_batch ? server_.crash_in_batch() : server_.crash(); }

  json::object check() {
    v1::Query query;
    query.mutable_get_text()->set_roadmap_id(roadmap_id());
    const std::string text =
        community::answer(server_.reader(), writers_.front(), query, server_.now_ms(), server_.rounds())
            .answer()
            .text()
            .text();
    const RoadmapLog& log = server_.log().roadmaps();
    if (roadmap::to_utf8(log.text(roadmap_id()).text()) != text) throw Violation("the log does not replay to the text");
    return {{"text", text}, {"inserted", inserted_units(log, roadmap_id())}};
  }

 private:
  static std::filesystem::path prepared(const std::filesystem::path& folder) {
    copy_community(village().folder, folder / "community");
    return folder / "community";
  }
  std::uint64_t roadmap_id() { return server_.log().roadmaps().ids().front(); }

  void work_once() {
    switch (dice_.below(6)) {
      case 0: server_.run_batch(); return;
      case 1: server_.run_job(); return;
      case 2: server_.run_loop(); return;
      default:
        auto& connections = server_.connections();
        if (connections.empty()) return;
        Connection& connection = *connections[dice_.below(connections.size())];
        dice_.chance(50) ? connection.write() : connection.receive();
    }
  }

  void drop_cut_connections() {
    std::erase_if(server_.connections(), [](const std::shared_ptr<Connection>& connection) {
      if (!connection->is_cut()) return false;
      connection->close();
      return true;
    });
  }

  Dice dice_;
  test::TemporaryFolder folder_;
  Server server_;
  const std::vector<std::uint64_t> writers_;
  std::map<int, std::shared_ptr<Wire>> wires_;
};

std::string answer(std::unique_ptr<World>& world, const std::string& line) {
  std::istringstream words(line);
  std::string verb, rest;
  std::uint64_t number = 0, member_id = 0;
  words >> verb >> number;
  if (verb == "begin") {
    world = nullptr;
    world = std::make_unique<World>(number);
    return json::serialize(world->begun());
  }
  if (world == nullptr) throw Violation("begin comes first");
  const int line_number = static_cast<int>(number);
  if (verb == "read") return world->read(line_number);
  if (verb == "check") return json::serialize(world->check());
  if (verb == "connect" && words >> member_id) return world->connect(line_number, member_id), "ok";
  if (verb == "cut") return world->cut(line_number), "ok";
  if (verb == "work") return world->work(line_number), "ok";
  if (verb == "settle") return world->settle(), "ok";
  if (verb == "crash") return world->crash(false), "ok";
  if (verb == "crash_in_batch") return world->crash(true), "ok";
  if (verb == "send" && std::getline(words, rest)) return world->send(line_number, rest), "ok";
  throw Violation("what is \"" + line + "\"?");
}

}  // namespace

int main() {
  std::unique_ptr<World> world;
  for (std::string line; std::getline(std::cin, line);) {
    try {
      std::cout << answer(world, line) << std::endl;
    } catch (const std::exception& error) {
      std::cout << "refused: " << error.what() << std::endl;
    }
  }
}
