// Who a request says it is, and whether a browser may say so from where it stands.
//
// Scripts and terminals send "Authorization: Bearer TOKEN". Browsers send a cookie by themselves, to whoever's page
// made them ask: so with a cookie the Origin must be our own, on the socket and on everything that is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/net/http_message.hpp"

namespace ramure::net {

struct Credentials {
  std::string_view token;  // a view into the request
  bool by_cookie = false;
};

// The Authorization header if there is one, else the cookie. nullopt: neither, or a header that is not "Bearer …".
std::optional<Credentials> credentials_of(const Request& request);

// Whether Origin is the server's own: `public_url` when it is set, else whatever host the request was sent to.
bool origin_is_ours(const Request& request, std::string_view public_url);

// Set-Cookie values. Secure unless the server is reached without TLS.
std::string cookie_that_signs_in(std::string_view token, std::int64_t seconds, bool secure);
std::string cookie_that_signs_out(bool secure);

}  // namespace ramure::net
