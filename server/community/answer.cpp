#include "server/community/answer.hpp"

#include "server/community/answer_commons.hpp"
#include "server/community/answer_course.hpp"
#include "server/community/answer_roadmaps.hpp"
#include "server/community/answer_rounds.hpp"
#include "server/community/answer_search.hpp"
#include "server/community/check_query.hpp"
#include "server/community/roadmap_news.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::community {

namespace {

void fill_can_write(storage::Reader& reader, v1::Membership& membership) {
  const auto member = reader.member_state(membership.member_id());
  const auto channel = reader.channel_state(membership.channel_id());
  membership.set_can_write(member && channel && identity::can_write(membership.role(), *member, *channel));
}

bool get_channel(storage::Reader& reader, std::uint64_t member_id, const v1::GetChannel& query,
                 v1::ChannelAnswer& answer, std::uint64_t& as_of_seq) {
  if (!reader.channel(member_id, query, answer, as_of_seq)) return false;
  fill_can_write(reader, *answer.mutable_membership());
  return true;
}

bool list_readers(storage::Reader& reader, std::uint64_t member_id, const v1::ListReaders& query,
                  v1::ReaderList& answer, std::uint64_t& as_of_seq) {
  if (!reader.readers(member_id, query, answer, as_of_seq)) return false;
  for (auto& membership : *answer.mutable_memberships()) fill_can_write(reader, membership);
  return true;
}

// The field that NOT_FOUND names: the id that was asked for, or nothing where the asker himself is unknown.
const char* asked_field(const v1::Query& query) {
  using Q = v1::Query;
  switch (query.body_case()) {
    case Q::kListThreads: return "list_threads.channel_id";
    case Q::kGetThread: return "get_thread.thread_id";
    case Q::kGetHistory: return "get_history.thread_id";
    case Q::kGetMessage: return "get_message.message_id";
    case Q::kGetObstacleLife: return "get_obstacle_life.thread_id";
    case Q::kGetSummaryVersions: return "get_summary_versions.thread_id";
    case Q::kListReaders: return "list_readers.channel_id";
    case Q::kGetChannel: return "get_channel.channel_id";
    default: return "";
  }
}

bool load(storage::Reader& reader, std::uint64_t member_id, const v1::Query& query, v1::Answer& answer,
          std::uint64_t& as_of) {
  using Q = v1::Query;
  switch (query.body_case()) {
    case Q::kGetSnapshot:
      if (query.get_snapshot().directory_after_id() == 0) {
        return snapshot(reader, member_id, *answer.mutable_snapshot(), as_of);
      }
      return reader.directory(member_id, query.get_snapshot(), *answer.mutable_snapshot(), as_of);
    case Q::kListThreads: return reader.threads(member_id, query.list_threads(), *answer.mutable_thread_list(), as_of);
    case Q::kGetThread: return reader.thread(member_id, query.get_thread(), *answer.mutable_thread(), as_of);
    case Q::kGetHistory: return reader.history(member_id, query.get_history(), *answer.mutable_history(), as_of);
    case Q::kGetMessage: return reader.message(member_id, query.get_message(), *answer.mutable_message(), as_of);
    case Q::kGetMessages:
      return reader.messages(member_id, query.get_messages(), *answer.mutable_message_list(), as_of);
    case Q::kGetMap: return reader.map(member_id, *answer.mutable_map(), as_of);
    case Q::kFindSimilarObstacles:
      return reader.similar_obstacles(member_id, query.find_similar_obstacles(), *answer.mutable_similar_obstacles(),
                                      as_of);
    case Q::kGetObstacleLife:
      return reader.obstacle_life(member_id, query.get_obstacle_life(), *answer.mutable_obstacle_life(), as_of);
    case Q::kGetSummaryVersions:
      return reader.summary_versions(member_id, query.get_summary_versions(), *answer.mutable_summary_versions(),
                                     as_of);
    case Q::kCatchUp: return reader.catch_up(member_id, query.catch_up(), *answer.mutable_catch_up(), as_of);
    case Q::kListReaders:
      return list_readers(reader, member_id, query.list_readers(), *answer.mutable_reader_list(), as_of);
    case Q::kListEvents: return reader.events(member_id, query.list_events(), *answer.mutable_event_list(), as_of);
    case Q::kGetPrivateRows:
      as_of = reader.head_seq();
      return reader.private_rows(member_id, query.get_private_rows().since_revision(), *answer.mutable_private_rows());
    case Q::kGetChannel: return get_channel(reader, member_id, query.get_channel(), *answer.mutable_channel(), as_of);
    case Q::kSearch:  // have their own way, below
    case Q::kListRounds:
    case Q::kGetRound:
    case Q::kListRoundTemplates:
    case Q::kDrawMinutes:
    case Q::kProposeGroups:
    case Q::kListRoadmaps:
    case Q::kGetRoadmap:
    case Q::kGetText:
    case Q::kGetTextHistory:
    case Q::kCompareTexts:
    case Q::kPreviewSharing:
    case Q::kListRoadmapTemplates:
    case Q::kListToDo:
    case Q::kListMyQuotes:
    case Q::kDrawDossier:
    case Q::kListDossiers:
    case Q::kListGatherings:
    case Q::kGetGathering:
    case Q::kGetWorkshop:
    case Q::BODY_NOT_SET: break;
  }
  return false;
}

v1::Reply refused(std::unexpected<v1::Refusal> refusal, std::uint64_t as_of_seq) {
  v1::Reply reply;
  reply.set_as_of_seq(as_of_seq);
  *reply.mutable_refusal() = std::move(refusal).error();
  return reply;
}

}  // namespace

bool snapshot(storage::Reader& reader, std::uint64_t member_id, v1::Snapshot& snapshot, std::uint64_t& as_of_seq) {
  if (!reader.snapshot(member_id, snapshot, as_of_seq)) return false;
  for (auto& membership : *snapshot.mutable_memberships()) fill_can_write(reader, membership);
  return true;
}

v1::Reply answer(storage::Reader& reader, std::uint64_t member_id, const v1::Query& query, TimestampMs now,
                 const RoundRules& rounds) {
  if (auto checked = check_query(query); !checked) return refused(pass_on(checked), reader.head_seq());
  const auto member = reader.member_state(member_id);
  if (!member || member->status == v1::MEMBER_STATUS_LEFT) return refused(refuse::stranger(), 0);
  v1::Reply reply;
  std::uint64_t as_of_seq = 0;
  if (is_about_rounds(query)) {
    if (now == 0) now = reader.last_event_ms();
    auto answered = answer_rounds({reader, rounds, *member, now}, query, as_of_seq);
    if (!answered) return refused(pass_on(answered), as_of_seq);
    *reply.mutable_answer() = std::move(*answered);
  } else if (is_about_roadmaps(query)) {
    auto answered = answer_roadmaps({reader, rounds.roadmaps, *member}, query, as_of_seq);
    if (!answered) return refused(pass_on(answered), as_of_seq);
    *reply.mutable_answer() = std::move(*answered);
  } else if (is_about_course(query)) {
    if (now == 0) now = reader.last_event_ms();
    auto answered = answer_course({reader, *member, now}, query, as_of_seq);
    if (!answered) return refused(pass_on(answered), as_of_seq);
    *reply.mutable_answer() = std::move(*answered);
  } else if (is_about_commons(query)) {
    if (now == 0) now = reader.last_event_ms();
    auto answered = answer_commons({reader, rounds, *member, now}, query, as_of_seq);
    if (!answered) return refused(pass_on(answered), as_of_seq);
    *reply.mutable_answer() = std::move(*answered);
  } else if (query.has_search()) {
    auto found = search({reader, rounds.roadmaps, *member}, query.search(), now, as_of_seq);
    if (!found) return refused(pass_on(found), as_of_seq);
    *reply.mutable_answer()->mutable_search() = std::move(*found);
  } else if (!load(reader, member_id, query, *reply.mutable_answer(), as_of_seq)) {
    return refused(refuse::not_found(asked_field(query)), as_of_seq);
  }
  if (query.has_catch_up()) {
    add_roadmap_news({reader, rounds.roadmaps, *member}, *reply.mutable_answer()->mutable_catch_up());
  }
  if (query.list_events().after_seq() > as_of_seq) {
    return refused(refuse::invalid("list_events.after_seq", "the journal has not come that far"), as_of_seq);
  }
  reply.set_as_of_seq(as_of_seq);
  return reply;
}

}  // namespace ramure::community
