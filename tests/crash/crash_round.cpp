#include "tests/crash/crash_round.hpp"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

#include "server/identity/tokens.hpp"
#include "server/system_clock.hpp"

namespace ramure::test {

namespace {

constexpr std::uint64_t questions_max = 1'200;  // of each of three, in a round that has room for 5,000

std::string fresh_key(std::uint64_t number) {
  return identity::derived_command_key(SystemClock().now_ms(), "round/" + std::to_string(number));
}

}  // namespace

WsClient CrashRound::connect(const ServerProcess& server, const ServedMember& member) const {
  WsClient client({.port = server.port(), .token = member.token});
  client.hello();
  return client;
}

v1::Command CrashRound::command() const {
  v1::Command command;
  command.mutable_round()->set_round_id(id_);
  command.mutable_round()->set_opening(opening_);
  return command;
}

void CrashRound::must(WsClient& client, v1::Command command) {
  static std::uint64_t number = 0;
  command.set_command_key(fresh_key(++number));
  const v1::Reply reply = client.command(command);
  if (!reply.has_accepted()) throw std::runtime_error("the round does not begin: " + reply.refusal().message());
  if (command.round().has_plan_round()) id_ = reply.accepted().first_seq();
}

void CrashRound::open(WsClient& facilitator, const char* step) {
  v1::Command opens = command();
  opens.mutable_round()->mutable_open_step()->set_step(step);
  must(facilitator, std::move(opens));
  ++opening_;
}

CrashRound::CrashRound(const ServerProcess& server, const ServedCommunity& community)
    : facilitator_(community.facilitator), people_(community.members.end() - 4, community.members.end()) {
  WsClient facilitator = connect(server, facilitator_);
  v1::Command command;
  v1::PlanRound& plan = *command.mutable_round()->mutable_plan_round();
  plan.set_template_key("standard");
  plan.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
  plan.mutable_plan()->set_starts_at_ms(SystemClock().now_ms() + 600'000);
  for (const ServedMember& person : people_) plan.add_member_ids(person.id);
  plan.set_client_id(people_.front().id);
  must(facilitator, command);
  open(facilitator, "cadre");
  std::vector<ServedMember> all = people_;
  all.push_back(facilitator_);
  for (const ServedMember& person : all) {
    WsClient client = connect(server, person);
    v1::Command accepts = this->command();
    accepts.mutable_round()->mutable_accept_frame();
    must(client, std::move(accepts));
    if (person.id != people_.front().id) continue;
    v1::Command yes = this->command();
    yes.mutable_round()->mutable_answer_designation()->set_accepts(true);
    must(client, std::move(yes));
  }
  open(facilitator, "expose");
  open(facilitator, "clarification");
}

NextCommand CrashRound::hiding_and_revealing() const {
  return [this](std::uint64_t number) {
    v1::Command command = this->command();
    if (number % 2 == 1) {
      command.mutable_round()->mutable_hide_questions();
    } else {
      command.mutable_round()->mutable_reveal();
    }
    return std::optional(std::move(command));
  };
}

NextCommand CrashRound::asking() const {
  return [this](std::uint64_t number) -> std::optional<v1::Command> {
    if (number > questions_max) return std::nullopt;
    v1::Command command = this->command();
    v1::Contribution& said = *command.mutable_round()->mutable_contribute()->mutable_contribution();
    said.set_kind("question");
    said.set_text(sentence(number));
    return command;
  };
}

void CrashRound::reveal_all(const ServerProcess& server) const {
  WsClient facilitator = connect(server, facilitator_);
  v1::Command command = this->command();
  command.mutable_round()->mutable_reveal();
  command.set_command_key(fresh_key(0));
  const v1::Reply reply = facilitator.command(command);
  EXPECT_TRUE(reply.has_accepted() || reply.refusal().code() == v1::REFUSAL_CODE_ALREADY_DONE)
      << reply.ShortDebugString();
}

void CrashRound::expect_clock_is_right(const ServerProcess& server) const {
  WsClient facilitator = connect(server, facilitator_);
  v1::Query query;
  query.mutable_get_round()->set_round_id(id_);
  const v1::Reply reply = facilitator.query(query);
  ASSERT_TRUE(reply.has_answer()) << reply.ShortDebugString();
  const v1::RoundAnswer& round = reply.answer().round();
  const v1::StepOpening& opened = round.view().openings(static_cast<int>(opening_) - 1);
  ASSERT_EQ(opened.step(), "clarification");
  const std::int64_t length_ms = round.view().form().steps(static_cast<int>(round.view().step()) - 1).standard_ms();
  EXPECT_TRUE(round.view().shows_clock());
  EXPECT_EQ(round.view().step_remaining_ms(), length_ms - (round.server_time_ms() - opened.at_ms()));
}

// Asked openly, or hidden and then revealed: the whole round was told of every question, and never twice.
void CrashRound::expect_shown_once(const std::vector<v1::Event>& journal) const {
  std::map<std::uint64_t, int> told;
  for (const v1::Event& event : journal) {
    if (event.round().round_id() != id_) continue;
    const bool is_to_round = event.channel_id() == id_;
    if (event.round().has_contribution_made()) told[event.seq()] += is_to_round ? 1 : 0;
    for (const v1::Contribution& said : event.round().contributions_shown().contributions()) {
      told[said.id()] += is_to_round ? 1 : 0;
    }
  }
  std::size_t lost = 0, doubled = 0;
  for (const auto& [id, times] : told) {
    lost += times == 0 ? 1 : 0;
    doubled += times > 1 ? 1 : 0;
  }
  EXPECT_EQ(lost, 0u);
  EXPECT_EQ(doubled, 0u);
  EXPECT_GT(told.size(), 20u);
  std::printf("questions %zu, lost %zu, shown twice %zu\n", told.size(), lost, doubled);
}

}  // namespace ramure::test
