// Queries about rounds of co-development. Whether somebody is in a round is storage's to say (the one permission test);
// what he sees of it, codev's view.
#pragma once

#include <expected>

#include "ramure/v1/queries.pb.h"
#include "server/community/refuse.hpp"
#include "server/community/round_book.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

struct RoundAsking {
  storage::Reader& reader;
  const RoundRules& rounds;
  const storage::MemberState& member;
  TimestampMs now = 0;
};

bool is_about_rounds(const v1::Query& query);

std::expected<v1::Answer, v1::Refusal> answer_rounds(const RoundAsking& asking, const v1::Query& query,
                                                     std::uint64_t& as_of_seq);

}  // namespace ramure::community
