// What a roadmap is called, how far it is, and who reads and writes it.
#include "server/community/text.hpp"
#include "server/roadmap/decide_parts.hpp"
#include "server/roadmap/roadmap_limits.hpp"

namespace ramure::roadmap {

namespace {

bool is_shown_to_all(v1::RoadmapStatus status) {
  return status == v1::ROADMAP_STATUS_SHARED || status == v1::ROADMAP_STATUS_PRESENTED;
}

}  // namespace

Decided retitle(const Case& asked, const v1::RetitleRoadmap& command) {
  constexpr auto field = "retitle_roadmap.title";
  if (auto checked = check_may(asked, Act::settle, field); !checked) return pass_on(checked);
  if (auto checked = community::check_title(field, command.title()); !checked) return pass_on(checked);
  if (command.title() == asked.view().title()) return refuse::already_done(field);
  Decision decision = one_event(asked);
  body_of(decision).mutable_roadmap_retitled()->set_title(command.title());
  return decision;
}

Decided set_status(const Case& asked, const v1::SetRoadmapStatus& command) {
  constexpr auto field = "set_roadmap_status.status";
  if (auto checked = check_may(asked, Act::settle, field); !checked) return pass_on(checked);
  const v1::RoadmapStatus status = command.status();
  if (!v1::RoadmapStatus_IsValid(status) || status == v1::ROADMAP_STATUS_UNSPECIFIED) {
    return refuse::invalid(field, "there is no such status");
  }
  if (status == asked.view().status()) return refuse::already_done(field);
  if (is_shown_to_all(status) && asked.view().sharing() != v1::ROADMAP_SHARING_COMMUNITY) {
    return refuse::forbidden("shared", field, "it is shared with the community first: that is an act of its own");
  }
  Decision decision = one_event(asked);
  body_of(decision).mutable_roadmap_status_set()->set_status(status);
  return decision;
}

// A status that says that all may see it does not outlive the sharing.
Decided share(const Case& asked, const v1::ShareRoadmap& command) {
  constexpr auto field = "share_roadmap.sharing";
  if (auto checked = check_may(asked, Act::settle, field); !checked) return pass_on(checked);
  const v1::RoadmapSharing sharing = command.sharing();
  if (!v1::RoadmapSharing_IsValid(sharing) || sharing == v1::ROADMAP_SHARING_UNSPECIFIED) {
    return refuse::invalid(field, "there is no such sharing");
  }
  if (sharing == asked.view().sharing()) return refuse::already_done(field);
  const bool is_archived = asked.view().status() == v1::ROADMAP_STATUS_ARCHIVED;
  if (is_archived && sharing > asked.view().sharing()) {
    return refuse::forbidden("archived", field, "an archived roadmap is read-only: its pair can take it up again");
  }
  Decision decision = one_event(asked);
  v1::RoadmapShared& shared = *body_of(decision).mutable_roadmap_shared();
  shared.set_sharing(sharing);
  shared.set_text_version(asked.text.log.version());
  if (is_shown_to_all(asked.view().status()) && sharing != v1::ROADMAP_SHARING_COMMUNITY) {
    v1::RoadmapEvent& event = decision.events.emplace_back().event;
    event.set_roadmap_id(asked.roadmap.id());
    event.mutable_roadmap_status_set()->set_status(v1::ROADMAP_STATUS_DRAFT);
  }
  return decision;
}

Decided invite_pen(const Case& asked, const v1::InvitePen& command) {
  constexpr auto field = "invite_pen.member_id";
  if (auto checked = check_may(asked, Act::settle, field); !checked) return pass_on(checked);
  if (has_pen(asked.roadmap, command.member_id())) return refuse::already_done(field);
  if (asked.roadmap.pens.size() >= limits::pens_max) return refuse::too_large(field, limits::pens_max, "members");
  Decision decision = one_event(asked);
  v1::PenInvited& invited = *body_of(decision).mutable_pen_invited();
  invited.set_member_id(command.member_id());
  invited.set_text_version(asked.text.log.version());
  return decision;
}

Decided end_pen(const Case& asked, const v1::EndPen& command) {
  constexpr auto field = "end_pen.member_id";
  const bool is_own = command.member_id() == asked.person.member_id;
  if (!is_own) {
    if (auto checked = check_may(asked, Act::settle, field); !checked) return pass_on(checked);
  }
  if (!has_pen(asked.roadmap, command.member_id())) return refuse::already_done(field);
  Decision decision = one_event(asked);
  body_of(decision).mutable_pen_ended()->set_member_id(command.member_id());
  return decision;
}

Decided begin_stage(const Case& asked, const v1::BeginStage& command) {
  constexpr auto field = "begin_stage.stage";
  if (auto checked = check_may(asked, Act::settle, field); !checked) return pass_on(checked);
  if (!v1::RoadmapStage_IsValid(command.stage()) || command.stage() == v1::ROADMAP_STAGE_UNSPECIFIED) {
    return refuse::invalid(field, "there is no such stage");
  }
  if (command.stage() == asked.view().stage()) return refuse::already_done(field);
  if (asked.view().stage() == v1::ROADMAP_STAGE_UNSPECIFIED) {
    return refuse::invalid(field, "a text outside the sessions has no stage");
  }
  Decision decision = one_event(asked);
  body_of(decision).mutable_stage_begun()->set_stage(command.stage());
  return decision;
}

}  // namespace ramure::roadmap
