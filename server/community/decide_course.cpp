#include "server/community/course.hpp"

namespace ramure::community {

Decided decide_course(Asked& asked, const v1::CourseCommand& command) {
  using Body = v1::CourseCommand;
  switch (command.body_case()) {
    case Body::kPlanGathering: return plan_gathering(asked, command.plan_gathering());
    case Body::kEditGathering: return edit_gathering(asked, command.edit_gathering());
    case Body::kCancelGathering: return cancel_gathering(asked, command.cancel_gathering());
    case Body::kAnswerGathering: return answer_gathering(asked, command.answer_gathering());
    case Body::kEvaluateGathering: return evaluate_gathering(asked, command.evaluate_gathering());
    case Body::kOpenWorkshop: return open_workshop(asked, command.open_workshop());
    case Body::kAddSentence: return add_sentence(asked, command.add_sentence());
    case Body::kSortSentence: return sort_sentence(asked, command.sort_sentence());
    case Body::kCloseWorkshop: return close_workshop(asked, command.close_workshop());
    case Body::kSaveNotebookEntry: return save_notebook_entry(asked, command.save_notebook_entry());
    default: return refuse::unknown_command();
  }
}

Decided decide_in_room(Asked& asked, std::uint64_t workshop_id, const v1::Command& command) {
  const bool is_for_it =
      command.course().has_add_sentence() && command.course().add_sentence().workshop_id() == workshop_id;
  if (!is_for_it) return refuse::unknown_command();
  return add_sentence_from_room(asked, command.course().add_sentence());
}

}  // namespace ramure::community
