// How the web client's files are given out: which coding, under which headers, and what its own addresses lead to.
#pragma once

#include <optional>
#include <string_view>

#include "server/net/http_message.hpp"
#include "server/net/web_files.hpp"

namespace ramure::net {

// nullopt: the web client has nothing there. A path without a file extension is an address of the client's own
// ("/fil/4131") and is answered with its page, unless it is one of the server's ("/api/…"). `is_secure`: browsers reach
// us by TLS only, and shall remember it.
std::optional<Response> answer_web(const WebFiles& files, const Request& request, bool is_secure);

// The best coding that the client takes, of those that there are. `accept_encoding` as in RFC 9110, 12.5.3; a coding
// with q=0 is not taken, all others are as good as each other, and the smallest is ours to choose.
const WebVariant& choose_variant(const WebFile& file, std::string_view accept_encoding);

// Whether a cache holds these bytes already: If-None-Match, compared weakly, as a proxy may have weakened the tag.
bool is_known(std::string_view if_none_match, std::string_view etag);

}  // namespace ramure::net
