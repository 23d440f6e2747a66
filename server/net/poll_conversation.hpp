// One conversation by long polling (polling.proto): a Dialogue whose frames travel in the answers to HTTP requests. It
// knows no socket either: a request comes in as a Poll and a function that takes the answer, whoever carried it.
//
//   waiting    at most one request waits; it is answered when there is something to say, after poll_wait_ms, or when it
//              is over. Without one nothing is composed: what there is to say stays where the cursor is.
//   arriving   frames that came while the dialogue had no room are kept until it has, at most one request's worth and
//              poll_frames_max; a request that would bring more is refused OVERLOADED, and none of it is taken.
//   ending     revoked, dismissed, drained, or a violation: said in close_code to the request that waits or, for a
//              while, to the next one. Without a request for poll_abandoned_ms it ends by itself.
//
// One thread: its home. Owned by Polls until on_ended has been called.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>

#include "ramure/v1/polling.pb.h"
#include "server/net/admission.hpp"
#include "server/net/dialogue.hpp"
#include "server/net/io_thread.hpp"
#include "server/net/socket_book.hpp"
#include "server/net/watch.hpp"

namespace ramure::net {

inline constexpr std::size_t poll_frames_max = 64;  // in one request, and waiting for room

// The serialised PollAnswer, or a refusal. Called exactly once, on any thread.
using PollReply = std::move_only_function<void(std::expected<std::string, v1::Refusal>)>;

// Unknown, over, or somebody else's: the same words.
std::unexpected<v1::Refusal> no_such_poll();

class PollConversation final : public Dialogue, public Watched, public Revocable {
 public:
  using OnEnded = std::move_only_function<void()>;

  // `ticket`: it counts as a connection, though there may be none at the moment.
  PollConversation(const Services& services, IoThread& home, std::shared_ptr<const identity::Identity> identity,
                   std::string poll_id, Admission::Ticket ticket, OnEnded on_ended);

  void start(v1::Poll poll, PollReply reply);    // the first request
  void on_poll(v1::Poll poll, PollReply reply);  // every later one

  // Another conversation of the same account takes its place.
  void give_way();

  // live::Port
  void wake() override;
  // Watched
  void on_tick(std::int64_t steady_ms) override;
  void drop() override;
  void drain() override;
  // Revocable
  void revoke() override;

 private:
  struct Waiting {
    PollReply reply;
    std::int64_t until_ms;
  };

  void receive(v1::Poll poll, PollReply reply);
  bool has_place_for(const v1::Poll& poll) const;
  void feed();
  void wait_with(PollReply reply);
  void look();
  void compose();
  void answer_waiting();
  void end_later();
  void end_now();
  std::shared_ptr<PollConversation> self() { return std::static_pointer_cast<PollConversation>(shared_from_this()); }

  IoThread& home_;
  const std::string poll_id_;
  Admission::Ticket ticket_;
  OnEnded on_ended_;
  std::optional<Waiting> waiting_;
  std::string composed_;  // frames of the answer to whoever waits
  std::deque<v1::ClientFrame> arriving_;
  std::size_t arriving_bytes_ = 0;
  std::int64_t heard_ms_ = 0;  // when a request came, or was answered, last
  std::uint32_t number_ = 0;   // of the request that waited last
  bool is_looking_ = false;    // look() is posted
  bool is_due_ = false;        // whoever waits has waited long enough
  bool is_leaving_ = false;    // the server drains: nobody comes a second time, so the answer must be the whole one
  bool has_begun_ = false;     // between start() and the end
};

}  // namespace ramure::net
