#include "tests/load/slow_reader.hpp"

#include "tests/load/measure.hpp"
#include "tests/support/server_process.hpp"

namespace ramure::load {

SlowReader run_slow_reader(const ServedCommunity& community, const Crowd& crowd, Swarm::Load load) {
  test::ServerProcess server(community.data);
  std::vector<Opening> openings;
  for (const std::size_t member : crowd.members)
    openings.push_back({"/socket", community.members[member].token, hello_frame(), true});
  Swarm swarm(server.port(), openings);
  std::vector<std::uint64_t> threads(crowd.members.size());
  for (std::size_t i = 0; i < crowd.senders.size(); ++i) threads[crowd.senders[i]] = crowd.thread_of_sender[i];
  const Swarm::Compose compose = [&](std::size_t sender, const std::string& key, double sent_at) {
    return post_frame(threads[sender], key, sent_at);
  };
  load.senders = crowd.senders;

  SlowReader outcome;
  swarm.run(load, compose);  // fills the ring, which is there in both cases
  const std::size_t before = resident_bytes(server.pid());
  outcome.p99_without = quantile(swarm.run(load, compose).latencies, 0.99);
  const std::size_t grown_anyway = resident_bytes(server.pid()) - before;
  swarm.ignore(crowd.members.size() - 1);
  const std::size_t with_reader = resident_bytes(server.pid());
  outcome.p99_with = quantile(swarm.run(load, compose).latencies, 0.99);
  const std::size_t after = resident_bytes(server.pid());
  const std::size_t grown = after > with_reader ? after - with_reader : 0;
  outcome.extra_bytes = grown > grown_anyway ? grown - grown_anyway : 0;
  server.stop();
  return outcome;
}

}  // namespace ramure::load
