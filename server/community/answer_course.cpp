#include "server/community/answer_course.hpp"

#include <algorithm>

#include "server/course/course_limits.hpp"
#include "server/course/evaluation.hpp"
#include "server/course/gathering.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::community {

namespace {

using Answered = std::expected<v1::Answer, v1::Refusal>;
using identity::Act;
using storage::GatheringSeen;

bool may(const CourseAsking& asking, const GatheringSeen& seen, Act act) {
  const auto channel = asking.reader.channel_state(seen.state.channel_id);
  return channel && identity::may(seen.hat, channel->kind, act, identity::is_guest(asking.member, *channel));
}

bool may_evaluate(const CourseAsking& asking, const GatheringSeen& seen) {
  return course::check_evaluable("", seen.state, seen.hat, asking.now).has_value();
}

// After it, unless one said that one would not come.
bool awaits_evaluation(const CourseAsking& asking, const GatheringSeen& seen) {
  return may_evaluate(asking, seen) && asking.now >= seen.state.ends_at_ms && !seen.has_evaluated &&
         seen.mine != v1::PARTICIPATION_NOT_COMING;
}

void fill(v1::GatheringRow& row, const CourseAsking& asking, GatheringSeen seen) {
  row.set_my_participation(seen.mine);
  row.set_coming(seen.coming);
  row.set_can_edit(may(asking, seen, Act::keep_order));
  row.set_awaits_evaluation(awaits_evaluation(asking, seen));
  v1::Gathering& gathering = *row.mutable_gathering() = std::move(seen.gathering);
  gathering.clear_programme();
  gathering.clear_documents();
  gathering.clear_description();
  gathering.clear_outcome();
}

Answered list_gatherings(const CourseAsking& asking, const v1::ListGatherings& query, std::uint64_t& as_of_seq) {
  const std::size_t limit = query.limit() == 0 ? course::limits::listed_default : query.limit();
  std::vector<GatheringSeen> gatherings;
  bool more = false;
  if (!asking.reader.gatherings(asking.member.id, query, limit, gatherings, more, as_of_seq)) {
    return refuse::not_found("list_gatherings.channel_id");
  }
  v1::Answer answer;
  v1::GatheringList& list = *answer.mutable_gathering_list();
  for (GatheringSeen& seen : gatherings) fill(*list.add_rows(), asking, std::move(seen));
  list.set_more(more);
  return answer;
}

// Averages are for those who animate and those who evaluate the programme.
bool sees_averages(v1::Role hat) { return hat == v1::ROLE_FACILITATOR || hat == v1::ROLE_EVALUATOR; }

// By hand, or by the clock: nobody has to close it.
void close_by_clock(v1::Workshop& workshop, TimestampMs now) {
  workshop.set_closed(workshop.closed() || now >= workshop.closes_at_ms());
}

Answered get_gathering(const CourseAsking& asking, const v1::GetGathering& query, std::uint64_t& as_of_seq) {
  storage::GatheringLook look;
  if (!asking.reader.gathering(asking.member.id, query.gathering_id(), look, as_of_seq)) {
    return refuse::not_found("get_gathering.gathering_id");
  }
  v1::Answer answer;
  v1::GatheringAnswer& shown = *answer.mutable_gathering();
  const std::string title = look.seen.gathering.title();
  shown.set_can_edit(may(asking, look.seen, Act::keep_order));
  shown.set_can_answer(course::takes_answers(look.seen.state, asking.now));
  shown.set_can_evaluate(may_evaluate(asking, look.seen));
  if (look.seen.has_evaluated) *shown.mutable_my_evaluation() = std::move(look.my_evaluation);
  if (sees_averages(look.seen.hat) && course::is_evaluated(look.seen.state.kind)) {
    *shown.mutable_evaluations() = course::figure_of(query.gathering_id(), title, look.ratings);
  }
  for (v1::Participant& participant : look.participants) *shown.add_participants() = std::move(participant);
  for (v1::EvaluationPassed& words : look.words) *shown.add_words() = std::move(words);
  for (v1::Workshop& workshop : look.workshops) {
    close_by_clock(workshop, asking.now);
    *shown.add_workshops() = std::move(workshop);
  }
  *shown.mutable_gathering() = std::move(look.seen.gathering);
  return answer;
}

// Workshops are of the plenary: who moderates there sorts.
bool may_sort(const CourseAsking& asking, std::uint64_t workshop_id) {
  const auto hat = asking.reader.hat_at_workshop(asking.member.id, workshop_id);
  return identity::may(hat, v1::CHANNEL_KIND_PLENARY, Act::moderate);
}

Answered get_workshop(const CourseAsking& asking, const v1::GetWorkshop& query, std::uint64_t& as_of_seq) {
  v1::Answer answer;
  v1::WorkshopAnswer& shown = *answer.mutable_workshop();
  if (!asking.reader.workshop(asking.member.id, query.workshop_id(), *shown.mutable_workshop(), as_of_seq)) {
    return refuse::not_found("get_workshop.workshop_id");
  }
  close_by_clock(*shown.mutable_workshop(), asking.now);
  shown.set_can_sort(may_sort(asking, query.workshop_id()));
  return answer;
}

}  // namespace

bool is_about_course(const v1::Query& query) {
  return query.has_list_gatherings() || query.has_get_gathering() || query.has_get_workshop();
}

std::expected<v1::Answer, v1::Refusal> answer_course(const CourseAsking& asking, const v1::Query& query,
                                                     std::uint64_t& as_of_seq) {
  if (query.has_list_gatherings()) return list_gatherings(asking, query.list_gatherings(), as_of_seq);
  if (query.has_get_gathering()) return get_gathering(asking, query.get_gathering(), as_of_seq);
  return get_workshop(asking, query.get_workshop(), as_of_seq);
}

std::expected<WorkshopToOpen, v1::Refusal> check_hands_out_code(const CourseAsking& asking, std::uint64_t workshop_id) {
  v1::Workshop workshop;
  std::uint64_t as_of_seq = 0;
  if (!asking.reader.workshop(asking.member.id, workshop_id, workshop, as_of_seq)) {
    return refuse::not_found("workshop_id");
  }
  if (!may_sort(asking, workshop_id)) return refuse::forbidden("workshop_id", "your role does not allow this here");
  close_by_clock(workshop, asking.now);
  if (workshop.closed()) return refuse::forbidden("over", "workshop_id", "the workshop is closed");
  return WorkshopToOpen{asking.reader.epoch(), workshop.closes_at_ms()};
}

}  // namespace ramure::community
