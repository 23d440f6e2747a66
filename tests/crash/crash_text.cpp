#include "tests/crash/crash_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/identity/tokens.hpp"
#include "server/roadmap/utf16.hpp"
#include "server/system_clock.hpp"
#include "storage/reader.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t typists = 4;
constexpr std::size_t waiting_max = 16;  // a push of more might be no frame any more, and be sent for ever

std::vector<roadmap::Entry> log_of(const ServedCommunity& community, std::uint64_t roadmap_id) {
  const auto reader = storage::Reader::open(community.folder());
  std::vector<roadmap::Entry> entries;
  while (true) {
    const auto page = reader->text_page(roadmap_id, entries.size(), 1'000'000);
    if (page.empty()) return entries;
    for (const std::string& bytes : page) {
      v1::TextEntry wire;
      EXPECT_TRUE(wire.ParseFromString(bytes));
      entries.push_back(roadmap::read_entry(wire));
    }
  }
}

template <class Holds>
void wait_for(const char* what, const Holds& holds) {
  for (const auto until = std::chrono::steady_clock::now() + 60s; !holds();) {
    if (std::chrono::steady_clock::now() > until) throw std::runtime_error(what);
    std::this_thread::sleep_for(5ms);
  }
}

}  // namespace

CrashText::CrashText(const ServerProcess& server, const Whereabouts& whereabouts, const ServedCommunity& community)
    : whereabouts_(whereabouts) {
  WsClient client({.port = server.port(), .token = community.members.front().token});
  client.hello();
  v1::Command create;
  create.set_command_key(identity::derived_command_key(SystemClock().now_ms(), "roadmap"));
  create.mutable_roadmap()->mutable_create_roadmap()->set_template_key("bilan");
  create.mutable_roadmap()->mutable_create_roadmap()->set_title("Une feuille de route");
  const v1::Reply reply = client.command(create);
  if (!reply.has_accepted()) throw std::runtime_error("no roadmap: " + reply.refusal().message());
  roadmap_id_ = reply.accepted().first_seq();
  for (std::size_t i = 0; i < typists; ++i) {
    typists_.push_back(std::make_unique<Typist>(community.members[i / 2], i + 1));  // two windows of each
  }
  for (const auto& typist : typists_) typist->thread = std::thread([this, &typist = *typist] { live(typist); });
}

CrashText::~CrashText() {
  is_abandoned_ = true;  // the server may never come up again: nobody waits for a version
  for (const auto& typist : typists_) {
    if (typist->thread.joinable()) typist->thread.join();
  }
}

void CrashText::live(Typist& typist) const {
  while (goes_on(typist)) {
    try {
      WsClient client({.port = whereabouts_.port, .token = typist.member.token});
      v1::Hello hello;
      hello.set_events_only(true);
      const v1::Welcome welcome = client.hello(hello);
      typist.desk.reconnect();
      talk(typist, client, welcome.epoch());
    } catch (const sim::Violation& violation) {
      typist.fault = violation.what();
      typist.has_failed = true;
      return;
    } catch (const std::exception&) {  // the server died
      std::this_thread::sleep_for(5ms);
    }
  }
}

void CrashText::talk(Typist& typist, WsClient& client, const std::string& epoch) const {
  std::uint64_t request = 1'000;  // beyond those of WsClient
  while (goes_on(typist)) {
    const bool writes = !is_over_;  // asked before the turn: what it writes cannot be taken for quiet by finish()
    const bool has_said = take_turn(typist, client, request, writes);
    listen(typist, client, epoch, has_said ? 20ms : 2ms);
    if (!client.is_open()) throw std::runtime_error("the line is dead");
    const auto text = typist.desk.texts().find(roadmap_id_);
    if (text == typist.desk.texts().end()) continue;
    typist.version = text->second.editor.version();
    typist.is_quiet = !writes && text->second.is_open && !text->second.editor.has_unsent();
  }
}

// For so long in all: where others write without a pause, a wait for a pause would be the only turn of a connection.
void CrashText::listen(Typist& typist, WsClient& client, const std::string& epoch,
                       std::chrono::milliseconds time) const {
  using std::chrono::steady_clock;
  const auto until = steady_clock::now() + time;
  for (; time > 0ms; time = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now())) {
    const auto frame = client.receive(time);
    if (!frame) return;
    typist.desk.take(*frame, epoch);
  }
}

// Changes that the server has not confirmed yet.
std::size_t CrashText::waiting_in(const Typist& typist) const {
  const auto text = typist.desk.texts().find(roadmap_id_);
  return text == typist.desk.texts().end() ? 0 : text->second.editor.push(0).changes.size();
}

bool CrashText::take_turn(Typist& typist, WsClient& client, std::uint64_t& request, bool writes) const {
  auto frame = typist.desk.open(roadmap_id_);
  if (!frame) {
    if (writes && waiting_in(typist) < waiting_max) typist.desk.write(roadmap_id_);
    frame = typist.desk.push(roadmap_id_);
  }
  if (!frame) return false;
  frame->set_request_id(++request);
  typist.desk.was_sent(*frame, request);
  client.send(*frame);
  return true;
}

void CrashText::finish(const ServedCommunity& community) {
  is_over_ = true;
  const auto is_done = [](const auto& typist) { return typist->is_quiet || typist->has_failed; };
  wait_for("something is left to be pushed", [&] { return std::ranges::all_of(typists_, is_done); });
  head_ = log_of(community, roadmap_id_).size();
  const auto is_told = [&](const auto& typist) { return typist->version >= head_ || typist->has_failed; };
  wait_for("somebody was not told the end", [&] { return std::ranges::all_of(typists_, is_told); });
  for (const auto& typist : typists_) typist->thread.join();
}

void CrashText::expect_nothing_lost(const ServedCommunity& community) const {
  const auto entries = log_of(community, roadmap_id_);
  const roadmap::TextLog replayed = roadmap::TextLog::open({}, entries);
  std::size_t written = 0, logged = 0, pushes = 0;
  for (const auto& typist : typists_) {
    EXPECT_EQ(typist->fault, "");
    EXPECT_EQ(typist->desk.copied_units(), 0u);
    written += typist->desk.written_units();
    pushes += typist->desk.pushes();
    const auto text = typist->desk.texts().find(roadmap_id_);
    ASSERT_NE(text, typist->desk.texts().end());
    EXPECT_EQ(roadmap::to_utf8(text->second.editor.text()), roadmap::to_utf8(replayed.text()));
  }
  for (const roadmap::Entry& entry : entries) logged += entry.editor_id == 0 ? 0 : entry.change.inserted.size();
  EXPECT_EQ(logged, written);
  EXPECT_GT(entries.size(), 50u);
  std::printf("changes of a text %zu, pushes %zu, letters written %zu, in the log %zu\n", entries.size(), pushes,
              written, logged);
}

}  // namespace ramure::test
