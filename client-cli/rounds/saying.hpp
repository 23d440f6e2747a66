// What somebody may say in a round now, and which kind it would be if he does not choose. The server decides; this only
// spares people the choice where there is one that fits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/round.pb.h"

namespace ramure::cli {

// Kinds that are written with words and allowed now: those of the open step first, in the order of the form. A reply is
// among them when something waits for one.
std::vector<std::string> kinds_to_write(const v1::RoundView& view);

// The first of them that belongs to the open step; empty when there is nothing to say now.
std::string usual_kind(const v1::RoundView& view);

// The key of the kind that means this: among those allowed now, else (for what may be allowed all the same) in the
// form. Empty: the form has none.
std::string kind_meaning(const v1::RoundView& view, v1::ContributionMeaning meaning);
v1::ContributionMeaning meaning_of(const v1::RoundTemplate& form, std::string_view kind);
bool is_allowed_now(const v1::RoundView& view, v1::ContributionMeaning meaning);

// What my roles may say in every step: it depends on no opening.
bool is_always_allowed(const v1::RoundView& view, std::string_view kind);

bool has_role(const v1::RoundView& view, v1::RoundRole role);

// The oldest question of the open step that nobody has answered; nullptr: there is none.
const v1::Contribution* waiting_question(const v1::RoundView& view);

}  // namespace ramure::cli
