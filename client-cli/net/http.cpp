#include "client-cli/net/http.hpp"

#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr auto step_timeout = std::chrono::seconds(30);

// Runs one step of a conversation to its end; returns how it ended.
template <typename Stream, typename Start>
beast::error_code outcome_of(asio::io_context& io, Stream& stream, Start start) {
  beast::get_lowest_layer(stream).expires_after(step_timeout);
  std::optional<beast::error_code> outcome;
  start([&outcome](beast::error_code error, std::size_t) { outcome = error; });
  while (!outcome) {
    io.restart();
    io.run_one();
  }
  return *outcome;
}

void must(beast::error_code error) {
  if (error) throw beast::system_error(error);
}

template <typename Body>
http::request<Body> request_for(http::verb verb, const Address& address, const std::string& path,
                                const std::string& token) {
  http::request<Body> request(verb, path, 11);
  request.set(http::field::host, address.host + ":" + address.port);
  request.set(http::field::user_agent, "ramure");
  request.set(http::field::connection, "close");
  if (!token.empty()) request.set(http::field::authorization, "Bearer " + token);
  return request;
}

// Connects and lets `talk` have the stream; a network that fails becomes a sentence.
template <typename Talk>
Result<HttpAnswer> converse(const Address& address, Talk talk) {
  try {
    asio::io_context io;
    asio::ip::tcp::resolver resolver(io);
    const auto endpoints = resolver.resolve(address.host, address.port);
    if (!address.tls) {
      beast::tcp_stream stream(io);
      stream.connect(endpoints);
      return talk(io, stream);
    }
    asio::ssl::context tls(asio::ssl::context::tls_client);
    tls.set_default_verify_paths();
    tls.set_verify_mode(asio::ssl::verify_peer);
    beast::ssl_stream<beast::tcp_stream> stream(io, tls);
    stream.set_verify_callback(asio::ssl::host_name_verification(address.host));
    SSL_set_tlsext_host_name(stream.native_handle(), address.host.c_str());
    beast::get_lowest_layer(stream).connect(endpoints);
    stream.handshake(asio::ssl::stream_base::client);
    return talk(io, stream);
  } catch (const boost::system::system_error& error) {
    return fail(Exit::no_network,
                t({"le serveur ne répond pas ({})", "the server does not answer ({})"}, {error.code().message()}));
  }
}

template <typename Stream>
HttpAnswer read_answer(asio::io_context& io, Stream& stream) {
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  must(outcome_of(io, stream, [&](auto done) { http::async_read(stream, buffer, response, std::move(done)); }));
  return {response.result_int(), std::move(response.body())};
}

// A server that refuses may stop listening before all is sent: its answer counts, not that.
template <typename Stream, typename Request>
HttpAnswer exchange(asio::io_context& io, Stream& stream, Request& request) {
  using Body = typename Request::body_type;
  http::request_serializer<Body> serializer(request);
  beast::error_code sent;
  while (!serializer.is_done() && !sent) {
    sent = outcome_of(io, stream, [&](auto done) { http::async_write_some(stream, serializer, std::move(done)); });
  }
  try {
    return read_answer(io, stream);
  } catch (const beast::system_error&) {
    must(sent);
    throw;
  }
}

template <typename Stream>
HttpAnswer fetch(asio::io_context& io, Stream& stream, const http::request<http::empty_body>& request,
                 const TakePiece& take) {
  must(outcome_of(io, stream, [&](auto done) { http::async_write(stream, request, std::move(done)); }));
  beast::flat_buffer buffer;
  http::response_parser<http::buffer_body> parser;
  parser.body_limit(boost::none);
  must(outcome_of(io, stream, [&](auto done) { http::async_read_header(stream, buffer, parser, std::move(done)); }));
  const unsigned status = parser.get().result_int();
  HttpAnswer answer{status, {}};
  std::array<char, 64 * 1024> piece;
  while (!parser.is_done()) {
    parser.get().body().data = piece.data();
    parser.get().body().size = piece.size();
    const auto error =
        outcome_of(io, stream, [&](auto done) { http::async_read(stream, buffer, parser, std::move(done)); });
    if (error != http::error::need_buffer) must(error);
    const std::string_view bytes(piece.data(), piece.size() - parser.get().body().size);
    if (status == 200) take(bytes);
    else answer.body += bytes;
  }
  return answer;
}

}  // namespace

Result<HttpAnswer> post_json(const Address& address, const std::string& path, const std::string& body,
                             const std::string& token) {
  auto request = request_for<http::string_body>(http::verb::post, address, path, token);
  request.set(http::field::content_type, "application/json");
  request.body() = body;
  request.prepare_payload();
  return converse(address, [&](asio::io_context& io, auto& stream) { return exchange(io, stream, request); });
}

Result<HttpAnswer> post_file(const Address& address, const std::string& path, const std::filesystem::path& file,
                             const std::string& token) {
  auto request = request_for<http::file_body>(http::verb::post, address, path, token);
  request.set(http::field::content_type, "application/octet-stream");
  beast::error_code unreadable;
  request.body().open(file.c_str(), beast::file_mode::scan, unreadable);
  if (unreadable) {
    return fail(Exit::usage,
                t({"{} ne peut pas être lu ({})", "{} cannot be read ({})"}, {file.string(), unreadable.message()}));
  }
  request.prepare_payload();
  return converse(address, [&](asio::io_context& io, auto& stream) { return exchange(io, stream, request); });
}

Result<HttpAnswer> get(const Address& address, const std::string& path, const std::string& token,
                       const TakePiece& take) {
  const auto request = request_for<http::empty_body>(http::verb::get, address, path, token);
  return converse(address, [&](asio::io_context& io, auto& stream) { return fetch(io, stream, request, take); });
}

std::string url_encoded(std::string_view text) {
  return boost::urls::encode({text.data(), text.size()}, boost::urls::unreserved_chars);
}

}  // namespace ramure::cli
