#include <algorithm>

#include "tests/load/delivery.hpp"
#include "tests/load/measure.hpp"
#include "tests/load/slow_reader.hpp"

namespace ramure::load {

namespace {

constexpr double calm_messages_per_second = 24;

Crowd plenary_crowd(const ServedCommunity& community) {
  Crowd crowd;
  for (std::size_t i = 0; i < 500; ++i) {
    crowd.members.push_back(i);
    crowd.room_of.push_back(0);
  }
  for (std::size_t i = 0; i < 4; ++i) {
    crowd.senders.push_back(i * 100);
    crowd.thread_of_sender.push_back(community.plenary_thread);
  }
  return crowd;
}

Crowd community_crowd(const ServedCommunity& community) {
  Crowd crowd;
  for (std::size_t territory = 0; territory < territories; ++territory) {
    for (std::size_t i = 0; i < 30; ++i) {
      if (i < 2) {
        crowd.senders.push_back(crowd.members.size());
        crowd.thread_of_sender.push_back(community.territory_threads[territory]);
      }
      crowd.members.push_back(territory * members_per_territory + i);
      crowd.room_of.push_back(territory);
    }
  }
  return crowd;
}

void compare(Report& report, const std::string& name, double ramure, double bare, const char* unit, double bound) {
  report.add({name, ramure, unit, bare, ramure / bare, bound, ""});
}

}  // namespace

void measure_plenary(const Setting& setting, Report& report) {
  const ServedCommunity community = make_served_community(setting.folder / "plenary");
  const Crowd crowd = plenary_crowd(community);
  Swarm::Load load;
  load.seconds = setting.seconds;
  const Cost plain = cost_of_bare(setting.folder, false, crowd, load);
  const Cost gathering = cost_of_bare(setting.folder, true, crowd, load);
  const Cost ramure = cost_of_ramure(community, crowd, load);
  compare(report, "plenary: CPU per delivery, bare broadcast", ramure.cpu_per_delivery_us, plain.cpu_per_delivery_us,
          "µs", 0.5);
  compare(report, "plenary: CPU per delivery, gathering with commit", ramure.cpu_per_delivery_us,
          gathering.cpu_per_delivery_us, "µs", 1.8);
}

void measure_community(const Setting& setting, Report& report) {
  const ServedCommunity community = make_served_community(setting.folder / "community");
  const Crowd crowd = community_crowd(community);
  Swarm::Load load;
  load.seconds = setting.seconds;
  const Cost plain = cost_of_bare(setting.folder, false, crowd, load);
  const Cost gathering = cost_of_bare(setting.folder, true, crowd, load);
  const Cost ramure = cost_of_ramure(community, crowd, load);
  compare(report, "community: CPU per delivery, bare broadcast", ramure.cpu_per_delivery_us, plain.cpu_per_delivery_us,
          "µs", 0.9);
  compare(report, "community: CPU per delivery, gathering with commit", ramure.cpu_per_delivery_us,
          gathering.cpu_per_delivery_us, "µs", 1.6);
}

void measure_calm(const Setting& setting, Report& report) {
  const ServedCommunity community = make_served_community(setting.folder / "calm");
  const Crowd crowd = community_crowd(community);
  Swarm::Load load;
  load.outstanding = 0;
  load.per_second = calm_messages_per_second;
  load.seconds = 2 * setting.seconds;
  load.measure_latency = true;
  const Cost calm_plain = cost_of_bare(setting.folder, false, crowd, load);
  const Cost calm_gathering = cost_of_bare(setting.folder, true, crowd, load);
  const Cost calm = cost_of_ramure(community, crowd, load);
  compare(report, "calm: CPU per delivery, bare broadcast", calm.cpu_per_delivery_us, calm_plain.cpu_per_delivery_us,
          "µs", 3);
  compare(report, "calm: CPU per delivery, gathering with commit", calm.cpu_per_delivery_us,
          calm_gathering.cpu_per_delivery_us, "µs", 1.8);
  const double allowed = std::max(3 * fsync_p99_seconds(setting.folder), 0.010);
  compare(report, "calm: 99 % of deliveries within", 1000 * calm.p99_seconds, 1000 * allowed, "ms", 1);
}

void measure_slow_reader(const Setting& setting, Report& report) {
  const ServedCommunity community = make_served_community(setting.folder / "slow");
  const Crowd crowd = community_crowd(community);
  Swarm::Load load;
  load.seconds = setting.seconds;
  load.measure_latency = true;
  const SlowReader outcome = run_slow_reader(community, crowd, load);
  compare(report, "slow reader: p99 of the others", 1000 * outcome.p99_with, 1000 * outcome.p99_without, "ms", 1.5);
  compare(report, "slow reader: memory it costs", static_cast<double>(outcome.extra_bytes) / 1048576, 8.0, "MiB", 1);
}

}  // namespace ramure::load
