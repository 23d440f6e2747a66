// Plays a round of the demo corpus contribution by contribution, as its members, in their time. What is refused fails
// the test that plays it.
#pragma once

#include <map>
#include <string>

#include "tests/support/round_corpus.hpp"

namespace ramure::test {

class RoundReplay {
 public:
  explicit RoundReplay(const CorpusRound& corpus);  // planned, its observers admitted; `corpus` outlives it

  void run();

  RoundPlay play;
  std::size_t accepted = 0;  // contributions

 private:
  void admit(std::uint64_t observer);
  void wish_minutes();
  void start_tour();
  void hide_questions(TimestampMs until);
  void pass_the_word(std::uint64_t author);
  void say(const CorpusContribution& told);

  const CorpusRound& corpus_;
  std::map<std::string, std::uint64_t> ids_;         // of contributions, by their ids in the corpus
  std::map<std::uint64_t, std::uint64_t> subjects_;  // by author
};

}  // namespace ramure::test
