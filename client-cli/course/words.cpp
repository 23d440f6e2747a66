#include "client-cli/course/words.hpp"

#include "client-cli/output/terminal.hpp"
#include "client-cli/text/named.hpp"

namespace ramure::cli {

namespace {

constexpr std::array<Named<v1::GatheringKind>, 7> kinds = {{
    {v1::GATHERING_KIND_SESSION, {"session collective", "session"}},
    {v1::GATHERING_KIND_WEBINAR, {"webinaire", "webinar"}},
    {v1::GATHERING_KIND_VISIT, {"visite inspirante", "visit"}},
    {v1::GATHERING_KIND_TESTIMONY, {"témoignage", "testimony"}},
    {v1::GATHERING_KIND_FOLLOW_UP, {"rendez-vous de suivi", "follow-up meeting"}},
    {v1::GATHERING_KIND_COMMITTEE, {"réunion de comité", "committee meeting"}},
    {v1::GATHERING_KIND_OTHER, {"autre", "other"}},
}};

// How they are typed.
constexpr std::array<Named<v1::GatheringKind>, 7> typed_kinds = {{
    {v1::GATHERING_KIND_SESSION, {"session", "session"}},
    {v1::GATHERING_KIND_WEBINAR, {"webinaire", "webinar"}},
    {v1::GATHERING_KIND_VISIT, {"visite", "visit"}},
    {v1::GATHERING_KIND_TESTIMONY, {"témoignage", "testimony"}},
    {v1::GATHERING_KIND_FOLLOW_UP, {"suivi", "follow-up"}},
    {v1::GATHERING_KIND_COMMITTEE, {"comité", "committee"}},
    {v1::GATHERING_KIND_OTHER, {"autre", "other"}},
}};

constexpr std::array<Named<v1::Participation>, 3> participations = {{
    {v1::PARTICIPATION_COMING, {"vient", "coming"}},
    {v1::PARTICIPATION_MAYBE, {"peut-être", "maybe"}},
    {v1::PARTICIPATION_NOT_COMING, {"ne vient pas", "not coming"}},
}};

constexpr std::array<Named<v1::Participation>, 4> typed_participations = {{
    {v1::PARTICIPATION_COMING, {"oui", "yes"}},
    {v1::PARTICIPATION_MAYBE, {"peut-être", "maybe"}},
    {v1::PARTICIPATION_NOT_COMING, {"non", "no"}},
    {v1::PARTICIPATION_UNSPECIFIED, {"sans réponse", "no answer"}},
}};

constexpr std::array<Named<v1::ProgrammePart>, 4> parts = {{
    {v1::PROGRAMME_PART_THEORY, {"théorie", "theory"}},
    {v1::PROGRAMME_PART_APPLIED, {"applicatif", "applied"}},
    {v1::PROGRAMME_PART_ENCOUNTER, {"rencontre inspirante", "inspiring encounter"}},
    {v1::PROGRAMME_PART_OTHER, {"temps commun", "time together"}},
}};

constexpr std::array<Named<v1::ProgrammePart>, 4> typed_parts = {{
    {v1::PROGRAMME_PART_THEORY, {"théorie", "theory"}},
    {v1::PROGRAMME_PART_APPLIED, {"applicatif", "applied"}},
    {v1::PROGRAMME_PART_ENCOUNTER, {"rencontre", "encounter"}},
    {v1::PROGRAMME_PART_OTHER, {"autre", "other"}},
}};

constexpr std::array<Named<v1::TerritoryState>, 5> states = {{
    {v1::TERRITORY_STATE_APPROACHED, {"sollicité", "approached"}},
    {v1::TERRITORY_STATE_ENGAGED, {"engagé", "engaged"}},
    {v1::TERRITORY_STATE_PAUSED, {"en pause", "paused"}},
    {v1::TERRITORY_STATE_LEFT, {"parti", "left"}},
    {v1::TERRITORY_STATE_RELAYED, {"relayé", "relayed"}},
}};

constexpr std::array<Named<v1::DigestRhythm>, 3> rhythms = {{
    {v1::DIGEST_RHYTHM_WEEKLY, {"chaque semaine", "weekly"}},
    {v1::DIGEST_RHYTHM_DAILY, {"chaque jour ouvré", "daily"}},
    {v1::DIGEST_RHYTHM_NEVER, {"jamais", "never"}},
}};

constexpr std::array<Named<v1::DigestRhythm>, 3> typed_rhythms = {{
    {v1::DIGEST_RHYTHM_WEEKLY, {"semaine", "weekly"}},
    {v1::DIGEST_RHYTHM_DAILY, {"jour", "daily"}},
    {v1::DIGEST_RHYTHM_NEVER, {"jamais", "never"}},
}};

}  // namespace

const char* kind_text(v1::GatheringKind kind) { return text_in(kinds, kind); }
const char* participation_text(v1::Participation participation) { return text_in(participations, participation); }
const char* part_text(v1::ProgrammePart part) { return text_in(parts, part); }
const char* state_text(v1::TerritoryState state) {
  return text_in(states, state == v1::TERRITORY_STATE_UNSPECIFIED ? v1::TERRITORY_STATE_ENGAGED : state);
}
const char* rhythm_text(v1::DigestRhythm rhythm) {
  return text_in(rhythms, rhythm == v1::DIGEST_RHYTHM_UNSPECIFIED ? v1::DIGEST_RHYTHM_WEEKLY : rhythm);
}

std::string title_text(const v1::Gathering& gathering) {
  const std::string number =
      gathering.session_number() == 0 ? "" : "S" + std::to_string(gathering.session_number()) + " · ";
  return number + harmless(gathering.title());
}

std::string when_text(const v1::Gathering& gathering) {
  const std::string first = date_text(gathering.starts_at_ms()), last = date_text(gathering.ends_at_ms());
  const std::string end = (first == last ? "" : last + ", ") + time_text(gathering.ends_at_ms());
  return first + ", " + time_text(gathering.starts_at_ms()) + " – " + end;
}

Result<v1::GatheringKind> gathering_kind(std::string_view text) { return value_in(typed_kinds, text); }
Result<v1::Participation> participation_of(std::string_view text) { return value_in(typed_participations, text); }
Result<v1::ProgrammePart> programme_part(std::string_view text) { return value_in(typed_parts, text); }
Result<v1::TerritoryState> territory_state(std::string_view text) { return value_in(states, text); }
Result<v1::DigestRhythm> digest_rhythm(std::string_view text) {
  const auto in_full = value_in(rhythms, text);
  return in_full ? in_full : value_in(typed_rhythms, text);
}

}  // namespace ramure::cli
