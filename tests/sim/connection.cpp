#include "tests/sim/connection.hpp"

#include <utility>

#include "server/codev/visible.hpp"
#include "server/community/answer.hpp"
#include "server/community/round_book.hpp"
#include "server/live/refusals.hpp"

namespace ramure::sim {

namespace {

constexpr std::size_t frames_on_the_wire_max = 2;
constexpr std::size_t replies_waiting_max = 64;

std::string list(const std::vector<std::uint64_t>& seqs) {
  std::string text;
  for (const std::uint64_t seq : seqs) text += " " + std::to_string(seq);
  return text.empty() ? " nothing" : text;
}

}  // namespace

Connection::Connection(Server& server, SimLoop& loop, std::uint64_t member_id, std::shared_ptr<Wire> wire)
    : server_(server), loop_(loop), member_id_(member_id), wire_(std::move(wire)) {}

Connection::~Connection() = default;

void Connection::close() {
  is_closed_ = true;
  wire_->is_cut = true;
  subscription_ = nullptr;
}

void Connection::dismiss(Dismissal why) {
  if (why == Dismissal::backlog_failed) throw Violation("a page of the journal could not be used");
  loop_.post([self = shared_from_this()] { self->close(); });
}

bool Connection::receive() {
  if (is_closed_ || wire_->to_server.empty()) return false;
  const v1::ClientFrame frame = std::move(wire_->to_server.front());
  wire_->to_server.pop_front();
  if (frame.has_hello()) on_hello(frame);
  if (frame.has_command()) on_command(frame);
  if (frame.has_query()) on_query(frame);
  if (frame.has_open_text()) on_open_text(frame);
  return true;
}

void Connection::on_hello(const v1::ClientFrame& frame) {
  subscription_ = server_.hub(loop_).attach(member_id_, *this);
  server_.enqueue([self = shared_from_this(), frame](storage::Reader& reader) {
    auto greeting = live::greet(reader, self->member_id_, frame.hello(), self->server_.now_ms());
    self->loop_.post([self, id = frame.request_id(), greeting = std::move(greeting)]() mutable {
      self->begin(id, std::move(greeting));
    });
  });
}

void Connection::begin(std::uint64_t request_id, std::expected<live::Greeting, v1::Refusal> greeting) {
  if (is_closed_) return;
  if (!greeting) {
    refuse(request_id, std::move(greeting.error()));
    return;
  }
  has_begun_ = true;
  ++(greeting->welcome.has_snapshot() ? server_.tally().snapshots : server_.tally().resumed);
  told_seq_ = greeting->beginning.resume_seq;
  welcome_ = std::move(greeting->welcome);
  welcome_->set_request_id(request_id);
  server_.hub(loop_).begin(*subscription_, greeting->beginning);
}

void Connection::on_command(const v1::ClientFrame& frame) {
  const live::PendingCommand command{community::Actor::member(member_id_), frame.command()};
  if (server_.submit(command, {shared_from_this(), &loop_, frame.request_id()})) return;
  refuse(frame.request_id(), live::overloaded("too many commands wait"));
}

void Connection::on_query(const v1::ClientFrame& frame) {
  server_.enqueue([self = shared_from_this(), frame](storage::Reader& reader) {
    v1::Reply reply =
        community::answer(reader, self->member_id_, frame.query(), self->server_.now_ms(), self->server_.rounds());
    reply.set_request_id(frame.request_id());
    self->loop_.post([self, reply] { self->reply(reply); });
  });
}

void Connection::on_outcome(std::uint64_t request_id, live::CommandOutcome outcome) {
  v1::Reply result;
  result.set_request_id(request_id);
  result.set_as_of_seq(outcome.as_of_seq);
  if (outcome.result) {
    *result.mutable_accepted() = std::move(*outcome.result);
  } else {
    *result.mutable_refusal() = std::move(outcome.result.error());
  }
  reply(std::move(result));
}

void Connection::refuse(std::uint64_t request_id, v1::Refusal refusal) {
  v1::Reply result;
  result.set_request_id(request_id);
  *result.mutable_refusal() = std::move(refusal);
  reply(std::move(result));
}

bool Connection::write() {
  if (is_closed_ || wire_->to_client.size() >= frames_on_the_wire_max) return false;
  if (!is_awake_ && replies_.empty() && !welcome_) return false;
  if (replies_.size() > replies_waiting_max) throw Violation("replies pile up");
  v1::ServerFrame frame = take_frame();
  if (welcome_) *frame.mutable_welcome() = *std::exchange(welcome_, std::nullopt);
  for (v1::Reply& reply : replies_) frame.add_replies()->Swap(&reply);
  replies_.clear();
  if (frame.ByteSizeLong() == 0) return true;
  ++server_.tally().frames;
  wire_->to_client.push_back(std::move(frame));
  return true;
}

v1::ServerFrame Connection::take_frame() {
  v1::ServerFrame frame;
  is_awake_ = false;
  if (!has_begun_) return frame;
  const live::Outgoing out = server_.hub(loop_).take(*subscription_);
  is_awake_ |= out.has_more;
  std::string bytes;
  for (const live::Piece& piece : out.pieces) bytes += piece.bytes;
  bytes += out.rest;
  if (!frame.ParseFromString(bytes)) throw Violation("what the hub gives is not a frame");
  check_taken(out, frame);
  return frame;
}

// Words that were erased by what this thread has heard of are in no frame any more.
void Connection::check_is_erased(const v1::Event& event) const {
  const bool has_words = !event.message_posted().body().empty() || !event.message_edited().body().empty() ||
                         !event.course().quote_asked().words().empty() ||
                         !event.course().sentence_added().text().empty();
  const std::uint64_t redacted_at = server_.log().redacted_at(event.birth_seq());
  if (has_words && redacted_at != 0 && redacted_at <= server_.hub(loop_).head_seq()) {
    throw Violation("erased words were sent, of message " + std::to_string(event.birth_seq()));
  }
}

bool has_words_of_erased(const JournalLog& log, const v1::Contribution& said, std::uint64_t through_seq) {
  const std::uint64_t erased_at = log.redacted_at(said.id());
  return !said.text().empty() && erased_at != 0 && erased_at <= through_seq;
}

// What is told of a round, its rules let this member see; a letter to him alone is his, also when he is in it no more.
void Connection::check_is_of_round(const v1::Event& event) const {
  const live::Hub& hub = server_.hub(loop_);
  const JournalLog& log = server_.log();
  const codev::Round round = log.round(event.round().round_id(), hub.readable_as_of_seq(*subscription_));
  const bool is_letter = event.member_id() == member_id_;
  if (!is_letter && !codev::visible_to(round, community::from_journal(event), member_id_)) {
    throw Violation("member " + std::to_string(member_id_) + " is told of a round " + event.ShortDebugString());
  }
  bool has_erased = has_words_of_erased(log, event.round().contribution_made().contribution(), hub.head_seq());
  for (const v1::Contribution& said : event.round().contributions_shown().contributions()) {
    has_erased |= has_words_of_erased(log, said, hub.head_seq());
  }
  if (has_erased) throw Violation("erased words were sent, of a round: " + event.ShortDebugString());
}

void Connection::check_taken(const live::Outgoing& out, const v1::ServerFrame& frame) {
  if (out.pieces.size() > frame_limits.pieces_max) throw Violation("a frame of too many pieces");
  if (out.event_count > 1 && frame.ByteSizeLong() > frame_limits.bytes_soft_max + out.rest.size()) {
    throw Violation("a frame of too many bytes");
  }
  for (const v1::TextDelivery& delivery : frame.text_changes()) check_text(delivery);
  if (frame.through_seq() == 0) {
    if (frame.events_size() > 0) throw Violation("events without through_seq");
    return;
  }
  std::vector<std::uint64_t> given;
  for (const v1::Event& event : frame.events()) {
    given.push_back(event.seq());
    check_is_erased(event);
    if (event.has_round()) check_is_of_round(event);
    if (event.has_roadmap()) check_is_of_roadmap(event);
  }
  const live::Hub& hub = server_.hub(loop_);
  const auto readable = server_.log().readable(member_id_, hub.readable_as_of_seq(*subscription_));
  const auto expected = server_.log().readable_seqs(readable, told_seq_, frame.through_seq());
  if (frame.through_seq() < told_seq_ || given != expected) {
    throw Violation("member " + std::to_string(member_id_) + ", (" + std::to_string(told_seq_) + ", " +
                    std::to_string(frame.through_seq()) + "]: given" + list(given) + ", expected" + list(expected));
  }
  told_seq_ = frame.through_seq();
}

}  // namespace ramure::sim
