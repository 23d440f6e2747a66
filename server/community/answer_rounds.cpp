#include "server/community/answer_rounds.hpp"

#include <algorithm>

#include "server/codev/groups.hpp"
#include "server/codev/minutes.hpp"
#include "server/codev/refuse.hpp"
#include "server/codev/templates.hpp"
#include "server/codev/visible.hpp"
#include "server/community/people_shown.hpp"

namespace ramure::community {

namespace {

using Answered = std::expected<v1::Answer, v1::Refusal>;
using Q = v1::Query;

constexpr std::size_t listed_rounds_max = 500;

RoundPointer open_round(const RoundAsking& asking, std::uint64_t round_id, std::uint64_t& as_of_seq) {
  // Every reading of the round's events is a transaction of its own; what is committed only grows.
  const std::uint64_t committed_seq = asking.reader.head_seq();
  bool is_mine = true;
  auto round = asking.rounds.open(round_id, committed_seq, [&](std::uint64_t after_seq) {
    std::vector<v1::Event> events;
    is_mine = asking.reader.round(asking.member.id, round_id, after_seq, events, as_of_seq);
    return events;
  });
  return is_mine ? round : nullptr;
}

bool is_over(v1::RoundStatus status) { return status > v1::ROUND_STATUS_RUNNING; }

v1::RoundRow row_of(const v1::RoundView& view, bool awaits_me) {
  v1::RoundRow row;
  row.set_round_id(view.id());
  row.set_status(view.status());
  *row.mutable_plan() = view.plan();
  row.set_template_key(view.form().key());
  row.set_template_label(view.form().label());
  if (view.step() != 0) {
    const v1::RoundStep& step = view.form().steps(static_cast<int>(view.step()) - 1);
    row.set_step(step.key());
    row.set_step_label(step.label());
  }
  row.set_client_id(view.client_id());
  *row.mutable_my_roles() = view.my_roles();
  row.set_awaits_me(awaits_me);
  row.set_ended_at_ms(view.ended_at_ms());
  return row;
}

// Those to come and those that run by their date, then those that ended, newest first.
bool comes_before(const v1::RoundRow& one, const v1::RoundRow& other) {
  if (is_over(one.status()) != is_over(other.status())) return is_over(other.status());
  if (is_over(one.status())) return one.ended_at_ms() > other.ended_at_ms();
  return one.plan().starts_at_ms() < other.plan().starts_at_ms();
}

Answered list_rounds(const RoundAsking& asking, const v1::ListRounds& query, std::uint64_t& as_of_seq) {
  v1::Answer answer;
  as_of_seq = asking.reader.head_seq();
  v1::RoundList& list = *answer.mutable_round_list();
  for (const std::uint64_t id : asking.reader.rounds(asking.member.id, query.ended_too(), listed_rounds_max)) {
    std::uint64_t as_of_row = 0;
    const auto round = open_round(asking, id, as_of_row);
    if (round == nullptr) continue;
    const v1::RoundView view = codev::view_for(*round, asking.member.id, asking.now);
    if (view.id() != 0) *list.add_rows() = row_of(view, codev::awaits(*round, asking.member.id));
  }
  std::ranges::stable_sort(*list.mutable_rows(), comes_before);
  return answer;
}

Answered get_round(const RoundAsking& asking, const v1::GetRound& query, std::uint64_t& as_of_seq) {
  constexpr auto field = "get_round.round_id";
  const auto round = open_round(asking, query.round_id(), as_of_seq);
  if (round == nullptr) return refuse::not_found(field);
  v1::Answer answer;
  v1::RoundView& view = *answer.mutable_round()->mutable_view();
  view = codev::view_for(*round, asking.member.id, asking.now);
  if (view.id() == 0) return refuse::not_found(field);
  const bool is_at_desk =
      view.plan().facilitator_id() == asking.member.id || view.plan().deputy_id() == asking.member.id;
  if (is_at_desk) answer.mutable_round()->set_desk_channel_id(desk_of(query.round_id()));
  answer.mutable_round()->set_server_time_ms(asking.now);
  if (query.without_words()) {
    view.clear_form();
    view.clear_contributions();
  }
  return answer;
}

Checked check_facilitates(const RoundAsking& asking, std::string_view field) {
  if (asking.member.role == v1::ROLE_FACILITATOR) return {};
  return refuse::forbidden(field, "rounds are planned by the facilitators of the community");
}

Answered list_templates(const RoundAsking& asking, std::uint64_t& as_of_seq) {
  if (auto checked = check_facilitates(asking, "list_round_templates"); !checked) return pass_on(checked);
  as_of_seq = asking.reader.head_seq();
  v1::Answer answer;
  v1::RoundTemplateList& list = *answer.mutable_round_template_list();
  for (const auto& [key, form] : asking.rounds.known_templates().all()) *list.add_templates() = form;
  return answer;
}

// Whether whoever reads the one may learn of the other: groups are called by labels, and a label is not its people.
bool is_of_the_same_people(const codev::Round& one, const codev::Round& other) {
  return std::ranges::all_of(one.state.participants(), [&](const v1::RoundParticipant& person) {
    const bool is_in = person.attendance() != v1::ATTENDANCE_LEFT && codev::is_peer(person);
    return !is_in || codev::participant(other, person.member_id()) != nullptr;
  });
}

// The next round of the same group that he is in himself; of others he is told nothing.
TimestampMs next_meeting(const RoundAsking& asking, const codev::Round& round) {
  TimestampMs next = 0;
  for (const std::uint64_t id : asking.reader.rounds(asking.member.id, false, listed_rounds_max)) {
    std::uint64_t as_of_seq = 0;
    const auto other = open_round(asking, id, as_of_seq);
    if (other == nullptr || id == round.state.id() || codev::participant(*other, asking.member.id) == nullptr) continue;
    const v1::RoundPlan& plan = other->state.plan();
    const bool is_next = other->state.status() == v1::ROUND_STATUS_PLANNED && !plan.group().empty() &&
                         plan.group() == round.state.plan().group() && plan.starts_at_ms() > asking.now &&
                         is_of_the_same_people(round, *other);
    if (is_next && (next == 0 || plan.starts_at_ms() < next)) next = plan.starts_at_ms();
  }
  return next;
}

Answered draw_minutes(const RoundAsking& asking, const v1::DrawMinutes& query, std::uint64_t& as_of_seq) {
  constexpr auto field = "draw_minutes.round_id";
  const auto round = open_round(asking, query.round_id(), as_of_seq);
  const bool is_shown = round != nullptr && codev::view_for(*round, asking.member.id, asking.now).id() != 0;
  if (!is_shown) return refuse::not_found(field);
  if (!codev::may_draw_minutes(*round, asking.member.id)) {
    return codev::refuse::forbidden("client", field,
                                    "the client draws the minutes; whoever writes them, once the client wants them");
  }
  const PeopleShown people = people_shown_to(asking.reader, asking.member.id);
  const codev::MinutesWish wish{.zone = asking.reader.time_zone(),
                                .name = [&](std::uint64_t id) { return people.name(id); },
                                .next_at_ms = next_meeting(asking, *round)};
  v1::Answer answer;
  answer.mutable_minutes_draft()->set_markdown(codev::draw_minutes(*round, asking.member.id, wish));
  return answer;
}

// Of people whom he sees in the directory, and who have not left.
Answered propose_groups(const RoundAsking& asking, const v1::ProposeGroups& query, std::uint64_t& as_of_seq) {
  if (auto checked = check_facilitates(asking, "propose_groups"); !checked) return pass_on(checked);
  as_of_seq = asking.reader.head_seq();
  const PeopleShown shown = people_shown_to(asking.reader, asking.member.id);
  std::vector<codev::GroupCandidate> people;
  for (const std::uint64_t id : query.member_ids()) {
    const auto member = shown.members.find(id);
    if (member == shown.members.end() || member->second.status() == v1::MEMBER_STATUS_LEFT) {
      return refuse::not_found("propose_groups.member_ids");
    }
    const auto territory = shown.territories.find(member->second.territory_id());
    people.push_back({.member_id = id,
                      .territory_id = member->second.territory_id(),
                      .profile = territory == shown.territories.end() ? "" : territory->second.profile_label(),
                      .organisation = member->second.organisation()});
  }
  auto proposed = codev::propose_groups(std::move(people), query.group_count());
  if (!proposed) return pass_on(proposed);
  v1::Answer answer;
  *answer.mutable_proposed_groups() = std::move(*proposed);
  return answer;
}

}  // namespace

bool is_about_rounds(const v1::Query& query) {
  switch (query.body_case()) {
    case Q::kListRounds:
    case Q::kGetRound:
    case Q::kListRoundTemplates:
    case Q::kDrawMinutes:
    case Q::kProposeGroups: return true;
    default: return false;
  }
}

Answered answer_rounds(const RoundAsking& asking, const v1::Query& query, std::uint64_t& as_of_seq) {
  switch (query.body_case()) {
    case Q::kListRounds: return list_rounds(asking, query.list_rounds(), as_of_seq);
    case Q::kGetRound: return get_round(asking, query.get_round(), as_of_seq);
    case Q::kListRoundTemplates: return list_templates(asking, as_of_seq);
    case Q::kDrawMinutes: return draw_minutes(asking, query.draw_minutes(), as_of_seq);
    case Q::kProposeGroups: return propose_groups(asking, query.propose_groups(), as_of_seq);
    default: return refuse::unknown_command();
  }
}

std::expected<MinutesTaken, v1::Refusal> take_minutes(storage::Reader& reader, std::uint64_t member_id,
                                                      const RoundRules& rounds, std::uint64_t round_id,
                                                      v1::ShareLevel level, files::Language language) {
  constexpr auto field = "round_id";
  const auto member = reader.member_state(member_id);
  if (!member || member->status == v1::MEMBER_STATUS_LEFT) return refuse::stranger();
  std::uint64_t as_of_seq = 0;
  const TimestampMs now = reader.last_event_ms();
  const auto round = open_round({reader, rounds, *member, now}, round_id, as_of_seq);
  const bool is_shown = round != nullptr && codev::view_for(*round, member_id, now).id() != 0;
  if (!is_shown) return refuse::not_found(field);
  auto text = codev::taken_along(*round, member_id, level, language);
  if (!text) {
    return codev::refuse::forbidden("client", field,
                                    "nothing leaves a round but what its client approved and chose to share");
  }
  const auto& openings = round->state.openings();
  const TimestampMs held_at_ms = openings.empty() ? round->state.plan().starts_at_ms() : openings[0].at_ms();
  return MinutesTaken{std::move(*text), held_at_ms, reader.time_zone()};
}

}  // namespace ramure::community
