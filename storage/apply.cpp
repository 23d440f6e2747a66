#include "storage/apply.hpp"

namespace ramure::storage {

void insert_journal_row(Connection& db, const v1::Event& event, std::string_view payload) {
  db.run("INSERT INTO journal (seq, channel_id, member_id, birth_seq, at_ms, payload) VALUES (?, ?, ?, ?, ?, ?)",
         event.seq(), event.channel_id(), event.member_id(), event.birth_seq(), event.at_ms(), Blob{payload});
}

void apply(Connection& db, const v1::Event& event) {
  using E = v1::Event;
  switch (event.body_case()) {
    case E::kCommunityFounded: return apply(db, event, event.community_founded());
    case E::kThemeAdded: return apply(db, event, event.theme_added());
    case E::kTerritoryAdded: return apply(db, event, event.territory_added());
    case E::kMemberJoined: return apply(db, event, event.member_joined());
    case E::kMemberRoleChanged: return apply(db, event, event.member_role_changed());
    case E::kMemberStatusChanged: return apply(db, event, event.member_status_changed());
    case E::kChannelOpened: return apply(db, event, event.channel_opened());
    case E::kReaderEntered: return apply(db, event, event.reader_entered());
    case E::kReaderLeft: return apply(db, event, event.reader_left());
    case E::kMembershipGranted: return apply(db, event, event.membership_granted());
    case E::kMembershipEnded: return apply(db, event, event.membership_ended());
    case E::kMemberEdited: return apply(db, event, event.member_edited());
    case E::kTerritoryEdited: return apply(db, event, event.territory_edited());
    case E::kThemeEdited: return apply(db, event, event.theme_edited());
    case E::kWordEdited: return apply(db, event, event.word_edited());
    case E::kTerritoryStateSet: return apply(db, event, event.territory_state_set());
    case E::kThreadOpened: return apply(db, event, event.thread_opened());
    case E::kThreadRetitled: return apply(db, event, event.thread_retitled());
    case E::kThreadRethemed: return apply(db, event, event.thread_rethemed());
    case E::kThreadResolved: return apply(db, event, event.thread_resolved());
    case E::kThreadArchived: return apply(db, event, event.thread_archived());
    case E::kSummaryEdited: return apply(db, event, event.summary_edited());
    case E::kObstacleEdited: return apply(db, event, event.obstacle_edited());
    case E::kObstacleStatusChanged: return apply(db, event, event.obstacle_status_changed());
    case E::kMessagesMoved: return apply(db, event, event.messages_moved());
    case E::kThreadMerged: return apply(db, event, event.thread_merged());
    case E::kMessagePosted: return apply(db, event, event.message_posted());
    case E::kMessageEdited: return apply(db, event, event.message_edited());
    case E::kMessageRedacted: return apply(db, event, event.message_redacted());
    case E::kReactionChanged: return apply(db, event, event.reaction_changed());
    case E::kMessagePinned: return apply(db, event, event.message_pinned());
    case E::kMessageKept: return apply(db, event, event.message_kept());
    case E::kAuthorshipNoted: return apply(db, event, event.authorship_noted());
    case E::kRound: return apply(db, event, event.round());
    case E::kRoadmap: return apply(db, event, event.roadmap());
    case E::kCourse: return apply(db, event, event.course());
    case E::BODY_NOT_SET: break;
  }
  CHECK(false, "an event has a body that this release knows");
}

bool changes_people_or_places(const v1::Event& event) {
  if (event.has_round()) return event.round().has_round_planned();  // it is a channel
  if (event.has_roadmap()) return event.roadmap().has_roadmap_created();
  return event.body_case() >= v1::Event::kCommunityFounded && event.body_case() <= v1::Event::kMembershipEnded;
}

}  // namespace ramure::storage
