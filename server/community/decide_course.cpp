#include "server/community/course.hpp"

#include "server/community/commons.hpp"

namespace ramure::community {

Decided decide_course(Asked& asked, const v1::CourseCommand& command) {
  using Body = v1::CourseCommand;
  switch (command.body_case()) {
    case Body::kPublishResource: return publish_resource(asked, command.publish_resource());
    case Body::kAskForQuote: return ask_for_quote(asked, command.ask_for_quote());
    case Body::kAnswerQuote: return answer_quote(asked, command.answer_quote());
    case Body::kPublishDossier: return publish_dossier(asked, command.publish_dossier());
    default: return refuse::unknown_command();
  }
}

}  // namespace ramure::community
