// Building a refusal in one expression: return refuse(v1::REFUSAL_CODE_CONFLICT, "name", "this name is taken").
#pragma once

#include <expected>
#include <string>

#include "ramure/v1/refusals.pb.h"

namespace ramure::identity {

inline std::unexpected<v1::Refusal> refuse(v1::RefusalCode code, const std::string& field, const std::string& sentence,
                                           bool retryable = false) {
  v1::Refusal refusal;
  refusal.set_code(code);
  refusal.set_field(field);
  refusal.set_message(sentence);
  refusal.set_retryable(retryable);
  return std::unexpected(std::move(refusal));
}

}  // namespace ramure::identity
