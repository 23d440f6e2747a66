// Everything that conversations by long polling need of a server, in process: one community, two accounts, two I/O
// threads, and a clock that is told the time. No socket.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server/identity/accounts.hpp"
#include "server/live/registry.hpp"
#include "server/manual_clock.hpp"
#include "server/net/polls.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/seeded_random.hpp"

namespace ramure::net {

using PollAnswerOrNot = std::expected<v1::PollAnswer, v1::Refusal>;

class PollServer {
 protected:
  PollServer() {
    const auto folder = data / "communities" / "essai";
    std::filesystem::create_directories(folder);
    founded = std::make_unique<test::FoundedCommunity>(folder);
    thread_id = founded->open_thread(founded->plenary, founded->facilitator, "Premier fil");
    founded->close();
    member = founded->valmerac.first;
    identity = sign_in("ada", member);
    other_identity = sign_in("grace", founded->kerlohan.first);
    for (const auto& thread : threads) thread->start();
  }
  ~PollServer() {
    drain();
    EXPECT_TRUE(admission.wait_until_empty(std::chrono::seconds(10)));
    accounts.stop();
    registry.close_all();
    for (const auto& thread : threads) thread->stop();
    readers.stop();
  }

  void drain() {
    is_draining = true;
    for (const auto& thread : threads) thread->post([&thread] { thread->watch().drain(); });
  }

  std::future<PollAnswerOrNot> ask(v1::Poll poll, const std::shared_ptr<const identity::Identity>& who = nullptr) {
    std::promise<PollAnswerOrNot> promise;
    auto future = promise.get_future();
    polls.take(who ? who : identity, 0, std::move(poll), [promise = std::move(promise)](auto outcome) mutable {
      if (!outcome) return promise.set_value(std::unexpected(outcome.error()));
      v1::PollAnswer answer;
      EXPECT_TRUE(answer.ParseFromString(*outcome));
      promise.set_value(std::move(answer));
    });
    return future;
  }

  // What was asked before has been taken in: it waits, or has its answer.
  void settle() {
    for (const auto& thread : threads) {
      std::promise<void> reached;
      thread->post([&reached] { reached.set_value(); });
      reached.get_future().get();
    }
  }

  static v1::Poll hello() {
    v1::Poll poll;
    v1::ClientFrame& frame = *poll.add_frames();
    frame.set_request_id(1);
    frame.mutable_hello()->set_feature_level(limits::feature_level);
    return poll;
  }
  static v1::Poll next(const std::string& poll_id, std::uint32_t number) {
    v1::Poll poll;
    poll.set_poll_id(poll_id);
    poll.set_number(number);
    return poll;
  }
  v1::Command post(const std::string& body) {
    v1::Command command;
    command.set_command_key(next_key());
    command.mutable_post_message()->set_thread_id(thread_id);
    command.mutable_post_message()->set_body(body);
    return command;
  }
  v1::Poll with_command(const std::string& poll_id, const std::string& body) {
    v1::Poll poll;
    poll.set_poll_id(poll_id);
    v1::ClientFrame& frame = *poll.add_frames();
    frame.set_request_id(command_request_id);
    *frame.mutable_command() = post(body);
    return poll;
  }

  // On behalf of a member, past all connections.
  void submit(std::uint64_t member_id, v1::Command command) {
    struct Sink final : live::ReplySink {
      std::promise<bool> accepted;
      void on_outcome(std::uint64_t, live::CommandOutcome outcome) override {
        accepted.set_value(outcome.result.has_value());
      }
    };
    command.set_command_key(next_key());
    auto host = std::move(registry.open_now("essai").value());
    const auto sink = std::make_shared<Sink>();
    const auto refused = host->submit({community::Actor::member(member_id), command}, {sink, threads.front().get(), 1});
    ASSERT_FALSE(refused);
    ASSERT_TRUE(sink->accepted.get_future().get());
  }

  // What comes from `waiting`, and from further requests, up to and with the reply to with_command's frame and its
  // event.
  std::vector<v1::ServerFrame> frames_until_reply(const std::string& poll_id, std::uint32_t number,
                                                  std::future<PollAnswerOrNot> waiting) {
    std::vector<v1::ServerFrame> frames;
    bool has_reply = false, has_event = false;
    while (!has_reply || !has_event) {
      const PollAnswerOrNot answer = waiting.get();
      if (!answer || answer->close_code() != 0) {
        ADD_FAILURE() << "no reply";
        break;
      }
      for (const v1::ServerFrame& frame : answer->frames()) {
        for (const v1::Reply& reply : frame.replies()) has_reply |= reply.request_id() == command_request_id;
        has_event |= frame.events_size() > 0;
        frames.push_back(frame);
      }
      if (!has_reply || !has_event) waiting = ask(next(poll_id, ++number));
    }
    return frames;
  }
  static bool holds_body(const std::vector<v1::ServerFrame>& frames, const std::string& body) {
    for (const v1::ServerFrame& frame : frames) {
      for (const v1::Event& event : frame.events()) {
        if (event.message_posted().body() == body) return true;
      }
    }
    return false;
  }

  template <class Condition>
  void wait_until(Condition condition) {
    for (int tries = 0; tries < 2'000; ++tries) {
      if (condition()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ADD_FAILURE() << "it never came to that";
  }
  void expect_none_left() {
    wait_until([this] { return metrics.value(Gauge::polls) == 0 && admission.count() == 0; });
  }

  static constexpr std::uint64_t command_request_id = 77;
  test::TemporaryFolder folder_;
  const std::filesystem::path data = folder_.path();
  ManualClock clock{1'600'000'000'000};
  test::SeededRandom accounts_random{1}, polls_random{2};
  Metrics metrics;
  std::atomic<bool> is_draining = false;
  Config config;
  IoThreads threads = two_threads(clock);
  live::ReaderPool readers{2, 100, [](const std::string& what) { ADD_FAILURE() << what; }};
  live::WriterPool writers{1, [](const std::string& what) { ADD_FAILURE() << what; }};
  live::Registry registry{data,
                          {.writers = writers,
                           .readers = readers,
                           .clock = clock,
                           .hooks = {.on_uncertain = [](const std::string& what) { ADD_FAILURE() << what; },
                                     .on_internal = [](const std::string& what) { ADD_FAILURE() << what; }},
                           .is_durable = false}};
  SocketBook sockets;
  identity::Accounts accounts{
      {.file = data / "accounts.db", .password_cost = identity::PasswordCost::weak_for_tests(), .durable = false},
      clock,
      accounts_random};
  Admission admission{{.connections_max = 50, .per_address_max = 50}, metrics};
  Polls polls{services, admission, polls_random, threads};
  Services services{config, clock, metrics, accounts, registry, sockets, polls, is_draining};

  std::unique_ptr<test::FoundedCommunity> founded;  // its store is closed: the registry has it
  std::uint64_t member = 0, thread_id = 0;
  std::shared_ptr<const identity::Identity> identity, other_identity;

 private:
  static IoThreads two_threads(const Clock& the_clock) {
    IoThreads made;
    for (int i = 0; i < 2; ++i) made.push_back(std::make_unique<IoThread>(the_clock, 100));
    return made;
  }
  std::shared_ptr<const identity::Identity> sign_in(const std::string& name, std::uint64_t member_id) {
    const char* password = "onze chevaux blancs";
    EXPECT_TRUE(accounts.provision_now("essai", {{name, password, member_id}}));
    std::promise<std::shared_ptr<const identity::Identity>> signed_in;
    accounts.sign_in({name, password, "192.0.2.1", "test"},
                     [&signed_in](auto outcome) { signed_in.set_value(outcome.value().identity); });
    return signed_in.get_future().get();
  }
  std::string next_key() {
    std::string key(16, 'k');
    const std::uint64_t number = ++keys_;
    for (std::size_t i = 0; i < sizeof number; ++i) key[i] = static_cast<char>(number >> (8 * i));
    return key;
  }
  std::uint64_t keys_ = 0;
};

}  // namespace ramure::net
