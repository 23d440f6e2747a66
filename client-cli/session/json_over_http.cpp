#include "client-cli/session/json_over_http.hpp"

#include "client-cli/text/language.hpp"
#include "protocol/codec.hpp"

namespace ramure::cli {

Failure refusal_in(const HttpAnswer& answer, About about) {
  v1::Reply reply;
  if (protocol::parse_json(answer.body, reply) && reply.has_refusal()) return from_refusal(reply.refusal(), about);
  return {Exit::refused, t({"le serveur a refusé ({})", "the server refused ({})"}, {std::to_string(answer.status)})};
}

Result<void> ask_over_http(const Session& session, const std::string& path, const google::protobuf::Message& wish,
                           google::protobuf::Message& answer, About about) {
  const auto address = parse_address(session.profile.address);
  if (!address) return std::unexpected(address.error());
  const auto answered = post_json(*address, path, protocol::to_json(wish), session.profile.token);
  if (!answered) return std::unexpected(answered.error());
  if (answered->status != 200 || !protocol::parse_json(answered->body, answer)) {
    return std::unexpected(refusal_in(*answered, about));
  }
  return {};
}

}  // namespace ramure::cli
