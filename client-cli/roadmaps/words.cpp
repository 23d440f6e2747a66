#include "client-cli/roadmaps/words.hpp"

#include "client-cli/text/named.hpp"

namespace ramure::cli {

namespace {

constexpr std::array<Named<v1::RoadmapStage>, 4> stages = {{
    {v1::ROADMAP_STAGE_BALANCE, {"Bilan", "Review"}},
    {v1::ROADMAP_STAGE_IMPLEMENTATION, {"Plan de mise en œuvre", "Implementation plan"}},
    {v1::ROADMAP_STAGE_ROADMAP, {"Feuille de route", "Roadmap"}},
    {v1::ROADMAP_STAGE_PITCH, {"Pitch", "Pitch"}},
}};

constexpr std::array<Named<v1::RoadmapStage>, 4> stage_keys = {{
    {v1::ROADMAP_STAGE_BALANCE, {"v0", "v0"}},
    {v1::ROADMAP_STAGE_IMPLEMENTATION, {"v1", "v1"}},
    {v1::ROADMAP_STAGE_ROADMAP, {"v2", "v2"}},
    {v1::ROADMAP_STAGE_PITCH, {"v3", "v3"}},
}};

constexpr std::array<Named<v1::RoadmapStatus>, 5> statuses = {{
    {v1::ROADMAP_STATUS_DRAFT, {"brouillon", "draft"}},
    {v1::ROADMAP_STATUS_IN_REVIEW, {"en relecture", "in review"}},
    {v1::ROADMAP_STATUS_SHARED, {"partagé à la communauté", "shared with the community"}},
    {v1::ROADMAP_STATUS_PRESENTED, {"présenté", "presented"}},
    {v1::ROADMAP_STATUS_ARCHIVED, {"archivé", "archived"}},
}};

// How the two longest are typed.
constexpr std::array<Named<v1::RoadmapStatus>, 5> typed_statuses = {{
    {v1::ROADMAP_STATUS_DRAFT, {"brouillon", "draft"}},
    {v1::ROADMAP_STATUS_IN_REVIEW, {"relecture", "review"}},
    {v1::ROADMAP_STATUS_SHARED, {"partagé", "shared"}},
    {v1::ROADMAP_STATUS_PRESENTED, {"présenté", "presented"}},
    {v1::ROADMAP_STATUS_ARCHIVED, {"archivé", "archived"}},
}};

constexpr std::array<Named<v1::RoadmapSharing>, 3> sharings = {{
    {v1::ROADMAP_SHARING_PAIR, {"pas encore partagée", "not shared yet"}},
    {v1::ROADMAP_SHARING_SUPPORT,
     {"partagée avec l’accompagnement et l’animation", "shared with the adviser and the facilitators"}},
    {v1::ROADMAP_SHARING_COMMUNITY, {"partagée avec la communauté", "shared with the community"}},
}};

constexpr std::array<Named<v1::RoadmapSharing>, 3> typed_sharings = {{
    {v1::ROADMAP_SHARING_PAIR, {"binôme", "pair"}},
    {v1::ROADMAP_SHARING_SUPPORT, {"accompagnement", "support"}},
    {v1::ROADMAP_SHARING_COMMUNITY, {"communauté", "community"}},
}};

constexpr std::array<Named<v1::RoadmapActionStatus>, 5> action_statuses = {{
    {v1::ROADMAP_ACTION_STATUS_TO_START, {"à lancer", "to start"}},
    {v1::ROADMAP_ACTION_STATUS_RUNNING, {"en cours", "running"}},
    {v1::ROADMAP_ACTION_STATUS_BLOCKED, {"bloqué", "blocked"}},
    {v1::ROADMAP_ACTION_STATUS_DONE, {"fait", "done"}},
    {v1::ROADMAP_ACTION_STATUS_ABANDONED, {"abandonné", "abandoned"}},
}};

constexpr std::array<Named<v1::RoadmapCommentBox>, 5> boxes = {{
    {v1::ROADMAP_COMMENT_BOX_CONVINCES, {"ce qui me convainc", "what convinces me"}},
    {v1::ROADMAP_COMMENT_BOX_UNCLEAR, {"ce que je n’ai pas compris", "what I did not understand"}},
    {v1::ROADMAP_COMMENT_BOX_CONTRIBUTION, {"ce que je peux apporter", "what I can bring"}},
    {v1::ROADMAP_COMMENT_BOX_PROMPT, {"question de relance", "question to go on from"}},
    {v1::ROADMAP_COMMENT_BOX_QUESTION, {"question au pitch", "question to the pitch"}},
}};

constexpr std::array<Named<v1::RoadmapCommentBox>, 5> typed_boxes = {{
    {v1::ROADMAP_COMMENT_BOX_CONVINCES, {"convainc", "convinces"}},
    {v1::ROADMAP_COMMENT_BOX_UNCLEAR, {"pas compris", "unclear"}},
    {v1::ROADMAP_COMMENT_BOX_CONTRIBUTION, {"apport", "contribution"}},
    {v1::ROADMAP_COMMENT_BOX_PROMPT, {"relance", "prompt"}},
    {v1::ROADMAP_COMMENT_BOX_QUESTION, {"question", "question"}},
}};

constexpr std::array<Named<v1::RoadmapVerdict>, 3> verdicts = {{
    {v1::ROADMAP_VERDICT_KEPT, {"retenu", "kept"}},
    {v1::ROADMAP_VERDICT_TO_DISCUSS, {"à discuter", "to discuss"}},
    {v1::ROADMAP_VERDICT_SET_ASIDE, {"écarté", "set aside"}},
}};

constexpr std::array<Named<v1::RoadmapSuggestionState>, 4> states = {{
    {v1::ROADMAP_SUGGESTION_STATE_OPEN, {"en attente", "waiting"}},
    {v1::ROADMAP_SUGGESTION_STATE_TAKEN, {"prise", "taken"}},
    {v1::ROADMAP_SUGGESTION_STATE_DECLINED, {"déclinée", "declined"}},
    {v1::ROADMAP_SUGGESTION_STATE_WITHDRAWN, {"retirée", "withdrawn"}},
}};

constexpr std::array<Named<bool>, 2> suggestion_answers = {{
    {true, {"prendre", "take"}},
    {false, {"décliner", "decline"}},
}};

}  // namespace

const char* stage_text(v1::RoadmapStage stage) { return text_in(stages, stage); }
const char* stage_key(v1::RoadmapStage stage) { return text_in(stage_keys, stage); }
const char* status_text(v1::RoadmapStatus status) { return text_in(statuses, status); }
const char* sharing_text(v1::RoadmapSharing sharing) { return text_in(sharings, sharing); }
const char* status_text(v1::RoadmapActionStatus status) { return text_in(action_statuses, status); }
const char* box_text(v1::RoadmapCommentBox box) { return text_in(boxes, box); }
const char* verdict_text(v1::RoadmapVerdict verdict) { return text_in(verdicts, verdict); }
const char* state_text(v1::RoadmapSuggestionState state) { return text_in(states, state); }

std::string version_name(const v1::RoadmapVersion& version) {
  if (version.stage() == v1::ROADMAP_STAGE_UNSPECIFIED) return version.name();
  return std::string(stage_key(version.stage())) + " " + stage_text(version.stage());
}

Result<v1::RoadmapStage> roadmap_stage(std::string_view text) {
  const auto by_key = value_in(stage_keys, text);
  if (by_key) return by_key;
  const auto by_name = value_in(stages, text);
  return by_name ? by_name : by_key;
}
Result<v1::RoadmapStatus> roadmap_status(std::string_view text) {
  const auto in_full = value_in(statuses, text);
  return in_full ? in_full : value_in(typed_statuses, text);
}
Result<v1::RoadmapSharing> roadmap_sharing(std::string_view text) { return value_in(typed_sharings, text); }
Result<v1::RoadmapActionStatus> roadmap_action_status(std::string_view text) { return value_in(action_statuses, text); }
Result<v1::RoadmapCommentBox> comment_box(std::string_view text) { return value_in(typed_boxes, text); }
Result<v1::RoadmapVerdict> comment_verdict(std::string_view text) { return value_in(verdicts, text); }
Result<bool> suggestion_taken(std::string_view text) { return value_in(suggestion_answers, text); }

}  // namespace ramure::cli
