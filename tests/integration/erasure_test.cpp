// Erased is erased: after 5,000 messages with edits, drafts, files and reactions, 500 random redactions; within a
// minute no file and no log holds one of their words or stems, nor a byte of the files that they carried, also when the
// server was killed right after the last redaction.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "tests/integration/word_hunt.hpp"
#include "tests/support/demo_server.hpp"
#include "tests/support/http_files.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t messages_count = 5'000;
constexpr std::size_t redactions_count = 500;
constexpr std::size_t threads_count = 20;
constexpr std::size_t in_flight = 16;
constexpr std::uint64_t seed = 20'260'711;
constexpr auto erased_within = 60s;

struct Said {
  std::uint64_t id = 0;
  std::vector<std::string> words;  // of all its wordings and its draft
};

// One connection that keeps 16 requests under way and hands each answer to what waits for it.
class Sender {
 public:
  explicit Sender(WsClient client) : client_(std::move(client)) { member_id_ = client_.hello().me().id(); }

  using OnAccepted = std::function<void(const v1::Accepted&)>;
  void send(v1::Command command, OnAccepted on_accepted = {}) {
    if (waiting_.size() >= in_flight) take_until(in_flight - 1);
    command.set_command_key(new_command_key());
    v1::ClientFrame frame;
    frame.set_request_id(++last_request_id_);
    *frame.mutable_command() = std::move(command);
    client_.send(frame);
    waiting_[last_request_id_] = std::move(on_accepted);
  }
  void finish() { take_until(0); }
  WsClient& client() { return client_; }

 private:
  void take_until(std::size_t left) {
    while (waiting_.size() > left) {
      const auto frame = client_.receive(30s);
      if (!frame) throw std::runtime_error("the server answers no more");
      for (const v1::Reply& reply : frame->replies()) take(reply);
    }
  }
  void take(const v1::Reply& reply) {
    if (!reply.has_accepted()) throw std::runtime_error("not accepted: " + reply.ShortDebugString());
    const auto waiting = waiting_.extract(reply.request_id());
    if (!waiting.empty() && waiting.mapped()) waiting.mapped()(reply.accepted());
  }

  WsClient client_;
  std::uint64_t member_id_ = 0, last_request_id_ = 1'000;
  std::map<std::uint64_t, OnAccepted> waiting_;
};

class Erasure : public testing::Test {
 protected:
  DemoServer demo;
  Sender nadia{demo.connect("p01")}, florence{demo.connect("f01")};  // she facilitates: she may redact what Nadia wrote
  WordMaker make_word{seed};
  std::mt19937_64 random{seed};
  std::vector<std::uint64_t> threads;
  std::vector<Said> said = std::vector<Said>(messages_count);

  void SetUp() override {
    open_threads();
    talk();
    correct_and_react();
    choose_what_goes();
  }

  void open_threads() {
    v1::Query snapshot;
    snapshot.mutable_get_snapshot();
    const v1::Reply reply = nadia.client().query(snapshot);
    std::uint64_t plenary = 0;
    for (const v1::Channel& channel : reply.answer().snapshot().channels()) {
      if (channel.kind() == v1::CHANNEL_KIND_PLENARY) plenary = channel.id();
    }
    for (std::size_t i = 0; i < threads_count; ++i) {
      v1::Command command;
      command.mutable_open_thread()->set_channel_id(plenary);
      command.mutable_open_thread()->set_kind(v1::THREAD_KIND_DISCUSSION);
      command.mutable_open_thread()->set_title("Fil numéro " + std::to_string(i));
      command.mutable_open_thread()->set_body("Ouverture");
      nadia.send(command, [this](const v1::Accepted& accepted) { threads.push_back(accepted.first_seq()); });
    }
    nadia.finish();
  }

  std::string sentence(Said& message) {
    message.words.push_back(make_word.next());
    return "Nous parlons de " + message.words.back() + " avec le comité local.";
  }

  // A file with a word in its name and one in its content.
  std::string upload_file(Said& message) {
    const std::string name = make_word.next(), content = make_word.next();
    message.words.insert(message.words.end(), {name, content});
    return uploaded_over_http(demo.port(), demo.person("p01").token, "Il y est question de " + content, name + ".txt");
  }

  void talk() {
    for (std::size_t i = 0; i < messages_count; ++i) {
      const std::uint64_t thread = threads[i % threads.size()];
      if (i % 5 == 0) {  // posting clears the draft
        v1::Command draft;
        draft.mutable_save_draft()->set_thread_id(thread);
        draft.mutable_save_draft()->set_text(sentence(said[i]));
        nadia.send(draft);
      }
      v1::Command post;
      post.mutable_post_message()->set_thread_id(thread);
      if (i % 25 == 0) post.mutable_post_message()->add_upload_ids(upload_file(said[i]));
      post.mutable_post_message()->set_body(sentence(said[i]));
      nadia.send(post, [this, i](const v1::Accepted& accepted) { said[i].id = accepted.first_seq(); });
    }
    nadia.finish();
  }

  void correct_and_react() {
    for (std::size_t i = 0; i < messages_count; i += 4) {
      for (std::uint32_t version = 1; version <= 1 + i % 2; ++version) {
        v1::Command edit;
        edit.mutable_edit_message()->set_message_id(said[i].id);
        edit.mutable_edit_message()->set_body(sentence(said[i]));
        edit.mutable_edit_message()->set_version(version);
        nadia.send(edit);
      }
      v1::Command react;
      react.mutable_react()->set_message_id(said[i].id);
      react.mutable_react()->set_name("merci");
      react.mutable_react()->set_added(true);
      florence.send(react);
    }
    nadia.finish();
    florence.finish();
  }

  void choose_what_goes() { std::shuffle(said.begin(), said.end(), random); }
  std::span<const Said> going() const { return std::span(said).first(redactions_count); }
  static std::vector<std::string> words_of(std::span<const Said> messages) {
    std::vector<std::string> words;
    for (const Said& message : messages) words.insert(words.end(), message.words.begin(), message.words.end());
    return words;
  }

  void redact() {
    for (std::size_t i = 0; i < redactions_count; ++i) {
      v1::Command command;
      command.mutable_redact_message()->set_message_id(said[i].id);
      (i % 2 == 0 ? nadia : florence).send(command);
    }
    nadia.finish();
    florence.finish();
  }

  // How many messages a search for this word gives; -1: it is refused.
  int hits(WsClient& client, const std::string& word) {
    v1::Query question;
    question.mutable_search()->set_text(word);
    const v1::Reply reply = client.query(question);
    return reply.has_answer() ? reply.answer().search().hits_size() : -1;
  }

  // Waits until the index has taken in what was said last.
  void wait_for_index() {
    for (const auto end = Clock::now() + 30s; Clock::now() < end; std::this_thread::sleep_for(100ms)) {
      if (hits(nadia.client(), said[0].words.back()) == 1) return;
    }
    FAIL() << "the index lacks what was said";
  }

  void expect_nothing_left() {
    const WordHunt hunt(words_of(going()));
    const auto end = Clock::now() + erased_within;
    auto left = hunt.find_below(demo.data());
    while (!left.empty() && Clock::now() < end) {
      std::this_thread::sleep_for(2s);
      left = hunt.find_below(demo.data());
    }
    std::map<std::string, int> places;
    for (const auto& [word, place] : left) ++places[place];
    for (const auto& [place, count] : places) ADD_FAILURE() << count << " erased words are left in " << place;
    EXPECT_TRUE(hunt.find_in_text(demo.server().log(), "log").empty());
  }

  // Nothing else was lost, and the words are not found where they were.
  void expect_the_rest_is_there() {
    WsClient reader = demo.connect("p05");
    reader.hello();
    for (std::size_t i = 0; i < redactions_count; i += 50) EXPECT_EQ(hits(reader, said[i].words.back()), 0);
    for (std::size_t i = redactions_count; i < messages_count; i += 450) {
      EXPECT_EQ(hits(reader, said[i].words.back()), 1) << said[i].words.back();
    }
    v1::Query question;
    question.mutable_get_message()->set_message_id(said[0].id);
    const v1::Message message = reader.query(question).answer().message().message();
    EXPECT_TRUE(message.redacted());
    EXPECT_EQ(message.body(), "");
    EXPECT_EQ(demo.server().stop(), 0);
    const Finished check = demo.check();
    EXPECT_EQ(check.status, 0) << check.output << check.errors;
  }
};

TEST_F(Erasure, NoFileHoldsAWordThatWasErased) {
  wait_for_index();
  const auto words = words_of(said);
  EXPECT_GT(WordHunt(words).find_below(demo.data()).size(), messages_count) << "before, the words are in the files";
  redact();
  expect_nothing_left();
  expect_the_rest_is_there();
}

TEST_F(Erasure, AServerKilledRightAfterwardsErasesWhenItIsBack) {
  wait_for_index();
  redact();
  demo.server().kill();
  EXPECT_FALSE(WordHunt(words_of(going())).find_below(demo.data()).empty())
      << "the kill came too late to test anything";
  demo.server().start();
  expect_nothing_left();
  expect_the_rest_is_there();
}

}  // namespace

}  // namespace ramure::test
