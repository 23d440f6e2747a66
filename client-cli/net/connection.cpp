#include "client-cli/net/connection.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <deque>
#include <istream>
#include <variant>

#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using Plain = websocket::stream<beast::tcp_stream>;
using Secure = websocket::stream<beast::ssl_stream<beast::tcp_stream>>;

namespace {

constexpr auto connect_timeout = std::chrono::seconds(10);
constexpr int reply_timeout_ms = 30'000;
constexpr std::size_t server_message_bytes_max = 16 * 1024 * 1024;

Failure no_network(const std::string& reason) {
  return {Exit::no_network, t({"le serveur ne répond pas ({})", "the server does not answer ({})"}, {reason})};
}

}  // namespace

struct Connection::State {
  asio::io_context io;
  asio::ssl::context tls{asio::ssl::context::tls_client};
  std::variant<std::monostate, std::unique_ptr<Plain>, std::unique_ptr<Secure>> stream;
  beast::flat_buffer incoming;
  std::deque<v1::ServerFrame> inbox;  // frames with news
  std::deque<v1::Reply> replies;
  std::optional<v1::Welcome> welcome;
  std::optional<std::string> broken;  // why the connection is of no more use
  bool woken = false;
  asio::posix::stream_descriptor input{io};
  asio::streambuf input_buffer;
  std::function<void(std::optional<std::string>)> on_line;
  std::array<char, 1024> keys{};

  template <typename Visit>
  void with_stream(Visit&& visit) {
    if (auto* plain = std::get_if<std::unique_ptr<Plain>>(&stream)) visit(**plain);
    if (auto* secure = std::get_if<std::unique_ptr<Secure>>(&stream)) visit(**secure);
  }

  template <typename Stream>
  void upgrade(Stream& socket, const Address& address, const std::string& token) {
    socket.set_option(websocket::stream_base::timeout::suggested(beast::role_type::client));
    socket.set_option(websocket::stream_base::decorator([token](websocket::request_type& request) {
      request.set(beast::http::field::sec_websocket_protocol, "ramure.v1");
      request.set(beast::http::field::user_agent, "ramure");
      request.set(beast::http::field::authorization, "Bearer " + token);
    }));
    socket.read_message_max(server_message_bytes_max);
    socket.auto_fragment(false);
    socket.binary(true);
    websocket::response_type response;
    beast::error_code error;
    socket.handshake(response, address.host + ":" + address.port, "/socket", error);
    if (error == websocket::error::upgrade_declined && response.result() == beast::http::status::unauthorized) {
      throw Failure{Exit::signed_out, t({"session terminée : « ramure sign-in »", "session ended: `ramure sign-in`"})};
    }
    if (error) throw beast::system_error(error);
    beast::get_lowest_layer(socket).expires_never();
  }

  void read_next() {
    with_stream([this](auto& socket) {
      socket.async_read(incoming, [this](beast::error_code error, std::size_t) {
        if (error) {
          broken = error.message();
          return;
        }
        take_in();
        if (!broken) read_next();
      });
    });
  }

  void take_in() {
    v1::ServerFrame frame;
    const auto data = incoming.data();
    if (!frame.ParseFromArray(data.data(), static_cast<int>(data.size()))) {
      broken = t({"message illisible", "unreadable message"});
      return;
    }
    incoming.consume(incoming.size());
    for (auto& reply : *frame.mutable_replies()) replies.push_back(std::move(reply));
    frame.clear_replies();
    if (frame.has_welcome()) welcome = std::move(*frame.mutable_welcome());
    frame.clear_welcome();
    if (frame.ByteSizeLong() > 0) inbox.push_back(std::move(frame));
  }

  // Runs until `done` or the time is over.
  template <typename Done>
  bool run_until(int timeout_ms, Done&& done) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
    while (!done() && !broken) {
      io.restart();
      if (io.run_one_until(deadline) == 0) break;
    }
    return done();
  }

  Result<void> write(const v1::ClientFrame& frame) {
    if (broken) return std::unexpected(no_network(*broken));
    const std::string bytes = frame.SerializeAsString();
    bool written = false;
    with_stream([&](auto& socket) {
      socket.async_write(asio::buffer(bytes), [&](beast::error_code error, std::size_t) {
        if (error) broken = error.message();
        written = true;
      });
    });
    // The buffer must live until the write has ended, so this waits for the operation itself.
    while (!written) {
      io.restart();
      io.run_one();
    }
    if (broken) return std::unexpected(no_network(*broken));
    return {};
  }

  void read_line() {
    asio::async_read_until(input, input_buffer, '\n', [this](beast::error_code error, std::size_t) {
      std::istream lines(&input_buffer);
      std::string line;
      if (std::getline(lines, line) && (!error || !line.empty())) on_line(line);
      if (error) return on_line(std::nullopt);
      read_line();
    });
  }

  void read_some_keys() {
    input.async_read_some(asio::buffer(keys), [this](beast::error_code error, std::size_t count) {
      if (error) return on_line(std::nullopt);
      on_line(std::string(keys.data(), count));
      read_some_keys();
    });
  }
};

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}

Connection::~Connection() {
  beast::error_code ignored;
  if (state_ && state_->input.is_open()) state_->input.close(ignored);  // our copy: standard input itself stays open
}

Result<std::unique_ptr<Connection>> Connection::open(const Address& address, const std::string& token) {
  auto state = std::make_unique<State>();
  try {
    asio::ip::tcp::resolver resolver(state->io);
    const auto endpoints = resolver.resolve(address.host, address.port);
    const auto connect = [&](beast::tcp_stream& socket) {
      socket.expires_after(connect_timeout);
      std::optional<beast::error_code> outcome;
      socket.async_connect(endpoints, [&](beast::error_code error, const auto&) { outcome = error; });
      while (!outcome) {
        state->io.restart();
        state->io.run_one();
      }
      if (*outcome) throw beast::system_error(*outcome);
      socket.socket().set_option(asio::ip::tcp::no_delay(true));
    };
    if (address.tls) {
      state->tls.set_default_verify_paths();
      state->tls.set_verify_mode(asio::ssl::verify_peer);
      auto socket = std::make_unique<Secure>(state->io, state->tls);
      connect(beast::get_lowest_layer(*socket));
      socket->next_layer().set_verify_callback(asio::ssl::host_name_verification(address.host));
      SSL_set_tlsext_host_name(socket->next_layer().native_handle(), address.host.c_str());
      socket->next_layer().handshake(asio::ssl::stream_base::client);
      state->upgrade(*socket, address, token);
      state->stream = std::move(socket);
    } else {
      auto socket = std::make_unique<Plain>(state->io);
      connect(beast::get_lowest_layer(*socket));
      state->upgrade(*socket, address, token);
      state->stream = std::move(socket);
    }
  } catch (const Failure& failure) {
    return std::unexpected(failure);
  } catch (const boost::system::system_error& error) {
    return std::unexpected(no_network(error.code().message()));
  }
  state->read_next();
  return std::unique_ptr<Connection>(new Connection(std::move(state)));
}

Result<v1::Welcome> Connection::hello(const v1::Hello& hello) {
  v1::ClientFrame frame;
  frame.set_request_id(1);
  *frame.mutable_hello() = hello;
  if (auto sent = state_->write(frame); !sent) return std::unexpected(sent.error());
  State& state = *state_;
  state.run_until(reply_timeout_ms, [&] { return state.welcome.has_value() || !state.replies.empty(); });
  if (state.welcome) {
    v1::Welcome welcome = std::move(*state.welcome);
    state.welcome.reset();
    return welcome;
  }
  if (!state.replies.empty() && state.replies.front().has_refusal()) {
    return std::unexpected(from_refusal(state.replies.front().refusal()));
  }
  return std::unexpected(no_network(state.broken.value_or(t({"délai dépassé", "timed out"}))));
}

Result<v1::Reply> Connection::request(v1::ClientFrame frame) {
  static std::uint64_t last_request_id = 1;
  frame.set_request_id(++last_request_id);
  const std::uint64_t id = last_request_id;
  if (auto sent = state_->write(frame); !sent) return std::unexpected(sent.error());
  State& state = *state_;
  const auto find = [&] { return std::ranges::find(state.replies, id, &v1::Reply::request_id); };
  if (!state.run_until(reply_timeout_ms, [&] { return find() != state.replies.end(); })) {
    return std::unexpected(no_network(state.broken.value_or(t({"délai dépassé", "timed out"}))));
  }
  const auto at = find();
  v1::Reply reply = std::move(*at);
  state.replies.erase(at);
  return reply;
}

Result<void> Connection::send(const v1::ClientFrame& frame) { return state_->write(frame); }

Result<std::optional<v1::ServerFrame>> Connection::next(int timeout_ms) {
  State& state = *state_;
  state.woken = false;
  state.run_until(timeout_ms, [&] { return !state.inbox.empty() || state.woken; });
  if (!state.inbox.empty()) {
    v1::ServerFrame frame = std::move(state.inbox.front());
    state.inbox.pop_front();
    return frame;
  }
  if (state.broken) return std::unexpected(no_network(*state.broken));
  return std::nullopt;
}

void Connection::read_lines(std::function<void(std::optional<std::string>)> on_line) {
  state_->on_line = std::move(on_line);
  state_->input.assign(dup(STDIN_FILENO));
  state_->read_line();
}

void Connection::read_keys(std::function<void(std::optional<std::string>)> on_keys) {
  state_->on_line = std::move(on_keys);
  state_->input.assign(dup(STDIN_FILENO));
  state_->read_some_keys();
}

void Connection::wake() { state_->woken = true; }

void Connection::close() {
  State& state = *state_;
  if (state.broken) return;
  bool closed = false;
  state.with_stream([&](auto& socket) {
    socket.async_close(websocket::close_code::normal, [&](beast::error_code) { closed = true; });
  });
  state.run_until(2'000, [&] { return closed; });
  // What is left refers to `closed`; end it here, while that still lives.
  state.with_stream([](auto& socket) { beast::get_lowest_layer(socket).close(); });
  state.broken = "closed";
  while (!closed) {
    state.io.restart();
    if (state.io.run_one() == 0) break;
  }
}

}  // namespace ramure::cli
