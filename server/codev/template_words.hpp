// The words that templates are written with, and the values of the protocol that they stand for: "frame_acceptance" is
// CONTRIBUTION_MEANING_FRAME_ACCEPTANCE. Nothing for a word that is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ramure/v1/round_template.pb.h"

namespace ramure::codev {

std::optional<v1::RoundMode> mode_of(std::string_view word);
std::optional<v1::RoundRole> role_of(std::string_view word);
std::optional<v1::ContributionMeaning> meaning_of(std::string_view word);
std::optional<v1::RoundCondition> condition_of(std::string_view word);

std::string word_of(v1::RoundRole role);
std::string word_of(v1::ContributionMeaning meaning);
std::string word_of(v1::RoundCondition condition);

}  // namespace ramure::codev
