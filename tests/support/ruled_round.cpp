#include "tests/support/ruled_round.hpp"

#include <stdexcept>

#include "server/community/round_book.hpp"

namespace ramure::test {

namespace {

constexpr std::int64_t soon_ms = 10 * 60'000;

}  // namespace

v1::Command command_plan_round(const RuledRound::People& people, std::int64_t starts_at_ms, std::string_view title) {
  v1::Command command;
  v1::PlanRound& plan = *command.mutable_round()->mutable_plan_round();
  plan.set_template_key("standard");
  plan.mutable_plan()->set_title(std::string(title));
  plan.mutable_plan()->set_starts_at_ms(starts_at_ms);
  plan.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
  plan.mutable_plan()->set_deputy_id(people.deputy);
  plan.add_member_ids(people.client);
  for (const std::uint64_t id : people.consultants) plan.add_member_ids(id);
  plan.set_client_id(people.client);
  return command;
}

RuledRound::RuledRound(RuledCommunity& community, People people, std::string_view title, std::uint64_t source_thread_id)
    : community_(community), people_(std::move(people)) {
  v1::Command plan = command_plan_round(people_, community.store().last_event_ms() + soon_ms, title);
  plan.mutable_round()->mutable_plan_round()->mutable_plan()->set_source_thread_id(source_thread_id);
  id_ = community.accept(people_.facilitator, plan).events.front().seq();
}

std::vector<std::uint64_t> RuledRound::peers() const {
  std::vector<std::uint64_t> ids = people_.consultants;
  ids.push_back(people_.client);
  return ids;
}

codev::Round RuledRound::state() const {
  auto& view = community_.view();
  return *community::RoundRules{}.open(id_, community_.store().head_seq(),
                                       [&](std::uint64_t after_seq) { return view.round_events(id_, after_seq); });
}

v1::Command RuledRound::command() const {
  v1::Command command;
  command.mutable_round()->set_round_id(id_);
  command.mutable_round()->set_opening(codev::opening(state()));
  return command;
}

v1::Command RuledRound::saying(std::string_view kind, std::string_view text) const {
  v1::Command command = this->command();
  v1::Contribution& said = *command.mutable_round()->mutable_contribute()->mutable_contribution();
  said.set_kind(std::string(kind));
  said.set_text(std::string(text));
  return command;
}

std::uint64_t RuledRound::say(std::uint64_t member_id, std::string_view kind, std::string_view text) {
  return community_.accept(member_id, saying(kind, text)).events.front().seq();
}

void RuledRound::propose(std::uint64_t observer) {
  v1::Command command = this->command();
  command.mutable_round()->mutable_propose_observer()->set_observer_id(observer);
  community_.accept(people_.facilitator, command);
}

void RuledRound::answer_about(std::uint64_t observer, std::uint64_t member_id, bool agrees) {
  v1::Command command = this->command();
  command.mutable_round()->mutable_answer_observer()->set_observer_id(observer);
  command.mutable_round()->mutable_answer_observer()->set_agrees(agrees);
  community_.accept(member_id, command);
}

void RuledRound::admit(std::uint64_t observer) {
  propose(observer);
  for (const std::uint64_t id : peers()) answer_about(observer, id);
}

void RuledRound::begin() {
  open("cadre");
  const codev::Round now = state();
  for (const v1::RoundParticipant& person : now.state.participants()) {
    if (!codev::is_there(person)) continue;
    v1::Command command = this->command();
    command.mutable_round()->mutable_accept_frame();
    community_.accept(person.member_id(), command);
  }
  v1::Command command = this->command();
  command.mutable_round()->mutable_answer_designation()->set_accepts(true);
  community_.accept(people_.client, command);
}

void RuledRound::open(std::string_view step) {
  v1::Command command = this->command();
  command.mutable_round()->mutable_open_step()->set_step(std::string(step));
  community_.accept(people_.facilitator, command);
}

void RuledRound::agree_on_request() {
  say(people_.client, "demande", "J’aimerais que vous m’aidiez à y voir clair.");
  for (const std::uint64_t id : people_.consultants) {
    v1::Command command = saying("accord", "");
    command.mutable_round()->mutable_contribute()->mutable_contribution()->set_version(1);
    community_.accept(id, command);
  }
}

void RuledRound::go_to(std::string_view step) {
  const codev::Round round = state();
  for (const v1::RoundStep& next : round.state.form().steps()) {
    if (codev::was_opened(state(), next.key())) continue;
    const bool is_wanted = next.key() == step;
    if (next.optional() && !is_wanted) continue;
    if (next.key() == "consultation") agree_on_request();
    open(next.key());
    if (is_wanted) return;
  }
}

void RuledRound::cancel() {
  v1::Command command = this->command();
  command.mutable_round()->mutable_cancel_round();
  community_.accept(people_.facilitator, command);
}

void RuledRound::finish() {
  v1::Command command = this->command();
  command.mutable_round()->mutable_finish_round();
  community_.accept(people_.facilitator, command);
}

std::vector<v1::Event> RuledRound::tick(std::int64_t after_ms) {
  v1::Command command;
  command.mutable_round()->set_round_id(id_);
  command.mutable_round()->mutable_tick();
  storage::Store& store = community_.store();
  store.begin();
  store.begin_command();
  const auto decided = community::decide(store.view(), command, community::Actor::server(), store.next_seq(),
                                         store.last_event_ms() + after_ms);
  if (!decided) throw std::logic_error("a look at the clock was refused: " + decided.error().message());
  for (const v1::Event& event : decided->events) store.append(event);
  store.end_command();
  store.commit();
  return decided->events;
}

}  // namespace ramure::test
