#include "server/net/http_message.hpp"

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

}  // namespace ramure::net
