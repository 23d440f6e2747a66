#include "tests/support/ws_client.hpp"

#include <openssl/ssl.h>

#include <google/protobuf/util/json_util.h>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

namespace ramure::test {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::seconds;

using Plain = websocket::stream<asio::ip::tcp::socket>;
using Secure = websocket::stream<beast::ssl_stream<asio::ip::tcp::socket>>;

constexpr seconds step_timeout{10};

}  // namespace

struct WsClient::State {
  asio::io_context io;
  asio::ssl::context tls{asio::ssl::context::tls_client};
  std::unique_ptr<Plain> plain;
  std::unique_ptr<Secure> secure;
  protocol::Encoding encoding = protocol::Encoding::binary;
  std::uint64_t next_request_id = 1;
  beast::flat_buffer buffer;
  std::optional<error_code> read_result;  // of the read that is under way; there is always at most one
  bool is_reading = false;
  bool is_open = false;
  std::uint16_t close_code = 0;
  std::string close_reason;

  template <typename Use>
  auto with(Use use) {
    return plain ? use(*plain) : use(*secure);
  }
  asio::ip::tcp::socket& socket() { return plain ? plain->next_layer() : secure->next_layer().next_layer(); }

  // Runs one asynchronous step to its end; false when the time is over (the step goes on).
  bool run_until(const std::optional<error_code>& result, milliseconds timeout) {
    const auto end = std::chrono::steady_clock::now() + timeout;
    while (!result) {
      io.restart();
      if (io.run_one_until(end) == 0 && !result) return false;
    }
    return true;
  }
  template <typename Start>
  void step(Start start, const char* what) {
    std::optional<error_code> result;
    start([&result](error_code error, auto&&...) { result = error; });
    if (!run_until(result, step_timeout)) {
      socket().close();
      while (!result) io.restart(), io.run_one();
      throw std::runtime_error(std::string(what) + ": no answer in time");
    }
    if (*result) throw std::runtime_error(std::string(what) + ": " + result->message());
  }

  template <typename Stream>
  void upgrade(Stream& stream, const Options& options) {
    stream.set_option(websocket::stream_base::decorator([&options](websocket::request_type& request) {
      const bool json = options.encoding == protocol::Encoding::json;
      const std::string own{json ? protocol::json_subprotocol : protocol::binary_subprotocol};
      request.set(beast::http::field::sec_websocket_protocol, options.subprotocol.empty() ? own : options.subprotocol);
      if (!options.token.empty()) request.set(beast::http::field::authorization, "Bearer " + options.token);
      if (!options.cookie.empty()) request.set(beast::http::field::cookie, options.cookie);
      if (!options.origin.empty()) request.set(beast::http::field::origin, options.origin);
    }));
    stream.read_message_max(64 * 1024 * 1024);
    websocket::response_type response;
    const std::string host = options.address + ":" + std::to_string(options.port);
    try {
      step([&](auto done) { stream.async_handshake(response, host, "/socket", done); }, "upgrade");
    } catch (const std::runtime_error&) {
      if (response.result_int() != 101 && response.result_int() != 200) throw UpgradeRefused(response.result_int());
      throw;
    }
    is_open = true;
  }

  void begin_read() {
    is_reading = true;
    read_result.reset();
    with([this](auto& stream) {
      stream.async_read(buffer, [this](error_code error, std::size_t) { read_result = error; });
    });
  }

  // One message, or nullopt: nothing came in time, or the connection ended.
  std::optional<std::string> read(milliseconds timeout) {
    if (!is_open && !is_reading) return std::nullopt;
    if (!is_reading) begin_read();
    if (!run_until(read_result, timeout)) return std::nullopt;
    is_reading = false;
    if (*read_result) {
      is_open = false;
      const auto reason = with([](auto& stream) { return stream.reason(); });
      close_code = *read_result == websocket::error::closed ? static_cast<std::uint16_t>(reason.code) : 1006;
      close_reason = std::string(reason.reason.data(), reason.reason.size());
      return std::nullopt;
    }
    std::string message = beast::buffers_to_string(buffer.data());
    buffer.consume(buffer.size());
    return message;
  }

  v1::ServerFrame parse(const std::string& message) const {
    v1::ServerFrame frame;
    const bool ok = encoding == protocol::Encoding::json
                        ? google::protobuf::util::JsonStringToMessage(message, &frame).ok()
                        : frame.ParseFromString(message);
    if (!ok) throw std::runtime_error("the server sent something that is no ServerFrame");
    return frame;
  }
};

WsClient::WsClient(const Options& options) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.encoding = options.encoding;
  asio::ip::tcp::socket socket(s.io);
  const asio::ip::tcp::endpoint peer(asio::ip::make_address(options.address), options.port);
  socket.open(peer.protocol());
  if (options.receive_buffer_bytes > 0) {
    socket.set_option(asio::socket_base::receive_buffer_size(options.receive_buffer_bytes));
  }
  socket.connect(peer);
  socket.set_option(asio::ip::tcp::no_delay(true));
  if (!options.tls) {
    s.plain = std::make_unique<Plain>(std::move(socket));
    s.upgrade(*s.plain, options);
    return;
  }
  s.tls.set_verify_mode(asio::ssl::verify_none);
  s.secure = std::make_unique<Secure>(std::move(socket), s.tls);
  s.step([&](auto done) { s.secure->next_layer().async_handshake(asio::ssl::stream_base::client, done); }, "TLS");
  s.upgrade(*s.secure, options);
}

WsClient::WsClient(WsClient&&) noexcept = default;

WsClient::~WsClient() {
  if (!state_) return;
  error_code ignored;
  state_->socket().close(ignored);
  state_->io.restart();
  state_->io.poll();
}

void WsClient::send(const v1::ClientFrame& frame) {
  const bool json = state_->encoding == protocol::Encoding::json;
  send_bytes(json ? protocol::to_json(frame) : frame.SerializeAsString(), json);
}

void WsClient::send_bytes(std::string_view message, bool as_text) {
  const asio::const_buffer bytes(message.data(), message.size());
  state_->with([&](auto& stream) {
    stream.text(as_text);
    state_->step([&](auto done) { stream.async_write(bytes, done); }, "send");
  });
}

void WsClient::send_raw(std::string_view bytes) {
  state_->with([&](auto& stream) { asio::write(stream.next_layer(), asio::buffer(bytes.data(), bytes.size())); });
}

std::optional<v1::ServerFrame> WsClient::receive(milliseconds timeout) {
  if (!inbox.empty()) {
    v1::ServerFrame frame = std::move(inbox.front());
    inbox.pop_front();
    return frame;
  }
  const auto message = state_->read(timeout);
  if (!message) return std::nullopt;
  return state_->parse(*message);
}

std::optional<v1::ServerFrame> WsClient::receive_event_frame(milliseconds timeout) {
  const auto end = std::chrono::steady_clock::now() + timeout;
  for (;;) {
    const auto left = std::chrono::duration_cast<milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return std::nullopt;
    auto frame = receive(left);
    if (!frame || frame->events_size() > 0) return frame;
  }
}

v1::Welcome WsClient::hello(v1::Hello hello) {
  v1::ClientFrame frame;
  frame.set_request_id(state_->next_request_id++);
  hello.set_feature_level(1);
  *frame.mutable_hello() = std::move(hello);
  send(frame);
  for (;;) {
    const auto message = state_->read(step_timeout);
    if (!message)
      throw std::runtime_error("no Welcome: " + std::to_string(state_->close_code) + " " + state_->close_reason);
    v1::ServerFrame answer = state_->parse(*message);
    for (const v1::Reply& reply : answer.replies()) {
      if (reply.request_id() == frame.request_id())
        throw std::runtime_error("Hello refused: " + reply.ShortDebugString());
    }
    if (!answer.has_welcome()) {
      inbox.push_back(std::move(answer));
      continue;
    }
    v1::Welcome welcome = std::move(*answer.mutable_welcome());
    answer.clear_welcome();
    if (answer.ByteSizeLong() > 0) inbox.push_back(std::move(answer));
    return welcome;
  }
}

v1::Reply WsClient::request(v1::ClientFrame frame) {
  frame.set_request_id(state_->next_request_id++);
  send(frame);
  for (;;) {
    const auto message = state_->read(step_timeout);
    if (!message)
      throw std::runtime_error("no reply: " + std::to_string(state_->close_code) + " " + state_->close_reason);
    v1::ServerFrame answer = state_->parse(*message);
    std::optional<v1::Reply> found;
    for (int i = 0; i < answer.replies_size() && !found; ++i) {
      if (answer.replies(i).request_id() != frame.request_id()) continue;
      found = answer.replies(i);
      answer.mutable_replies()->DeleteSubrange(i, 1);
    }
    if (answer.ByteSizeLong() > 0) inbox.push_back(std::move(answer));
    if (found) return *found;
  }
}

v1::Reply WsClient::command(const v1::Command& command) {
  v1::ClientFrame frame;
  *frame.mutable_command() = command;
  return request(std::move(frame));
}

v1::Reply WsClient::query(const v1::Query& query) {
  v1::ClientFrame frame;
  *frame.mutable_query() = query;
  return request(std::move(frame));
}

std::uint16_t WsClient::wait_for_close(milliseconds timeout) {
  const auto end = std::chrono::steady_clock::now() + timeout;
  while (state_->is_open) {
    const auto left = std::chrono::duration_cast<milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return 0;
    if (const auto message = state_->read(left)) inbox.push_back(state_->parse(*message));
  }
  return state_->close_code;
}

std::string WsClient::close_reason() const { return state_->close_reason; }

bool WsClient::is_open() const { return state_->is_open; }

void WsClient::close() {
  state_->with([this](auto& stream) {
    state_->step([&](auto done) { stream.async_close(websocket::close_code::normal, done); }, "close");
  });
  state_->is_open = false;
}

}  // namespace ramure::test
