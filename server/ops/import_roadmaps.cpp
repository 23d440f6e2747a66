// The steps that write the roadmaps of a corpus again.
#include "protocol/check.hpp"
#include "server/ops/import_script.hpp"
#include "server/ops/roadmap_script.hpp"

namespace ramure::ops {

namespace {

Step step_of(RoadmapStep told) {
  const auto give = [author_id = told.author_id, command = std::move(told.command)](const ImportRun& run) {
    const auto number = [&run](const std::string& name) { return run.id(name); };
    return std::optional(Order{.member_id = run.person(author_id), .command = command(number)});
  };
  const auto done = [name = told.name](ImportRun& run, const v1::Accepted& accepted) {
    run.note(name, accepted.first_seq());
  };
  return {.at_ms = told.at_ms, .name = told.name, .where = told.where, .order = give, .done = done};
}

}  // namespace

void add_roadmaps(const Corpus& corpus, std::chrono::weeks shift, TimestampMs now_ms, std::vector<Step>& script) {
  for (const CorpusRoadmap& roadmap : corpus.roadmaps) {
    auto steps = steps_of(corpus, roadmap, shift, now_ms);
    CHECK(steps.has_value(), "the reader of the corpus has told them once");
    for (RoadmapStep& step : *steps) script.push_back(step_of(std::move(step)));
  }
}

}  // namespace ramure::ops
