// Any bytes as the files of a community: a corpus whose references resolve, or a fault that says where.
#include <algorithm>

#include "protocol/check.hpp"
#include "server/ops/corpus.hpp"
#include "server/ops/roadmap_script.hpp"
#include "server/ops/round_script.hpp"

using namespace ramure;

namespace {

void check_corpus(const ops::Corpus& corpus) {
  CHECK(!corpus.name.empty(), "a community has a name");
  for (const ops::CorpusPerson& person : corpus.people) {
    CHECK(corpus.person(person.id) != nullptr && person.role != v1::ROLE_UNSPECIFIED, "a person has an id and a role");
    CHECK(person.territory_id.empty() || corpus.territory(person.territory_id) != nullptr, "of a known territory");
  }
  for (const ops::CorpusThread& thread : corpus.threads) {
    CHECK(!thread.messages.empty(), "a thread has a first message");
    for (const ops::CorpusMessage& message : thread.messages) {
      CHECK(corpus.person(message.author_id) != nullptr, "somebody known wrote it");
    }
  }
  for (const ops::CorpusRound& round : corpus.rounds) {
    CHECK(corpus.person(round.facilitator_id) != nullptr, "somebody known holds it");
    for (const ops::RoundAct& act : ops::acts_of(round, {})) {
      CHECK(corpus.person(act.author_id) != nullptr || act.author_id == round.client_id, "somebody known does it");
    }
  }
  for (const ops::CorpusRoadmap& roadmap : corpus.roadmaps) {
    const auto steps = ops::steps_of(corpus, roadmap, {}, 0);
    CHECK(steps.has_value(), "what was read can be told");
    CHECK(std::ranges::is_sorted(*steps, {}, &ops::RoadmapStep::at_ms), "in the order of time");
  }
}

std::string cut_off(std::string_view& bytes) {
  const auto end = bytes.find('\0');
  const std::string_view part = bytes.substr(0, end);
  bytes = end == std::string_view::npos ? "" : bytes.substr(end + 1);
  return std::string(part);
}

}  // namespace

// Bytes that are 0 part the files.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ops::CorpusText text;
  for (std::string* part : {&text.community, &text.threads, &text.rounds, &text.roadmaps}) *part = cut_off(bytes);
  text.documents["a.md"] = cut_off(bytes);
  const auto corpus = ops::read_corpus(text);
  if (corpus) {
    check_corpus(*corpus);
  } else {
    CHECK(!corpus.error().where.empty() && !corpus.error().sentence.empty(), "a fault says where and what");
  }
  return 0;
}
