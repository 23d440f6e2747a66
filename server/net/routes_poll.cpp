#include <boost/beast/core/string.hpp>

#include "server/net/answers.hpp"
#include "server/net/polls.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

constexpr std::string_view binary_type = "application/x-protobuf";

bool is_binary(const Request& request) {
  const std::string_view type = std::string_view(request.content_type).substr(0, binary_type.size());
  return boost::beast::iequals({type.data(), type.size()}, {binary_type.data(), binary_type.size()});
}

Response answer_in_kind(std::string answer_bytes, bool in_binary) {
  if (!in_binary) {
    v1::PollAnswer message;
    message.ParseFromString(answer_bytes);
    return answer(message);
  }
  Response response;
  response.content_type = binary_type;
  response.body = std::move(answer_bytes);
  return response;
}

}  // namespace

// Refusals are JSON whatever was sent, as everywhere in the API.
void do_poll(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  const bool in_binary = is_binary(request);
  v1::Poll poll;
  auto read = in_binary ? read_binary_body(request, poll) : read_body(request, poll);
  if (!read) return respond(std::move(read.error()));
  services.polls.take(
      *who, request.address_key, std::move(poll),
      [&loop, in_binary, respond = std::move(respond)](auto outcome) mutable {
        loop.post([in_binary, respond = std::move(respond), outcome = std::move(outcome)]() mutable {
          respond(outcome ? answer_in_kind(std::move(*outcome), in_binary) : refusal_answer(outcome.error()));
        });
      });
}

}  // namespace ramure::net
