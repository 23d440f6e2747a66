#include "server/community/choice.hpp"

#include "server/community/content.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

constexpr auto kind_field = "post_message.kind";

std::optional<std::uint64_t> last_settlement(Asked& asked, std::uint64_t thread_id) {
  return asked.view.last_message_of_kind(thread_id, v1::MESSAGE_KIND_SETTLEMENT);
}

// Words are needed, also beside a file: an objection without a reason cannot be answered.
Checked check_objection(Asked& asked, const v1::PostMessage& command) {
  constexpr auto field = "post_message.reply_to_id";
  const auto settlement = last_settlement(asked, command.thread_id());
  if (!settlement) return refuse::invalid(kind_field, "the facilitators have not proposed anything to object to");
  if (command.reply_to_id() != *settlement) {
    return refuse::invalid(field, "an objection answers the last proposal of the facilitators");
  }
  return check_body("post_message.body", command.body());
}

Checked check_decision(Asked& asked, const v1::PostMessage& command, const AccessedThread& place) {
  if (auto checked = check_may(place, Act::moderate, kind_field); !checked) return checked;
  if (last_settlement(asked, command.thread_id())) return {};
  return refuse::invalid(kind_field, "the facilitators propose first, so that one may object");
}

}  // namespace

bool is_of_choice(v1::MessageKind kind) {
  return kind == v1::MESSAGE_KIND_PROPOSAL || kind == v1::MESSAGE_KIND_SETTLEMENT ||
         kind == v1::MESSAGE_KIND_OBJECTION || kind == v1::MESSAGE_KIND_DECISION;
}

Checked check_choice(Asked& asked, const v1::PostMessage& command, const AccessedThread& place) {
  if (place.thread.kind != v1::THREAD_KIND_CHOICE) {
    return refuse::invalid(kind_field, "messages of this kind belong to the choice of a subject");
  }
  if (place.thread.resolved) return refuse::invalid(kind_field, "the subject was chosen; open the choice again first");
  switch (command.kind()) {
    case v1::MESSAGE_KIND_SETTLEMENT: return check_may(place, Act::moderate, kind_field);
    case v1::MESSAGE_KIND_OBJECTION: return check_objection(asked, command);
    case v1::MESSAGE_KIND_DECISION: return check_decision(asked, command, place);
    default: return {};
  }
}

}  // namespace ramure::community
