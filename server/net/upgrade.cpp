#include "server/net/upgrade.hpp"

#include <algorithm>
#include <optional>

#include "server/net/answers.hpp"
#include "server/net/request_access.hpp"

namespace ramure::net {

namespace {

bool lists(std::string_view names, std::string_view wanted) {
  while (!names.empty()) {
    const std::size_t comma = std::min(names.find(','), names.size());
    std::string_view name = names.substr(0, comma);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    if (name == wanted) return true;
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
  return false;
}

std::optional<protocol::Encoding> chosen(std::string_view subprotocols) {
  if (lists(subprotocols, protocol::binary_subprotocol)) return protocol::Encoding::binary;
  if (lists(subprotocols, protocol::json_subprotocol)) return protocol::Encoding::json;
  return std::nullopt;
}

}  // namespace

std::expected<Upgrade, Response> check_upgrade(const Services& services, const Request& request,
                                               std::string_view subprotocols) {
  if (request.path != "/socket") {
    return std::unexpected(refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is no socket at this address"));
  }
  if (services.is_draining) {
    return std::unexpected(refusal_answer(v1::REFUSAL_CODE_OVERLOADED, "the server is about to restart"));
  }
  auto who = access_signed_in(services, request);
  if (!who) return std::unexpected(std::move(who.error()));
  const auto encoding = chosen(subprotocols);
  if (!encoding) {
    return std::unexpected(
        refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, "ask for the sub-protocol ramure.v1 or ramure.v1.json"));
  }
  return Upgrade{std::move(*who), *encoding};
}

}  // namespace ramure::net
