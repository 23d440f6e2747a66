// Queries of those who animate (what waits for them, the dossier as it would be published now), and of quotes and
// dossiers. What they show is judged by storage; that the first two are for facilitators alone, here.
#pragma once

#include <expected>
#include <optional>

#include "ramure/v1/queries.pb.h"
#include "server/clock.hpp"
#include "server/community/refuse.hpp"
#include "server/community/round_book.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

struct CommonsAsking {
  storage::Reader& reader;
  const RoundRules& rounds;
  const storage::MemberState& member;
  TimestampMs now = 0;
};

bool is_about_commons(const v1::Query& query);

std::expected<v1::Answer, v1::Refusal> answer_commons(const CommonsAsking& asking, const v1::Query& query,
                                                      std::uint64_t& as_of_seq);

}  // namespace ramure::community
