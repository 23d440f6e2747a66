// Why a request about the course was refused, in words: what data["cause"] of a refusal names.
#pragma once

#include <string>
#include <string_view>

namespace ramure::cli {

// Empty for a cause that has no words of its own.
std::string course_cause_text(std::string_view cause);

}  // namespace ramure::cli
