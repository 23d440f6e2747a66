// The benchmark: what Ramure needs, beside what the bare thing needs, measured in the same run. Never pass or fail.
//   load [--json] [--only plenary|community|calm|writes|idle|catch-up|growth|slow-reader|rounds|room|texts]… [--seconds
//   S]
//   [--folder DIR]
#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "tests/load/scenarios.hpp"

namespace {

using namespace ramure::load;

struct Scenario {
  const char* name;
  void (*measure)(const Setting&, Report&);
};

constexpr Scenario scenarios[] = {{"plenary", measure_plenary},
                                  {"community", measure_community},
                                  {"calm", measure_calm},
                                  {"writes", measure_writes},
                                  {"idle", measure_idle},
                                  {"catch-up", measure_catch_up},
                                  {"slow-reader", measure_slow_reader},
                                  {"growth", measure_growth},
                                  {"rounds", measure_rounds},
                                  {"room", measure_room},
                                  {"texts", measure_texts},
                                  {"texts", measure_text_server}};

void allow_many_sockets() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  bool json = false;
  std::vector<std::string> only;
  std::string folder = "build/load";
  Setting setting;
  CLI::App app("the benchmark");
  app.add_flag("--json", json, "one JSON object a line");
  app.add_option("--only", only, "these scenarios");
  app.add_option("--seconds", setting.seconds, "of each closed loop");
  app.add_option("--many", setting.many, "messages of the growth scenario");
  app.add_option("--folder", folder, "scratch folder, on the disk that is to be measured");
  CLI11_PARSE(app, argc, argv);
  std::signal(SIGPIPE, SIG_IGN);
  allow_many_sockets();
  if (sodium_init() < 0) return 1;
  Report report(json);
  int failed = 0;
  for (const Scenario& scenario : scenarios) {
    if (!only.empty() && std::ranges::find(only, scenario.name) == only.end()) continue;
    setting.folder = std::filesystem::absolute(folder) / std::to_string(getpid()) / scenario.name;
    std::filesystem::create_directories(setting.folder);
    std::fprintf(stderr, "%s\n", scenario.name);
    try {
      scenario.measure(setting, report);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s could not be measured: %s\n", scenario.name, error.what());
      ++failed;
    }
    std::filesystem::remove_all(setting.folder);
  }
  report.print();
  return failed == 0 ? 0 : 1;
}
