#include "server/net/ws_connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "server/log.hpp"
#include "server/net/dialogue.hpp"
#include "server/net/fault.hpp"
#include "server/net/send_at_once.hpp"
#include "server/net/wakeup.hpp"

namespace ramure::net {

namespace {

namespace beast = boost::beast;
namespace websocket = beast::websocket;
using protocol::CloseCode;
using protocol::Encoding;

constexpr std::size_t idle_read_bytes = 512;  // read into before a message's size is known
constexpr std::size_t read_step_bytes_max = 16'384;
constexpr std::int64_t close_timeout_ms = 5'000;  // for the peer to answer our close frame
constexpr std::int64_t quiet_pings_max = 3;       // unanswered, then the peer is gone

using Buffers = boost::container::small_vector<asio::const_buffer, 3>;

Buffers buffers_of(const Outbound& out) {
  Buffers buffers;
  for (const live::Piece& piece : out.pieces) buffers.emplace_back(piece.bytes.data(), piece.bytes.size());
  if (!out.rest.empty()) buffers.emplace_back(out.rest.data(), out.rest.size());
  return buffers;
}

Counter counter_of(CloseCode code) {
  if (code == CloseCode::service_restart) return Counter::sockets_closed_drain;
  return code == CloseCode::policy ? Counter::sockets_closed_policy : Counter::sockets_closed_violation;
}

template <class Stream>
class WsConnection final : public Dialogue, public Watched, public Revocable, public Ready {
 public:
  WsConnection(Stream stream, Upgrade upgrade, Admission::Ticket ticket, const Services& services, IoThread& thread)
      : Dialogue(services, thread, std::move(upgrade.identity), upgrade.encoding),
        thread_(thread),
        ticket_(std::move(ticket)),
        ws_(std::move(stream)),
        wakeup_(thread.context().get_executor()),
        room_(thread.context().get_executor()) {
    ws_.auto_fragment(false);
    ws_.binary(upgrade.encoding == Encoding::binary);
    ws_.read_message_max(limits::client_frame_bytes_max);
    ws_.control_callback([this](websocket::frame_type kind, beast::string_view) {
      last_heard_ms_ = this->services().clock.steady_ms();
      is_answering_ = kind != websocket::frame_type::pong;
      send_room_.forget();
    });
    ws_.set_option(websocket::stream_base::decorator([encoding = upgrade.encoding](websocket::response_type& response) {
      const auto chosen = encoding == Encoding::json ? protocol::json_subprotocol : protocol::binary_subprotocol;
      response.set(beast::http::field::sec_websocket_protocol, beast::string_view(chosen.data(), chosen.size()));
    }));
    last_heard_ms_ = next_ping_ms_ = services.clock.steady_ms();
    next_ping_ms_ += limits::ping_interval_ms;
  }

  void start(WireRequest request);

  // live::Port
  void wake() override {
    if (is_asleep_) thread_.ready().add(*this);
    else wakeup_.wake();
  }

  // Ready
  void deliver() noexcept override;

  // Watched
  void on_tick(std::int64_t steady_ms) override;
  void drop() override {
    error_code ignored;
    socket_of(ws_.next_layer()).close(ignored);
  }
  void drain() override { Dialogue::drain(); }

  // Revocable
  void revoke() override { close(CloseCode::policy, "the session has ended"); }

 private:
  // What starts a coroutine holds the connection until it has ended.
  Coroutine shake_hands(WireRequest request);
  Coroutine read_all();
  Coroutine write_all();
  bool send_directly();
  Outbound next_frame();
  void count_sent(std::size_t bytes, std::size_t events);
  Awaitable<bool> read_message(std::string& message);
  Coroutine say_goodbye();
  void open();
  void fail(const std::exception_ptr& fault);
  void leave();
  void count_end(error_code error);
  void check_progress(std::int64_t steady_ms);
  std::shared_ptr<WsConnection> self() { return std::static_pointer_cast<WsConnection>(shared_from_this()); }

  IoThread& thread_;
  Admission::Ticket ticket_;
  websocket::stream<Stream, false> ws_;  // false: no permessage-deflate, which costs 90 KiB a connection
  Wakeup wakeup_;                        // of the writer
  Wakeup room_;                          // of the reader
  std::unique_ptr<Outbound> held_;       // taken, but not to be sent directly
  SendRoom send_room_;                   // of send_directly()
  std::int64_t last_heard_ms_ = 0;
  std::int64_t next_ping_ms_ = 0;
  std::int64_t progress_ms_ = 0;  // when the peer last took bytes of the write that is under way
  std::int64_t close_by_ms_ = 0;  // 0: not closing
  int unsent_bytes_ = 0;          // of the kernel's, when that was looked at last
  bool is_open_ = false;          // the handshake is done
  bool is_writing_ = false;
  bool is_reading_ = false;
  bool is_asleep_ = false;     // write_all() waits until there is something to send
  bool is_answering_ = false;  // Beast writes a pong, or the answer to a close, while we read
  bool is_broken_ = false;     // the socket is of no more use
  bool ping_is_due_ = false;
};

// The coroutine of the handshake ends before the two others begin: what it needed is not kept.
template <class Stream>
void WsConnection<Stream>::start(WireRequest request) {
  close_by_ms_ = services().clock.steady_ms() + services().config.request_timeout_ms;
  thread_.watch().add_session(*this);
  asio::co_spawn(thread_.context(), shake_hands(std::move(request)), [self = self()](const std::exception_ptr& fault) {
    if (fault) self->fail(fault);
    if (!self->is_open_) self->leave();
  });
}

template <class Stream>
Coroutine WsConnection<Stream>::shake_hands(WireRequest request) {
  const auto [error] = co_await ws_.async_accept(request, as_result);
  close_by_ms_ = 0;
  if (error) co_return;
  open();
  asio::co_spawn(thread_.context(), read_all(), [self = self()](const std::exception_ptr& fault) {
    if (fault) self->fail(fault);
    self->is_reading_ = false;
    self->wakeup_.wake();
  });
  asio::co_spawn(thread_.context(), write_all(), [self = self()](const std::exception_ptr& fault) {
    if (fault) self->fail(fault);
    self->leave();
  });
}

// The session may have been revoked since the token was looked at: registered first, asked again, only then served.
template <class Stream>
void WsConnection<Stream>::open() {
  is_open_ = is_reading_ = true;
  error_code ignored;  // for sending directly; Asio's own operations wait as before
  socket_of(ws_.next_layer()).non_blocking(true, ignored);
  services().metrics.add(Counter::sockets_opened);
  services().metrics.move(Gauge::sockets, 1);
  services().sockets.add(identity().session_id, thread_, self());
  if (!services().accounts.is_live(identity().session_id)) revoke();
}

template <class Stream>
void WsConnection<Stream>::fail(const std::exception_ptr& fault) {
  report_fault(services(), fault);
  is_broken_ = true;
  drop();
}

template <class Stream>
Coroutine WsConnection<Stream>::read_all() {
  std::string message;
  while (!closing() && !is_broken_) {
    room_.clear();
    if (!has_room()) {
      co_await room_.wait();
      continue;
    }
    const bool is_whole = co_await read_message(message);
    if (!is_whole) break;
    services().metrics.add(Counter::frames_received);
    services().metrics.add(Counter::frame_bytes_received, message.size());
    on_message(message, ws_.got_text());
    if (message.capacity() > idle_read_bytes) std::string().swap(message);
  }
  if (is_broken_) drop();  // a write that is under way ends too
}

// False when the connection has ended, or ends: the peer closed, broke the framing, or is gone.
template <class Stream>
Awaitable<bool> WsConnection<Stream>::read_message(std::string& message) {
  message.clear();
  do {
    const std::size_t begin = message.size();
    const std::size_t step = begin == 0 ? idle_read_bytes : ws_.read_size_hint(read_step_bytes_max);
    message.resize(begin + std::min(step, read_step_bytes_max));
    const asio::mutable_buffer space(message.data() + begin, message.size() - begin);
    const auto [error, count] = co_await ws_.async_read_some(space, as_result);
    is_answering_ = false;
    message.resize(begin + count);
    last_heard_ms_ = services().clock.steady_ms();
    if (error) {
      is_broken_ = true;
      count_end(error);
      co_return false;
    }
  } while (!ws_.is_message_done());
  co_return true;
}

template <class Stream>
Coroutine WsConnection<Stream>::write_all() {
  while (!is_broken_) {
    wakeup_.clear();
    send_room_.forget();
    Outbound out = next_frame();
    if (has_room()) room_.wake();
    if (out.is_empty()) {
      if (closing()) break;
      if (std::exchange(ping_is_due_, false)) {
        const websocket::ping_data nothing;
        const auto [error] = co_await ws_.async_ping(nothing, as_result);
        if (error) break;
      } else if (!more()) {
        is_asleep_ = true;
        co_await wakeup_.wait();
        is_asleep_ = false;
      }
      continue;
    }
    const Buffers buffers = buffers_of(out);
    const std::span<const asio::const_buffer> message(buffers.data(), buffers.size());
    is_writing_ = true;
    progress_ms_ = services().clock.steady_ms();
    unsent_bytes_ = 0;
    const auto [error, count] = co_await ws_.async_write(message, as_result);
    is_writing_ = false;
    count_sent(count, out.event_count);
    if (error) break;
  }
  co_await say_goodbye();
}

template <class Stream>
Outbound WsConnection<Stream>::next_frame() {
  if (held_ == nullptr) return take();
  const auto held = std::move(held_);
  return std::move(*held);
}

template <class Stream>
void WsConnection<Stream>::count_sent(std::size_t bytes, std::size_t events) {
  services().metrics.add(Counter::frames_sent);
  services().metrics.add(Counter::frame_bytes_sent, bytes);
  services().metrics.add(Counter::events_sent, events);
}

// Most frames are small, and the kernel takes them at once: then neither the writer is resumed nor Beast asked, whose
// ways cost more than the sending. Whatever is not so simple is left to the writer.
template <class Stream>
void WsConnection<Stream>::deliver() noexcept {
  try {
    const bool is_free = held_ == nullptr && !is_answering_;  // nothing else is on its way
    const bool is_simple = is_asleep_ && is_free && !is_broken_ && !ping_is_due_ && !closing();
    if (!is_simple || !send_directly()) wakeup_.wake();
  } catch (...) {
    fail(std::current_exception());
  }
}

// False when the writer has to go on.
template <>
bool WsConnection<TlsSocket>::send_directly() {
  return false;
}

template <>
bool WsConnection<TcpSocket>::send_directly() {
  Outbound out = take();
  if (out.is_empty()) return !closing();
  const Buffers buffers = buffers_of(out);
  const Sent sent = send_at_once(ws_.next_layer(), send_room_, !ws_.binary(), buffers);
  if (sent != Sent::whole) {
    if (sent == Sent::nothing) held_ = std::make_unique<Outbound>(std::move(out));
    if (sent == Sent::part) is_broken_ = true;  // the client comes back and goes on from its cursor
    return false;
  }
  count_sent(asio::buffer_size(buffers), out.event_count);
  note_written();
  if (has_room()) room_.wake();
  if (more()) thread_.ready().add(*this);
  return true;
}

// Sends our reason if the socket still works, and waits until the reader is done with it.
template <class Stream>
Coroutine WsConnection<Stream>::say_goodbye() {
  if (closing() && !is_broken_) {
    services().metrics.add(counter_of(closing()->close_code));
    log_debug("closing a socket", {{"code", static_cast<int>(closing()->close_code)}, {"reason", closing()->sentence}});
    close_by_ms_ = services().clock.steady_ms() + close_timeout_ms;
    const std::string& sentence = closing()->sentence;
    const websocket::close_reason reason(
        static_cast<websocket::close_code>(closing()->close_code),
        beast::string_view(sentence.data(), std::min<std::size_t>(sentence.size(), 120)));
    co_await ws_.async_close(reason, as_result);
  }
  drop();
  room_.wake();
  while (is_reading_) {
    wakeup_.clear();
    co_await wakeup_.wait();
  }
}

template <class Stream>
void WsConnection<Stream>::leave() {
  drop();
  if (is_open_) {
    services().metrics.move(Gauge::sockets, -1);
    services().sockets.remove(identity().session_id, *this);
  }
  thread_.watch().remove_session(*this);
  end();
}

// Ends that we did not begin. Faults of the framing are Beast's to answer, and have been.
template <class Stream>
void WsConnection<Stream>::count_end(error_code error) {
  if (closing()) return;
  const bool is_framing = error.category() == make_error_code(websocket::error::closed).category();
  services().metrics.add(error == websocket::error::closed ? Counter::sockets_closed_normal
                         : is_framing                      ? Counter::sockets_closed_violation
                                                           : Counter::sockets_lost);
}

template <class Stream>
void WsConnection<Stream>::on_tick(std::int64_t steady_ms) {
  if (close_by_ms_ != 0) {
    if (steady_ms > close_by_ms_) drop();
    return;
  }
  Dialogue::on_tick(steady_ms);
  if (is_writing_) return check_progress(steady_ms);
  if (steady_ms < next_ping_ms_) return;
  next_ping_ms_ = steady_ms + limits::ping_interval_ms;
  if (steady_ms - last_heard_ms_ > quiet_pings_max * limits::ping_interval_ms) {
    services().metrics.add(Counter::sockets_closed_stalled);
    return drop();
  }
  tell_progress();
  ping_is_due_ = true;
  wakeup_.wake();
}

// A slow peer takes bytes now and then, and the kernel's queue of unsent ones changes; a peer that has stopped reading
// leaves it as it is.
template <class Stream>
void WsConnection<Stream>::check_progress(std::int64_t steady_ms) {
  const int unsent_bytes = unsent_by_kernel(socket_of(ws_.next_layer()));
  if (std::exchange(unsent_bytes_, unsent_bytes) != unsent_bytes) progress_ms_ = steady_ms;
  if (steady_ms - progress_ms_ <= services().config.write_stall_timeout_ms) return;
  services().metrics.add(Counter::sockets_closed_stalled);
  drop();
}

}  // namespace

template <class Stream>
void start_ws_connection(Stream stream, WireRequest request, Upgrade upgrade, Admission::Ticket ticket,
                         const Services& services, IoThread& thread) {
  std::make_shared<WsConnection<Stream>>(std::move(stream), std::move(upgrade), std::move(ticket), services, thread)
      ->start(std::move(request));
}

template void start_ws_connection(TcpSocket, WireRequest, Upgrade, Admission::Ticket, const Services&, IoThread&);
template void start_ws_connection(TlsSocket, WireRequest, Upgrade, Admission::Ticket, const Services&, IoThread&);

}  // namespace ramure::net
