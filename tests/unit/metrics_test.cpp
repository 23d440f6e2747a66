// Prometheus text: names, types, buckets, and labels from fixed sets only.
#include "server/metrics.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>

namespace ramure {

TEST(Metrics, CountersAreShownUnderTheirLabels) {
  Metrics metrics;
  metrics.add(Counter::commands_refused, 3);
  metrics.move(Gauge::sockets, 2);
  metrics.move(Gauge::sockets, -1);
  const std::string text = metrics.render();
  EXPECT_NE(text.find("\nramure_commands_total{result=\"refused\"} 3\n"), std::string::npos);
  EXPECT_NE(text.find("\nramure_sockets 1\n"), std::string::npos);
}

TEST(Metrics, BucketsAddUp) {
  Metrics metrics;
  for (const std::int64_t ms : {0, 1, 2, 30, 9'000}) metrics.observe(Duration::command, ms);
  const std::string text = metrics.render();
  for (const char* line :
       {"ramure_command_seconds_bucket{le=\"0.001\"} 2\n", "ramure_command_seconds_bucket{le=\"0.002\"} 3\n",
        "ramure_command_seconds_bucket{le=\"0.025\"} 3\n", "ramure_command_seconds_bucket{le=\"0.05\"} 4\n",
        "ramure_command_seconds_bucket{le=\"2\"} 4\n", "ramure_command_seconds_bucket{le=\"+Inf\"} 5\n",
        "ramure_command_seconds_sum 9.033\n", "ramure_command_seconds_count 5\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line;
  }
}

TEST(Metrics, EveryLineIsOfTheFormatAndEveryFamilyIsIntroducedOnce) {
  const std::regex sample(R"([a-z_]+(\{[a-z_]+="[^"]*"\})? [0-9.]+)");
  const std::regex head(R"(# (HELP|TYPE) ([a-z_]+) .+)");
  std::set<std::string> heads;
  std::set<std::string> samples;
  std::istringstream lines(Metrics().render());
  for (std::string line; std::getline(lines, line);) {
    std::smatch parts;
    if (std::regex_match(line, parts, head)) {
      EXPECT_TRUE(heads.insert(parts[1].str() + parts[2].str()).second) << line;
    } else {
      EXPECT_TRUE(std::regex_match(line, sample)) << line;
      EXPECT_TRUE(samples.insert(line.substr(0, line.rfind(' '))).second) << line;
    }
  }
  EXPECT_GT(samples.size(), 30U);
}

}  // namespace ramure
