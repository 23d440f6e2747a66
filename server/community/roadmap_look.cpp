#include "server/community/roadmap_look.hpp"

#include <algorithm>

#include "server/community/roadmaps.hpp"

namespace ramure::community {

namespace {

template <class Things>
void keep_born_since(Things& things, std::uint64_t seq) {
  const auto is_older = [seq](const auto& thing) { return thing.id() < seq; };
  things.erase(std::remove_if(things.begin(), things.end(), is_older), things.end());
}

// A reference is shown to each reader only where he may read the other end.
void hide_links(const RoadmapLook& look, v1::RoadmapView& view) {
  for (v1::RoadmapAction& action : *view.mutable_actions()) {
    const std::uint64_t thread_id = action.obstacle_thread_id();
    if (thread_id != 0 && !look.stored.shows_thread(look.person.member_id, thread_id)) {
      action.clear_obstacle_thread_id();
    }
  }
}

void move_passage(const roadmap::TextLog& log, std::uint64_t id, v1::RoadmapPassage& passage) {
  const auto anchor = log.anchors().find(id);
  if (anchor == log.anchors().end()) return;  // it hangs on the text no more: where it was last
  passage.set_version(log.version());
  passage.set_from(static_cast<std::uint32_t>(anchor->second.from));
  passage.set_to(static_cast<std::uint32_t>(anchor->second.to));
}

void move_passages(const RoadmapLook& look, v1::RoadmapView& view) {
  const roadmap::TextLog log =
      roadmap::open_log(look.text, look.text.head, roadmap::hanging_on_text(look.roadmap->view));
  for (v1::RoadmapComment& comment : *view.mutable_comments()) {
    if (comment.anchor().has_passage()) move_passage(log, comment.id(), *comment.mutable_anchor()->mutable_passage());
  }
  for (v1::RoadmapSuggestion& suggestion : *view.mutable_suggestions()) {
    move_passage(log, suggestion.id(), *suggestion.mutable_passage());
  }
}

void fill_for_reader(const RoadmapLook& look, v1::RoadmapView& view) {
  hide_links(look, view);
  keep_born_since(*view.mutable_versions(), look.since.seq);
  *view.mutable_rights() = roadmap::rights_of(*look.roadmap, look.person);
  view.set_oldest_text_version(look.since.text_version);
}

// False: the rules say that he does not read it.
bool look_at(const RoadmapAsking& asking, const storage::StoredRoadmap& stored,
             const std::function<void(const RoadmapLook&)>& use) {
  const auto load = [&](std::uint64_t after_seq) { return stored.events(after_seq); };
  const RoadmapPointer roadmap = asking.rules.open(stored.id(), stored.head_seq(), load);
  if (roadmap == nullptr) return false;
  const auto member = asking.reader.member_state(asking.member.id);  // as of this transaction
  if (!member) return false;
  const roadmap::Person person = person_in(stored, *member, roadmap->view.territory_id());
  const auto since = reads_since(*roadmap, person);
  if (!since) return false;
  use({asking.reader, stored, roadmap, text_in(stored), person, *since});
  return true;
}

}  // namespace

bool look_at_roadmap(const RoadmapAsking& asking, std::uint64_t roadmap_id, std::uint64_t& as_of_seq,
                     const std::function<void(const RoadmapLook&)>& use) {
  bool is_shown = false;
  const auto look = [&](const storage::StoredRoadmap& stored) { is_shown = look_at(asking, stored, use); };
  return asking.reader.roadmap(asking.member.id, roadmap_id, look, as_of_seq) && is_shown;
}

void look_at_roadmaps(const RoadmapAsking& asking, std::size_t limit, std::uint64_t& as_of_seq,
                      const std::function<void(const RoadmapLook&)>& use) {
  const auto look = [&](const storage::StoredRoadmap& stored) { look_at(asking, stored, use); };
  asking.reader.each_roadmap(asking.member.id, limit, look, as_of_seq);
}

bool sees_version(const RoadmapLook& look, std::uint64_t version) {
  return version >= look.since.text_version && version <= look.text.head;
}

TimestampMs made_at(const RoadmapLook& look, std::uint64_t version) {
  if (version == 0) return look.roadmap->view.created_at_ms();
  return roadmap::entries_between(look.text, version - 1, version).front().at;
}

v1::RoadmapRow row_for(const RoadmapLook& look) {
  v1::RoadmapView view = look.roadmap->view;
  fill_for_reader(look, view);
  v1::RoadmapRow row;
  row.set_roadmap_id(view.id());
  row.set_territory_id(view.territory_id());
  row.set_title(view.title());
  row.set_stage(view.stage());
  row.set_status(view.status());
  row.set_sharing(view.sharing());
  *row.mutable_rights() = view.rights();
  row.set_updated_by(view.updated_by());
  row.set_updated_at_ms(view.updated_at_ms());
  *row.mutable_actions() = view.actions();
  const auto is_open = [&](const v1::RoadmapComment& comment) {
    return comment.id() >= look.since.seq && !comment.erased() && comment.verdict() == v1::ROADMAP_VERDICT_UNSPECIFIED;
  };
  row.set_open_comments(static_cast<std::uint32_t>(std::ranges::count_if(view.comments(), is_open)));
  if (const v1::RoadmapVersion* frozen = roadmap::last_frozen(view)) row.set_frozen(frozen->stage());
  return row;
}

std::optional<v1::RoadmapView> view_for(const RoadmapLook& look) {
  v1::RoadmapView view = look.roadmap->view;
  fill_for_reader(look, view);
  view.set_text_version(look.text.head);
  keep_born_since(*view.mutable_comments(), look.since.seq);
  keep_born_since(*view.mutable_suggestions(), look.since.seq);
  move_passages(look, view);
  return view;
}

// The actions of then are those up to the version's event: folded once more, no copy was kept.
std::optional<v1::RoadmapView> view_at(const RoadmapLook& look, std::uint64_t version_id) {
  const auto& versions = look.roadmap->view.versions();
  const auto version = std::ranges::find(versions, version_id, &v1::RoadmapVersion::id);
  if (version == versions.end() || version_id < look.since.seq) return std::nullopt;
  roadmap::Roadmap then;
  for (const v1::Event& event : look.stored.events(0)) {
    if (event.seq() <= version_id) roadmap::apply(then, event);
  }
  fill_for_reader(look, then.view);
  then.view.set_text_version(version->text_version());
  then.view.clear_comments();
  then.view.clear_suggestions();
  then.view.mutable_rights()->Clear();
  return then.view;
}

}  // namespace ramure::community
