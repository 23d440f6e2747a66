// Between Beast's messages and ours: the only place that knows the names of the HTTP fields that we read and write.
#pragma once

#include <boost/beast/core/span.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>

#include "server/net/http_message.hpp"

namespace ramure::net {

using WireRequest = boost::beast::http::request<boost::beast::http::string_body>;
using WireResponse = boost::beast::http::response<boost::beast::http::span_body<const char>>;
using WireHead = boost::beast::http::response<boost::beast::http::empty_body>;

// Everything but the body.
Request to_request(const WireRequest& message, const std::string& peer_address);

// Borrows the bytes of `response`, which outlives it. For HEAD it has the length of a body, and none.
WireResponse to_message(const Response& response, bool keep_alive, bool is_head);

// The head of a response whose body is made while it is sent (Response::source); its length is the caller's to say.
WireHead head_of_source(const Response& response, bool keep_alive);

}  // namespace ramure::net
