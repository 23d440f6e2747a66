#include "tests/support/poll_client.hpp"

#include <algorithm>

#include "protocol/limits.hpp"

namespace ramure::test {

namespace {

template <class Message>
Message from_json(const std::string& json) {
  Message message;
  if (!protocol::parse_json(json, message)) throw std::runtime_error("not the JSON that was expected: " + json);
  return message;
}

}  // namespace

PollRefused::PollRefused(HttpAnswer answer)
    : std::runtime_error("poll refused: " + answer.body),
      status(answer.status),
      refusal(from_json<v1::Reply>(answer.body).refusal()) {}

HttpAnswer PollClient::post(const v1::Poll& poll) const {
  const bool json = options_.encoding == protocol::Encoding::json;
  HttpRequest request{"POST", "/api/poll", json ? protocol::to_json(poll) : poll.SerializeAsString()};
  request.timeout = std::chrono::seconds(40);
  request.headers.emplace_back("Content-Type", json ? "application/json" : "application/x-protobuf");
  if (!options_.token.empty()) request.headers.emplace_back("Authorization", "Bearer " + options_.token);
  if (!options_.cookie.empty()) request.headers.emplace_back("Cookie", options_.cookie);
  if (!options_.origin.empty()) request.headers.emplace_back("Origin", options_.origin);
  return http(options_.port, request);
}

v1::PollAnswer PollClient::ask(const v1::Poll& poll) {
  const HttpAnswer answered = post(poll);
  if (answered.status != 200) throw PollRefused(answered);
  v1::PollAnswer answer;
  if (options_.encoding == protocol::Encoding::json) {
    answer = from_json<v1::PollAnswer>(answered.body);
  } else if (!answer.ParseFromString(answered.body)) {
    throw std::runtime_error("the server sent something that is no PollAnswer");
  }
  poll_id_ = answer.poll_id();
  close_code_ = answer.close_code();
  close_reason_ = answer.close_reason();
  for (const v1::ServerFrame& frame : answer.frames()) inbox.push_back(frame);
  return answer;
}

v1::Poll PollClient::next_poll() {
  v1::Poll poll;
  poll.set_poll_id(poll_id_);
  poll.set_number(++number_);
  return poll;
}

v1::Poll PollClient::bringing(v1::ClientFrame frame) const {
  v1::Poll poll;
  poll.set_poll_id(poll_id_);
  poll.set_does_not_wait(!poll_id_.empty());
  *poll.add_frames() = std::move(frame);
  return poll;
}

v1::Welcome PollClient::hello(v1::Hello hello) {
  poll_id_.clear();
  number_ = 0;
  v1::ClientFrame frame;
  frame.set_request_id(next_request_id_++);
  hello.set_feature_level(limits::feature_level);
  *frame.mutable_hello() = std::move(hello);
  ask(bringing(std::move(frame)));
  const auto found = std::ranges::find_if(inbox, &v1::ServerFrame::has_welcome);
  if (found == inbox.end()) throw std::runtime_error("no Welcome");
  v1::Welcome welcome = std::move(*found->mutable_welcome());
  found->clear_welcome();
  if (found->ByteSizeLong() == 0) inbox.erase(found);
  return welcome;
}

void PollClient::wait_for_close() {
  while (close_code_ == 0) ask(next_poll());
}

std::optional<v1::ServerFrame> PollClient::receive() {
  if (inbox.empty() && close_code_ == 0) ask(next_poll());
  if (inbox.empty()) return std::nullopt;
  v1::ServerFrame frame = std::move(inbox.front());
  inbox.pop_front();
  return frame;
}

v1::Reply PollClient::request(v1::ClientFrame frame) {
  const std::uint64_t id = next_request_id_++;
  frame.set_request_id(id);
  ask(bringing(std::move(frame)));
  for (std::size_t seen = 0;;) {
    for (; seen < inbox.size(); ++seen) {
      for (const v1::Reply& reply : inbox[seen].replies()) {
        if (reply.request_id() == id) return reply;
      }
    }
    if (close_code_ != 0) throw std::runtime_error("no reply: " + std::to_string(close_code_) + " " + close_reason_);
    ask(next_poll());
  }
}

v1::Reply PollClient::command(const v1::Command& command) {
  v1::ClientFrame frame;
  *frame.mutable_command() = command;
  return request(std::move(frame));
}

v1::Reply PollClient::query(const v1::Query& query) {
  v1::ClientFrame frame;
  *frame.mutable_query() = query;
  return request(std::move(frame));
}

void PollClient::end() {
  v1::Poll poll;
  poll.set_poll_id(poll_id_);
  poll.set_ends(true);
  ask(poll);
}

}  // namespace ramure::test
