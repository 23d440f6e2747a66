// How a dialogue begins and how it comes to its end; what happens in between is in dialogue.cpp.
#include <utility>

#include "server/net/dialogue.hpp"
#include "server/net/replies.hpp"

namespace ramure::net {

using protocol::CloseCode;

void Dialogue::on_hello(std::uint64_t request_id, v1::Hello hello) {
  if (stage_ != Stage::before_hello) return close(CloseCode::protocol_error, "Hello comes once");
  ++in_flight_;
  stage_ = Stage::greeting;
  const std::string community = hello.community();
  enter(services_.registry, *identity_, community, loop_,
        [self = self(), request_id, hello = std::move(hello)](auto entrance) mutable {
          self->on_entered(request_id, std::move(hello), std::move(entrance));
        });
}

void Dialogue::on_entered(std::uint64_t request_id, v1::Hello hello, std::expected<Entrance, v1::Refusal> entrance) {
  if (stage_ == Stage::ended) return;
  if (!entrance) {
    stage_ = Stage::before_hello;
    return reply(reply_of(request_id, std::move(entrance.error())));
  }
  community_ = std::move(entrance->community);
  member_id_ = entrance->member_id;
  hub_ = &community_->hub(loop_);
  subscription_ = hub_->attach(member_id_, *this);  // before the start is read, so that nothing in between is lost
  community_->greet(loop_, member_id_, std::move(hello),
                    [self = self(), request_id](auto greeting) { self->on_greeted(request_id, std::move(greeting)); });
}

void Dialogue::on_greeted(std::uint64_t request_id, std::expected<live::Greeting, v1::Refusal> greeting) {
  if (stage_ == Stage::ended) return;
  if (!greeting) {
    subscription_.reset();
    hub_ = nullptr;
    community_ = {};
    stage_ = Stage::before_hello;
    return reply(reply_of(request_id, std::move(greeting.error())));
  }
  stage_ = Stage::open;
  hub_->begin(*subscription_, greeting->beginning);
  presence_ = community_->here(*hub_, *subscription_);
  v1::ServerFrame frame;
  *frame.mutable_welcome() = std::move(greeting->welcome);
  frame.mutable_welcome()->set_request_id(request_id);
  say_part(protocol::frame_part(frame), true);
}

void Dialogue::on_tick(std::int64_t steady_ms) {
  const bool is_late = stage_ == Stage::before_hello && steady_ms - opened_ms_ > limits::hello_timeout_ms;
  if (is_late) close(CloseCode::policy, "no Hello came in time");
}

void Dialogue::tell_progress() {
  if (stage_ != Stage::open || closing_) return;
  const std::uint64_t through_seq = hub_->through_seq(*subscription_);
  if (through_seq == told_through_seq_) return;
  told_through_seq_ = through_seq;
  v1::ServerFrame frame;
  frame.set_through_seq(through_seq);
  say(std::move(frame));
}

void Dialogue::drain() {
  if (is_draining_ || stage_ == Stage::ended) return;
  is_draining_ = true;
  v1::ServerFrame frame;
  frame.add_signals()->mutable_going_away()->set_retry_after_ms(1'000);
  say(std::move(frame));
}

void Dialogue::close_if_drained() {
  const bool all_answered = in_flight_ == replies_leaving_ && outbox_.empty();
  if (is_draining_ && all_answered) close(CloseCode::service_restart, "the server restarts");
}

void Dialogue::dismiss(Dismissal why) {
  if (why == Dismissal::member_left) close(CloseCode::policy, "you are no longer a member");
  else close(CloseCode::internal_error, "the journal cannot be read");
}

}  // namespace ramure::net
