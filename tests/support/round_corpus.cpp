#include "tests/support/round_corpus.hpp"

#include "server/ops/corpus.hpp"
#include "server/ops/durable_files.hpp"

namespace ramure::test {

namespace {

std::vector<ops::CorpusRound> held_rounds() {
  const auto text = [](const char* name) {
    return ops::read_whole_file(std::filesystem::path(RAMURE_DEMO_DIR) / name, ops::corpus_file_bytes_max);
  };
  auto corpus = ops::read_corpus(
      {.community = text("community.json"), .threads = text("threads.json"), .rounds = text("rounds.json")});
  if (!corpus) throw std::logic_error(corpus.error().where + ": " + corpus.error().sentence);
  std::erase_if(corpus->rounds, [](const ops::CorpusRound& round) { return round.steps.empty(); });
  return std::move(corpus->rounds);
}

}  // namespace

const std::vector<ops::CorpusRound>& corpus_rounds() {
  static const std::vector<ops::CorpusRound> rounds = held_rounds();
  return rounds;
}

std::uint64_t corpus_person(const std::string& id) {
  const std::uint64_t hundreds = id[0] == 'p' ? 100 : id[0] == 'f' ? 200 : 300;
  return hundreds + std::stoull(id.substr(1));
}

}  // namespace ramure::test
