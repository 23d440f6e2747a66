#include "server/net/http_connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "server/net/answers.hpp"
#include "server/net/body_transfer.hpp"
#include "server/net/fault.hpp"
#include "server/net/http_wire.hpp"
#include "server/net/request_access.hpp"
#include "server/net/upgrade.hpp"
#include "server/net/web_answer.hpp"
#include "server/net/ws_connection.hpp"

namespace ramure::net {

namespace {

namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::uint32_t head_bytes_max = 8 * 1024;
constexpr std::size_t buffer_bytes_max = 64 * 1024;
constexpr std::int64_t linger_ms = 2'000;

std::string text_of(beast::string_view view) { return {view.data(), view.size()}; }

Response too_large(std::size_t bytes_max) {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_TOO_LARGE);
  refusal.set_message("the body is too large");
  (*refusal.mutable_data())["limit"] = std::to_string(bytes_max);
  (*refusal.mutable_data())["unit"] = "bytes";
  return refusal_answer(refusal);
}

Counter counter_of(unsigned status) {
  if (status >= 500) return Counter::http_5xx;
  return status >= 400 ? Counter::http_4xx : Counter::http_2xx;
}

template <class Stream>
class HttpConnection final : public Watched, public std::enable_shared_from_this<HttpConnection<Stream>> {
 public:
  HttpConnection(Stream stream, std::string peer_address, Admission::Ticket ticket, const Site& site,
                 const Services& services, IoThread& thread)
      : stream_(std::move(stream)),
        peer_address_(std::move(peer_address)),
        ticket_(std::move(ticket)),
        site_(site),
        services_(services),
        thread_(thread),
        buffer_(buffer_bytes_max) {}

  void arrive();
  Coroutine run();
  void leave(const std::exception_ptr& fault);  // null: run() came to its end

  void on_tick(std::int64_t steady_ms) override {
    if (deadline_ms_ == 0 || steady_ms < deadline_ms_) return;
    if (is_asking_) services_.metrics.add(Counter::requests_timed_out);
    drop();
  }
  void drop() override {
    error_code ignored;
    socket_of(stream_).close(ignored);
  }
  void drain() override {
    is_draining_ = true;
    if (!is_asking_) drop();
  }

 private:
  using Parser = http::request_parser<http::string_body>;
  enum class Next { another_request, close, handed_over };
  enum class Rest { none, unread };  // of the request, when it is answered

  Awaitable<bool> shake_hands();
  Awaitable<Next> serve_request();
  Awaitable<Next> upgrade(Parser& parser, Request request);
  Response instead_of_route(const Request& request, Response refusal) const;
  Awaitable<Next> refuse_to_parse(error_code error);
  Awaitable<bool> read_body(Parser& parser);
  Awaitable<Next> receive(Parser& parser, Request request, const Route& route);
  Awaitable<Next> respond(Response response, bool keep_alive, Rest rest = Rest::none);
  Awaitable<Next> respond_from_source(Response response, bool keep_alive);
  Awaitable<Next> part(Rest rest);
  Awaitable<Response> response_of(const Route& route, Request request);
  void become_half_open();
  void become_session();
  void leave_watch();
  Coroutine say_continue(const Parser& parser);
  void settle();
  void allow_time() { deadline_ms_ = services_.clock.steady_ms() + services_.config.request_timeout_ms; }
  void allow_writing() { deadline_ms_ = services_.clock.steady_ms() + services_.config.write_stall_timeout_ms; }
  TransferClock transfer_clock() {
    return {[this] { allow_time(); }, [this] { allow_writing(); }, [this] { deadline_ms_ = 0; }};
  }

  Stream stream_;
  const std::string peer_address_;
  Admission::Ticket ticket_;
  const Site& site_;
  const Services& services_;
  IoThread& thread_;
  beast::flat_buffer buffer_;
  std::int64_t deadline_ms_ = 0;  // 0: the route is at work
  bool is_asking_ = false;        // a request has begun and is not yet answered
  bool is_head_ = false;          // of that request: answered without a body
  bool is_session_ = false;       // not half open: waits for a slow answer, or moves a large body
  bool is_draining_ = false;
  bool is_http_1_0_ = false;
};

template <class Stream>
Coroutine HttpConnection<Stream>::run() {
  bool goes_on = co_await shake_hands();
  while (goes_on) {
    const Next next = co_await serve_request();
    goes_on = next == Next::another_request && !is_draining_;
  }
}

template <class Stream>
void HttpConnection<Stream>::arrive() {
  services_.metrics.move(Gauge::http_connections, 1);
  allow_time();
  become_half_open();
}

template <class Stream>
void HttpConnection<Stream>::leave(const std::exception_ptr& fault) {
  report_fault(services_, fault);
  drop();
  leave_watch();
  services_.metrics.move(Gauge::http_connections, -1);
}

template <class Stream>
void HttpConnection<Stream>::become_half_open() {
  is_session_ = false;
  if (thread_.watch().add_half_open(*this)) services_.metrics.add(Counter::half_open_dropped);
}

template <class Stream>
void HttpConnection<Stream>::become_session() {
  leave_watch();
  is_session_ = true;
  thread_.watch().add_session(*this);
}

template <class Stream>
void HttpConnection<Stream>::leave_watch() {
  if (is_session_) thread_.watch().remove_session(*this);
  else thread_.watch().remove_half_open(*this);
}

// Large bodies take their time: whoever means it is not through in a moment, and must not be dropped for those who
// open connections and leave them lying.
template <class Stream>
void HttpConnection<Stream>::settle() {
  if (!is_session_) become_session();
}

template <>
Awaitable<bool> HttpConnection<TcpSocket>::shake_hands() {
  co_return true;
}

template <>
Awaitable<bool> HttpConnection<TlsSocket>::shake_hands() {
  const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, as_result);
  co_return !error;
}

template <class Stream>
auto HttpConnection<Stream>::serve_request() -> Awaitable<Next> {
  Parser parser;
  parser.header_limit(head_bytes_max);
  parser.body_limit(boost::none);  // until its route is known; nothing of it is read before
  allow_time();
  is_head_ = false;
  const auto [error, count] = co_await http::async_read_header(stream_, buffer_, parser, as_result);
  if (error) co_return co_await refuse_to_parse(error);
  is_asking_ = true;
  is_http_1_0_ = parser.get().version() < 11;
  Request request = to_request(parser.get(), peer_address_);
  request.address_key = ticket_.address_key();
  is_head_ = request.method == "HEAD";
  if (parser.content_length()) request.body_bytes = *parser.content_length();
  if (site_.has_socket && beast::websocket::is_upgrade(parser.get()))
    co_return co_await upgrade(parser, std::move(request));

  const bool keep_alive = parser.get().keep_alive();
  Routed routed = find_route(site_.routes, request.method, request.path);
  const Rest rest = parser.is_done() ? Rest::none : Rest::unread;
  if (routed.route == nullptr) {
    co_return co_await respond(instead_of_route(request, std::move(routed.instead)), keep_alive && parser.is_done(),
                               rest);
  }
  if (auto own = check_cookie_from_own_page(services_, request); !own) {
    co_return co_await respond(std::move(own.error()), keep_alive && parser.is_done(), rest);
  }
  if (parser.content_length().value_or(0) > routed.route->body_bytes_max) {
    co_return co_await respond(too_large(routed.route->body_bytes_max), false, rest);
  }
  parser.body_limit(routed.route->body_bytes_max);
  if (routed.route->receive != nullptr) co_return co_await receive(parser, std::move(request), *routed.route);
  const bool is_whole = co_await read_body(parser);
  if (!is_whole) co_return co_await respond(too_large(routed.route->body_bytes_max), false, rest);
  request.body = std::move(parser.get().body());
  deadline_ms_ = 0;
  Response response = co_await response_of(*routed.route, std::move(request));
  co_return co_await respond(std::move(response), keep_alive);
}

template <class Stream>
Response HttpConnection<Stream>::instead_of_route(const Request& request, Response refusal) const {
  if (site_.web == nullptr) return refusal;
  return answer_web(*site_.web, request, services_.config.is_secure()).value_or(std::move(refusal));
}

// What is not HTTP is told so; who is gone is not.
template <class Stream>
auto HttpConnection<Stream>::refuse_to_parse(error_code error) -> Awaitable<Next> {
  if (error.category() != make_error_code(http::error::end_of_stream).category()) co_return Next::close;
  if (error == http::error::end_of_stream || error == http::error::partial_message) co_return Next::close;
  Response response = refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, "this is no HTTP request");
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    response = refusal_answer(v1::REFUSAL_CODE_TOO_LARGE, "the head of the request is too large");
    response.status = 431;
  }
  co_return co_await respond(std::move(response), false);
}

// False when the body is longer than its route allows, or never came.
template <class Stream>
Awaitable<bool> HttpConnection<Stream>::read_body(Parser& parser) {
  allow_time();
  co_await say_continue(parser);
  if (parser.is_done()) co_return true;
  const auto [error, count] = co_await http::async_read(stream_, buffer_, parser, as_result);
  co_return !error;
}

// To a client that waits with the body until it hears that the head was accepted.
template <class Stream>
Coroutine HttpConnection<Stream>::say_continue(const Parser& parser) {
  if (!beast::iequals(parser.get()[http::field::expect], "100-continue")) co_return;
  static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  const asio::const_buffer bytes(go_on.data(), go_on.size());
  co_await asio::async_write(stream_, bytes, as_result);
}

// A body that is taken while it arrives. Whether it is wanted at all is answered before anything of it is read.
template <class Stream>
auto HttpConnection<Stream>::receive(Parser& parser, Request request, const Route& route) -> Awaitable<Next> {
  const bool keep_alive = parser.get().keep_alive();
  deadline_ms_ = 0;
  const auto executor = thread_.context().get_executor();
  auto begin = [&](Route::Ready ready) { route.receive(services_, thread_, std::move(request), std::move(ready)); };
  auto beginning = promised<std::expected<std::shared_ptr<BodySink>, Response>>(executor, std::move(begin));
  auto sink = co_await std::move(beginning);
  const Rest rest = parser.is_done() ? Rest::none : Rest::unread;
  if (!sink) co_return co_await respond(std::move(sink.error()), keep_alive && parser.is_done(), rest);
  settle();
  allow_time();
  co_await say_continue(parser);
  http::request_parser<http::buffer_body> body_parser(std::move(parser));
  TransferClock clock = transfer_clock();
  auto receiving = receive_body(stream_, buffer_, body_parser, *sink, executor, clock);
  ReceivedBody received = co_await std::move(receiving);
  using End = ReceivedBody::End;
  if (received.end == End::gone) co_return Next::close;
  if (received.end == End::too_large) co_return co_await respond(too_large(route.body_bytes_max), false, Rest::unread);
  if (received.end == End::answered) co_return co_await respond(std::move(*received.answer), false, Rest::unread);
  auto finish = [&](Respond done) { (*sink)->finish(std::move(done)); };
  auto finishing = promised<Response>(executor, std::move(finish));
  Response response = co_await std::move(finishing);
  co_return co_await respond(std::move(response), keep_alive);
}

template <class Stream>
Awaitable<Response> HttpConnection<Stream>::response_of(const Route& route, Request request) {
  auto handle = [&](Respond done) { route.handle(services_, thread_, std::move(request), std::move(done)); };
  if (route.waits) settle();
  auto handling = promised<Response>(thread_.context().get_executor(), std::move(handle));
  Response response = co_await std::move(handling);
  if (route.waits) {
    leave_watch();
    become_half_open();
  }
  co_return response;
}

template <class Stream>
auto HttpConnection<Stream>::respond(Response response, bool keep_alive, Rest rest) -> Awaitable<Next> {
  services_.metrics.add(counter_of(response.status));
  keep_alive = keep_alive && !is_draining_;
  if (response.source != nullptr) co_return co_await respond_from_source(std::move(response), keep_alive);
  allow_writing();
  const auto message = to_message(response, keep_alive, is_head_);
  const auto [error, count] = co_await http::async_write(stream_, message, as_result);
  is_asking_ = false;
  if (error) co_return Next::close;
  if (keep_alive) co_return Next::another_request;
  co_return co_await part(rest);
}

template <class Stream>
auto HttpConnection<Stream>::respond_from_source(Response response, bool keep_alive) -> Awaitable<Next> {
  const bool has_end = response.source_bytes.has_value() || !is_http_1_0_;  // else closing is the end
  keep_alive = keep_alive && has_end;
  auto head = head_of_source(response, keep_alive);
  if (response.source_bytes) head.content_length(*response.source_bytes);
  else head.chunked(has_end);
  settle();
  TransferClock clock = transfer_clock();
  auto sending = send_source(stream_, head, response.source, thread_.context().get_executor(), clock);
  const bool is_sent = co_await std::move(sending);
  is_asking_ = false;
  if (!is_sent) {  // reset, so that a part is never taken for the whole
    error_code ignored;
    socket_of(stream_).set_option(asio::socket_base::linger(true, 0), ignored);
    co_return Next::close;
  }
  if (keep_alive) co_return Next::another_request;
  co_return co_await part(Rest::none);
}

// The client is told that nothing follows. What is left of his request is read and thrown away for a moment: closing
// over it would reset the connection, and he would lose the answer.
template <class Stream>
auto HttpConnection<Stream>::part(Rest rest) -> Awaitable<Next> {
  error_code ignored;
  socket_of(stream_).shutdown(asio::socket_base::shutdown_send, ignored);
  deadline_ms_ = services_.clock.steady_ms() + linger_ms;
  while (rest == Rest::unread) {
    buffer_.clear();
    const auto room = buffer_.prepare(buffer_bytes_max);
    const auto [error, count] = co_await socket_of(stream_).async_read_some(room, as_result);
    if (error) rest = Rest::none;
  }
  co_return Next::close;
}

template <class Stream>
auto HttpConnection<Stream>::upgrade(Parser& parser, Request request) -> Awaitable<Next> {
  const auto& head = parser.get();
  auto checked = check_upgrade(services_, request, text_of(head[http::field::sec_websocket_protocol]));
  if (!checked) co_return co_await respond(std::move(checked.error()), false);
  if (!parser.is_done() || buffer_.size() > 0) {
    co_return co_await respond(
        refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, "wait for the handshake before sending frames"), false);
  }
  start_ws_connection(std::move(stream_), parser.release(), std::move(*checked), std::move(ticket_), services_,
                      thread_);
  co_return Next::handed_over;
}

template <class Stream>
void start(Stream stream, std::string peer_address, Admission::Ticket ticket, const Site& site,
           const Services& services, IoThread& thread) {
  using Connection = HttpConnection<Stream>;
  auto connection = std::make_shared<Connection>(std::move(stream), std::move(peer_address), std::move(ticket), site,
                                                 services, thread);
  connection->arrive();
  asio::co_spawn(thread.context(), connection->run(),
                 [connection](const std::exception_ptr& fault) { connection->leave(fault); });
}

}  // namespace

void start_http_connection(TcpSocket socket, std::string peer_address, Admission::Ticket ticket, const Site& site,
                           const Services& services, IoThread& thread, asio::ssl::context* tls) {
  if (tls == nullptr) {
    start(std::move(socket), std::move(peer_address), std::move(ticket), site, services, thread);
  } else {
    start(TlsSocket(std::move(socket), *tls), std::move(peer_address), std::move(ticket), site, services, thread);
  }
}

}  // namespace ramure::net
