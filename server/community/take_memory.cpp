#include "server/community/take_memory.hpp"

#include <algorithm>
#include <set>

#include "server/community/answer.hpp"
#include "server/community/people_shown.hpp"
#include "server/course/course_limits.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::community {

namespace {

constexpr std::uint32_t threads_at_once = 200;

class Taking {
 public:
  Taking(storage::Reader& reader, const RoundRules& rounds, const storage::MemberState& me, MemoryCopy copy,
         TimestampMs now)
      : reader_(reader),
        rounds_(rounds),
        me_(me),
        is_own_(copy == MemoryCopy::own),
        now_(now),
        people_(people_shown_to(reader, me.id)) {}

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
    std::set<std::uint64_t> seen;  // a page begins with what had not ended when the last of the page before began
    std::int64_t from_ms = 0;
    while (true) {
      v1::Query query;
      query.mutable_list_gatherings()->set_from_ms(from_ms);
      query.mutable_list_gatherings()->set_to_ms(now_);
      query.mutable_list_gatherings()->set_limit(course::limits::listed_max);
      const v1::Answer answer = ask(query);
      const auto& rows = answer.gathering_list().rows();
      for (const v1::GatheringRow& row : rows) {
        if (seen.insert(row.gathering().id()).second && was_lived(row)) add_gathering(row.gathering().id(), memory);
      }
      if (!answer.gathering_list().more() || rows.rbegin()->gathering().starts_at_ms() == from_ms) return;
      from_ms = rows.rbegin()->gathering().starts_at_ms();
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
      for (const v1::ThreadRow& row : answer.thread_list().rows()) {
        if (is_told(row.thread().channel_id())) memory.obstacles.push_back(row.thread());
      }
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
      CourseMemory::Round round{.at_ms = row.plan().starts_at_ms()};
      const auto client = people_.members.find(row.client_id());
      round.is_of_pair = row.client_id() == me_.id || (client != people_.members.end() && is_of_pair(client->second));
      if (is_own_ && round.is_of_pair) {
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
      const bool is_told = is_own_ || row.sharing() == v1::ROADMAP_SHARING_COMMUNITY;
      const bool is_kept = is_told && row.status() != v1::ROADMAP_STATUS_ARCHIVED;
      if (row.territory_id() == me_.territory_id && is_kept) memory.roadmaps.push_back(row);
    }
  }

  void take_notebook(CourseMemory& memory) const {
    if (!is_own_) return;
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

  // On this copy.
  bool is_told(std::uint64_t channel_id) const {
    if (is_own_) return true;
    const auto place = reader_.channel_state(channel_id);
    return place && identity::is_open_place(place->kind);
  }

  bool was_lived(const v1::GatheringRow& row) const {
    const v1::Gathering& gathering = row.gathering();
    return !gathering.cancelled() && gathering.ends_at_ms() <= now_ &&
           row.my_participation() != v1::PARTICIPATION_NOT_COMING && is_told(gathering.channel_id());
  }

  void add_gathering(std::uint64_t id, CourseMemory& memory) const {
    v1::Query query;
    query.mutable_get_gathering()->set_gathering_id(id);
    const v1::Answer answer = ask(query);
    if (!answer.has_gathering()) return;  // closed to him meanwhile
    CourseMemory::Lived lived{.gathering = answer.gathering().gathering(), .keeps = {}};
    if (is_own_) lived.keeps = answer.gathering().my_evaluation().keeps();
    memory.gatherings.push_back(std::move(lived));
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
  const bool is_own_;
  const TimestampMs now_;
  const PeopleShown people_;
};

}  // namespace

std::optional<CourseMemory> take_memory(storage::Reader& reader, const RoundRules& rounds, std::uint64_t member_id,
                                        MemoryCopy copy, TimestampMs now) {
  const auto me = reader.member_state(member_id);
  if (!me || me->status == v1::MEMBER_STATUS_LEFT) return std::nullopt;
  const v1::Community community = reader.community();
  CourseMemory memory;
  memory.copy = copy;
  memory.community = community.name();
  memory.zone = community.time_zone();
  const Taking taking(reader, rounds, *me, copy, now);
  taking.take_people(memory);
  taking.take_gatherings(memory);
  taking.take_obstacles(memory);
  taking.take_rounds(memory);
  taking.take_roadmaps(memory);
  taking.take_notebook(memory);
  return memory;
}

}  // namespace ramure::community
