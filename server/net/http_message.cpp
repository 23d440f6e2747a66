#include "server/net/http_message.hpp"

#include <arpa/inet.h>

#include <boost/url/params_encoded_view.hpp>
#include <boost/url/parse_query.hpp>
#include <boost/url/pct_string_view.hpp>

namespace ramure::net {

std::string query_parameter(std::string_view query, std::string_view name) {
  const auto parsed = boost::urls::parse_query({query.data(), query.size()});
  if (!parsed) return {};
  for (const auto parameter : *parsed) {
    if (parameter.key == boost::urls::string_view(name.data(), name.size())) return parameter.value.decode();
  }
  return {};
}

std::string client_address(const std::string& peer_address, std::string_view forwarded_for) {
  const bool is_local = peer_address.starts_with("127.") || peer_address == "::1";
  if (!is_local || forwarded_for.empty()) return peer_address;
  std::string last(forwarded_for.substr(forwarded_for.rfind(',') + 1));
  std::erase_if(last, [](char c) { return c == ' ' || c == '\t'; });
  in6_addr scratch;
  const bool is_address =
      inet_pton(AF_INET, last.c_str(), &scratch) == 1 || inet_pton(AF_INET6, last.c_str(), &scratch) == 1;
  return is_address ? last : peer_address;
}

}  // namespace ramure::net
