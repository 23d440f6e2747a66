#include "tests/crash/crash_course.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <stdexcept>

#include "server/course/course_limits.hpp"
#include "server/identity/tokens.hpp"
#include "server/system_clock.hpp"
#include "tests/support/course_commands.hpp"

namespace ramure::test {

namespace {

constexpr std::size_t first_person = 8;
constexpr std::size_t people_count = 3;
constexpr std::uint64_t entries = 20;  // of a notebook: each is written anew again and again
constexpr std::uint64_t sentences_of_each = course::limits::sentences_max / people_count;

std::uint64_t must(WsClient& client, v1::Command command) {
  static std::uint64_t number = 0;
  command.set_command_key(identity::derived_command_key(SystemClock().now_ms(), "course/" + std::to_string(++number)));
  const v1::Reply reply = client.command(command);
  if (!reply.has_accepted()) throw std::runtime_error("the course does not begin: " + reply.refusal().message());
  return reply.accepted().first_seq();
}

std::uint64_t plenary_of(WsClient& client) {
  v1::Query query;
  query.mutable_get_snapshot();
  const v1::Reply reply = client.query(query);
  for (const v1::Channel& channel : reply.answer().snapshot().channels()) {
    if (channel.kind() == v1::CHANNEL_KIND_PLENARY) return channel.id();
  }
  throw std::runtime_error("no plenary");
}

std::string entry_key(std::uint64_t number) {
  std::string key(16, 'k');
  key.back() = static_cast<char>('a' + number % entries);
  return key;
}
std::string wording(std::uint64_t number) { return "Je note la phrase " + std::to_string(number); }

std::optional<v1::Command> writing_a_note(std::uint64_t number) {
  return command_note(entry_key(number), wording(number));
}

}  // namespace

CrashCourse::CrashCourse(const ServerProcess& server, const Whereabouts& whereabouts, const ServedCommunity& community)
    : whereabouts_(whereabouts),
      people_(community.members.begin() + first_person, community.members.begin() + first_person + people_count) {
  WsClient facilitator({.port = server.port(), .token = community.facilitator.token});
  facilitator.hello();
  const std::int64_t now_ms = SystemClock().now_ms();
  session_ = must(facilitator, command_plan(plenary_of(facilitator), v1::GATHERING_KIND_SESSION, now_ms - hour_ms));
  workshop_ = must(facilitator, command_open_workshop(session_, now_ms + 12 * hour_ms));
  for (const ServedMember& person : people_) {
    notebooks_.push_back(std::make_unique<CrashWriter>(whereabouts, person, writing_a_note));
  }
}

NextCommand CrashCourse::speaking(std::uint64_t member_id) const {
  return [this, member_id](std::uint64_t number) -> std::optional<v1::Command> {
    const bool says = number % 3 == 0 && number / 3 <= sentences_of_each;
    if (says) {
      return command_sentence(workshop_, "Frein " + std::to_string(member_id) + "/" + std::to_string(number));
    }
    if (number % 3 == 1) {
      return command_answer(session_, number % 2 == 0 ? v1::PARTICIPATION_COMING : v1::PARTICIPATION_MAYBE);
    }
    return command_evaluate(session_, 1 + static_cast<std::uint32_t>(number % course::limits::rating_max),
                            "Je garde " + std::to_string(number));
  };
}

std::vector<std::unique_ptr<CrashWriter>> CrashCourse::speakers() const {
  std::vector<std::unique_ptr<CrashWriter>> speakers;
  for (const ServedMember& person : people_) {
    speakers.push_back(std::make_unique<CrashWriter>(whereabouts_, person, speaking(person.id)));
  }
  return speakers;
}

void CrashCourse::finish() {
  for (const auto& notebook : notebooks_) notebook->finish();
}

void CrashCourse::expect_kept_once(const ServerProcess& server, const std::vector<v1::Event>& journal) const {
  std::multiset<std::string> said, on_the_wall;
  for (const v1::Event& event : journal) {
    if (event.course().has_sentence_added()) said.insert(event.course().sentence_added().text());
  }
  WsClient facilitator({.port = server.port(), .token = people_.front().token});
  facilitator.hello();
  v1::Query query;
  query.mutable_get_workshop()->set_workshop_id(workshop_);
  const v1::Reply wall = facilitator.query(query);
  for (const v1::WorkshopSentence& sentence : wall.answer().workshop().workshop().sentences()) {
    on_the_wall.insert(sentence.text());
  }
  EXPECT_EQ(on_the_wall, said);
  EXPECT_EQ(std::set(said.begin(), said.end()).size(), said.size()) << "each once";
  EXPECT_GT(said.size(), 10u);

  for (std::size_t i = 0; i < people_.size(); ++i) {
    const std::uint64_t last = notebooks_[i]->acknowledged().size();
    EXPECT_TRUE(notebooks_[i]->unanswered().empty());
    EXPECT_GT(last, entries);
    std::map<std::string, std::string> expected, kept;
    for (std::uint64_t number = 1; number <= last; ++number) expected[entry_key(number)] = wording(number);
    WsClient author({.port = server.port(), .token = people_[i].token});
    author.hello();
    v1::Query rows;
    rows.mutable_get_private_rows();
    const v1::Reply reply = author.query(rows);
    for (const v1::PrivateRow& row : reply.answer().private_rows().rows()) {
      if (row.has_notebook_entry()) kept[row.notebook_entry().entry_key()] = row.notebook_entry().text();
    }
    EXPECT_EQ(kept, expected) << "the notebook of " << people_[i].id;
  }
}

}  // namespace ramure::test
