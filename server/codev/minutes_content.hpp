// What of a round may stand in its minutes, chosen by what each contribution means. Internal to this room.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/codev/round.hpp"
#include "server/files/words.hpp"

namespace ramure::codev {

// Whether its words are read by the whole round, and are still there.
bool has_shown_words(const v1::Contribution& said);

// The client's: the exposé and what he keeps, in the order in which he said it.
std::string situation_of(const Round& round, const v1::RoundParticipant& reader);  // five lines or so
// `reader` nullptr: all of it, for where the client himself sends it.
std::vector<std::string> syntheses_of(const Round& round, const v1::RoundParticipant* reader);

struct Family {
  std::string label;               // of the kind: « Témoignage »
  std::vector<std::string> leads;  // in the order of their words
};
// In the order of the form's kinds, which no lead has a part in.
std::vector<Family> leads_of(const Round& round, const v1::RoundParticipant& reader);

// Help that was offered after the plan: to one action (by its id), or to the plan as a whole (0).
using Offers = std::vector<std::pair<std::uint64_t, std::string>>;
Offers offers_of(const Round& round, const v1::RoundParticipant& reader);

// In the order of their words.
std::vector<std::string> learnings_of(const Round& round, const v1::RoundParticipant& reader);

// The client's plan, with a column of help where some was offered for an action; empty without actions.
std::string action_table(const Round& round, files::Language language, const Offers& offers);

// At most `bytes_max`, cut between words; with « … » where something was cut.
std::string shortened(std::string_view text, std::size_t bytes_max);

}  // namespace ramure::codev
