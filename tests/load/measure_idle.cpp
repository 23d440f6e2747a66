#include <unistd.h>

#include "tests/load/delivery.hpp"
#include "tests/load/measure.hpp"
#include "tests/support/server_process.hpp"

namespace ramure::load {

namespace {

constexpr std::size_t connections = 5'000;
constexpr double allowed_bytes = 12 * 1024;
constexpr double allowed_seconds = 5;
constexpr unsigned quiet_seconds = 10;

}  // namespace

void measure_idle(const Setting& setting, Report& report) {
  const ServedCommunity community = make_served_community(setting.folder / "idle");
  test::ServerProcess server(community.data);
  std::vector<Opening> openings;
  for (std::size_t i = 0; i < connections; ++i)
    openings.push_back({"/socket", community.members[i % community.members.size()].token, hello_frame(), true});
  // The first few open what is there once: community, pools, caches.
  const Swarm first(server.port(), {openings.begin(), openings.begin() + 64});
  const std::size_t before = resident_bytes(server.pid());
  const double begun = now_seconds();
  const Swarm swarm(server.port(), openings);
  const double ready = now_seconds() - begun;
  sleep(quiet_seconds);
  const double each = static_cast<double>(resident_bytes(server.pid()) - before) / connections;
  report.add({"idle: memory of a connection", each / 1024, "KiB", allowed_bytes / 1024, each / allowed_bytes, 1, ""});
  report.add({"idle: 5,000 connections ready", ready, "s", allowed_seconds, ready / allowed_seconds, 1, ""});
  server.stop();
}

}  // namespace ramure::load
