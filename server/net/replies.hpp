// Replies as sockets and HTTP share them: from what the writer or a rule says to a Reply message.
#pragma once

#include <string>

#include "ramure/v1/frames.pb.h"
#include "server/live/batch.hpp"
#include "server/metrics.hpp"

namespace ramure::net {

v1::Reply reply_of(std::uint64_t request_id, live::CommandOutcome outcome);
v1::Reply reply_of(std::uint64_t request_id, v1::Refusal refusal);
v1::Refusal unimplemented(const char* what);  // "command", "query"

void count_outcome(Metrics& metrics, const live::CommandOutcome& outcome);
void count_query(Metrics& metrics, const v1::Reply& reply);

}  // namespace ramure::net
