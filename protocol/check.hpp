// CHECK(condition, "what must hold"): a bug shows itself, also in release builds. It throws; the one place that
// catches it (the writer, the end of a request) logs it, rolls back, and answers INTERNAL without details.
#pragma once

#include <stdexcept>
#include <string>

namespace ramure {

struct CheckFailed : std::logic_error {
  using std::logic_error::logic_error;
};

[[noreturn]] inline void check_failed(const char* file, int line, const char* condition, const std::string& why) {
  throw CheckFailed(std::string(file) + ":" + std::to_string(line) + ": " + condition + ": " + why);
}

}  // namespace ramure

#define CHECK(condition, why) ((condition) ? void(0) : ::ramure::check_failed(__FILE__, __LINE__, #condition, why))
