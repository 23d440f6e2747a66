#include "server/net/dialogue.hpp"

#include <utility>

#include "server/community/answer.hpp"
#include "server/net/replies.hpp"

namespace ramure::net {

using protocol::CloseCode;
using protocol::Encoding;

namespace {

// What a JSON client gets is one object, so a frame's parts are joined and translated.
void translate(Outbound& out) {
  std::string parts;
  for (const live::Piece& piece : out.pieces) parts.append(piece.bytes);
  parts += out.rest;
  out.rest = protocol::json_frame(parts);
  out.pieces.clear();
}

v1::Refusal hello_required() {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_HELLO_REQUIRED);
  refusal.set_message("the first frame must be Hello");
  return refusal;
}

}  // namespace

Dialogue::Dialogue(const Services& services, live::Loop& loop, std::shared_ptr<const identity::Identity> identity,
                   Encoding encoding)
    : services_(services),
      loop_(loop),
      identity_(std::move(identity)),
      opened_ms_(services.clock.steady_ms()),
      encoding_(encoding) {}

bool Dialogue::has_room() const {
  return stage_ != Stage::greeting && !is_draining_ && in_flight_ < limits::requests_in_flight_max &&
         queries_in_flight_ < queries_in_flight_max && outbox_bytes_ <= outbox_bytes_max;
}

void Dialogue::on_message(std::string_view bytes, bool is_text) {
  if (closing_ || stage_ == Stage::ended) return;
  if (is_text != (encoding_ == Encoding::json)) {
    return close(CloseCode::unsupported_data, is_text ? "this sub-protocol is binary" : "this sub-protocol is text");
  }
  auto frame = protocol::parse_client_frame(bytes, encoding_);
  if (!frame) return close(frame.error().close_code, std::move(frame.error().sentence));
  on_frame(std::move(*frame));
}

void Dialogue::on_frame(v1::ClientFrame frame) {
  if (closing_ || stage_ == Stage::ended) return;
  const std::uint64_t request_id = frame.request_id();
  if (stage_ == Stage::before_hello && !frame.has_hello()) {
    ++in_flight_;
    reply(reply_of(request_id, hello_required()));
    return close(CloseCode::protocol_error, "the first frame must be Hello");
  }
  switch (frame.body_case()) {
    case v1::ClientFrame::kHello: return on_hello(request_id, std::move(*frame.mutable_hello()));
    case v1::ClientFrame::kCommand: return on_command(request_id, std::move(*frame.mutable_command()));
    case v1::ClientFrame::kQuery: return on_query(request_id, std::move(*frame.mutable_query()));
    case v1::ClientFrame::kSignal: return on_signal(frame.signal());
    case v1::ClientFrame::kOpenText: return on_open_text(request_id, std::move(*frame.mutable_open_text()));
    case v1::ClientFrame::kCloseText: return on_close_text(request_id, frame.close_text());
    case v1::ClientFrame::BODY_NOT_SET: break;
  }
  ++in_flight_;
  reply(reply_of(request_id, unimplemented("frame")));
}

void Dialogue::on_command(std::uint64_t request_id, v1::Command command) {
  ++in_flight_;
  if (command.body_case() == v1::Command::BODY_NOT_SET) return reply(reply_of(request_id, unimplemented("command")));
  const std::shared_ptr<live::ReplySink> sink = self();
  auto refused =
      community_->submit({community::Actor::member(member_id_), std::move(command)}, {sink, &loop_, request_id});
  if (refused) on_outcome(request_id, {std::unexpected(std::move(*refused)), 0});
}

void Dialogue::on_outcome(std::uint64_t request_id, live::CommandOutcome outcome) {
  count_outcome(services_.metrics, outcome);
  reply(reply_of(request_id, std::move(outcome)));
}

void Dialogue::on_query(std::uint64_t request_id, v1::Query query) {
  ++in_flight_;
  if (query.body_case() == v1::Query::BODY_NOT_SET) return reply(reply_of(request_id, unimplemented("query")));
  ++queries_in_flight_;
  // Long answers are encoded where they are made: on the reader's thread, not on this one.
  struct Encoded {
    std::string part;
    bool is_refused;
  };
  auto job = [request_id, member_id = member_id_, now_ms = services_.clock.now_ms(), rounds = community_->rounds(),
              query = std::move(query)](storage::Reader& reader) {
    v1::ServerFrame frame;
    v1::Reply& reply = *frame.add_replies();
    reply = community::answer(reader, member_id, query, now_ms, rounds);
    reply.set_request_id(request_id);
    return Encoded{protocol::frame_part(frame), reply.has_refusal()};
  };
  auto done = [self = self(), request_id, started_ms = services_.clock.steady_ms()](auto outcome) {
    if (outcome) return self->on_answer(std::move(outcome->part), started_ms, outcome->is_refused);
    v1::ServerFrame frame;
    *frame.add_replies() = reply_of(request_id, std::move(outcome.error()));
    self->on_answer(protocol::frame_part(frame), started_ms, true);
  };
  community_->read<Encoded>(loop_, std::move(job), std::move(done));
}

void Dialogue::on_answer(std::string part, std::int64_t started_ms, bool is_refused) {
  --queries_in_flight_;
  services_.metrics.add(is_refused ? Counter::queries_refused : Counter::queries_answered);
  services_.metrics.observe(Duration::query, services_.clock.steady_ms() - started_ms);
  say_part(std::move(part), true);
}

void Dialogue::on_signal(const v1::Signal& signal) {
  if (signal.has_typing()) {
    const std::uint64_t thread_id = signal.typing().thread_id();
    if (typing_gate_.admit(thread_id, services_.clock.steady_ms())) community_->typing(member_id_, thread_id);
    return;
  }
  if (signal.has_text_cursor()) return on_text_cursor(signal.text_cursor());
  if (!signal.has_clock_sync()) return;
  v1::ServerFrame frame;
  *frame.add_signals() = signal;
  frame.mutable_signals(0)->mutable_clock_sync()->set_server_ms(services_.clock.now_ms());
  say(std::move(frame));
}

void Dialogue::reply(v1::Reply reply) {
  v1::ServerFrame frame;
  *frame.add_replies() = std::move(reply);
  say_part(protocol::frame_part(frame), true);
}

void Dialogue::say(v1::ServerFrame frame) { say_part(protocol::frame_part(frame), false); }

void Dialogue::say_part(std::string part, bool is_reply) {
  if (stage_ == Stage::ended) return;
  if (is_reply) ++replies_waiting_;
  outbox_bytes_ += part.size();
  outbox_.push_back(std::move(part));
  wake();
}

void Dialogue::note_written() { in_flight_ -= std::exchange(replies_leaving_, 0); }

Outbound Dialogue::take() {
  note_written();
  Outbound out;
  std::size_t taken = 0;
  while (taken < outbox_.size() && (taken == 0 || out.rest.size() < limits::server_frame_bytes_soft_max)) {
    if (taken == 0) out.rest = std::move(outbox_[0]);
    else out.rest += outbox_[taken];
    ++taken;
  }
  outbox_bytes_ -= out.rest.size();
  if (taken == outbox_.size()) std::vector<std::string>().swap(outbox_);  // idle connections hold nothing
  else outbox_.erase(outbox_.begin(), outbox_.begin() + static_cast<std::ptrdiff_t>(taken));
  replies_leaving_ = std::exchange(replies_waiting_, 0);
  has_more_ = !outbox_.empty();
  if (stage_ == Stage::open && !has_more_ && !closing_) {
    live::Outgoing events = hub_->take(*subscription_);
    out.pieces = std::move(events.pieces);
    out.rest += events.rest;
    out.event_count = events.event_count;
    has_more_ = events.has_more;
    told_through_seq_ = hub_->through_seq(*subscription_);
  }
  close_if_drained();
  if (encoding_ == Encoding::json && !out.is_empty()) translate(out);
  return out;
}

void Dialogue::close(CloseCode code, std::string sentence) {
  if (closing_ || stage_ == Stage::ended) return;
  closing_ = protocol::Violation{code, std::move(sentence)};
  wake();
}

void Dialogue::end() {
  stage_ = Stage::ended;
  presence_ = {};
  subscription_.reset();
  hub_ = nullptr;
  community_ = {};
}

}  // namespace ramure::net
