// What the course's enumerations are called, and how people type them.
#pragma once

#include <string>
#include <string_view>

#include "client-cli/failure.hpp"
#include "ramure/v1/course.pb.h"
#include "ramure/v1/model.pb.h"
#include "ramure/v1/private.pb.h"

namespace ramure::cli {

const char* kind_text(v1::GatheringKind kind);
const char* participation_text(v1::Participation participation);  // « vient »; empty: no answer
const char* part_text(v1::ProgrammePart part);
const char* state_text(v1::TerritoryState state);  // unspecified reads « engagé »
const char* rhythm_text(v1::DigestRhythm rhythm);  // unspecified reads « chaque semaine »

// « S1 · Comprendre » of a session, the title of any other; harmless for a terminal.
std::string title_text(const v1::Gathering& gathering);
// « jeudi 28 juin 2018, 9 h 30 – 17 h », on the clock of this terminal.
std::string when_text(const v1::Gathering& gathering);

// From what people type: French or English words, folded. Exit::usage with the choices otherwise.
Result<v1::GatheringKind> gathering_kind(std::string_view text);
Result<v1::Participation> participation_of(std::string_view text);
Result<v1::ProgrammePart> programme_part(std::string_view text);
Result<v1::TerritoryState> territory_state(std::string_view text);
Result<v1::DigestRhythm> digest_rhythm(std::string_view text);

}  // namespace ramure::cli
