// Queries about the course. Whether somebody may read a gathering is storage's to say (the one permission test); what
// he may do there, and who is told of averages, is said here.
#pragma once

#include <expected>

#include "ramure/v1/queries.pb.h"
#include "server/clock.hpp"
#include "server/community/refuse.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

struct CourseAsking {
  storage::Reader& reader;
  const storage::MemberState& member;
  TimestampMs now = 0;
};

// Gatherings and workshops.
bool is_about_course(const v1::Query& query);

std::expected<v1::Answer, v1::Refusal> answer_course(const CourseAsking& asking, const v1::Query& query,
                                                     std::uint64_t& as_of_seq);

// Whether this member may sort the sentences of a workshop, and so hand out its code, while it is open; and in which
// journal the workshop has this id. NOT_FOUND, or FORBIDDEN, cause "over".
struct WorkshopToOpen {
  std::string epoch;
  TimestampMs closes_at_ms = 0;
};
std::expected<WorkshopToOpen, v1::Refusal> check_hands_out_code(const CourseAsking& asking, std::uint64_t workshop_id);

}  // namespace ramure::community
