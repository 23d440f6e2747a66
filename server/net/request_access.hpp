// The two checks that every request of the API begins with: who asks, and whether the body is what it should be.
#pragma once

#include <google/protobuf/message.h>

#include <expected>
#include <memory>

#include "server/identity/accounts.hpp"
#include "server/net/http_message.hpp"
#include "server/net/services.hpp"

namespace ramure::net {

// 401 without a live session; 403 for a cookie from a foreign page.
std::expected<std::shared_ptr<const identity::Identity>, Response> access_signed_in(const Services& services,
                                                                                    const Request& request);

// For addresses that only show something. Browsers say no Origin when a page of ours shows a picture or follows a link;
// a foreign page gets no cookie along (SameSite=Strict), and is refused where a browser says that it is one.
std::expected<std::shared_ptr<const identity::Identity>, Response> access_reader(const Services& services,
                                                                                 const Request& request);

// 403 for a cookie from a foreign page, whatever the route makes of it: asked before every route that may change
// something, so that none can forget it.
std::expected<void, Response> check_cookie_from_own_page(const Services& services, const Request& request);

// 403 unless the page that asks is our own: for what would set a cookie.
std::expected<void, Response> check_own_page(const Services& services, const Request& request);

// 400 when it is not the JSON of such a message, or not its bytes. An empty body is an empty message.
std::expected<void, Response> read_body(const Request& request, google::protobuf::Message& message);
std::expected<void, Response> read_binary_body(const Request& request, google::protobuf::Message& message);

}  // namespace ramure::net
