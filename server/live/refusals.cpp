#include "server/live/refusals.hpp"

namespace ramure::live {

v1::Refusal refusal(v1::RefusalCode code, std::string_view field, std::string_view message) {
  v1::Refusal refusal;
  refusal.set_code(code);
  refusal.set_field(std::string(field));
  refusal.set_message(std::string(message));
  return refusal;
}

namespace {

v1::Refusal retryable(v1::RefusalCode code, std::string_view message) {
  v1::Refusal result = refusal(code, "", message);
  result.set_retryable(true);
  return result;
}

}  // namespace

v1::Refusal overloaded(std::string_view message) { return retryable(v1::REFUSAL_CODE_OVERLOADED, message); }

v1::Refusal storage_unavailable(std::string_view message) {
  return retryable(v1::REFUSAL_CODE_STORAGE_UNAVAILABLE, message);
}

v1::Refusal internal_fault() { return retryable(v1::REFUSAL_CODE_INTERNAL, "the server failed to do this"); }

v1::Refusal not_found(std::string_view field) {
  return refusal(v1::REFUSAL_CODE_NOT_FOUND, field, "there is nothing here that you may see");
}

}  // namespace ramure::live
