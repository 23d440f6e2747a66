#include "tests/support/round_play.hpp"

#include <algorithm>
#include <stdexcept>

#include "server/codev/step_clock.hpp"
#include "server/codev/templates.hpp"

namespace ramure::test {

namespace {

constexpr TimestampMs start_ms = 1'530'180'000'000;  // 28 June 2018, 10:00 UTC

void must(const codev::Decided& decided, const std::string& what) {
  if (!decided) throw std::logic_error(what + ": " + decided.error().message());
}

}  // namespace

const v1::RoundTemplate& shipped_form(const std::string& key) {
  static const codev::LoadedTemplates loaded = codev::load_templates(RAMURE_SOURCE_DIR "/deploy/templates");
  return *loaded.value().find(key);
}

v1::PlanRound RoundPlay::usual_plan(const v1::RoundTemplate& form, int consultants, TimestampMs at) {
  v1::PlanRound plan;
  plan.set_template_key(form.key());
  plan.mutable_plan()->set_starts_at_ms(at);
  plan.mutable_plan()->set_mode(static_cast<v1::RoundMode>(form.modes(0)));
  plan.add_member_ids(10);
  for (int i = 0; i < consultants; ++i) plan.add_member_ids(static_cast<std::uint64_t>(20 + i));
  return plan;
}

RoundPlay::RoundPlay(const v1::RoundTemplate& form, int consultants, v1::RoundMode mode)
    : RoundPlay(
          form,
          [&] {
            v1::PlanRound plan = usual_plan(form, consultants, start_ms);
            if (mode != v1::ROUND_MODE_UNSPECIFIED) plan.mutable_plan()->set_mode(mode);
            return plan;
          }(),
          1, start_ms) {}

RoundPlay::RoundPlay(const v1::RoundTemplate& form, const v1::PlanRound& plan, std::uint64_t planner, TimestampMs at,
                     RoundDoor through)
    : door(std::move(through)), now(at), facilitator(planner) {
  const auto by = codev::Actor::planner(planner);
  v1::RoundCommand command;
  *command.mutable_plan_round() = plan;
  const codev::Decided planned = door ? door(by, command, at) : codev::plan(form, by, plan, {at, 100});
  must(planned, "plan");
  take_in(*planned);
  deputy = plan.plan().deputy_id();
  for (const std::uint64_t id : plan.member_ids()) {
    if (id != client) consultants.push_back(id);
  }
}

RoundPlay::RoundPlay(codev::Round elsewhere, TimestampMs at)
    : round(std::move(elsewhere)), now(at), facilitator(round.state.plan().facilitator_id()) {}

codev::Decided RoundPlay::send_as(const codev::Actor& actor, v1::RoundCommand command) {
  command.set_round_id(round.state.id());
  codev::Decided decided =
      door ? door(actor, command, now) : codev::decide(round, actor, command, {now, round.state.last_seq() + 1});
  if (decided) take_in(*decided);
  return decided;
}

void RoundPlay::take_in(const codev::Events& decided) {
  for (const v1::RoundEvent& event : decided) {
    codev::apply(round, event);
    events.push_back(event);
  }
}

codev::Decided RoundPlay::send(std::uint64_t member_id, v1::RoundCommand command) {
  return send_as(codev::Actor::member(member_id), std::move(command));
}

v1::RoundCommand RoundPlay::command() const {
  v1::RoundCommand command;
  command.set_round_id(round.state.id());
  command.set_opening(codev::opening(round));
  return command;
}

codev::Decided RoundPlay::say(std::uint64_t member_id, v1::Contribution contribution) {
  v1::RoundCommand said = command();
  *said.mutable_contribute()->mutable_contribution() = std::move(contribution);
  return send(member_id, std::move(said));
}

codev::Decided RoundPlay::say(std::uint64_t member_id, const std::string& kind, const std::string& text) {
  return say(member_id, contribution_of(kind, text));
}

codev::Decided RoundPlay::note(std::vector<std::uint64_t> for_ids, v1::Contribution contribution) {
  v1::RoundCommand noted = command();
  *noted.mutable_contribute()->mutable_contribution() = std::move(contribution);
  noted.mutable_contribute()->mutable_for_member_ids()->Assign(for_ids.begin(), for_ids.end());
  return send(facilitator, std::move(noted));
}

codev::Decided RoundPlay::open(const std::string& step, const std::string& reason) {
  v1::RoundCommand opens = command();
  opens.mutable_open_step()->set_step(step);
  opens.mutable_open_step()->set_reason(reason);
  return send(facilitator, std::move(opens));
}

codev::Decided RoundPlay::finish() {
  v1::RoundCommand finishes = command();
  finishes.mutable_finish_round();
  return send(facilitator, std::move(finishes));
}

codev::Decided RoundPlay::tick() {
  v1::RoundCommand tick;
  tick.mutable_tick();
  return send_as(codev::Actor::server(), std::move(tick));
}

void RoundPlay::wait_until(TimestampMs at) {
  for (auto look = codev::next_look_ms(round); look && *look <= at; look = codev::next_look_ms(round)) {
    now = std::max(now, *look);
    const codev::Decided told = tick();
    if (!told || told->empty()) throw std::logic_error("a look at the clock that was due brought nothing");
  }
  now = std::max(now, at);
}

void RoundPlay::wait(std::int64_t ms) { wait_until(now + ms); }

void RoundPlay::everybody_accepts() {
  const auto people = round.state.participants();
  for (const v1::RoundParticipant& person : people) {
    if (!codev::is_there(person) || person.frame_accepted_at_ms() != 0) continue;
    v1::RoundCommand accepts = command();
    accepts.mutable_accept_frame();
    must(send(person.member_id(), std::move(accepts)), "frame");
  }
}

void RoundPlay::choose_client(std::uint64_t id) {
  v1::Contribution designation = contribution_of("designation");
  designation.set_designated_id(id);
  must(say(facilitator, std::move(designation)), "designation");
  v1::RoundCommand accepts = command();
  accepts.mutable_answer_designation()->set_accepts(true);
  must(send(id, std::move(accepts)), "acceptance");
}

void RoundPlay::agree_on_request() {
  v1::Contribution request = contribution_of("demande", "J’aimerais que vous m’aidiez à y voir clair.");
  request.set_version(round.state.request().version());
  must(say(round.state.client_id(), std::move(request)), "request");
  for (const std::uint64_t id : peers()) {
    if (id == round.state.client_id() || !codev::is_there(round, id)) continue;
    v1::Contribution agreement = contribution_of("accord", "");
    agreement.set_version(round.state.request().version());
    must(say(id, std::move(agreement)), "agreement");
  }
}

void RoundPlay::go_to(const std::string& step) {
  everybody_accepts();
  for (const v1::RoundStep& next : round.state.form().steps()) {
    const bool is_wanted = next.key() == step;
    const bool designates = round.state.client_id() == 0 && next.key() == "choix_sujet";
    if (!is_wanted && next.optional() && !designates) continue;
    if (next.key() == "consultation" && round.state.request().contribution_id() == 0) agree_on_request();
    must(open(next.key()), next.key());
    if (is_wanted) return;
    if (designates) choose_client(client);
  }
}

std::vector<std::uint64_t> RoundPlay::peers() const {
  std::vector<std::uint64_t> ids;
  for (const v1::RoundParticipant& person : round.state.participants()) {
    if (codev::is_peer(person)) ids.push_back(person.member_id());
  }
  return ids;
}

std::string cause_of(const codev::Decided& decided) {
  if (decided) return "";
  const auto cause = decided.error().data().find("cause");
  return cause == decided.error().data().end() ? v1::RefusalCode_Name(decided.error().code()) : cause->second;
}

std::string missing_of(const codev::Decided& decided) { return decided ? "" : decided.error().data().at("missing"); }

v1::Contribution contribution_of(const std::string& kind, const std::string& text) {
  v1::Contribution contribution;
  contribution.set_kind(kind);
  contribution.set_text(text);
  return contribution;
}

v1::Contribution with_version(const std::string& kind, std::uint32_t version, const std::string& text) {
  v1::Contribution said = contribution_of(kind, text);
  said.set_version(version);
  return said;
}

v1::Contribution action_of(const std::string& what, const std::string& due_on) {
  v1::Contribution said = contribution_of("action", what);
  said.mutable_action()->set_first_step("Appeler");
  said.mutable_action()->set_due_on(due_on);
  return said;
}

RoundPlay standard_in(const std::string& step, v1::RoundMode mode) {
  RoundPlay play(shipped_form("standard"), 4, mode);
  play.go_to(step);
  return play;
}

}  // namespace ramure::test
