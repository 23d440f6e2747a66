#include "server/net/request_access.hpp"

#include "protocol/codec.hpp"
#include "server/net/answers.hpp"
#include "server/net/credentials.hpp"

namespace ramure::net {

namespace {

using Signed = std::expected<std::shared_ptr<const identity::Identity>, Response>;

Signed authenticate(const Services& services, const std::optional<Credentials>& credentials) {
  auto identity = credentials ? services.accounts.authenticate(credentials->token) : nullptr;
  if (identity) return identity;
  Response response = refusal_answer(v1::REFUSAL_CODE_UNAUTHENTICATED, "sign in first");
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return std::unexpected(std::move(response));
}

}  // namespace

Signed access_signed_in(const Services& services, const Request& request) {
  const auto credentials = credentials_of(request);
  if (credentials && credentials->by_cookie) {
    if (auto own = check_own_page(services, request); !own) return std::unexpected(std::move(own.error()));
  }
  return authenticate(services, credentials);
}

Signed access_reader(const Services& services, const Request& request) {
  const auto credentials = credentials_of(request);
  const bool is_foreign = request.fetch_site == "cross-site" || request.fetch_site == "same-site";
  if (credentials && credentials->by_cookie && (is_foreign || !request.origin.empty())) {
    if (auto own = check_own_page(services, request); !own) return std::unexpected(std::move(own.error()));
  }
  return authenticate(services, credentials);
}

std::expected<void, Response> check_cookie_from_own_page(const Services& services, const Request& request) {
  const auto credentials = credentials_of(request);
  if (request.only_looks() || !credentials || !credentials->by_cookie) return {};
  return check_own_page(services, request);
}

std::expected<void, Response> check_own_page(const Services& services, const Request& request) {
  if (origin_is_ours(request, services.config.public_url)) return {};
  return std::unexpected(
      refusal_answer(v1::REFUSAL_CODE_FORBIDDEN, "a cookie is accepted from this server's own pages only"));
}

std::expected<void, Response> read_body(const Request& request, google::protobuf::Message& message) {
  if (request.body.empty()) return {};
  const auto parsed = protocol::parse_json(request.body, message);
  if (parsed) return {};
  return std::unexpected(refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, parsed.error().sentence));
}

std::expected<void, Response> read_binary_body(const Request& request, google::protobuf::Message& message) {
  const auto parsed = protocol::parse_binary(request.body, message);
  if (parsed) return {};
  return std::unexpected(refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, parsed.error().sentence));
}

}  // namespace ramure::net
