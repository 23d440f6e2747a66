#include "server/roadmap/refuse.hpp"

#include <string>

namespace ramure::roadmap::refuse {

namespace {

Refused with_cause(Refused refused, std::string_view cause) {
  (*refused.error().mutable_data())["cause"] = std::string(cause);
  return refused;
}

Refused conflict(std::string_view field, std::uint64_t version, std::string_view sentence) {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_CONFLICT);
  refusal.set_field(std::string(field));
  refusal.set_message(std::string(sentence));
  (*refusal.mutable_data())["version"] = std::to_string(version);
  return Refused(std::move(refusal));
}

std::string_view sentence_of(std::string_view cause) {
  if (cause == "behind") return "too much was written since: take those changes first, then push again";
  if (cause == "ahead") return "the text never reached this version here: keep yours as a copy, and open it anew";
  return "the log holds other changes of this editor: keep your text as a copy, and open it anew";
}

}  // namespace

Refused forbidden(std::string_view cause, std::string_view field, std::string_view sentence) {
  return with_cause(community::refuse::forbidden(field, sentence), cause);
}

Refused push_conflict(std::string_view cause, std::uint64_t version) {
  return with_cause(conflict("text_push.base_version", version, sentence_of(cause)), cause);
}

Refused other_version(std::string_view field, std::uint64_t version) {
  return with_cause(conflict(field, version, "somebody was faster: read it again"), "version");
}

}  // namespace ramure::roadmap::refuse
