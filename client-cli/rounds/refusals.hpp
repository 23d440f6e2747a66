// Why the rules of a round said no, in the reader's language: Refusal.data["cause"].
#pragma once

#include <string>

#include "ramure/v1/refusals.pb.h"

namespace ramure::cli {

// Empty when the refusal has no cause that this client knows.
std::string cause_text(const v1::Refusal& refusal);

}  // namespace ramure::cli
