// What a template must be for the engine to run it, and, for a round of co-development, what it must be to keep the ten
// rules of the method. Internal to this room.
#pragma once

#include <string>

#include "server/codev/templates.hpp"

namespace ramure::codev {

// Adds every mistake that it finds.
void check_template(const v1::RoundTemplate& form, const std::string& file, TemplateMistakes& mistakes);

}  // namespace ramure::codev
