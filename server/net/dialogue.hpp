// The protocol side of one connection: what a message from the client leads to, and what there is to send. Knows no
// socket, so it is tested without one; WsConnection moves the bytes.
//
// Promises:
// 1. Replies are queued, events never: a frame is composed when the socket is free, from wherever the cursor is.
// 2. What is queued is bounded: the socket is not read while requests_in_flight_max requests (or queries_in_flight_max
//    queries) are unanswered or unsent, or more than outbox_bytes_max wait to be sent.
// 3. Welcome precedes every event; a reply never follows a later frame's events of the same batch by more than the
//    frame limit.
// 4. After closing() is set nothing more is read; what was queued before is still sent.
//
// One thread: the loop's. The owner derives from it and holds it by shared_ptr; end() on the loop before letting go.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "ramure/v1/frames.pb.h"
#include "server/live/hub.hpp"
#include "server/live/presence.hpp"
#include "server/live/signals.hpp"
#include "server/net/entrance.hpp"
#include "server/net/services.hpp"

namespace ramure::net {

inline constexpr std::size_t queries_in_flight_max = 4;
inline constexpr std::size_t outbox_bytes_max = 1024 * 1024;
static_assert(queries_in_flight_max <= limits::requests_in_flight_max);

// One WebSocket message: `pieces` and `rest` one behind the other. In the JSON sub-protocol all is in `rest`.
struct Outbound {
  live::Pieces pieces;
  std::string rest;
  std::size_t event_count = 0;
  bool is_empty() const { return pieces.empty() && rest.empty(); }
};

class Dialogue : public live::Port, public live::ReplySink, public std::enable_shared_from_this<Dialogue> {
 public:
  Dialogue(const Services& services, live::Loop& loop, std::shared_ptr<const identity::Identity> identity,
           protocol::Encoding encoding);
  virtual ~Dialogue() = default;

  // Whether another message may be read now. When it becomes true again, wake() is called.
  bool has_room() const;

  // Takes one message, or what it said. A violation is also noted in closing().
  void on_message(std::string_view bytes, bool is_text);
  void on_frame(v1::ClientFrame frame);

  // The next frame, when the previous one has been written; empty when there is nothing to say. `more()` tells that
  // another follows without a wake. `note_written()`, where take() does not follow at once.
  Outbound take();
  void note_written();
  bool more() const { return has_more_; }

  // The connection should be closed in this way, once the outbox is empty.
  const std::optional<protocol::Violation>& closing() const { return closing_; }
  void close(protocol::CloseCode code, std::string sentence);

  // SIGTERM: no further requests; closes with 1012 when the last answer is out.
  void drain();

  // Every half second, and when a ping is due: what one may see has moved on, and the client should know.
  void on_tick(std::int64_t steady_ms);
  void tell_progress();

  // Leaves the hub and the community. Nothing may be called afterwards.
  void end();

  // live::Port: wake() is the owner's: compose and write. Never called from inside take().
  void dismiss(Dismissal why) final;
  // live::ReplySink
  void on_outcome(std::uint64_t request_id, live::CommandOutcome outcome) final;

 protected:
  const Services& services() const { return services_; }
  live::Loop& loop() const { return loop_; }
  const identity::Identity& identity() const { return *identity_; }

 private:
  enum class Stage : std::uint8_t { before_hello, greeting, open, ended };

  void on_hello(std::uint64_t request_id, v1::Hello hello);
  void on_entered(std::uint64_t request_id, v1::Hello hello, std::expected<Entrance, v1::Refusal> entrance);
  void on_greeted(std::uint64_t request_id, std::expected<live::Greeting, v1::Refusal> greeting);
  void on_command(std::uint64_t request_id, v1::Command command);
  void on_query(std::uint64_t request_id, v1::Query query);
  void on_signal(const v1::Signal& signal);
  // dialogue_texts.cpp
  void on_open_text(std::uint64_t request_id, v1::OpenText query);
  void on_text_read(std::uint64_t request_id, const v1::OpenText& query, v1::Reply reply, std::uint64_t head);
  void on_close_text(std::uint64_t request_id, const v1::CloseText& query);
  void on_text_cursor(const v1::TextCursor& cursor);
  void on_answer(std::string part, std::int64_t started_ms, bool is_refused);

  std::shared_ptr<Dialogue> self() { return shared_from_this(); }
  void say(v1::ServerFrame frame);
  void say_part(std::string part, bool is_reply);
  void reply(v1::Reply reply);
  void close_if_drained();

  const Services& services_;
  live::Loop& loop_;
  std::shared_ptr<const identity::Identity> identity_;
  live::Registry::Lease community_;
  live::Hub* hub_ = nullptr;
  std::unique_ptr<live::Subscription> subscription_;
  live::Presence::Ticket presence_;
  std::uint64_t member_id_ = 0;

  std::vector<std::string> outbox_;  // encoded fields of a ServerFrame, in order
  std::size_t outbox_bytes_ = 0;
  std::optional<protocol::Violation> closing_;
  const std::int64_t opened_ms_;
  std::uint64_t told_through_seq_ = 0;
  live::TypingGate typing_gate_;
  live::CursorGate cursor_gate_;
  std::uint8_t in_flight_ = 0;          // requests read whose reply is not yet written
  std::uint8_t queries_in_flight_ = 0;  // of them, queries that a reader works on
  std::uint8_t replies_waiting_ = 0;    // of in_flight_: in the outbox
  std::uint8_t replies_leaving_ = 0;    // of in_flight_: in the frame that is being written
  Stage stage_ = Stage::before_hello;
  const protocol::Encoding encoding_;
  bool is_draining_ = false;
  bool has_more_ = false;
};

}  // namespace ramure::net
