// Bodies in pieces over a stream: what a BodySink takes, what a BodySource gives. At most one piece is held at a time.
// Internal to this room.
#pragma once

#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "server/net/http_message.hpp"
#include "server/net/io.hpp"
#include "server/net/wakeup.hpp"

namespace ramure::net {

inline constexpr std::size_t body_piece_bytes = 64 * 1024;

// Waits for what `begin` is promised to be given later, on the same loop; it may come after the one who waits is gone.
template <class T, class Begin>
Awaitable<T> promised(Executor executor, Begin begin) {
  struct Promise {
    explicit Promise(Executor of_loop) : wakeup(std::move(of_loop)) {}
    Wakeup wakeup;
    std::optional<T> value;
  };
  auto promise = std::make_shared<Promise>(std::move(executor));
  begin([promise](T value) {
    promise->value.emplace(std::move(value));
    promise->wakeup.wake();
  });
  while (!promise->value) co_await promise->wakeup.wait();
  co_return std::move(*promise->value);
}

// How long each step of a transfer may take is the connection's to say.
struct TransferClock {
  std::move_only_function<void()> allow_reading, allow_writing, pause;  // pause: it is ours to go on
};

struct ReceivedBody {
  enum class End { whole, too_large, gone, answered };
  End end = End::whole;
  std::optional<Response> answer;  // answered: by the sink, before the end
};

template <class Stream>
Awaitable<ReceivedBody> receive_body(Stream& stream, boost::beast::flat_buffer& buffer,
                                     boost::beast::http::request_parser<boost::beast::http::buffer_body>& parser,
                                     std::shared_ptr<BodySink> sink, Executor executor, TransferClock& clock) {
  namespace http = boost::beast::http;
  while (!parser.is_done()) {
    std::string piece(body_piece_bytes, '\0');
    auto& room = parser.get().body();
    room.data = piece.data();
    room.size = piece.size();
    clock.allow_reading();
    const auto [error, count] = co_await http::async_read(stream, buffer, parser, as_result);
    clock.pause();
    if (error == http::error::body_limit) co_return ReceivedBody{ReceivedBody::End::too_large, std::nullopt};
    if (error && error != http::error::need_buffer) co_return ReceivedBody{ReceivedBody::End::gone, std::nullopt};
    piece.resize(piece.size() - room.size);
    if (piece.empty()) continue;
    auto take = [&sink, &piece](BodySink::Taken taken) { sink->take(std::move(piece), std::move(taken)); };
    auto taking = promised<std::optional<Response>>(executor, std::move(take));
    std::optional<Response> answer = co_await std::move(taking);
    if (answer) co_return ReceivedBody{ReceivedBody::End::answered, std::move(answer)};
  }
  co_return ReceivedBody{};
}

// Sends head and body. False: the client is gone, or the body cannot be made whole; the connection is of no use then.
template <class Stream>
Awaitable<bool> send_source(Stream& stream, const boost::beast::http::response<boost::beast::http::empty_body>& head,
                            std::shared_ptr<BodySource> source, Executor executor, TransferClock& clock) {
  namespace http = boost::beast::http;
  const bool in_chunks = head.chunked();
  http::response_serializer<http::empty_body> serializer(head);
  clock.allow_writing();
  const auto [head_error, head_count] = co_await http::async_write_header(stream, serializer, as_result);
  if (head_error) co_return false;
  for (;;) {
    clock.pause();
    auto ask = [&source](BodySource::Give give) { source->next(std::move(give)); };
    auto asking = promised<std::optional<std::string>>(executor, std::move(ask));
    const std::optional<std::string> piece = co_await std::move(asking);
    if (!piece) co_return false;
    if (piece->empty()) break;
    const asio::const_buffer bytes(piece->data(), piece->size());
    clock.allow_writing();
    if (in_chunks) {
      const auto chunk = http::make_chunk(bytes);
      const auto [error, count] = co_await asio::async_write(stream, chunk, as_result);
      if (error) co_return false;
    } else {
      const auto [error, count] = co_await asio::async_write(stream, bytes, as_result);
      if (error) co_return false;
    }
  }
  if (!in_chunks) co_return true;
  clock.allow_writing();
  const auto end = http::make_chunk_last();
  const auto [error, count] = co_await asio::async_write(stream, end, as_result);
  co_return !error;
}

}  // namespace ramure::net
