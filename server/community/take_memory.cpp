#include "server/community/take_memory.hpp"

#include <algorithm>

#include "server/community/answer.hpp"
#include "server/community/people_shown.hpp"
#include "server/course/course_limits.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::community {

namespace {

constexpr std::uint32_t threads_at_once = 200;

class Taking {
 public:
  Taking(storage::Reader& reader, const RoundRules& rounds, const storage::MemberState& me, TimestampMs now)
      : reader_(reader), rounds_(rounds), me_(me), now_(now), people_(people_shown_to(reader, me.id)) {}

  void take_people(CourseMemory& memory) const {
    memory.name = people_.name(me_.id);
    if (me_.territory_id == 0) return;
    if (const auto home = people_.territories.find(me_.territory_id); home != people_.territories.end()) {
      memory.territory = home->second.name();
    }
    for (const auto& [id, member] : people_.members) {
      if (id != me_.id && is_of_pair(member)) memory.pair.push_back(member.name());
    }
  }

  void take_gatherings(CourseMemory& memory) const {
    std::int64_t from_ms = 0;
    for (bool more = true; more;) {
      v1::Query query;
      query.mutable_list_gatherings()->set_from_ms(from_ms);
      query.mutable_list_gatherings()->set_to_ms(now_);
      query.mutable_list_gatherings()->set_limit(course::limits::listed_max);
      const v1::Answer answer = ask(query);
      const std::size_t before = memory.gatherings.size();
      for (const v1::GatheringRow& row : answer.gathering_list().rows()) add_gathering(row, memory);
      more = answer.gathering_list().more() && memory.gatherings.size() > before;
      if (more) from_ms = memory.gatherings.back().gathering.starts_at_ms();
    }
  }

  void take_obstacles(CourseMemory& memory) const {
    if (me_.territory_id == 0) return;
    v1::Query query;
    v1::ListThreads& list = *query.mutable_list_threads();
    list.set_territory_id(me_.territory_id);
    list.set_kind(v1::THREAD_KIND_OBSTACLE);
    list.set_archived(v1::ListThreads::ARCHIVED_ALSO);
    list.set_limit(threads_at_once);
    do {
      const v1::Answer answer = ask(query);
      for (const v1::ThreadRow& row : answer.thread_list().rows()) memory.obstacles.push_back(row.thread());
      list.set_page_token(answer.thread_list().next_page_token());
    } while (!list.page_token().empty());
    std::ranges::sort(memory.obstacles, {}, &v1::Thread::id);
  }

  void take_rounds(CourseMemory& memory) const {
    v1::Query query;
    query.mutable_list_rounds()->set_ended_too(true);
    const v1::Answer answer = ask(query);
    for (const v1::RoundRow& row : answer.round_list().rows()) {
      const bool was_held = row.status() == v1::ROUND_STATUS_RUNNING || row.status() == v1::ROUND_STATUS_FINISHED;
      if (!was_held || row.plan().practice()) continue;
      CourseMemory::Round round{.title = {}, .at_ms = row.plan().starts_at_ms(), .client = {}};
      const auto client = people_.members.find(row.client_id());
      const bool is_own = row.client_id() == me_.id;
      if (is_own || (client != people_.members.end() && is_of_pair(client->second))) {
        round.title = row.plan().title();
        round.client = people_.name(row.client_id());
        round.actions = actions_of(row.round_id());
      }
      memory.rounds.push_back(std::move(round));
    }
    std::ranges::stable_sort(memory.rounds, {}, &CourseMemory::Round::at_ms);
  }

  void take_roadmaps(CourseMemory& memory) const {
    if (me_.territory_id == 0) return;
    v1::Query query;
    query.mutable_list_roadmaps();
    const v1::Answer answer = ask(query);
    for (const v1::RoadmapRow& row : answer.roadmap_list().rows()) {
      const bool is_kept = row.status() != v1::ROADMAP_STATUS_ARCHIVED;
      if (row.territory_id() == me_.territory_id && is_kept) memory.roadmaps.push_back(row);
    }
  }

  void take_notebook(CourseMemory& memory) const {
    v1::Query query;
    query.mutable_get_private_rows();
    const v1::Answer answer = ask(query);
    for (const v1::PrivateRow& row : answer.private_rows().rows()) {
      if (row.has_notebook_entry() && !row.notebook_entry().text().empty()) {
        memory.notebook.push_back(row.notebook_entry());
      }
    }
    std::ranges::stable_sort(memory.notebook, {}, &v1::NotebookEntry::written_at_ms);
  }

 private:
  v1::Answer ask(const v1::Query& query) const { return answer(reader_, me_.id, query, now_, rounds_).answer(); }

  bool is_of_pair(const v1::Member& member) const {
    return me_.territory_id != 0 && member.territory_id() == me_.territory_id && member.role() == me_.role;
  }

  void add_gathering(const v1::GatheringRow& row, CourseMemory& memory) const {
    const v1::Gathering& listed = row.gathering();
    const bool is_there = std::ranges::any_of(
        memory.gatherings, [&](const CourseMemory::Lived& lived) { return lived.gathering.id() == listed.id(); });
    if (is_there || listed.cancelled() || listed.ends_at_ms() > now_) return;
    if (row.my_participation() == v1::PARTICIPATION_NOT_COMING) return;
    v1::Query query;
    query.mutable_get_gathering()->set_gathering_id(listed.id());
    const v1::Answer answer = ask(query);
    if (!answer.has_gathering()) return;  // cancelled, or closed to him, meanwhile
    memory.gatherings.push_back({answer.gathering().gathering(), answer.gathering().my_evaluation().keeps()});
  }

  std::vector<v1::PlanAction> actions_of(std::uint64_t round_id) const {
    v1::Query query;
    query.mutable_get_round()->set_round_id(round_id);
    query.mutable_get_round()->set_without_words(true);
    const v1::Answer answer = ask(query);
    const auto& actions = answer.round().view().actions();
    return {actions.begin(), actions.end()};
  }

  storage::Reader& reader_;
  const RoundRules& rounds_;
  const storage::MemberState& me_;
  const TimestampMs now_;
  const PeopleShown people_;
};

}  // namespace

std::optional<CourseMemory> take_memory(storage::Reader& reader, const RoundRules& rounds, std::uint64_t member_id,
                                        TimestampMs now) {
  const auto me = reader.member_state(member_id);
  if (!me || me->status == v1::MEMBER_STATUS_LEFT) return std::nullopt;
  const v1::Community community = reader.community();
  CourseMemory memory;
  memory.community = community.name();
  memory.zone = community.time_zone();
  const Taking taking(reader, rounds, *me, now);
  taking.take_people(memory);
  taking.take_gatherings(memory);
  taking.take_obstacles(memory);
  taking.take_rounds(memory);
  taking.take_roadmaps(memory);
  taking.take_notebook(memory);
  return memory;
}

}  // namespace ramure::community
