#include "tests/sim/client.hpp"

#include <algorithm>

#include "tests/sim/commands.hpp"
#include "tests/sim/connection.hpp"

namespace ramure::sim {

namespace {

constexpr std::size_t outbox_max = 6;

}  // namespace

void Client::connect() {
  wire_ = std::make_shared<Wire>();
  server_.connections().push_back(std::make_shared<Connection>(server_, server_.any_loop(), member_id_, wire_));
  queries_.clear();
  commands_.clear();
  texts_.reconnect();
  has_welcome_ = false;
  v1::ClientFrame frame;
  v1::Hello& hello = *frame.mutable_hello();
  hello.set_epoch(state_.epoch());
  hello.set_cursor_seq(state_.cursor_seq());
  hello.set_private_revision(state_.private_revision());
  hello.set_events_only(events_only_);
  send(std::move(frame));
}

void Client::cut() {
  wire_->is_cut = true;
  wire_ = nullptr;
}

std::uint64_t Client::send(v1::ClientFrame frame) {
  const std::uint64_t request_id = next_request_++;
  frame.set_request_id(request_id);
  wire_->to_server.push_back(std::move(frame));
  return request_id;
}

bool Client::read(std::map<std::string, Promise>& promises) {
  if (!is_connected() || wire_->to_client.empty()) return false;
  v1::ServerFrame frame = std::move(wire_->to_client.front());
  wire_->to_client.pop_front();
  spoil(frame);
  on_frame(std::move(frame), promises);
  return true;
}

void Client::spoil(v1::ServerFrame& frame) {
  if (server_.mutation() == Mutation::drop_text_change && frame.text_changes_size() > 0 && dice_.chance(5)) {
    frame.mutable_text_changes()->DeleteSubrange(
        static_cast<int>(dice_.below(static_cast<std::uint64_t>(frame.text_changes_size()))), 1);
  }
  if (frame.events_size() == 0 || !dice_.chance(5)) return;
  if (server_.mutation() == Mutation::drop_event) {
    frame.mutable_events()->DeleteSubrange(
        static_cast<int>(dice_.below(static_cast<std::uint64_t>(frame.events_size()))), 1);
  }
  if (server_.mutation() == Mutation::repeat_frame) wire_->to_client.push_front(frame);
}

void Client::on_frame(v1::ServerFrame frame, std::map<std::string, Promise>& promises) {
  check_order(frame);
  if (frame.has_welcome()) {
    has_welcome_ = true;
    is_refused_ = false;
    if (frame.welcome().epoch() == state_.epoch() && frame.welcome().resume_seq() < state_.cursor_seq()) {
      throw Violation("the cursor went back");
    }
  }
  state_.take(frame);
  rounds_.take(frame);
  texts_.take(frame, state_.epoch());
  for (const v1::Reply& reply : frame.replies()) on_reply(reply, promises);
}

void Client::check_order(const v1::ServerFrame& frame) const {
  std::uint64_t last = frame.has_welcome() ? frame.welcome().resume_seq() : state_.cursor_seq();
  for (const v1::Event& event : frame.events()) {
    if (event.seq() <= last) throw Violation("event " + std::to_string(event.seq()) + " came twice, or late");
    last = event.seq();
  }
  if (frame.through_seq() != 0 && frame.through_seq() < last) throw Violation("through_seq is behind its own events");
}

void Client::on_reply(const v1::Reply& reply, std::map<std::string, Promise>& promises) {
  if (const auto query = queries_.find(reply.request_id()); query != queries_.end()) {
    if (query->second.has_get_round()) rounds_.answer(query->second.get_round(), reply);
    if (reply.has_answer()) {
      state_.answer(query->second, reply.answer(), reply.as_of_seq());
    } else {
      state_.give_up(query->second);
    }
    queries_.erase(query);
    return;
  }
  const auto command = commands_.find(reply.request_id());
  if (command == commands_.end()) {
    is_refused_ = !has_welcome_;
    if (is_refused_) cut();
    return;
  }
  if (reply.has_accepted()) on_accepted(command->second, reply.accepted(), promises);
  const bool is_done = reply.has_accepted() || !reply.refusal().retryable();
  if (is_done) {
    std::erase_if(outbox_, [&](const v1::Command& c) { return c.command_key() == command->second.command_key(); });
  }
  commands_.erase(command);
}

void Client::on_accepted(const v1::Command& command, const v1::Accepted& accepted,
                         std::map<std::string, Promise>& promises) {
  const auto [promise, is_first] = promises.try_emplace(command.command_key(), Promise{member_id_, command, accepted});
  const v1::Accepted& first = promise->second.accepted;
  if (first.first_seq() != accepted.first_seq() || first.last_seq() != accepted.last_seq() ||
      first.private_revision() != accepted.private_revision()) {
    throw Violation("a key was answered in two ways: " + first.ShortDebugString() + " and " +
                    accepted.ShortDebugString());
  }
}

void Client::command() {
  if (outbox_.size() >= outbox_max) return;
  if (state_.picture().channels.empty() && dice_.chance(80)) return;  // people act on what they see
  v1::Command command = random_command(dice_, server_.log(), state_, member_id_, server_.now_ms());
  if (command.has_post_message() && dice_.chance(10)) {
    command.mutable_post_message()->add_upload_ids(server_.upload(member_id_));
    if (dice_.chance(50)) command.mutable_post_message()->clear_body();
  }
  std::string key = std::to_string(number_) + "-" + std::to_string(next_key_++);
  key.resize(16, '.');
  command.set_command_key(key);
  outbox_.push_back(command);
  if (is_connected()) send_unanswered();
}

void Client::send_command(const v1::Command& command) {
  v1::ClientFrame frame;
  *frame.mutable_command() = command;
  commands_[next_request_] = command;
  send(std::move(frame));
}

bool Client::send_unanswered() {
  if (!is_connected() || !has_welcome_ || outbox_.empty()) return false;
  send_command(outbox_[dice_.below(outbox_.size())]);
  return true;
}

void Client::repeat(const Promise& promise) {
  if (is_connected() && has_welcome_ && promise.member_id == member_id_) send_command(promise.command);
}

bool Client::send_text(const std::optional<v1::ClientFrame>& frame) {
  if (!frame) return false;
  texts_.was_sent(*frame, send(*frame));
  if (frame->has_command() && dice_.chance(10)) send(*frame);  // it comes twice
  return true;
}

bool Client::write_text() {
  if (!is_connected() || !has_welcome_) return false;
  const auto roadmaps = server_.log().roadmaps().ids();
  const std::uint64_t id = roadmaps[dice_.below(roadmaps.size())];
  const auto text = texts_.texts().find(id);
  if (text == texts_.texts().end() || !text->second.is_open) return send_text(texts_.open(id));
  if (dice_.chance(40)) return send_text(texts_.push(id));
  texts_.write(id);
  return true;
}

bool Client::finish_texts() {
  std::vector<std::uint64_t> ids;
  for (const auto& [id, text] : texts_.texts()) ids.push_back(id);
  bool did_something = false;
  for (const std::uint64_t id : ids) {
    did_something |= send_text(texts_.texts().at(id).is_open ? texts_.push(id) : texts_.open(id));
  }
  return did_something;
}

v1::Query Client::wanted() const {
  v1::Query query;
  const cli::Wants& wants = state_.wants();
  if (wants.snapshot) {
    query.mutable_get_snapshot();
  } else if (wants.directory_after_id != 0) {
    query.mutable_get_snapshot()->set_directory_after_id(wants.directory_after_id);
  } else if (!wants.channels.empty()) {
    query.mutable_get_channel()->set_channel_id(*wants.channels.begin());
  } else if (!wants.threads.empty()) {
    query.mutable_get_thread()->set_thread_id(*wants.threads.begin());
  } else if (!wants.histories.empty()) {
    query.mutable_get_history()->set_thread_id(*wants.histories.begin());
    query.mutable_get_history()->set_limit(200);
  } else if (rounds_.wanted() != 0) {
    query.mutable_get_round()->set_round_id(rounds_.wanted());
  }
  return query;
}

bool Client::send_query(const v1::Query& query) {
  state_.ask();
  queries_[next_request_] = query;
  v1::ClientFrame frame;
  *frame.mutable_query() = query;
  send(std::move(frame));
  return true;
}

bool Client::ask() {
  if (!is_connected() || !has_welcome_ || events_only_ || queries_.size() >= 3) return false;
  v1::Query query = wanted();
  const auto& threads = state_.picture().threads;
  if (query.body_case() == v1::Query::BODY_NOT_SET && !threads.empty() && dice_.chance(60)) {
    const auto thread = std::next(threads.begin(), static_cast<std::ptrdiff_t>(dice_.below(threads.size())));
    query.mutable_get_history()->set_thread_id(thread->first);
    query.mutable_get_history()->set_limit(dice_.chance(30) ? 3 : 200);
  }
  return query.body_case() != v1::Query::BODY_NOT_SET && send_query(query);
}

bool Client::finish() {
  if (!is_connected() || !has_welcome_) return false;
  bool did_something = finish_texts();
  for (const v1::Command& command : outbox_) {
    const auto is_this = [&](const auto& sent) { return sent.second.command_key() == command.command_key(); };
    if (std::ranges::any_of(commands_, is_this)) continue;
    send_command(command);
    did_something = true;
  }
  const v1::Query query = wanted();
  const bool asks = !events_only_ && queries_.empty() && query.body_case() != v1::Query::BODY_NOT_SET;
  return (asks && send_query(query)) || did_something;
}

}  // namespace ramure::sim
