#include "server/community/answer_roadmaps.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "server/community/roadmap_look.hpp"
#include "server/community/roadmaps.hpp"
#include "server/roadmap/difference.hpp"
#include "server/roadmap/history.hpp"
#include "server/roadmap/refuse.hpp"
#include "server/roadmap/templates.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::community {

namespace {

using Answered = std::expected<v1::Answer, v1::Refusal>;
using Q = v1::Query;

Answered list_roadmaps(const RoadmapAsking& asking, std::uint64_t& as_of_seq) {
  v1::Answer answer;
  v1::RoadmapList& list = *answer.mutable_roadmap_list();
  look_at_roadmaps(asking, limits::roadmaps_listed_max, as_of_seq,
                   [&](const RoadmapLook& look) { *list.add_rows() = row_for(look); });
  return answer;
}

Answered get_roadmap(const RoadmapAsking& asking, const v1::GetRoadmap& query, std::uint64_t& as_of_seq) {
  v1::Answer answer;
  bool has_version = true;
  const bool is_shown = look_at_roadmap(asking, query.roadmap_id(), as_of_seq, [&](const RoadmapLook& look) {
    auto view = query.version_id() == 0 ? view_for(look) : view_at(look, query.version_id());
    has_version = view.has_value();
    if (has_version) *answer.mutable_roadmap()->mutable_view() = std::move(*view);
  });
  if (!is_shown) return refuse::not_found("get_roadmap.roadmap_id");
  if (!has_version) return refuse::not_found("get_roadmap.version_id");
  answer.mutable_roadmap()->set_epoch(asking.reader.epoch());
  return answer;
}

void fill_text(const RoadmapLook& look, const v1::GetText& query, std::uint64_t version, v1::TextAnswer& answer) {
  const roadmap::TextLog log = roadmap::open_log(look.text, version);
  answer.set_version(version);
  answer.set_text(roadmap::to_utf8(log.text()));
  const roadmap::Runs runs = log.runs();
  if (version != 0) answer.set_at_ms(made_at(look, version));
  if (!query.with_authors()) return;
  for (const roadmap::Run& run : runs) {
    v1::TextRun& shown = *answer.add_runs();
    shown.set_units(static_cast<std::uint32_t>(run.units));
    shown.set_author_id(run.author_id);
    shown.set_at_ms(run.at);
  }
}

Answered get_text(const RoadmapAsking& asking, const v1::GetText& query, std::uint64_t& as_of_seq) {
  v1::Answer answer;
  bool is_seen = false;
  const bool is_shown = look_at_roadmap(asking, query.roadmap_id(), as_of_seq, [&](const RoadmapLook& look) {
    const std::uint64_t version = query.version() == 0 ? look.text.head : query.version();
    is_seen = sees_version(look, version);
    if (is_seen) fill_text(look, query, version, *answer.mutable_text());
  });
  if (!is_shown) return refuse::not_found("get_text.roadmap_id");
  if (!is_seen) return refuse::not_found("get_text.version");
  return answer;
}

// Sittings since one reads; the oldest that one sees may have begun before.
void fill_history(const RoadmapLook& look, const v1::GetTextHistory& query, v1::TextHistory& history) {
  const std::uint64_t after = std::max(query.after_version(), look.since.text_version);
  if (after > look.text.head) return;
  roadmap::SessionHistory sessions(roadmap::text_at(look.text, after), {.names = query.with_names()});
  constexpr std::uint64_t page = 1'024;
  for (std::uint64_t from = after; from < look.text.head; from += page) {
    for (const roadmap::Entry& entry :
         roadmap::entries_between(look.text, from, std::min(from + page, look.text.head))) {
      sessions.see(entry);
    }
  }
  std::vector<v1::WorkingSession> all = sessions.finish();
  const std::size_t hidden = all.size() - std::min(all.size(), limits::working_sessions_listed_max);
  history.set_more_before(hidden > 0);
  for (std::size_t i = hidden; i < all.size(); ++i) *history.add_sessions() = std::move(all[i]);
}

Answered get_history(const RoadmapAsking& asking, const v1::GetTextHistory& query, std::uint64_t& as_of_seq) {
  v1::Answer answer;
  const bool is_shown = look_at_roadmap(asking, query.roadmap_id(), as_of_seq, [&](const RoadmapLook& look) {
    fill_history(look, query, *answer.mutable_text_history());
  });
  if (!is_shown) return refuse::not_found("get_text_history.roadmap_id");
  return answer;
}

Answered compare(const RoadmapAsking& asking, const v1::CompareTexts& query, std::uint64_t& as_of_seq) {
  v1::Answer answer;
  bool are_seen = false;
  const bool is_shown = look_at_roadmap(asking, query.roadmap_id(), as_of_seq, [&](const RoadmapLook& look) {
    const std::uint64_t to = query.to_version() == 0 ? look.text.head : query.to_version();
    are_seen = sees_version(look, query.from_version()) && sees_version(look, to);
    if (!are_seen) return;
    v1::TextComparison& comparison = *answer.mutable_text_comparison();
    comparison.set_from_version(query.from_version());
    comparison.set_to_version(to);
    *comparison.mutable_difference() = roadmap::to_wire(
        roadmap::difference(roadmap::text_at(look.text, query.from_version()), roadmap::text_at(look.text, to)));
  });
  if (!is_shown) return refuse::not_found("compare_texts.roadmap_id");
  if (!are_seen) return refuse::not_found("compare_texts.from_version");
  return answer;
}

Answered preview(const RoadmapAsking& asking, const v1::PreviewSharing& query, std::uint64_t& as_of_seq) {
  constexpr auto field = "preview_sharing.roadmap_id";
  v1::Answer answer;
  bool may_settle = false;
  const bool is_shown = look_at_roadmap(asking, query.roadmap_id(), as_of_seq, [&](const RoadmapLook& look) {
    may_settle = roadmap::may(*look.roadmap, look.person, roadmap::Act::settle);
    if (!may_settle) return;
    v1::SharingPreview& shown = *answer.mutable_sharing_preview();
    for (const storage::MemberState& member : asking.reader.members()) {
      const auto person = person_in(look.stored, member, look.roadmap->view.territory_id());
      const roadmap::Asker asker = asker_of(*look.roadmap, person);
      if (roadmap::may(asker, query.sharing(), roadmap::Act::read)) shown.add_member_ids(member.id);
      if (roadmap::may(asker, query.sharing(), roadmap::Act::comment)) shown.add_may_comment_ids(member.id);
    }
  });
  if (!is_shown) return refuse::not_found(field);
  if (!may_settle) return roadmap::refuse::forbidden("rights", field, "the pair shares its roadmap");
  return answer;
}

Answered list_templates(const RoadmapAsking& asking, std::uint64_t& as_of_seq) {
  as_of_seq = asking.reader.head_seq();
  v1::Answer answer;
  v1::RoadmapTemplateList& list = *answer.mutable_roadmap_template_list();
  for (const v1::RoadmapTemplate& form : roadmap::shipped_templates()) *list.add_templates() = form;
  return answer;
}

// What an editor holds can be gone on from, when it is of this log and lies within what one is shown.
bool goes_on(const RoadmapLook& look, const v1::OpenText& query, const std::string& epoch) {
  return query.epoch() == epoch && query.from_version() > 0 && query.from_version() <= look.text.head &&
         sees_version(look, query.from_version()) &&
         look.text.head - query.from_version() <= limits::text_ring_entries_max;
}

void fill_opened(const RoadmapLook& look, const v1::OpenText& query, v1::TextOpened& opened) {
  if (goes_on(look, query, opened.epoch())) return opened.set_version(query.from_version());
  const auto hanging = roadmap::hanging_on_text(look.roadmap->view);
  const roadmap::TextLog log = roadmap::open_log(look.text, look.text.head, hanging);
  opened.set_version(log.version());
  opened.set_has_text(true);
  opened.set_text(roadmap::to_utf8(log.text()));
  for (const roadmap::Hanging& one : hanging) {
    if (one.id < look.since.seq) continue;
    const roadmap::Passage passage = log.anchors().at(one.id);
    v1::TextAnchor& anchor = *opened.add_anchors();
    anchor.set_id(one.id);
    anchor.set_from(static_cast<std::uint32_t>(passage.from));
    anchor.set_to(static_cast<std::uint32_t>(passage.to));
  }
}

}  // namespace

bool is_about_roadmaps(const v1::Query& query) {
  return query.body_case() >= Q::kListRoadmaps && query.body_case() <= Q::kListRoadmapTemplates;
}

Answered answer_roadmaps(const RoadmapAsking& asking, const v1::Query& query, std::uint64_t& as_of_seq) {
  switch (query.body_case()) {
    case Q::kListRoadmaps: return list_roadmaps(asking, as_of_seq);
    case Q::kGetRoadmap: return get_roadmap(asking, query.get_roadmap(), as_of_seq);
    case Q::kGetText: return get_text(asking, query.get_text(), as_of_seq);
    case Q::kGetTextHistory: return get_history(asking, query.get_text_history(), as_of_seq);
    case Q::kCompareTexts: return compare(asking, query.compare_texts(), as_of_seq);
    case Q::kPreviewSharing: return preview(asking, query.preview_sharing(), as_of_seq);
    case Q::kListRoadmapTemplates: return list_templates(asking, as_of_seq);
    default: return refuse::unknown_command();
  }
}

OpenedText open_text(storage::Reader& reader, const RoadmapRules& rules, std::uint64_t member_id,
                     const v1::OpenText& query) {
  OpenedText answer;
  const auto member = reader.member_state(member_id);
  v1::TextOpened opened;
  opened.set_roadmap_id(query.roadmap_id());
  opened.set_epoch(reader.epoch());
  std::uint64_t as_of_seq = 0;
  const bool is_shown =
      member && look_at_roadmap({reader, rules, *member}, query.roadmap_id(), as_of_seq, [&](const RoadmapLook& look) {
        fill_opened(look, query, opened);
        answer.head = look.text.head;
      });
  answer.reply.set_as_of_seq(as_of_seq);
  if (is_shown) *answer.reply.mutable_text_opened() = std::move(opened);
  else *answer.reply.mutable_refusal() = refuse::not_found("open_text.roadmap_id").error();
  return answer;
}

}  // namespace ramure::community
