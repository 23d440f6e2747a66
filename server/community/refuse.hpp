// Refusals, one name per cause. Each gives a std::unexpected, so that any check or decision can return it as it is:
//
//   if (title.empty()) return refuse::invalid("open_thread.title", "a title is required");
//   if (auto checked = check_body(field, body); !checked) return pass_on(checked);
//
// The words never depend on what is hidden: not_found() says the same of things that do not exist and of things that
// the asker may not see, field apart. Refusals never repeat what somebody wrote.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>
#include <utility>

#include "ramure/v1/refusals.pb.h"

namespace ramure::community {

using Refused = std::unexpected<v1::Refusal>;
using Checked = std::expected<void, v1::Refusal>;

// Hands the refusal of a check on to the caller.
template <class T>
Refused pass_on(std::expected<T, v1::Refusal>& checked) {
  return Refused(std::move(checked).error());
}

namespace refuse {

Refused unknown_command();  // also founding commands from anybody but the founder: to the network they do not exist
Refused stranger();         // the actor is no member, or has left
Refused not_found(std::string_view field);
Refused forbidden(std::string_view field, std::string_view sentence);
// With a cause in data["cause"], which clients say in their language: the rule of a method, say, that stands in the
// way.
Refused forbidden(std::string_view cause, std::string_view field, std::string_view sentence);
Refused invalid(std::string_view field, std::string_view sentence);
Refused too_large(std::string_view field, std::size_t limit, std::string_view unit);
Refused conflict(std::string_view field, std::uint32_t version_in_force);
// With a cause; data["version"] is the one in force.
Refused conflict(std::string_view cause, std::string_view field, std::uint64_t version, std::string_view sentence);
Refused archived(std::string_view field);
Refused merged(std::string_view field, std::uint64_t into_id);  // archived, and leads on: data["merged_into_id"]
Refused erased(std::string_view field);                         // the message has no words any more
Refused already_done(std::string_view field);                   // nothing would change

}  // namespace refuse

}  // namespace ramure::community
