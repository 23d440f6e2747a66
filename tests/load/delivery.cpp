#include "tests/load/delivery.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "protocol/limits.hpp"
#include "ramure/v1/frames.pb.h"
#include "tests/load/bare_server.hpp"
#include "tests/load/measure.hpp"
#include "tests/support/server_process.hpp"

namespace ramure::load {

namespace {

Cost run_crowd(Swarm& swarm, pid_t server, Swarm::Load load, const Swarm::Compose& compose) {
  double begun = 0, ended = 0;
  load.on_measuring_begins = [&] { begun = cpu_seconds(server); };
  load.on_measuring_ends = [&] { ended = cpu_seconds(server); };
  const RunResult result = swarm.run(load, compose);
  Cost cost;
  cost.cpu_per_delivery_us = 1e6 * (ended - begun) / static_cast<double>(std::max<std::uint64_t>(1, result.deliveries));
  cost.messages_per_second = static_cast<double>(result.completed) / result.seconds;
  cost.p99_seconds = quantile(result.latencies, 0.99);
  return cost;
}

std::vector<std::uint64_t> threads_by_connection(const Crowd& crowd) {
  std::vector<std::uint64_t> threads(crowd.members.size());
  for (std::size_t i = 0; i < crowd.senders.size(); ++i) threads[crowd.senders[i]] = crowd.thread_of_sender[i];
  return threads;
}

}  // namespace

std::string body_with_time(double sent_at) {
  std::array<char, 200> text{};
  std::snprintf(
      text.data(), text.size(),
      "@%.9f Nous avançons : la convention est relue, la réunion de jeudi est maintenue, et la suite se prépare ici.",
      sent_at);
  return text.data();
}

std::string hello_frame() {
  v1::ClientFrame frame;
  frame.set_request_id(1);
  frame.mutable_hello()->set_feature_level(limits::feature_level);
  frame.mutable_hello()->set_events_only(true);
  return frame.SerializeAsString();
}

std::string command_frame(const std::string& key, v1::Command command) {
  v1::ClientFrame frame;
  frame.set_request_id(2);
  *frame.mutable_command() = std::move(command);
  frame.mutable_command()->set_command_key(key);
  return frame.SerializeAsString();
}

std::string post_frame(std::uint64_t thread_id, const std::string& key, double sent_at) {
  v1::Command command;
  command.mutable_post_message()->set_thread_id(thread_id);
  command.mutable_post_message()->set_body(body_with_time(sent_at));
  return command_frame(key, std::move(command));
}

std::string ready_event(std::uint64_t thread_id, const std::string& key, double sent_at) {
  v1::ServerFrame frame;
  v1::Event& event = *frame.add_events();
  event.set_seq(123'456);
  event.set_at_ms(1'790'000'000'000);
  event.set_actor_id(12'345);
  event.set_channel_id(17);
  event.set_birth_seq(123'456);
  event.set_command_key(key);
  event.mutable_message_posted()->set_thread_id(thread_id);
  event.mutable_message_posted()->set_kind(v1::MESSAGE_KIND_MESSAGE);
  event.mutable_message_posted()->set_body(body_with_time(sent_at));
  return frame.SerializeAsString();
}

Cost cost_of_ramure(const ServedCommunity& community, const Crowd& crowd, Swarm::Load load, Swarm::Compose compose) {
  test::ServerProcess server(community.data);
  std::vector<Opening> openings;
  for (const std::size_t member : crowd.members)
    openings.push_back({"/socket", community.members[member].token, hello_frame(), true});
  Swarm swarm(server.port(), openings);
  load.senders = crowd.senders;
  const auto threads = threads_by_connection(crowd);
  if (!compose) {
    compose = [&](std::size_t sender, const std::string& key, double sent_at) {
      return post_frame(threads[sender], key, sent_at);
    };
  }
  const Cost cost = run_crowd(swarm, server.pid(), load, compose);
  server.stop();
  return cost;
}

Cost cost_of_bare(const std::filesystem::path& folder, bool gathering, const Crowd& crowd, Swarm::Load load) {
  const std::filesystem::path scratch = folder / "bare";
  std::filesystem::remove_all(scratch);
  std::filesystem::create_directories(scratch);
  const Child server(
      [&](int announce) { run_bare_server(gathering ? BareKind::gathering : BareKind::plain, scratch, announce); });
  std::vector<Opening> openings;
  for (const std::size_t room : crowd.room_of) openings.push_back({"/" + std::to_string(room), "", "", false});
  Swarm swarm(server.port(), openings);
  load.senders = crowd.senders;
  const auto threads = threads_by_connection(crowd);
  return run_crowd(swarm, server.pid(), load, [&](std::size_t sender, const std::string& key, double sent_at) {
    return ready_event(threads[sender], key, sent_at);
  });
}

}  // namespace ramure::load
