// Writing events into the tables: the only code that writes shared tables, run by the store and by replay alike.
//
// Two promises make replay possible, also of a journal from which words were erased since:
//   1. the tables after an event depend on the tables before it and on the event alone: no clock, no chance;
//   2. nothing here looks into a field marked (erasable), nor at whether it is empty.
// Each function is one event, in the caller's transaction. What decide has let through is not judged again; what
// cannot be (a thread that does not exist) fails a CHECK, and the command with it. Internal to storage/.
#pragma once

#include <string_view>

#include "ramure/v1/events.pb.h"
#include "storage/connection.hpp"

namespace ramure::storage {

// The journal row itself. `payload` is the serialised event.
void insert_journal_row(Connection& db, const v1::Event& event, std::string_view payload);

// Everything that follows from it. A body that this release does not know fails a CHECK.
void apply(Connection& db, const v1::Event& event);

// Whether the event changes what View caches: people, places, and who reads what.
bool changes_people_or_places(const v1::Event& event);

// An UPDATE or DELETE that must find exactly one row.
template <typename... Values>
void change_one(Connection& db, Sql sql, const Values&... values) {
  db.run(sql, values...);
  CHECK(db.changes() == 1, sql.text);
}

// apply_people.cpp
void apply(Connection& db, const v1::Event& event, const v1::CommunityFounded& body);
void apply(Connection& db, const v1::Event& event, const v1::ThemeAdded& body);
void apply(Connection& db, const v1::Event& event, const v1::TerritoryAdded& body);
void apply(Connection& db, const v1::Event& event, const v1::MemberJoined& body);
void apply(Connection& db, const v1::Event& event, const v1::MemberRoleChanged& body);
void apply(Connection& db, const v1::Event& event, const v1::MemberStatusChanged& body);
void apply(Connection& db, const v1::Event& event, const v1::ChannelOpened& body);
void apply(Connection& db, const v1::Event& event, const v1::ReaderEntered& body);
void apply(Connection& db, const v1::Event& event, const v1::ReaderLeft& body);
void apply(Connection& db, const v1::Event& event, const v1::MembershipGranted& body);
void apply(Connection& db, const v1::Event& event, const v1::MembershipEnded& body);

// apply_directory.cpp
void apply(Connection& db, const v1::Event& event, const v1::MemberEdited& body);
void apply(Connection& db, const v1::Event& event, const v1::TerritoryEdited& body);
void apply(Connection& db, const v1::Event& event, const v1::ThemeEdited& body);
void apply(Connection& db, const v1::Event& event, const v1::WordEdited& body);

// apply_threads.cpp
void apply(Connection& db, const v1::Event& event, const v1::ThreadOpened& body);
void apply(Connection& db, const v1::Event& event, const v1::ThreadRetitled& body);
void apply(Connection& db, const v1::Event& event, const v1::ThreadRethemed& body);
void apply(Connection& db, const v1::Event& event, const v1::ThreadResolved& body);
void apply(Connection& db, const v1::Event& event, const v1::ThreadArchived& body);
void apply(Connection& db, const v1::Event& event, const v1::SummaryEdited& body);
void apply(Connection& db, const v1::Event& event, const v1::AuthorshipNoted& body);
void note_thread_text(Connection& db, const v1::Event& event, std::uint64_t thread_id);

// apply_moves.cpp
void apply(Connection& db, const v1::Event& event, const v1::MessagesMoved& body);
void apply(Connection& db, const v1::Event& event, const v1::ThreadMerged& body);

// apply_obstacles.cpp
void apply(Connection& db, const v1::Event& event, const v1::ObstacleEdited& body);
void apply(Connection& db, const v1::Event& event, const v1::ObstacleStatusChanged& body);

// apply_messages.cpp
void apply(Connection& db, const v1::Event& event, const v1::MessagePosted& body);
void apply(Connection& db, const v1::Event& event, const v1::MessageEdited& body);
void apply(Connection& db, const v1::Event& event, const v1::MessageRedacted& body);
void apply(Connection& db, const v1::Event& event, const v1::ReactionChanged& body);
void apply(Connection& db, const v1::Event& event, const v1::MessagePinned& body);
void apply(Connection& db, const v1::Event& event, const v1::MessageKept& body);

// apply_rounds.cpp, apply_roadmaps.cpp
void apply(Connection& db, const v1::Event& event, const v1::RoundEvent& body);
void apply(Connection& db, const v1::Event& event, const v1::RoadmapEvent& body);
// apply_commons.cpp: false where it is none of its bodies.
bool apply_commons(Connection& db, const v1::Event& event, const v1::CourseEvent& body);

// apply_course.cpp
void apply(Connection& db, const v1::Event& event, const v1::CourseEvent& body);
void apply(Connection& db, const v1::Event& event, const v1::TerritoryStateSet& body);

}  // namespace ramure::storage
