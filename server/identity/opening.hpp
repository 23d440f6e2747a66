// What opening by the link of an invitation and by one that was asked for have in common. Internal to this room.
#pragma once

#include <optional>
#include <string>

#include "ramure/v1/refusals.pb.h"

namespace ramure::identity {

std::string hash_of_attempt(const std::string& attempt);  // empty for none
std::optional<v1::Refusal> check_attempt(const std::string& attempt);

}  // namespace ramure::identity
