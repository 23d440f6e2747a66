#include "client-cli/net/http.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr auto answer_timeout = std::chrono::seconds(15);

template <typename Stream>
HttpAnswer exchange(asio::io_context& io, Stream& stream, const http::request<http::string_body>& request) {
  beast::get_lowest_layer(stream).expires_after(answer_timeout);
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  std::optional<beast::error_code> outcome;
  http::async_write(stream, request, [&](beast::error_code error, std::size_t) {
    if (error) {
      outcome = error;
      return;
    }
    http::async_read(stream, buffer, response,
                     [&](beast::error_code read_error, std::size_t) { outcome = read_error; });
  });
  while (!outcome) {
    io.restart();
    io.run_one();
  }
  if (*outcome) throw beast::system_error(*outcome);
  return {response.result_int(), response.body()};
}

}  // namespace

Result<HttpAnswer> post_json(const Address& address, const std::string& path, const std::string& body,
                             const std::string& token) {
  http::request<http::string_body> request(http::verb::post, path, 11);
  request.set(http::field::host, address.host + ":" + address.port);
  request.set(http::field::user_agent, "ramure");
  request.set(http::field::content_type, "application/json");
  request.set(http::field::connection, "close");
  if (!token.empty()) request.set(http::field::authorization, "Bearer " + token);
  request.body() = body;
  request.prepare_payload();
  try {
    asio::io_context io;
    asio::ip::tcp::resolver resolver(io);
    const auto endpoints = resolver.resolve(address.host, address.port);
    if (!address.tls) {
      beast::tcp_stream stream(io);
      stream.connect(endpoints);
      return exchange(io, stream, request);
    }
    asio::ssl::context tls(asio::ssl::context::tls_client);
    tls.set_default_verify_paths();
    tls.set_verify_mode(asio::ssl::verify_peer);
    beast::ssl_stream<beast::tcp_stream> stream(io, tls);
    stream.set_verify_callback(asio::ssl::host_name_verification(address.host));
    SSL_set_tlsext_host_name(stream.native_handle(), address.host.c_str());
    beast::get_lowest_layer(stream).connect(endpoints);
    stream.handshake(asio::ssl::stream_base::client);
    return exchange(io, stream, request);
  } catch (const boost::system::system_error& error) {
    return fail(Exit::no_network,
                t({"le serveur ne répond pas ({})", "the server does not answer ({})"}, {error.code().message()}));
  }
}

}  // namespace ramure::cli
