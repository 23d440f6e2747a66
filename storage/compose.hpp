// From rows to what is shown: the tables say which events hold the words, the journal holds them. Internal to storage/.
//
// What a redacted message still shows: who, when, its kind, what it answers, its reactions and marks. Its body, quotes,
// mentions, files and earlier wordings are gone at once, even while the scrubber has not yet cleared the bytes.
#pragma once

#include "ramure/v1/events.pb.h"
#include "ramure/v1/queries.pb.h"
#include "storage/asking.hpp"
#include "storage/course_state.hpp"

namespace ramure::storage {

// The event of a seq. Throws Kind::corrupt when it is missing or does not parse.
v1::Event load_event(Connection& db, std::uint64_t seq);

// The title in an event that brought one: ThreadOpened or ThreadRetitled.
std::string load_title(Connection& db, std::uint64_t title_seq);

// As the asker sees it: of a title_only thread the title, kind and state, and activity that he may read.
v1::Thread compose_thread(Asking& asking, const ThreadLine& line);

// With what is private to the asker: read mark, unread messages, how much he wants to hear of it.
v1::ThreadRow compose_row(Asking& asking, const ThreadLine& line);

v1::Message compose_message(Asking& asking, const MessageLine& message, const ThreadLine& thread);

v1::Community load_community(Connection& db);

// compose_directory.cpp. Id 0 in the answer: there is none.
v1::Member compose_member(Connection& db, std::uint64_t id);
v1::Territory compose_territory(Connection& db, std::uint64_t id);
v1::Theme compose_theme(Connection& db, std::uint64_t id);
v1::Channel compose_channel(Connection& db, std::uint64_t id);
v1::Word load_word(Connection& db);  // version 0: none yet

// compose_course.cpp
#define RAMURE_GATHERING_COLUMNS "id, channel_id, kind, starts_at_ms, ends_at_ms, cancelled, version, wording_seq"
GatheringState gathering_state(const Statement& row);
std::optional<GatheringState> load_gathering(Connection& db, std::uint64_t id);
v1::Gathering compose_gathering(Connection& db, const GatheringState& state);
std::vector<Rating> load_ratings(Connection& db, std::uint64_t gathering_id);  // all that were ever given, in order
std::optional<WorkshopState> load_workshop(Connection& db, std::uint64_t id);
v1::Workshop compose_workshop(Connection& db, const WorkshopState& state);  // without its sentences

}  // namespace ramure::storage
