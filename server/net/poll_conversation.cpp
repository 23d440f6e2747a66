#include "server/net/poll_conversation.hpp"

#include "server/identity/refuse.hpp"
#include "server/live/wire.hpp"

namespace ramure::net {

using identity::refuse;
using protocol::CloseCode;

namespace {

// Frames are gathered up to here: each answer costs a round trip, and somebody who was away for long has many to read.
constexpr std::size_t answer_bytes_soft_max = 4 * limits::server_frame_bytes_soft_max;

// One element of PollAnswer.frames; the pieces of the frame are copied.
std::size_t append_frame(std::string& answer, const Outbound& out) {
  std::size_t size = out.rest.size();
  for (const live::Piece& piece : out.pieces) size += piece.bytes.size();
  live::append_varint(answer, v1::PollAnswer::kFramesFieldNumber << 3 | 2);
  live::append_varint(answer, size);
  for (const live::Piece& piece : out.pieces) answer.append(piece.bytes);
  answer += out.rest;
  return size;
}

std::string answer_of(const std::string& poll_id) {
  std::string answer;
  live::append_bytes(answer, v1::PollAnswer::kPollIdFieldNumber, poll_id);
  return answer;
}

void append_close(std::string& answer, const protocol::Violation& why) {
  live::append_number(answer, v1::PollAnswer::kCloseCodeFieldNumber, static_cast<std::uint16_t>(why.close_code));
  live::append_bytes(answer, v1::PollAnswer::kCloseReasonFieldNumber, why.sentence);
}

}  // namespace

std::unexpected<v1::Refusal> no_such_poll() {
  return refuse(v1::REFUSAL_CODE_NOT_FOUND, "poll_id", "there is no such conversation, or it is over: begin again");
}

PollConversation::PollConversation(const Services& services, IoThread& home,
                                   std::shared_ptr<const identity::Identity> identity, std::string poll_id,
                                   Admission::Ticket ticket, OnEnded on_ended)
    : Dialogue(services, home, std::move(identity), protocol::Encoding::binary),
      home_(home),
      poll_id_(std::move(poll_id)),
      ticket_(std::move(ticket)),
      on_ended_(std::move(on_ended)) {}

// The session may have been revoked since the token was looked at: registered first, asked again, only then served.
void PollConversation::start(v1::Poll poll, PollReply reply) {
  has_begun_ = true;
  services().metrics.add(Counter::polls_opened);
  services().metrics.move(Gauge::polls, 1);
  services().sockets.add(identity().session_id, home_, self());
  receive(std::move(poll), std::move(reply));
  home_.watch().add_session(*this);
  if (!services().accounts.is_live(identity().session_id)) revoke();
}

void PollConversation::on_poll(v1::Poll poll, PollReply reply) {
  if (!has_begun_) return reply(no_such_poll());
  const bool waits = !poll.does_not_wait() && !poll.ends();
  if (waits && poll.number() != number_ + 1) {
    return reply(refuse(v1::REFUSAL_CODE_CONFLICT, "number", "this is not the next request; begin again"));
  }
  if (!has_place_for(poll)) {
    return reply(refuse(v1::REFUSAL_CODE_OVERLOADED, "frames",
                        "frames that came before are still waiting; bring these again in a moment", true));
  }
  if (waits) ++number_;
  receive(std::move(poll), std::move(reply));
}

void PollConversation::receive(v1::Poll poll, PollReply reply) {
  heard_ms_ = services().clock.steady_ms();
  for (v1::ClientFrame& frame : *poll.mutable_frames()) {
    const std::size_t size = frame.ByteSizeLong();
    services().metrics.add(Counter::frames_received);
    services().metrics.add(Counter::frame_bytes_received, size);
    arriving_bytes_ += size;
    arriving_.push_back(std::move(frame));
  }
  feed();
  if (poll.ends()) {
    close(CloseCode::normal, "the page was closed");
    wait_with(std::move(reply));
    end_later();
  } else if (poll.does_not_wait()) {
    reply(answer_of(poll_id_));
  } else {
    wait_with(std::move(reply));
  }
}

bool PollConversation::has_place_for(const v1::Poll& poll) const {
  if (arriving_.empty() || poll.frames_size() == 0) return true;
  const std::size_t count = arriving_.size() + static_cast<std::size_t>(poll.frames_size());
  return count <= poll_frames_max && arriving_bytes_ + poll.ByteSizeLong() <= limits::client_frame_bytes_max;
}

void PollConversation::feed() {
  while (!arriving_.empty() && has_room() && !closing()) {
    v1::ClientFrame frame = std::move(arriving_.front());
    arriving_.pop_front();
    arriving_bytes_ -= frame.ByteSizeLong();
    on_frame(std::move(frame));
  }
}

// One that waits already is answered as it is: whoever sent two reads both.
void PollConversation::wait_with(PollReply reply) {
  if (waiting_) answer_waiting();
  waiting_ = Waiting{std::move(reply), services().clock.steady_ms() + limits::poll_wait_ms};
  is_due_ = false;
  wake();
}

void PollConversation::wake() {
  if (is_looking_ || !has_begun_) return;
  is_looking_ = true;
  home_.post([self = self()] {
    self->is_looking_ = false;
    self->look();
  });
}

// Everything that is said is said from here, or at the end.
void PollConversation::look() {
  if (!has_begun_) return;
  feed();
  if (!waiting_) return;
  compose();
  if (closing() && !more()) return end_now();
  const bool is_full = composed_.size() >= answer_bytes_soft_max;
  if (is_due_ || is_full || (!composed_.empty() && !is_leaving_)) answer_waiting();
  else if (more()) wake();
  feed();  // what was taken has made room
}

void PollConversation::compose() {
  bool goes_on = true;
  while (goes_on && composed_.size() < answer_bytes_soft_max) {
    const Outbound out = take();
    if (out.is_empty()) break;
    const std::size_t frame_bytes = append_frame(composed_, out);
    services().metrics.add(Counter::frames_sent);
    services().metrics.add(Counter::frame_bytes_sent, frame_bytes);
    services().metrics.add(Counter::events_sent, out.event_count);
    goes_on = more();
  }
}

void PollConversation::answer_waiting() {
  std::string answer = answer_of(poll_id_);
  answer += std::exchange(composed_, {});
  if (closing() && !more()) append_close(answer, *closing());
  PollReply reply = std::move(waiting_->reply);
  waiting_.reset();
  heard_ms_ = services().clock.steady_ms();
  reply(std::move(answer));
}

void PollConversation::on_tick(std::int64_t steady_ms) {
  Dialogue::on_tick(steady_ms);
  if (waiting_ && steady_ms >= waiting_->until_ms) {
    is_due_ = true;
    tell_progress();
    wake();
  } else if (!waiting_ && steady_ms - heard_ms_ > limits::poll_abandoned_ms) {
    services().metrics.add(Counter::polls_abandoned);
    end_later();
  }
}

void PollConversation::give_way() {
  close(CloseCode::policy, "this account has too many conversations");
  end_later();
}

void PollConversation::revoke() {
  close(CloseCode::policy, "the session has ended");
  if (!waiting_) end_later();
}

void PollConversation::drain() {
  is_leaving_ = true;
  Dialogue::drain();
  if (!waiting_) end_later();
}

void PollConversation::drop() {
  close(CloseCode::service_restart, "the server restarts");
  end_later();
}

// Not at once: whoever walks through the watch's lists is calling.
void PollConversation::end_later() {
  home_.post([self = self()] { self->end_now(); });
}

void PollConversation::end_now() {
  if (!std::exchange(has_begun_, false)) return;
  if (waiting_) answer_waiting();
  home_.watch().remove_session(*this);
  services().sockets.remove(identity().session_id, *this);
  services().metrics.move(Gauge::polls, -1);
  arriving_.clear();
  end();
  ticket_ = {};
  on_ended_();
}

}  // namespace ramure::net
