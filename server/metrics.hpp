// What the server counts, for Prometheus. Labels come from the fixed sets below and from nowhere else: no community,
// channel, round or member, so that a graph tells how the server is and never what people do.
//
//   metrics.add(Counter::frames_sent);
//   metrics.observe(Duration::command, clock.steady_ms() - started_ms);
//
// Any thread, no locks; every number is on its own and may be read a moment late.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

namespace ramure {

enum class Counter {
  connections_accepted,
  connections_refused_total_limit,
  connections_refused_address_limit,
  half_open_dropped,
  requests_timed_out,
  http_2xx,
  http_4xx,
  http_5xx,
  sign_ins_accepted,
  sign_ins_refused,
  sign_ins_throttled,
  sockets_opened,
  sockets_closed_normal,
  sockets_closed_violation,
  sockets_closed_policy,
  sockets_closed_stalled,
  sockets_closed_drain,
  sockets_lost,
  polls_opened,
  polls_abandoned,
  commands_accepted,
  commands_repeated,
  commands_refused,
  commands_overloaded,
  commands_failed,
  queries_answered,
  queries_refused,
  frames_sent,
  frame_bytes_sent,
  frames_received,
  frame_bytes_received,
  events_sent,
  internal_faults,
  count_of_counters
};

enum class Gauge { http_connections, sockets, polls, count_of_gauges };

enum class Duration { command, query, count_of_durations };

class Metrics {
 public:
  void add(Counter counter, std::uint64_t by = 1) {
    counters_[index(counter)].fetch_add(by, std::memory_order_relaxed);
  }
  void move(Gauge gauge, std::int64_t by) { gauges_[index(gauge)].fetch_add(by, std::memory_order_relaxed); }
  void observe(Duration duration, std::int64_t ms);

  std::uint64_t value(Counter counter) const { return counters_[index(counter)].load(std::memory_order_relaxed); }
  std::int64_t value(Gauge gauge) const { return gauges_[index(gauge)].load(std::memory_order_relaxed); }

  // Prometheus' text format, version 0.0.4, with the memory and CPU time of the process.
  std::string render() const;

 private:
  static constexpr std::size_t bucket_count = 9;
  static constexpr std::array<std::int64_t, bucket_count> bucket_ms{1, 2, 5, 10, 25, 50, 100, 500, 2'000};
  struct Histogram {
    std::array<std::atomic<std::uint64_t>, bucket_count + 1> buckets{};  // the last: longer than all
    std::atomic<std::uint64_t> sum_ms{0};
  };

  static constexpr std::size_t index(auto value) { return static_cast<std::size_t>(value); }
  void render_histogram(Duration duration, std::string& out) const;

  std::array<std::atomic<std::uint64_t>, std::size_t(Counter::count_of_counters)> counters_{};
  std::array<std::atomic<std::int64_t>, std::size_t(Gauge::count_of_gauges)> gauges_{};
  std::array<Histogram, std::size_t(Duration::count_of_durations)> histograms_{};
};

}  // namespace ramure
