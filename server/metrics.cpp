#include "server/metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <string_view>

namespace ramure {

namespace {

struct Name {
  std::string_view family, label, help;  // label: `result="accepted"`, or empty
};

// In the order of Counter. Counters of one family stand together: the first tells the help.
constexpr std::array<Name, static_cast<std::size_t>(Counter::count_of_counters)> counter_names{{
    {"ramure_connections_accepted_total", "", "TCP connections taken in"},
    {"ramure_connections_refused_total", R"(reason="total")", "TCP connections turned away"},
    {"ramure_connections_refused_total", R"(reason="address")", ""},
    {"ramure_connections_refused_total", R"(reason="half_open")", ""},
    {"ramure_requests_timed_out_total", "", "HTTP requests that did not come to an end in time"},
    {"ramure_http_responses_total", R"(status="2xx")", "HTTP responses"},
    {"ramure_http_responses_total", R"(status="4xx")", ""},
    {"ramure_http_responses_total", R"(status="5xx")", ""},
    {"ramure_sign_ins_total", R"(result="accepted")", "attempts to sign in"},
    {"ramure_sign_ins_total", R"(result="refused")", ""},
    {"ramure_sign_ins_total", R"(result="throttled")", ""},
    {"ramure_sockets_opened_total", "", "WebSocket connections opened"},
    {"ramure_sockets_closed_total", R"(reason="normal")", "WebSocket connections closed"},
    {"ramure_sockets_closed_total", R"(reason="violation")", ""},
    {"ramure_sockets_closed_total", R"(reason="policy")", ""},
    {"ramure_sockets_closed_total", R"(reason="stalled")", ""},
    {"ramure_sockets_closed_total", R"(reason="drain")", ""},
    {"ramure_sockets_closed_total", R"(reason="lost")", ""},
    {"ramure_polls_opened_total", "", "conversations by long polling begun"},
    {"ramure_polls_abandoned_total", "", "of them, ended because no request came any more"},
    {"ramure_commands_total", R"(result="accepted")", "commands, by what became of them"},
    {"ramure_commands_total", R"(result="repeated")", ""},
    {"ramure_commands_total", R"(result="refused")", ""},
    {"ramure_commands_total", R"(result="overloaded")", ""},
    {"ramure_commands_total", R"(result="failed")", ""},
    {"ramure_queries_total", R"(result="answered")", "queries, by what became of them"},
    {"ramure_queries_total", R"(result="refused")", ""},
    {"ramure_frames_sent_total", "", "frames written to sockets and polls"},
    {"ramure_frame_bytes_sent_total", "", "bytes of those frames"},
    {"ramure_frames_received_total", "", "frames read from sockets and polls"},
    {"ramure_frame_bytes_received_total", "", "bytes of those frames"},
    {"ramure_events_sent_total", "", "events delivered, once per connection"},
    {"ramure_internal_faults_total", "", "faults of the server itself: each has a line in the log"},
}};

constexpr std::array<Name, static_cast<std::size_t>(Gauge::count_of_gauges)> gauge_names{{
    {"ramure_http_connections", "", "connections that are not a WebSocket (yet)"},
    {"ramure_sockets", "", "open WebSocket connections"},
    {"ramure_polls", "", "open conversations by long polling"},
}};

constexpr std::array<Name, static_cast<std::size_t>(Duration::count_of_durations)> duration_names{{
    {"ramure_command_seconds", "", "from a command's arrival to its answer"},
    {"ramure_query_seconds", "", "from a query's arrival to its answer"},
}};

void append_head(std::string& out, const Name& name, std::string_view type) {
  out.append("# HELP ").append(name.family).append(" ").append(name.help).append("\n");
  out.append("# TYPE ").append(name.family).append(" ").append(type).append("\n");
}

void append_line(std::string& out, const Name& name, const std::string& value) {
  out.append(name.family);
  if (!name.label.empty()) out.append("{").append(name.label).append("}");
  out.append(" ").append(value).append("\n");
}

// 1500 → "1.5"
std::string seconds(std::int64_t ms) {
  std::string text = std::to_string(ms / 1000);
  if (ms % 1000 == 0) return text;
  const std::string fraction = std::to_string(1000 + ms % 1000).substr(1);
  return text + "." + fraction.substr(0, fraction.find_last_not_of('0') + 1);
}

void append_process(std::string& out) {
  std::size_t total = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const std::int64_t cpu_ms =
      (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
  const Name memory{"process_resident_memory_bytes", "", "memory in use"};
  append_head(out, memory, "gauge");
  append_line(out, memory, std::to_string(resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE))));
  const Name cpu{"process_cpu_seconds_total", "", "processor time used"};
  append_head(out, cpu, "counter");
  append_line(out, cpu, seconds(cpu_ms));
}

}  // namespace

void Metrics::observe(Duration duration, std::int64_t ms) {
  Histogram& histogram = histograms_[index(duration)];
  std::size_t bucket = 0;
  while (bucket < bucket_count && ms > bucket_ms[bucket]) ++bucket;
  histogram.buckets[bucket].fetch_add(1, std::memory_order_relaxed);
  histogram.sum_ms.fetch_add(static_cast<std::uint64_t>(ms), std::memory_order_relaxed);
}

void Metrics::render_histogram(Duration duration, std::string& out) const {
  const Histogram& histogram = histograms_[index(duration)];
  const std::string family(duration_names[index(duration)].family);
  append_head(out, duration_names[index(duration)], "histogram");
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i <= bucket_count; ++i) {
    so_far += histogram.buckets[i].load(std::memory_order_relaxed);
    const std::string bound = i < bucket_count ? seconds(bucket_ms[i]) : "+Inf";
    out += family + "_bucket{le=\"" + bound + "\"} " + std::to_string(so_far) + "\n";
  }
  const auto sum_ms = static_cast<std::int64_t>(histogram.sum_ms.load(std::memory_order_relaxed));
  out += family + "_sum " + seconds(sum_ms) + "\n";
  out += family + "_count " + std::to_string(so_far) + "\n";
}

std::string Metrics::render() const {
  std::string out;
  for (std::size_t i = 0; i < counter_names.size(); ++i) {
    if (!counter_names[i].help.empty()) append_head(out, counter_names[i], "counter");
    append_line(out, counter_names[i], std::to_string(counters_[i].load(std::memory_order_relaxed)));
  }
  for (std::size_t i = 0; i < gauge_names.size(); ++i) {
    append_head(out, gauge_names[i], "gauge");
    append_line(out, gauge_names[i], std::to_string(gauges_[i].load(std::memory_order_relaxed)));
  }
  for (std::size_t i = 0; i < duration_names.size(); ++i) render_histogram(static_cast<Duration>(i), out);
  append_process(out);
  return out;
}

}  // namespace ramure
