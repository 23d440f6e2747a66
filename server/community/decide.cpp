#include "server/community/decide.hpp"

#include "server/community/course.hpp"
#include "server/community/families.hpp"
#include "server/community/roadmaps.hpp"
#include "server/community/rounds.hpp"

namespace ramure::community {

namespace {

using Body = v1::Command;

bool is_for_founder_only(Body::BodyCase body) {
  switch (body) {
    case Body::kFoundCommunity:
    case Body::kOpenChannel:
    case Body::kGrantMembership: return true;
    default: return false;
  }
}

// The founder is nobody: he can shape the community, but not speak in it.
bool is_for_founder_too(Body::BodyCase body) {
  return is_for_founder_only(body) || body == Body::kAddTheme || body == Body::kAddTerritory ||
         body == Body::kAddMember || body == Body::kSetMemberRole || body == Body::kEndMembership;
}

Checked check_actor(Asked& asked, Body::BodyCase body) {
  if (asked.is_founder) {
    if (!is_for_founder_too(body)) return refuse::stranger();
    if (body != Body::kFoundCommunity && !asked.view.founded()) {
      return refuse::invalid("", "the community is not founded yet");
    }
    return {};
  }
  if (asked.me.id == 0 || asked.me.status == v1::MEMBER_STATUS_LEFT) return refuse::stranger();
  if (is_for_founder_only(body)) return refuse::unknown_command();
  return {};
}

Decided decide_founding(Asked& asked, const v1::Command& command) {
  switch (command.body_case()) {
    case Body::kFoundCommunity: return found_community(asked, command.found_community());
    case Body::kAddTheme: return add_theme(asked, command.add_theme());
    case Body::kAddTerritory: return add_territory(asked, command.add_territory());
    case Body::kOpenChannel: return open_channel(asked, command.open_channel());
    case Body::kGrantMembership: return grant_membership(asked, command.grant_membership());
    default: return refuse::unknown_command();
  }
}

Decided decide_body(Asked& asked, const v1::Command& command) {
  switch (command.body_case()) {
    case Body::kOpenThread: return open_thread(asked, command.open_thread());
    case Body::kPostMessage: return post_message(asked, command.post_message());
    case Body::kEditMessage: return edit_message(asked, command.edit_message());
    case Body::kRedactMessage: return redact_message(asked, command.redact_message());
    case Body::kReact: return react(asked, command.react());
    case Body::kPinMessage: return pin_message(asked, command.pin_message());
    case Body::kKeepMessage: return keep_message(asked, command.keep_message());
    case Body::kRetitleThread: return retitle_thread(asked, command.retitle_thread());
    case Body::kRethemeThread: return retheme_thread(asked, command.retheme_thread());
    case Body::kResolveThread: return resolve_thread(asked, command.resolve_thread());
    case Body::kArchiveThread: return archive_thread(asked, command.archive_thread());
    case Body::kEditSummary: return edit_summary(asked, command.edit_summary());
    case Body::kMoveMessages: return move_messages(asked, command.move_messages());
    case Body::kSplitThread: return split_thread(asked, command.split_thread());
    case Body::kMergeThread: return merge_thread(asked, command.merge_thread());
    case Body::kUndoMerge: return undo_merge(asked, command.undo_merge());
    case Body::kDeclareObstacle: return declare_obstacle(asked, command.declare_obstacle());
    case Body::kEditObstacle: return edit_obstacle(asked, command.edit_obstacle());
    case Body::kSetObstacleStatus: return set_obstacle_status(asked, command.set_obstacle_status());
    case Body::kPublishObstacle: return publish_obstacle(asked, command.publish_obstacle());
    case Body::kOpenConversation: return open_conversation(asked, command.open_conversation());
    case Body::kInviteToChannel: return invite_to_channel(asked, command.invite_to_channel());
    case Body::kLeaveChannel: return leave_channel(asked, command.leave_channel());
    case Body::kRemoveFromChannel: return remove_from_channel(asked, command.remove_from_channel());
    case Body::kAddMember: return add_member(asked, command.add_member());
    case Body::kSetMemberRole: return set_member_role(asked, command.set_member_role());
    case Body::kEndMembership: return end_membership(asked, command.end_membership());
    case Body::kEditProfile: return edit_profile(asked, command.edit_profile());
    case Body::kEditTerritory: return edit_territory(asked, command.edit_territory());
    case Body::kEditTheme: return edit_theme(asked, command.edit_theme());
    case Body::kSetTerritoryState: return set_territory_state(asked, command.set_territory_state());
    case Body::kEditWord: return edit_word(asked, command.edit_word());
    case Body::kSetBookmark: return set_bookmark(asked, command.set_bookmark());
    case Body::kSaveSettings: return save_settings(asked, command.save_settings());
    case Body::kNoteAcceptance: return note_acceptance(asked, command.note_acceptance());
    case Body::kStartAfresh: return start_afresh(asked);
    case Body::kUndoStartAfresh: return undo_start_afresh(asked);
    case Body::kMarkRead: return mark_read(asked, command.mark_read());
    case Body::kMarkUnreadFrom: return mark_unread_from(asked, command.mark_unread_from());
    case Body::kSaveDraft: return save_draft(asked, command.save_draft());
    case Body::kFollow: return follow(asked, command.follow());
    case Body::kSetLastVisit: return set_last_visit(asked, command.set_last_visit());
    case Body::kRound: return decide_round(asked, command.round());
    case Body::kRoadmap: return decide_roadmap(asked, command.roadmap());
    case Body::kMarkRoadmapSeen: return mark_roadmap_seen(asked, command.mark_roadmap_seen());
    case Body::kCourse: return decide_course(asked, command.course());
    case Body::kPushText: return push_text(asked, command.push_text());
    default: return decide_founding(asked, command);
  }
}

}  // namespace

Decided decide(storage::View& view, const v1::Command& command, const Actor& actor, std::uint64_t next_seq,
               TimestampMs now, const RoundRules& rounds) {
  if (command.body_case() == Body::BODY_NOT_SET) return refuse::unknown_command();
  Asked asked{view, {}, actor.is_founder, next_seq, now, command.command_key(), rounds, actor.is_server};
  if (actor.is_server) return command.has_round() ? decide_round(asked, command.round()) : refuse::unknown_command();
  if (actor.workshop_id != 0) return decide_in_room(asked, actor.workshop_id, command);
  if (!actor.is_founder) asked.me = view.member(actor.member_id).value_or(storage::MemberState{});
  if (auto checked = check_actor(asked, command.body_case()); !checked) return pass_on(checked);
  return decide_body(asked, command);
}

}  // namespace ramure::community
