#include "server/net/http_wire.hpp"

namespace ramure::net {

namespace {

namespace beast = boost::beast;
namespace http = beast::http;

std::string text_of(beast::string_view view) { return {view.data(), view.size()}; }

template <class Message>
Message head_of(const Response& response, bool keep_alive) {
  Message message(static_cast<http::status>(response.status), 11);
  message.set(http::field::cache_control, response.cache_control);
  message.set("X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.keep_alive(keep_alive);
  return message;
}

}  // namespace

Request to_request(const WireRequest& message, const std::string& peer_address) {
  Request request;
  request.method = text_of(message.method_string());
  const std::string target = text_of(message.target());
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = target.substr(0, question);
  request.query = target.substr(std::min(question + 1, target.size()));
  request.host = text_of(message[http::field::host]);
  request.authorization = text_of(message[http::field::authorization]);
  request.cookie = text_of(message[http::field::cookie]);
  request.origin = text_of(message[http::field::origin]);
  request.content_type = text_of(message[http::field::content_type]);
  request.accept_encoding = text_of(message[http::field::accept_encoding]);
  request.accept_language = text_of(message[http::field::accept_language]);
  request.fetch_site = text_of(message["Sec-Fetch-Site"]);
  request.range = text_of(message[http::field::range]);
  request.if_range = text_of(message[http::field::if_range]);
  request.if_none_match = text_of(message[http::field::if_none_match]);
  request.peer_address = client_address(peer_address, text_of(message["X-Forwarded-For"]));
  return request;
}

WireResponse to_message(const Response& response, bool keep_alive, bool is_head) {
  auto message = head_of<WireResponse>(response, keep_alive);
  if (message.result() == http::status::not_modified) return message;  // has neither body nor length
  const std::string_view bytes = response.bytes();
  message.set(http::field::content_type, response.content_type);
  message.content_length(bytes.size());
  if (!is_head) message.body() = beast::span<const char>(bytes.data(), bytes.size());
  return message;
}

WireHead head_of_source(const Response& response, bool keep_alive) {
  auto message = head_of<WireHead>(response, keep_alive);
  message.set(http::field::content_type, response.content_type);
  return message;
}

}  // namespace ramure::net
