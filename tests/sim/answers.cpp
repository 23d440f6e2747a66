#include "tests/sim/answers.hpp"

#include "server/live/refusals.hpp"

namespace ramure::sim {

v1::Reply answer(storage::Reader& reader, std::uint64_t member_id, const v1::Query& query) {
  v1::Reply reply;
  v1::Answer& out = *reply.mutable_answer();
  std::uint64_t as_of_seq = 0;
  bool found = false;
  if (query.has_get_snapshot()) found = reader.snapshot(member_id, *out.mutable_snapshot(), as_of_seq);
  if (query.has_get_channel())
    found = reader.channel(member_id, query.get_channel(), *out.mutable_channel(), as_of_seq);
  if (query.has_get_thread()) found = reader.thread(member_id, query.get_thread(), *out.mutable_thread(), as_of_seq);
  if (query.has_get_history())
    found = reader.history(member_id, query.get_history(), *out.mutable_history(), as_of_seq);
  if (!found) *reply.mutable_refusal() = live::not_found("query");
  reply.set_as_of_seq(as_of_seq);
  return reply;
}

}  // namespace ramure::sim
