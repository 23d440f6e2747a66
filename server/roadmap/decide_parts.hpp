// One function per command, by family. Who asks has been found to read the roadmap; whether he may is each one's own
// question. Internal to this room.
#pragma once

#include "server/roadmap/decide.hpp"
#include "server/roadmap/refuse.hpp"

namespace ramure::roadmap {

struct Case {
  const Roadmap& roadmap;
  const Text& text;
  const Person& person;
  const Moment& moment;

  const v1::RoadmapView& view() const { return roadmap.view; }
};

// FORBIDDEN, cause "rights".
Checked check_may(const Case& asked, Act act, std::string_view field);

// A decision with one event about this roadmap, whose body the caller fills in.
Decision one_event(const Case& asked, std::uint64_t birth_seq = 0);
inline v1::RoadmapEvent& body_of(Decision& decision) { return decision.events.front().event; }

// Adds « mis à jour par … » where it is due.
void tell_update(const Case& asked, Decision& decision);

// A passage as it is in the text now.
std::expected<Passage, v1::Refusal> bring_to_now(const Case& asked, const v1::RoadmapPassage& passage,
                                                 std::string_view field);

// One change by the server, for its author.
std::expected<Entry, v1::Refusal> entry_by_server(const Case& asked, std::uint64_t author_id, Change change,
                                                  std::string_view field);

// decide_sharing.cpp
Decided retitle(const Case& asked, const v1::RetitleRoadmap& command);
Decided set_status(const Case& asked, const v1::SetRoadmapStatus& command);
Decided share(const Case& asked, const v1::ShareRoadmap& command);
Decided invite_pen(const Case& asked, const v1::InvitePen& command);
Decided end_pen(const Case& asked, const v1::EndPen& command);
Decided begin_stage(const Case& asked, const v1::BeginStage& command);

// decide_actions.cpp
Decided add_action(const Case& asked, const v1::AddRoadmapAction& command);
Decided set_action(const Case& asked, const v1::SetRoadmapAction& command);
Decided move_action(const Case& asked, const v1::MoveRoadmapAction& command);
Decided remove_action(const Case& asked, const v1::RemoveRoadmapAction& command);

// decide_comments.cpp
Decided comment(const Case& asked, const v1::CommentRoadmap& command);
Decided answer_comment(const Case& asked, const v1::AnswerRoadmapComment& command);
Decided suggest_text(const Case& asked, const v1::SuggestText& command);
Decided answer_suggestion(const Case& asked, const v1::AnswerSuggestion& command);
Decided erase_words(const Case& asked, const v1::EraseRoadmapWords& command);

// decide_versions.cpp
Decided freeze(const Case& asked, const v1::FreezeRoadmap& command);
Decided name_version(const Case& asked, const v1::NameRoadmapVersion& command);
Decided bring_back_text(const Case& asked, const v1::BringBackText& command);

// decide_removal.cpp
Decided remove_passage(const Case& asked, const v1::RemovePassage& command);

}  // namespace ramure::roadmap
