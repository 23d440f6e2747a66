#include "server/community/check_query.hpp"

#include <initializer_list>
#include <optional>
#include <string>

#include "protocol/limits.hpp"
#include "server/course/course_limits.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

namespace {

struct IdField {
  const char* path;
  std::uint64_t value;
  bool required = false;
};

Checked check_ids(std::initializer_list<IdField> fields) {
  for (const IdField& field : fields) {
    if (field.value > limits::id_max) return refuse::invalid(field.path, "ids are below 2^53");
    if (field.required && field.value == 0) return refuse::invalid(field.path, "an id is required");
  }
  return {};
}

Checked check_limit(const char* path, std::uint32_t value, std::uint32_t max) {
  if (value > max) return refuse::too_large(path, max, "rows");
  return {};
}

Checked check_threads(const v1::ListThreads& query) {
  if (auto checked = check_ids({{"list_threads.channel_id", query.channel_id()},
                                {"list_threads.theme_id", query.theme_id()},
                                {"list_threads.territory_id", query.territory_id()}});
      !checked) {
    return checked;
  }
  if (!v1::ThreadKind_IsValid(query.kind()))
    return refuse::invalid("list_threads.kind", "there is no such kind of thread");
  if (!v1::ListThreads::Archived_IsValid(query.archived()))
    return refuse::invalid("list_threads.archived", "there is no such value");
  if (!v1::ListThreads::Resolved_IsValid(query.resolved()))
    return refuse::invalid("list_threads.resolved", "there is no such value");
  for (const int status : query.obstacle_statuses()) {
    if (!v1::ObstacleStatus_IsValid(status) || status == v1::OBSTACLE_STATUS_UNSPECIFIED) {
      return refuse::invalid("list_threads.obstacle_statuses", "there is no such status");
    }
  }
  if (!storage::page_token_fits(query)) {
    return refuse::invalid("list_threads.page_token", "the token belongs to another list, or to none");
  }
  return check_limit("list_threads.limit", query.limit(), limits::thread_page_max);
}

Checked check_history(const v1::GetHistory& query) {
  if (auto checked = check_ids({{"get_history.thread_id", query.thread_id(), true},
                                {"get_history.before_id", query.before_id()},
                                {"get_history.after_id", query.after_id()},
                                {"get_history.around_id", query.around_id()}});
      !checked) {
    return checked;
  }
  if ((query.before_id() != 0) + (query.after_id() != 0) + (query.around_id() != 0) + (query.at_ms() != 0) > 1) {
    return refuse::invalid("get_history", "at most one of before_id, after_id, around_id and at_ms");
  }
  if (query.at_ms() < 0) return refuse::invalid("get_history.at_ms", "times are milliseconds since 1970");
  return check_limit("get_history.limit", query.limit(), limits::history_page_max);
}

Checked check_messages(const v1::GetMessages& query) {
  constexpr auto field = "get_messages.message_ids";
  if (query.message_ids().empty()) return refuse::invalid(field, "an id is required");
  if (static_cast<std::size_t>(query.message_ids_size()) > limits::messages_by_id_max) {
    return refuse::too_large(field, limits::messages_by_id_max, "messages");
  }
  for (const std::uint64_t id : query.message_ids()) {
    if (auto checked = check_ids({{field, id, true}}); !checked) return checked;
  }
  return {};
}

Checked check_similar(const v1::FindSimilarObstacles& query) {
  if (query.text().size() <= limits::similar_text_bytes_max) return {};
  return refuse::too_large("find_similar_obstacles.text", limits::similar_text_bytes_max, "bytes");
}

Checked check_catch_up(const v1::CatchUp& query) {
  if (auto checked = check_ids({{"catch_up.since_seq", query.since_seq()}}); !checked) return checked;
  return check_limit("catch_up.limit", query.limit(), limits::catch_up_threads_max);
}

Checked check_search(const v1::Search& query) {
  if (query.text().size() > limits::search_text_bytes_max) {
    return refuse::too_large("search.text", limits::search_text_bytes_max, "bytes");
  }
  if (auto checked = check_ids({{"search.before_id", query.before_id()}}); !checked) return checked;
  return check_limit("search.limit", query.limit(), limits::search_page_max);
}

Checked check_events(const v1::ListEvents& query) {
  if (auto checked = check_ids({{"list_events.after_seq", query.after_seq()}}); !checked) return checked;
  return check_limit("list_events.limit", query.limit(), limits::event_page_max);
}

Checked check_groups(const v1::ProposeGroups& query) {
  constexpr auto field = "propose_groups.member_ids";
  if (query.member_ids().empty()) return refuse::invalid(field, "groups are made of people");
  if (static_cast<std::size_t>(query.member_ids_size()) > limits::grouped_members_max) {
    return refuse::too_large(field, limits::grouped_members_max, "members");
  }
  for (const std::uint64_t id : query.member_ids()) {
    if (auto checked = check_ids({{field, id, true}}); !checked) return checked;
  }
  if (query.group_count() > limits::grouped_members_max) {
    return refuse::too_large("propose_groups.group_count", limits::grouped_members_max, "groups");
  }
  return {};
}

Checked check_sharing(const v1::PreviewSharing& query) {
  if (!v1::RoadmapSharing_IsValid(query.sharing()) || query.sharing() == v1::ROADMAP_SHARING_UNSPECIFIED) {
    return refuse::invalid("preview_sharing.sharing", "there is no such sharing");
  }
  return check_ids({{"preview_sharing.roadmap_id", query.roadmap_id(), true}});
}

// nullopt: it is not about roadmaps.
std::optional<Checked> check_roadmap_query(const v1::Query& query) {
  using Q = v1::Query;
  switch (query.body_case()) {
    case Q::kListRoadmaps:
    case Q::kListRoadmapTemplates: return Checked();
    case Q::kGetRoadmap:
      return check_ids({{"get_roadmap.roadmap_id", query.get_roadmap().roadmap_id(), true},
                        {"get_roadmap.version_id", query.get_roadmap().version_id()}});
    case Q::kGetText:
      return check_ids({{"get_text.roadmap_id", query.get_text().roadmap_id(), true},
                        {"get_text.version", query.get_text().version()}});
    case Q::kGetTextHistory:
      return check_ids({{"get_text_history.roadmap_id", query.get_text_history().roadmap_id(), true},
                        {"get_text_history.after_version", query.get_text_history().after_version()}});
    case Q::kCompareTexts:
      return check_ids({{"compare_texts.roadmap_id", query.compare_texts().roadmap_id(), true},
                        {"compare_texts.from_version", query.compare_texts().from_version()},
                        {"compare_texts.to_version", query.compare_texts().to_version()}});
    case Q::kPreviewSharing: return check_sharing(query.preview_sharing());
    default: return std::nullopt;
  }
}

Checked check_gatherings(const v1::ListGatherings& query) {
  if (query.from_ms() < 0 || query.to_ms() < 0) {
    return refuse::invalid("list_gatherings.from_ms", "times are milliseconds since 1970");
  }
  if (auto checked = check_ids({{"list_gatherings.channel_id", query.channel_id()}}); !checked) return checked;
  return check_limit("list_gatherings.limit", query.limit(), course::limits::listed_max);
}

// nullopt: it is not about gatherings, nor about workshops.
std::optional<Checked> check_course_query(const v1::Query& query) {
  using Q = v1::Query;
  switch (query.body_case()) {
    case Q::kListGatherings: return check_gatherings(query.list_gatherings());
    case Q::kGetGathering:
      return check_ids({{"get_gathering.gathering_id", query.get_gathering().gathering_id(), true}});
    case Q::kGetWorkshop: return check_ids({{"get_workshop.workshop_id", query.get_workshop().workshop_id(), true}});
    default: return std::nullopt;
  }
}

}  // namespace

Checked check_query(const v1::Query& query) {
  using Q = v1::Query;
  switch (query.body_case()) {
    case Q::kGetSnapshot:
      return check_ids({{"get_snapshot.directory_after_id", query.get_snapshot().directory_after_id()}});
    case Q::kListThreads: return check_threads(query.list_threads());
    case Q::kGetThread: return check_ids({{"get_thread.thread_id", query.get_thread().thread_id(), true}});
    case Q::kGetHistory: return check_history(query.get_history());
    case Q::kGetMessage: return check_ids({{"get_message.message_id", query.get_message().message_id(), true}});
    case Q::kGetMessages: return check_messages(query.get_messages());
    case Q::kGetMap: return {};
    case Q::kFindSimilarObstacles: return check_similar(query.find_similar_obstacles());
    case Q::kGetObstacleLife:
      return check_ids({{"get_obstacle_life.thread_id", query.get_obstacle_life().thread_id(), true}});
    case Q::kGetSummaryVersions:
      return check_ids({{"get_summary_versions.thread_id", query.get_summary_versions().thread_id(), true}});
    case Q::kCatchUp: return check_catch_up(query.catch_up());
    case Q::kSearch: return check_search(query.search());
    case Q::kListReaders: return check_ids({{"list_readers.channel_id", query.list_readers().channel_id(), true}});
    case Q::kListEvents: return check_events(query.list_events());
    case Q::kGetPrivateRows:
      return check_ids({{"get_private_rows.since_revision", query.get_private_rows().since_revision()}});
    case Q::kGetChannel: return check_ids({{"get_channel.channel_id", query.get_channel().channel_id(), true}});
    case Q::kListRounds:
    case Q::kListRoundTemplates: return {};
    case Q::kGetRound: return check_ids({{"get_round.round_id", query.get_round().round_id(), true}});
    case Q::kDrawMinutes: return check_ids({{"draw_minutes.round_id", query.draw_minutes().round_id(), true}});
    case Q::kProposeGroups: return check_groups(query.propose_groups());
    default: break;
  }
  if (auto checked = check_roadmap_query(query)) return *checked;
  if (auto checked = check_course_query(query)) return *checked;
  auto refused = refuse::unknown_command();
  refused.error().set_message("this server does not know this query");
  return refused;
}

}  // namespace ramure::community
