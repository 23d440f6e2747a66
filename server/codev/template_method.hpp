// A template that says `follows_method` is held to the rules of the method here, so that no community can write a form
// in which they could be broken. Internal to this room.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ramure/v1/round_template.pb.h"

namespace ramure::codev {

using Complain = std::function<void(std::string_view step, std::string_view field, std::string sentence)>;

const v1::RoundKind* kind_of(const v1::RoundTemplate& form, std::string_view key);
const v1::RoundStep* step_of(const v1::RoundTemplate& form, std::string_view key);

// Whether somebody of this role may contribute something of this meaning there; or anybody this kind.
bool grants(const v1::RoundTemplate& form, const v1::RoundStep& step, v1::RoundRole role,
            v1::ContributionMeaning meaning);
bool grants(const v1::RoundStep& step, std::string_view kind);

void check_method(const v1::RoundTemplate& form, const Complain& complain);

}  // namespace ramure::codev
