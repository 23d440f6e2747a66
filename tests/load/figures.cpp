#include "tests/load/figures.hpp"

#include <boost/json.hpp>
#include <cstdio>

namespace ramure::load {

void Report::add(const Figure& figure) {
  figures_.push_back(figure);
  if (!json_) {
    std::fprintf(stderr, "  %s: %.4g %s (ratio %.2f, at most %.2f)\n", figure.name.c_str(), figure.figure,
                 figure.unit.c_str(), figure.ratio, figure.bound);
    return;
  }
  const boost::json::object line{{"name", figure.name},   {"figure", figure.figure}, {"unit", figure.unit},
                                 {"limit", figure.limit}, {"ratio", figure.ratio},   {"bound", figure.bound}};
  std::printf("%s\n", boost::json::serialize(line).c_str());
  std::fflush(stdout);
}

void Report::print() const {
  if (json_) return;
  std::printf("| figure | Ramure | limit of this run | ratio | at most |  |\n|---|---:|---:|---:|---:|---|\n");
  for (const Figure& figure : figures_) {
    std::printf("| %s | %.4g %s | %.4g | %.2f | %.2f | %s%s |\n", figure.name.c_str(), figure.figure,
                figure.unit.c_str(), figure.limit, figure.ratio, figure.bound,
                figure.ratio <= figure.bound ? "ok" : "over", figure.note.empty() ? "" : (", " + figure.note).c_str());
  }
}

}  // namespace ramure::load
