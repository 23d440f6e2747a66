// What an event changes in a roadmap. Words may be gone from it: they are taken as they are.
#include <algorithm>

#include "server/roadmap/roadmap.hpp"

namespace ramure::roadmap {

namespace {

using Body = v1::RoadmapEvent;

void note_writing(v1::RoadmapView& view, const v1::Event& event) {
  view.set_updated_by(event.actor_id());
  view.set_updated_at_ms(event.at_ms());
}

void apply_created(v1::RoadmapView& view, const v1::Event& event, const v1::RoadmapCreated& created) {
  view.set_id(event.seq());
  view.set_territory_id(created.territory_id());
  view.set_title(created.title());
  view.set_template_key(created.template_key());
  view.set_stage(created.stage());
  view.set_status(v1::ROADMAP_STATUS_DRAFT);
  view.set_sharing(v1::ROADMAP_SHARING_PAIR);
  view.set_created_at_ms(event.at_ms());
  view.set_created_by(event.actor_id());
  note_writing(view, event);
}

// Whom it is given to again reads from now on; whom it was never taken from, from where he did.
void apply_shared(Roadmap& roadmap, const v1::Event& event, const v1::RoadmapShared& shared) {
  const Since now{event.seq(), shared.text_version()};
  const auto reach = [&](std::optional<Since>& since, bool is_reached) {
    if (!is_reached) since.reset();
    else if (!since) since = now;
  };
  reach(roadmap.support, shared.sharing() >= v1::ROADMAP_SHARING_SUPPORT);
  reach(roadmap.community, shared.sharing() == v1::ROADMAP_SHARING_COMMUNITY);
  roadmap.view.set_sharing(shared.sharing());
}

void apply_pen_invited(Roadmap& roadmap, const v1::Event& event, const v1::PenInvited& invited) {
  roadmap.pens[invited.member_id()] = {event.seq(), invited.text_version()};
  v1::RoadmapPen& pen = *roadmap.view.add_pens();
  pen.set_member_id(invited.member_id());
  pen.set_invited_by(event.actor_id());
  pen.set_at_ms(event.at_ms());
}

void apply_pen_ended(Roadmap& roadmap, std::uint64_t member_id) {
  roadmap.pens.erase(member_id);
  auto& pens = *roadmap.view.mutable_pens();
  pens.erase(std::remove_if(pens.begin(), pens.end(), [&](const auto& pen) { return pen.member_id() == member_id; }),
             pens.end());
}

// --- Actions -----------------------------------------------------------------------------------------------------

void set_field(v1::RoadmapAction& action, const v1::RoadmapActionField& field) {
  using Field = v1::RoadmapActionField;
  switch (field.field_case()) {
    case Field::kTitle: return action.set_title(field.title());
    case Field::kOwner: return action.set_owner(field.owner());
    case Field::kPartners: return action.set_partners(field.partners());
    case Field::kMeans: return action.set_means(field.means());
    case Field::kIndicator: return action.set_indicator(field.indicator());
    case Field::kAxis: return action.set_axis(field.axis());
    case Field::kDue: return action.set_due(field.due());
    case Field::kStarts: return action.set_starts(field.starts());
    case Field::kStatus: return action.set_status(field.status());
    case Field::kObstacleThreadId: return action.set_obstacle_thread_id(field.obstacle_thread_id());
    case Field::FIELD_NOT_SET: return;  // its words were erased
  }
}

void note_change(v1::RoadmapView& view, v1::RoadmapAction& action, const v1::Event& event) {
  action.set_changed_by(event.actor_id());
  action.set_changed_at_ms(event.at_ms());
  note_writing(view, event);
}

void apply_action_added(v1::RoadmapView& view, const v1::Event& event, const v1::RoadmapActionAdded& added) {
  v1::RoadmapAction& action = *view.add_actions();
  action.set_id(event.seq());
  action.set_status(v1::ROADMAP_ACTION_STATUS_TO_START);
  for (const v1::RoadmapActionField& field : added.fields()) set_field(action, field);
  note_change(view, action, event);
}

void apply_action_moved(v1::RoadmapView& view, const v1::RoadmapActionMoved& moved) {
  auto& actions = *view.mutable_actions();
  const auto place_of = [&](std::uint64_t id) {
    return std::find_if(actions.begin(), actions.end(), [id](const auto& action) { return action.id() == id; });
  };
  const auto from = place_of(moved.action_id());
  const auto to = moved.before_id() == 0 ? actions.end() : place_of(moved.before_id());
  if (from < to) std::rotate(from, from + 1, to);
  else std::rotate(to, from, from + 1);
}

void apply_action_removed(v1::RoadmapView& view, const v1::Event& event, std::uint64_t id) {
  auto& actions = *view.mutable_actions();
  actions.erase(std::remove_if(actions.begin(), actions.end(), [id](const auto& one) { return one.id() == id; }),
                actions.end());
  note_writing(view, event);
}

// --- Comments and suggestions ------------------------------------------------------------------------------------

void apply_commented(v1::RoadmapView& view, const v1::Event& event, const v1::RoadmapCommented& commented) {
  v1::RoadmapComment& comment = *view.add_comments();
  comment.set_id(event.seq());
  comment.set_author_id(event.actor_id());
  comment.set_at_ms(event.at_ms());
  comment.set_box(commented.box());
  *comment.mutable_anchor() = commented.anchor();
  comment.set_text(commented.text());
}

void apply_answered(v1::RoadmapView& view, const v1::Event& event, const v1::RoadmapCommentAnswered& answered) {
  for (v1::RoadmapComment& comment : *view.mutable_comments()) {
    if (comment.id() != answered.comment_id()) continue;
    comment.set_verdict(answered.verdict());
    comment.set_answer(answered.answer());
    comment.set_answered_by(event.actor_id());
    comment.set_answered_at_ms(event.at_ms());
  }
}

void apply_suggested(v1::RoadmapView& view, const v1::Event& event, const v1::TextSuggested& suggested) {
  v1::RoadmapSuggestion& suggestion = *view.add_suggestions();
  suggestion.set_id(event.seq());
  suggestion.set_author_id(event.actor_id());
  suggestion.set_at_ms(event.at_ms());
  *suggestion.mutable_passage() = suggested.passage();
  suggestion.set_replacement(suggested.replacement());
  suggestion.set_reason(suggested.reason());
  suggestion.set_state(v1::ROADMAP_SUGGESTION_STATE_OPEN);
}

void apply_suggestion_answered(v1::RoadmapView& view, const v1::Event& event, const v1::SuggestionAnswered& answered) {
  for (v1::RoadmapSuggestion& suggestion : *view.mutable_suggestions()) {
    if (suggestion.id() != answered.suggestion_id()) continue;
    suggestion.set_state(answered.state());
    suggestion.set_answered_by(event.actor_id());
    suggestion.set_answered_at_ms(event.at_ms());
    suggestion.set_text_version(answered.text_version());
  }
}

void apply_words_erased(v1::RoadmapView& view, std::uint64_t id) {
  for (v1::RoadmapComment& comment : *view.mutable_comments()) {
    if (comment.id() != id) continue;
    comment.clear_text();
    comment.clear_answer();
    comment.set_erased(true);
  }
  for (v1::RoadmapSuggestion& suggestion : *view.mutable_suggestions()) {
    if (suggestion.id() != id) continue;
    suggestion.clear_replacement();
    suggestion.clear_reason();
    if (suggestion.state() == v1::ROADMAP_SUGGESTION_STATE_OPEN) {
      suggestion.set_state(v1::ROADMAP_SUGGESTION_STATE_WITHDRAWN);
    }
  }
}

// Comments close when a version is frozen.
void apply_version_made(v1::RoadmapView& view, const v1::Event& event, const v1::RoadmapVersionMade& made) {
  v1::RoadmapVersion& version = *view.add_versions();
  version.set_id(event.seq());
  version.set_text_version(made.text_version());
  version.set_at_ms(event.at_ms());
  version.set_stage(made.stage());
  version.set_name(made.name());
  version.set_made_by(event.actor_id());
  *version.mutable_authors() = made.authors();
  if (made.stage() == v1::ROADMAP_STAGE_UNSPECIFIED) return;
  for (v1::RoadmapComment& comment : *view.mutable_comments()) comment.set_closed(true);
}

void apply_words(v1::RoadmapView& view, const v1::Event& event) {
  const v1::RoadmapEvent& body = event.roadmap();
  switch (body.body_case()) {
    case Body::kActionAdded: return apply_action_added(view, event, body.action_added());
    case Body::kActionSet:
      if (v1::RoadmapAction* action = find_action(view, body.action_set().action_id())) {
        set_field(*action, body.action_set().field());
        note_change(view, *action, event);
      }
      return;
    case Body::kActionMoved: return apply_action_moved(view, body.action_moved());
    case Body::kActionRemoved: return apply_action_removed(view, event, body.action_removed().action_id());
    case Body::kCommented: return apply_commented(view, event, body.commented());
    case Body::kCommentAnswered: return apply_answered(view, event, body.comment_answered());
    case Body::kTextSuggested: return apply_suggested(view, event, body.text_suggested());
    case Body::kSuggestionAnswered: return apply_suggestion_answered(view, event, body.suggestion_answered());
    case Body::kWordsErased: return apply_words_erased(view, body.words_erased().id());
    case Body::kVersionMade: return apply_version_made(view, event, body.version_made());
    default: return;
  }
}

}  // namespace

void apply(Roadmap& roadmap, const v1::Event& event) {
  const v1::RoadmapEvent& body = event.roadmap();
  v1::RoadmapView& view = roadmap.view;
  switch (body.body_case()) {
    case Body::kRoadmapCreated: return apply_created(view, event, body.roadmap_created());
    case Body::kRoadmapRetitled: return view.set_title(body.roadmap_retitled().title());
    case Body::kRoadmapStatusSet: return view.set_status(body.roadmap_status_set().status());
    case Body::kRoadmapShared: return apply_shared(roadmap, event, body.roadmap_shared());
    case Body::kPenInvited: return apply_pen_invited(roadmap, event, body.pen_invited());
    case Body::kPenEnded: return apply_pen_ended(roadmap, body.pen_ended().member_id());
    case Body::kStageBegun: return view.set_stage(body.stage_begun().stage());
    case Body::kTextUpdated: roadmap.told_at[event.actor_id()] = event.at_ms(); return note_writing(view, event);
    case Body::kPassageRemoved: roadmap.removed_at = event.seq(); return;
    default: return apply_words(view, event);
  }
}

}  // namespace ramure::roadmap
