// Queries about roadmaps. Whether somebody reads one is storage's to say (the one permission test); from which version
// of the text on, and what he may do there, the rules' (server/roadmap/).
#pragma once

#include <expected>

#include "ramure/v1/frames.pb.h"
#include "ramure/v1/queries.pb.h"
#include "server/community/refuse.hpp"
#include "server/community/round_book.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

struct RoadmapAsking {
  storage::Reader& reader;
  const RoadmapRules& rules;
  const storage::MemberState& member;
};

bool is_about_roadmaps(const v1::Query& query);

std::expected<v1::Answer, v1::Refusal> answer_roadmaps(const RoadmapAsking& asking, const v1::Query& query,
                                                       std::uint64_t& as_of_seq);

// OpenText: the reply, and the latest version of the text. Changes after TextOpened.version are the connection's to
// deliver.
struct OpenedText {
  v1::Reply reply;
  std::uint64_t head = 0;
};
OpenedText open_text(storage::Reader& reader, const RoadmapRules& rules, std::uint64_t member_id,
                     const v1::OpenText& query);

}  // namespace ramure::community
