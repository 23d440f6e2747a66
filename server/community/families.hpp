// One function per command, by family; decide() sends each command to its own. Internal to this room.
#pragma once

#include "server/community/asked.hpp"

namespace ramure::community {

// decide_threads.cpp
Decided open_thread(Asked& asked, const v1::OpenThread& command);
Decided retitle_thread(Asked& asked, const v1::RetitleThread& command);
Decided retheme_thread(Asked& asked, const v1::RethemeThread& command);
Decided resolve_thread(Asked& asked, const v1::ResolveThread& command);
Decided archive_thread(Asked& asked, const v1::ArchiveThread& command);
Decided edit_summary(Asked& asked, const v1::EditSummary& command);

// decide_moves.cpp
Decided move_messages(Asked& asked, const v1::MoveMessages& command);
Decided split_thread(Asked& asked, const v1::SplitThread& command);
Decided merge_thread(Asked& asked, const v1::MergeThread& command);
Decided undo_merge(Asked& asked, const v1::UndoMerge& command);

// decide_messages.cpp
Decided post_message(Asked& asked, const v1::PostMessage& command);
Decided edit_message(Asked& asked, const v1::EditMessage& command);
Decided redact_message(Asked& asked, const v1::RedactMessage& command);
Decided react(Asked& asked, const v1::React& command);
Decided pin_message(Asked& asked, const v1::PinMessage& command);
Decided keep_message(Asked& asked, const v1::KeepMessage& command);

// decide_obstacles.cpp
Decided declare_obstacle(Asked& asked, const v1::DeclareObstacle& command);
Decided edit_obstacle(Asked& asked, const v1::EditObstacle& command);
Decided set_obstacle_status(Asked& asked, const v1::SetObstacleStatus& command);
Decided publish_obstacle(Asked& asked, const v1::PublishObstacle& command);

// decide_places.cpp
Decided open_conversation(Asked& asked, const v1::OpenConversation& command);
Decided invite_to_channel(Asked& asked, const v1::InviteToChannel& command);
Decided leave_channel(Asked& asked, const v1::LeaveChannel& command);
Decided remove_from_channel(Asked& asked, const v1::RemoveFromChannel& command);

// decide_people.cpp
Decided add_member(Asked& asked, const v1::AddMember& command);
Decided set_member_role(Asked& asked, const v1::SetMemberRole& command);
Decided end_membership(Asked& asked, const v1::EndMembership& command);

// decide_directory.cpp
Decided edit_profile(Asked& asked, const v1::EditProfile& command);
Decided edit_territory(Asked& asked, const v1::EditTerritory& command);
Decided edit_theme(Asked& asked, const v1::EditTheme& command);
Decided set_territory_state(Asked& asked, const v1::SetTerritoryState& command);

// decide_word.cpp
Decided edit_word(Asked& asked, const v1::EditWord& command);

// decide_wishes.cpp
Decided set_bookmark(Asked& asked, const v1::SetBookmark& command);
Decided save_settings(Asked& asked, const v1::SaveSettings& command);
Decided note_acceptance(Asked& asked, const v1::NoteAcceptance& command);

// decide_fresh_start.cpp
Decided start_afresh(Asked& asked);
Decided undo_start_afresh(Asked& asked);

// decide_private.cpp
Decided mark_read(Asked& asked, const v1::MarkRead& command);
Decided mark_unread_from(Asked& asked, const v1::MarkUnreadFrom& command);
Decided save_draft(Asked& asked, const v1::SaveDraft& command);
Decided follow(Asked& asked, const v1::Follow& command);
Decided set_last_visit(Asked& asked, const v1::SetLastVisit& command);

// decide_founding.cpp
Decided found_community(Asked& asked, const v1::FoundCommunity& command);
Decided add_theme(Asked& asked, const v1::AddTheme& command);
Decided add_territory(Asked& asked, const v1::AddTerritory& command);
Decided open_channel(Asked& asked, const v1::OpenChannel& command);
Decided grant_membership(Asked& asked, const v1::GrantMembership& command);

}  // namespace ramure::community
