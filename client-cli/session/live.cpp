#include "client-cli/session/live.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

namespace ramure::cli {

namespace {

constexpr int first_wait_ms = 200;
constexpr int longest_wait_ms = 10'000;
constexpr int poll_ms = 500;

class Follower {
 public:
  Follower(Session& session, std::uint64_t after_seq, const LiveHandlers& handlers)
      : session_(session), handlers_(handlers), epoch_(session.welcome().epoch()), cursor_(after_seq) {}

  Result<void> run() {
    if (cursor_ == 0) {
      cursor_ = session_.welcome().resume_seq();
    } else if (auto back = reconnect(); !back) {
      return std::unexpected(back.error());
    }
    listen_to_input();
    while (!handlers_.is_over()) {
      auto frame = session_.connection().next(poll_ms);
      if (!frame) {
        if (auto back = reconnect(); !back) return std::unexpected(back.error());
        listen_to_input();
      } else if (*frame) {
        take(**frame);
      }
    }
    if (session_.online()) session_.connection().close();
    return {};
  }

 private:
  void listen_to_input() {
    if (handlers_.on_keys && !input_ended_) {
      session_.connection().read_keys([this](std::optional<std::string> keys) {
        if (!keys) input_ended_ = true;
        handlers_.on_keys(std::move(keys));
      });
    }
    if (handlers_.on_line && !input_ended_) {
      session_.connection().read_lines([this](std::optional<std::string> line) {
        if (!line) input_ended_ = true;
        handlers_.on_line(std::move(line));
      });
    }
  }

  void take(const v1::ServerFrame& frame) {
    for (const v1::Event& event : frame.events()) {
      if (event.seq() <= cursor_) continue;
      session_.names.apply(event);
      handlers_.on_event(event);
      cursor_ = event.seq();
    }
    cursor_ = std::max(cursor_, frame.through_seq());
    for (const v1::Signal& signal : frame.signals()) {
      if (handlers_.on_signal) handlers_.on_signal(signal);
    }
  }

  // Tries until the server is back. Only a refusal (signed out, other generation) ends it.
  Result<void> reconnect() {
    bool told = false;
    for (int wait_ms = 0; !handlers_.is_over(); wait_ms = std::clamp(wait_ms * 2, first_wait_ms, longest_wait_ms)) {
      const int chance = static_cast<unsigned char>(random_bytes(1).front());
      wait(wait_ms * (192 + chance / 2) / 256);
      if (handlers_.is_over()) return {};
      const auto welcome = session_.reconnect(epoch_, cursor_);
      if (welcome) {
        if (welcome->epoch_changed()) cursor_ = welcome->resume_seq();
        epoch_ = welcome->epoch();
        come_back();
        if (told && handlers_.on_connection) handlers_.on_connection(true);
        return {};
      }
      if (welcome.error().exit != Exit::no_network) return std::unexpected(welcome.error());
      if (!told && handlers_.on_connection) handlers_.on_connection(false);
      told = true;
    }
    return {};
  }

  void wait(int ms) const {
    handlers_.wait ? handlers_.wait(ms) : std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  }

  // What was written while the network was away goes out now, as was promised.
  void come_back() {
    if (handlers_.on_return) return handlers_.on_return();
    if (auto flushed = session_.flush_outbox(); !flushed)
      std::fprintf(stderr, "ramure: %s\n", flushed.error().text.c_str());
  }

  Session& session_;
  const LiveHandlers& handlers_;
  std::string epoch_;
  std::uint64_t cursor_;
  bool input_ended_ = false;
};

}  // namespace

Result<void> follow_live(Session& session, std::uint64_t after_seq, const LiveHandlers& handlers) {
  return Follower(session, after_seq, handlers).run();
}

}  // namespace ramure::cli
