#include "server/net/replies.hpp"

namespace ramure::net {

v1::Reply reply_of(std::uint64_t request_id, live::CommandOutcome outcome) {
  v1::Reply reply;
  reply.set_request_id(request_id);
  reply.set_as_of_seq(outcome.as_of_seq);
  if (outcome.result) *reply.mutable_accepted() = std::move(*outcome.result);
  else *reply.mutable_refusal() = std::move(outcome.result.error());
  return reply;
}

v1::Reply reply_of(std::uint64_t request_id, v1::Refusal refusal) {
  v1::Reply reply;
  reply.set_request_id(request_id);
  *reply.mutable_refusal() = std::move(refusal);
  return reply;
}

v1::Refusal unimplemented(const char* what) {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_UNIMPLEMENTED);
  refusal.set_field(what);
  refusal.set_message(std::string("this server does not know the ") + what);
  return refusal;
}

void count_outcome(Metrics& metrics, const live::CommandOutcome& outcome) {
  if (outcome.result) {
    metrics.add(outcome.result->repeated() ? Counter::commands_repeated : Counter::commands_accepted);
    return;
  }
  switch (outcome.result.error().code()) {
    case v1::REFUSAL_CODE_OVERLOADED: return metrics.add(Counter::commands_overloaded);
    case v1::REFUSAL_CODE_INTERNAL:
    case v1::REFUSAL_CODE_STORAGE_UNAVAILABLE: return metrics.add(Counter::commands_failed);
    default: return metrics.add(Counter::commands_refused);
  }
}

void count_query(Metrics& metrics, const v1::Reply& reply) {
  metrics.add(reply.has_refusal() ? Counter::queries_refused : Counter::queries_answered);
}

}  // namespace ramure::net
