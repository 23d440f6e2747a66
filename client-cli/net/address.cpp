#include "client-cli/net/address.hpp"

#include <boost/url/parse.hpp>

#include "client-cli/text/language.hpp"

namespace ramure::cli {

std::string Address::text() const {
  const bool ipv6 = host.find(':') != std::string::npos;
  const bool usual = port == (tls ? "443" : "80");
  return (tls ? "https://" : "http://") + (ipv6 ? "[" + host + "]" : host) + (usual ? "" : ":" + port);
}

Result<Address> parse_address(const std::string& text) {
  const std::string full = text.find("://") == std::string::npos ? "https://" + text : text;
  const auto parsed = boost::urls::parse_uri(full);
  const auto wrong = [&text] {
    return fail(Exit::usage, t({"« {} » n’est pas une adresse (exemple : https://ramure.exemple.fr)",
                                "\"{}\" is not an address (example: https://ramure.example.org)"},
                               {text}));
  };
  if (!parsed.has_value() || parsed->encoded_host_address().empty()) return wrong();
  Address address;
  const std::string scheme(parsed->scheme());
  if (scheme == "https" || scheme == "wss") {
    address.tls = true;
  } else if (scheme != "http" && scheme != "ws") {
    return wrong();
  }
  address.host = parsed->host_address();
  address.port = parsed->has_port() ? std::string(parsed->port()) : (address.tls ? "443" : "80");
  return address;
}

}  // namespace ramure::cli
