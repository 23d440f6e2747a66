#include "tests/support/http_client.hpp"

#include <algorithm>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <stdexcept>

namespace ramure::test {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = beast::http;

template <typename Stream>
HttpAnswer exchange(asio::io_context& io, Stream& stream, const bhttp::request<bhttp::string_body>& request,
                    std::chrono::seconds timeout) {
  beast::get_lowest_layer(stream).expires_after(timeout);
  beast::flat_buffer buffer;
  bhttp::response_parser<bhttp::string_body> parser;
  parser.skip(request.method() == bhttp::verb::head);
  parser.body_limit(boost::none);
  beast::error_code outcome;
  bhttp::async_write(stream, request, [&](beast::error_code write_error, std::size_t) {
    bhttp::async_read(stream, buffer, parser, [&, write_error](beast::error_code error, std::size_t) {
      outcome = error && write_error ? write_error : error;
    });
  });
  io.restart();
  io.run();
  if (outcome) throw std::runtime_error("no HTTP answer: " + outcome.message());
  bhttp::response<bhttp::string_body>& response = parser.get();
  HttpAnswer answer{response.result_int(), {}, std::move(response.body())};
  for (const auto& field : response) {
    std::string name(field.name_string());
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    answer.headers[name] = std::string(field.value());
  }
  return answer;
}

}  // namespace

HttpAnswer http(std::uint16_t port, const HttpRequest& wish) {
  bhttp::request<bhttp::string_body> request(bhttp::string_to_verb(wish.method), wish.target, 11);
  request.set(bhttp::field::host, "127.0.0.1:" + std::to_string(port));
  request.set(bhttp::field::connection, "close");
  for (const auto& [name, value] : wish.headers) request.set(name, value);
  request.body() = wish.body;
  request.prepare_payload();
  asio::io_context io;
  const asio::ip::tcp::endpoint peer(asio::ip::make_address("127.0.0.1"), port);
  if (!wish.tls) {
    beast::tcp_stream stream(io);
    stream.connect(peer);
    return exchange(io, stream, request, wish.timeout);
  }
  asio::ssl::context tls(asio::ssl::context::tls_client);
  tls.set_verify_mode(asio::ssl::verify_none);
  beast::ssl_stream<beast::tcp_stream> stream(io, tls);
  beast::get_lowest_layer(stream).connect(peer);
  stream.handshake(asio::ssl::stream_base::client);
  return exchange(io, stream, request, wish.timeout);
}

HttpAnswer post_json(std::uint16_t port, const std::string& target, const std::string& body, const std::string& token) {
  HttpRequest request{"POST", target, body, {{"Content-Type", "application/json"}}, false};
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  return http(port, request);
}

std::string sign_in(std::uint16_t port, const std::string& name, const std::string& password) {
  const boost::json::object body{{"name", name}, {"password", password}, {"clientName", "test"}};
  const HttpAnswer answer = post_json(port, "/api/sign-in", boost::json::serialize(body));
  if (answer.status != 200) throw std::runtime_error("sign-in refused: " + answer.body);
  return std::string(boost::json::parse(answer.body).at("token").as_string());
}

}  // namespace ramure::test
