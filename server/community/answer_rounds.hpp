// Queries about rounds of co-development. Whether somebody is in a round is storage's to say (the one permission test);
// what he sees of it, codev's view.
#pragma once

#include <expected>

#include "ramure/v1/queries.pb.h"
#include "server/codev/sharing.hpp"
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

// The minutes as somebody of the round may take them along (codev/sharing.hpp). NOT_FOUND for whoever is not in it;
// FORBIDDEN, cause "client", as long as there is nothing that he may.
struct MinutesTaken {
  codev::TakenAlong text;
  TimestampMs held_at_ms = 0;  // when the round began, or should
  std::string zone;            // of the community
};
std::expected<MinutesTaken, v1::Refusal> take_minutes(storage::Reader& reader, std::uint64_t member_id,
                                                      const RoundRules& rounds, std::uint64_t round_id,
                                                      v1::ShareLevel level, files::Language language);

}  // namespace ramure::community
