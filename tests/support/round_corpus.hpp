// The rounds of the demo corpus that were held, read as the import reads them. The ids of its people become numbers:
// p15 is 115, f01 is 201, o02 is 302.
#pragma once

#include <string>
#include <vector>

#include "server/ops/corpus_round.hpp"

namespace ramure::test {

const std::vector<ops::CorpusRound>& corpus_rounds();
std::uint64_t corpus_person(const std::string& id);

}  // namespace ramure::test
