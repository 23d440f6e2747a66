// Plays a round of the demo corpus through the engine alone: command by command, as its members, in their time, with
// the server's looks at the clock between. What is refused fails the test that plays it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/ops/round_script.hpp"
#include "tests/support/round_corpus.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::test {

class RoundReplay {
 public:
  explicit RoundReplay(const ops::CorpusRound& corpus);  // planned; `corpus` outlives it

  void run();

  RoundPlay play;
  std::size_t accepted = 0;  // contributions

 private:
  ops::RoundIds ids() const;

  std::vector<ops::RoundAct> acts_;
  std::map<std::string, std::uint64_t> made_;  // by the name of what was made
};

}  // namespace ramure::test
