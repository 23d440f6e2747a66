#include "tests/crash/crash_clients.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "server/identity/tokens.hpp"
#include "server/system_clock.hpp"
#include "tests/support/http_files.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;
constexpr auto patience = 30s;

// Calls `with` on one connection after the other until `is_over`; a connection that breaks is simply the end of one.
template <typename IsOver, typename With>
void keep_connecting(const Whereabouts& whereabouts, const std::string& token, const IsOver& is_over,
                     const With& with) {
  while (!is_over()) {
    try {
      WsClient client({.port = whereabouts.port, .token = token});
      with(client);
    } catch (const std::exception&) {
      std::this_thread::sleep_for(10ms);
    }
  }
}

// One member may write in several windows.
std::string fresh_name() {
  static std::atomic<int> windows = 0;
  return "window " + std::to_string(++windows);
}

}  // namespace

CrashWriter::CrashWriter(const Whereabouts& whereabouts, const ServedMember& member, NextCommand next)
    : whereabouts_(whereabouts), member_(member), name_(fresh_name()), next_(std::move(next)), thread_([this] {
        live();
      }) {}

CrashWriter::~CrashWriter() {
  is_over_ = true;
  if (thread_.joinable()) thread_.join();
}

void CrashWriter::live() {
  auto gives_up = std::chrono::steady_clock::time_point::max();
  const auto is_done = [&] {
    if (is_over_ && gives_up == std::chrono::steady_clock::time_point::max())
      gives_up = std::chrono::steady_clock::now() + patience;
    return (is_over_ && unanswered_.empty()) || std::chrono::steady_clock::now() > gives_up;
  };
  keep_connecting(whereabouts_, member_.token, is_done, [this](WsClient& client) { talk(client); });
}

// One command at a time; every fourth answered command is sent once more, as a client whose answer was lost would.
void CrashWriter::talk(WsClient& client) {
  client.hello();
  while (!unanswered_.empty() || !is_over_) {
    if (unanswered_.empty()) {
      std::optional<v1::Command> command = next_(++number_);
      if (!command) {
        std::this_thread::sleep_for(50ms);
        continue;
      }
      command->set_command_key(
          identity::derived_command_key(SystemClock().now_ms(), name_ + "/" + std::to_string(number_)));
      unanswered_.push_back(std::move(*command));
    }
    const v1::Command command = unanswered_.front();
    const v1::Reply reply = client.command(command);
    if (!reply.has_accepted()) {
      if (reply.refusal().retryable()) continue;
      throw std::logic_error("refused: " + reply.refusal().message());
    }
    acknowledged_[command.command_key()] = reply.accepted().first_seq();
    unanswered_.pop_front();
    if (number_ % 4 == 0) {
      const v1::Reply again = client.command(command);
      if (again.accepted().first_seq() != reply.accepted().first_seq())
        acknowledged_[command.command_key()] = 0;  // counted as lost
    }
  }
}

void CrashWriter::finish() {
  is_over_ = true;
  thread_.join();
}

NextCommand posting(const Whereabouts& whereabouts, const ServedMember& member, std::uint64_t thread_id) {
  return [&whereabouts, member, thread_id](std::uint64_t number) {
    v1::Command command;
    command.mutable_post_message()->set_thread_id(thread_id);
    command.mutable_post_message()->set_body(sentence(number));
    if (number % 5 == 0) {
      command.mutable_post_message()->add_upload_ids(
          uploaded_over_http(whereabouts.port, member.token, "Une pièce : " + sentence(number)));
    }
    return std::optional(std::move(command));
  };
}

CrashReader::CrashReader(const Whereabouts& whereabouts, const ServedMember& member)
    : whereabouts_(whereabouts), member_(member), thread_([this] { live(); }) {}

CrashReader::~CrashReader() {
  is_over_ = true;
  if (thread_.joinable()) thread_.join();
}

void CrashReader::live() {
  keep_connecting(
      whereabouts_, member_.token, [this] { return is_over_.load(); }, [this](WsClient& client) { listen(client); });
}

void CrashReader::listen(WsClient& client) {
  v1::Hello hello;
  hello.set_events_only(true);
  hello.set_epoch(epoch_);
  hello.set_cursor_seq(cursor_seq_);
  const v1::Welcome welcome = client.hello(hello);
  if (!has_begun_) {
    epoch_ = welcome.epoch();
    began_after_seq_ = welcome.resume_seq();
    cursor_seq_ = welcome.resume_seq();
    has_begun_ = true;
  }
  while (!is_over_) {
    const auto frame = client.receive(200ms);
    if (!frame) {
      if (!client.is_open()) return;
      continue;
    }
    for (const v1::Event& event : frame->events()) {
      seqs_.push_back(event.seq());
      cursor_seq_ = event.seq();
    }
    cursor_seq_ = std::max(cursor_seq_.load(), frame->through_seq());
  }
}

void CrashReader::wait_until_begun() const {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!has_begun_ && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(5ms);
  if (!has_begun_) throw std::runtime_error("a reader could not begin");
}

void CrashReader::finish(std::uint64_t head_seq) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (cursor_seq_ < head_seq && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(5ms);
  is_over_ = true;
  thread_.join();
}

}  // namespace ramure::test
