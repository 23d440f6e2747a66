#include "server/community/refuse.hpp"

#include <string>

namespace ramure::community::refuse {

namespace {

Refused refusal(v1::RefusalCode code, std::string_view field, std::string_view sentence) {
  v1::Refusal refusal;
  refusal.set_code(code);
  refusal.set_field(std::string(field));
  refusal.set_message(std::string(sentence));
  return Refused(std::move(refusal));
}

Refused with_data(Refused refused, std::string_view name, std::string value) {
  (*refused.error().mutable_data())[std::string(name)] = std::move(value);
  return refused;
}

}  // namespace

Refused unknown_command() {
  return refusal(v1::REFUSAL_CODE_UNIMPLEMENTED, "", "this server does not know this command");
}

Refused stranger() {
  return refusal(v1::REFUSAL_CODE_UNAUTHENTICATED, "", "only members of this community may do this");
}

Refused not_found(std::string_view field) {
  return refusal(v1::REFUSAL_CODE_NOT_FOUND, field, "it does not exist, or is not visible to you");
}

Refused forbidden(std::string_view field, std::string_view sentence) {
  return refusal(v1::REFUSAL_CODE_FORBIDDEN, field, sentence);
}

Refused forbidden(std::string_view cause, std::string_view field, std::string_view sentence) {
  return with_data(forbidden(field, sentence), "cause", std::string(cause));
}

Refused invalid(std::string_view field, std::string_view sentence) {
  return refusal(v1::REFUSAL_CODE_INVALID_ARGUMENT, field, sentence);
}

Refused too_large(std::string_view field, std::size_t limit, std::string_view unit) {
  const std::string allowed = std::to_string(limit);
  Refused refused =
      refusal(v1::REFUSAL_CODE_TOO_LARGE, field, "at most " + allowed + " " + std::string(unit) + " are allowed");
  auto& data = *refused.error().mutable_data();
  data["limit"] = allowed;
  data["unit"] = std::string(unit);
  return refused;
}

Refused conflict(std::string_view field, std::uint32_t version_in_force) {
  return with_data(refusal(v1::REFUSAL_CODE_CONFLICT, field, "somebody else was faster: another version is in force"),
                   "version", std::to_string(version_in_force));
}

Refused conflict(std::string_view cause, std::string_view field, std::uint64_t version, std::string_view sentence) {
  Refused refused = refusal(v1::REFUSAL_CODE_CONFLICT, field, sentence);
  return with_data(with_data(std::move(refused), "version", std::to_string(version)), "cause", std::string(cause));
}

Refused archived(std::string_view field) {
  return refusal(v1::REFUSAL_CODE_ARCHIVED, field, "the thread is archived: it can only be read");
}

Refused merged(std::string_view field, std::uint64_t into_id) {
  return with_data(refusal(v1::REFUSAL_CODE_ARCHIVED, field, "the thread was merged into another one: write there"),
                   "merged_into_id", std::to_string(into_id));
}

Refused erased(std::string_view field) { return refusal(v1::REFUSAL_CODE_FORBIDDEN, field, "the message was erased"); }

Refused already_done(std::string_view field) {
  return refusal(v1::REFUSAL_CODE_ALREADY_DONE, field, "nothing would change");
}

}  // namespace ramure::community::refuse
