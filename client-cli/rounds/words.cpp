#include "client-cli/rounds/words.hpp"

#include "client-cli/text/named.hpp"

namespace ramure::cli {

namespace {

constexpr std::array<Named<v1::RoundStatus>, 5> statuses = {{
    {v1::ROUND_STATUS_PLANNED, {"prévu", "planned"}},
    {v1::ROUND_STATUS_RUNNING, {"en cours", "running"}},
    {v1::ROUND_STATUS_FINISHED, {"terminé", "finished"}},
    {v1::ROUND_STATUS_CANCELLED, {"annulé", "cancelled"}},
    {v1::ROUND_STATUS_LAPSED, {"clos de lui-même", "lapsed"}},
}};

constexpr std::array<Named<v1::RoundMode>, 3> modes = {{
    {v1::ROUND_MODE_WRITTEN, {"écrit", "written"}},
    {v1::ROUND_MODE_BESIDE_VIDEO, {"à côté d’une visio", "video"}},
    {v1::ROUND_MODE_IN_ROOM, {"en salle", "room"}},
}};

constexpr std::array<Named<v1::Attendance>, 4> attendances = {{
    {v1::ATTENDANCE_EXPECTED, {"attendu", "expected"}},
    {v1::ATTENDANCE_PRESENT, {"présent", "present"}},
    {v1::ATTENDANCE_ABSENT, {"absent", "absent"}},
    {v1::ATTENDANCE_LEFT, {"parti", "left"}},
}};

constexpr std::array<Named<v1::SubjectKind>, 3> subjects = {{
    {v1::SUBJECT_KIND_CONCERN, {"préoccupation", "concern"}},
    {v1::SUBJECT_KIND_PROBLEM, {"problème", "problem"}},
    {v1::SUBJECT_KIND_PROJECT, {"projet", "project"}},
}};

constexpr std::array<Named<v1::ShareLevel>, 4> levels = {{
    {v1::SHARE_LEVEL_NOTHING, {"rien", "nothing"}},
    {v1::SHARE_LEVEL_ACTIONS, {"actions seules", "actions"}},
    {v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS, {"synthèse et actions", "synthesis and actions"}},
    {v1::SHARE_LEVEL_ALL, {"compte rendu complet", "all"}},
}};

constexpr std::array<Named<v1::PlanActionStatus>, 4> action_statuses = {{
    {v1::PLAN_ACTION_STATUS_TO_DO, {"à faire", "to do"}},
    {v1::PLAN_ACTION_STATUS_IN_PROGRESS, {"en cours", "in progress"}},
    {v1::PLAN_ACTION_STATUS_DONE, {"fait", "done"}},
    {v1::PLAN_ACTION_STATUS_ABANDONED, {"abandonnée", "abandoned"}},
}};

constexpr std::array<Named<v1::RoundCondition>, 16> conditions = {{
    {v1::ROUND_CONDITION_FRAME_ACCEPTED, {"cadre accepté", "frame accepted"}},
    {v1::ROUND_CONDITION_CLIENT_ACCEPTED, {"cliente ou client d’accord", "client has accepted"}},
    {v1::ROUND_CONDITION_REQUEST_AGREED, {"demande acceptée par chacun·e", "request agreed by all"}},
    {v1::ROUND_CONDITION_SHARING_CHOSEN, {"niveau de partage choisi", "sharing chosen"}},
    {v1::ROUND_CONDITION_FORMER_CLIENT_HEARD, {"retour entendu", "former client heard"}},
    {v1::ROUND_CONDITION_PAST_ACTIONS_HAVE_STATUS, {"actions passées situées", "past actions have a status"}},
    {v1::ROUND_CONDITION_CLIENT_DONE_OR_TIME_OVER, {"exposé terminé", "exposé finished"}},
    {v1::ROUND_CONDITION_EACH_CONSULTANT_HEARD, {"chaque consultant·e a parlé", "each consultant heard"}},
    {v1::ROUND_CONDITION_EACH_CONSULTANT_HEARD_OR_PASSED_TWICE,
     {"chaque consultant·e a parlé ou passé deux fois", "each consultant heard, or passed twice"}},
    {v1::ROUND_CONDITION_NO_QUESTION_WAITING, {"aucune question sans réponse", "no question waits"}},
    {v1::ROUND_CONDITION_CLIENT_NOURISHED, {"« j’ai ce qu’il me faut »", "client has what is needed"}},
    {v1::ROUND_CONDITION_DATED_ACTION, {"une action datée", "a dated action"}},
    {v1::ROUND_CONDITION_EACH_MEMBER_HEARD, {"chacun·e a parlé", "each member heard"}},
    {v1::ROUND_CONDITION_MINUTES_ANSWERED, {"compte rendu validé ou refusé", "minutes answered"}},
    {v1::ROUND_CONDITION_EXPERIENCE_REPORTED, {"retour d’expérience donné", "experience reported"}},
    {v1::ROUND_CONDITION_REQUEST_CONFIRMED, {"mots confirmés par la cliente ou le client", "words confirmed"}},
}};

constexpr std::array<Named<v1::Hiding>, 5> hidings = {{
    {v1::HIDING_SILENT, {"visible de vous seul·e jusqu’au dévoilement", "yours alone until the reveal"}},
    {v1::HIDING_QUEUED, {"question en attente de son tour", "question waiting for its turn"}},
    {v1::HIDING_PARKED, {"mis de côté", "set aside"}},
    {v1::HIDING_CONFIDED, {"confié à une personne", "confided to one person"}},
    {v1::HIDING_PRIVATE, {"note privée", "private note"}},
}};

constexpr std::array<Named<v1::RoundRole>, 8> roles = {{
    {v1::ROUND_ROLE_CLIENT, {"cliente ou client", "client"}},
    {v1::ROUND_ROLE_CONSULTANT, {"consultante ou consultant", "consultant"}},
    {v1::ROUND_ROLE_FACILITATOR, {"facilitation", "facilitator"}},
    {v1::ROUND_ROLE_OBSERVER, {"observation", "observer"}},
    {v1::ROUND_ROLE_FORMER_CLIENT, {"ancienne cliente ou ancien client", "former client"}},
    {v1::ROUND_ROLE_SCRIBE, {"secrétaire", "scribe"}},
    {v1::ROUND_ROLE_TIMEKEEPER, {"gardien·ne du temps", "timekeeper"}},
    {v1::ROUND_ROLE_STANDBY, {"facilitation en relais", "standing by"}},
}};

// Exactly the key or the label, else the only one whose label contains it.
template <typename Things>
Result<std::string> key_among(const Things& things, std::string_view text, Words unknown) {
  const std::string wanted = fold(text);
  std::string found, choices;
  int count = 0;
  for (const auto& thing : things) {
    if (fold(thing.key()) == wanted || fold(thing.label()) == wanted) return thing.key();
    if (!wanted.empty() && fold(thing.label()).find(wanted) != std::string::npos) {
      found = thing.key();
      ++count;
    }
    choices += (choices.empty() ? "" : ", ") + thing.key();
  }
  if (count == 1) return found;
  return fail(Exit::usage, t(unknown, {text, choices}));
}

}  // namespace

const char* status_text(v1::RoundStatus status) { return text_in(statuses, status); }
const char* mode_text(v1::RoundMode mode) { return text_in(modes, mode); }
const char* attendance_text(v1::Attendance attendance) { return text_in(attendances, attendance); }
const char* subject_text(v1::SubjectKind kind) { return text_in(subjects, kind); }
const char* share_text(v1::ShareLevel level) { return text_in(levels, level); }
const char* action_status_text(v1::PlanActionStatus status) { return text_in(action_statuses, status); }
const char* condition_text(v1::RoundCondition condition) { return text_in(conditions, condition); }
const char* hiding_text(v1::Hiding hiding) { return text_in(hidings, hiding); }

std::string role_text(const v1::RoundTemplate& form, v1::RoundRole role) {
  for (const v1::RoundRoleLabel& label : form.roles()) {
    if (label.role() == role && language() == Language::french) return label.label();
  }
  return text_in(roles, role);
}

std::string roles_text(const v1::RoundTemplate& form, const google::protobuf::RepeatedField<int>& mine) {
  std::string text;
  for (const int role : mine) text += (text.empty() ? "" : ", ") + role_text(form, static_cast<v1::RoundRole>(role));
  return text;
}

std::string step_label(const v1::RoundTemplate& form, std::string_view key) {
  for (const v1::RoundStep& step : form.steps()) {
    if (step.key() == key) return step.label();
  }
  return std::string(key);
}

std::string kind_label(const v1::RoundTemplate& form, std::string_view key) {
  for (const v1::RoundKind& kind : form.kinds()) {
    if (kind.key() == key) return kind.label();
  }
  return std::string(key);
}

Result<v1::RoundMode> round_mode(std::string_view text) {
  if (text == "visio") return v1::ROUND_MODE_BESIDE_VIDEO;
  return value_in(modes, text);
}
Result<v1::Attendance> attendance_of(std::string_view text) { return value_in(attendances, text); }
Result<v1::SubjectKind> subject_kind(std::string_view text) { return value_in(subjects, text); }
Result<v1::ShareLevel> share_level(std::string_view text) { return value_in(levels, text); }
Result<v1::PlanActionStatus> action_status(std::string_view text) { return value_in(action_statuses, text); }

Result<std::string> step_key(const v1::RoundTemplate& form, std::string_view text) {
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos && text.size() < 4) {
    const int position = std::stoi(std::string(text));
    if (position >= 1 && position <= form.steps_size()) return form.steps(position - 1).key();
  }
  return key_among(form.steps(), text, {"étape « {} » ? Au choix : {}", "step \"{}\"? Choose among: {}"});
}

Result<std::string> kind_key(const v1::RoundTemplate& form, std::string_view text) {
  return key_among(form.kinds(), text, {"contribution « {} » ? Au choix : {}", "kind \"{}\"? Choose among: {}"});
}

}  // namespace ramure::cli
