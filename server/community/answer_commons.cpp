#include "server/community/answer_commons.hpp"

#include "server/codev/visible.hpp"
#include "server/community/dossier_census.hpp"
#include "server/dossier/figures.hpp"

namespace ramure::community {

namespace {

using Answered = std::expected<v1::Answer, v1::Refusal>;
using Q = v1::Query;

constexpr std::size_t waiting_rounds_looked_at = 500;
constexpr TimestampMs not_come_after_ms = TimestampMs{7} * 24 * 60 * 60 * 1'000;
constexpr int not_yet_come_max = 100;

Checked check_facilitates(const CommonsAsking& asking, std::string_view field) {
  if (asking.member.role == v1::ROLE_FACILITATOR) return {};
  return refuse::forbidden(field, "this is for the facilitators of the community");
}

RoundPointer open_round(const CommonsAsking& asking, std::uint64_t round_id) {
  const std::uint64_t committed_seq = asking.reader.head_seq();
  bool is_mine = true;
  auto round = asking.rounds.open(round_id, committed_seq, [&](std::uint64_t after_seq) {
    std::vector<v1::Event> events;
    std::uint64_t as_of_seq = 0;
    is_mine = asking.reader.round(asking.member.id, round_id, after_seq, events, as_of_seq);
    return events;
  });
  return is_mine ? round : nullptr;
}

// Written rounds that he facilitates, and for whom each of them waits.
void add_waiting_rounds(const CommonsAsking& asking, v1::ToDoList& list) {
  for (const std::uint64_t id : asking.reader.rounds(asking.member.id, false, waiting_rounds_looked_at)) {
    const RoundPointer round = open_round(asking, id);
    if (round == nullptr) continue;
    const v1::RoundPlan& plan = round->state.plan();
    const bool is_his = plan.facilitator_id() == asking.member.id && plan.mode() == v1::ROUND_MODE_WRITTEN;
    if (!is_his || plan.practice()) continue;
    v1::WaitingRound waiting;
    for (const v1::RoundParticipant& person : round->state.participants()) {
      const bool is_other = person.member_id() != asking.member.id;
      if (is_other && codev::awaits(*round, person.member_id())) waiting.add_member_ids(person.member_id());
    }
    if (waiting.member_ids().empty()) continue;
    waiting.set_round_id(id);
    waiting.set_title(plan.title());
    *list.add_waiting_rounds() = std::move(waiting);
  }
}

Answered list_to_do(const CommonsAsking& asking, std::uint64_t& as_of_seq) {
  if (auto checked = check_facilitates(asking, "list_to_do"); !checked) return pass_on(checked);
  v1::Answer answer;
  v1::ToDoList& list = *answer.mutable_to_do_list();
  asking.reader.to_do(asking.member.id, asking.now, list, as_of_seq);
  add_waiting_rounds(asking, list);
  if (!asking.rounds.not_yet_come) return answer;
  for (v1::NotYetCome& person : asking.rounds.not_yet_come(asking.now - not_come_after_ms)) {
    if (list.not_yet_come_size() == not_yet_come_max) break;
    const auto member = asking.reader.member_state(person.member_id());
    if (member && member->status == v1::MEMBER_STATUS_ACTIVE) *list.add_not_yet_come() = std::move(person);
  }
  return answer;
}

dossier::Drawn draw_now(const CommonsAsking& asking) {
  storage::Reader& reader = asking.reader;
  const RoundRules counted_anew;  // all there are: they would drive out the few that are remembered
  CensusSource source{.tables = reader.dossier_source(asking.now - participating_ms),
                      .members = reader.members(),
                      .round =
                          [&](std::uint64_t id) {
                            return counted_anew.open(id, reader.head_seq(), [&](std::uint64_t after_seq) {
                              return reader.round_unjudged(id, after_seq);
                            });
                          },
                      .roadmap =
                          [&](std::uint64_t id) {
                            RoadmapPointer roadmap;
                            reader.roadmap_unjudged(id, [&](const storage::StoredRoadmap& stored) {
                              roadmap = counted_anew.roadmaps.open(id, stored.head_seq(), [&](std::uint64_t after_seq) {
                                return stored.events(after_seq);
                              });
                            });
                            return roadmap;
                          }};
  std::vector<dossier::Basis> earlier;
  for (const std::string& basis : source.tables.earlier_bases) earlier.push_back(dossier::read_basis(basis));
  return dossier::draw(take_census(source), earlier, asking.now);
}

Answered draw_dossier(const CommonsAsking& asking, std::uint64_t& as_of_seq) {
  if (auto checked = check_facilitates(asking, "draw_dossier"); !checked) return pass_on(checked);
  v1::Answer answer;
  v1::DossierDraft& draft = *answer.mutable_dossier_draft();
  asking.reader.allowed_quotes(asking.member.id, draft, as_of_seq);
  *draft.mutable_figures() = draw_now(asking).figures;
  return answer;
}

}  // namespace

bool is_about_commons(const v1::Query& query) {
  switch (query.body_case()) {
    case Q::kListToDo:
    case Q::kListMyQuotes:
    case Q::kDrawDossier:
    case Q::kListDossiers: return true;
    default: return false;
  }
}

Answered answer_commons(const CommonsAsking& asking, const v1::Query& query, std::uint64_t& as_of_seq) {
  v1::Answer answer;
  switch (query.body_case()) {
    case Q::kListToDo: return list_to_do(asking, as_of_seq);
    case Q::kDrawDossier: return draw_dossier(asking, as_of_seq);
    case Q::kListMyQuotes:
      asking.reader.my_quotes(asking.member.id, *answer.mutable_quote_list(), as_of_seq);
      return answer;
    case Q::kListDossiers:
      asking.reader.dossiers(asking.member.id, *answer.mutable_dossier_list(), as_of_seq);
      return answer;
    default: return refuse::unknown_command();
  }
}

}  // namespace ramure::community
