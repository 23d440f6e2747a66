// The course as a place of the community: who plans, answers, evaluates and sorts where. What such things must carry is
// course/; the commands, by family.
#pragma once

#include "server/community/access.hpp"

namespace ramure::community {

Decided decide_course(Asked& asked, const v1::CourseCommand& command);

// By whoever holds the code of a workshop, and nothing else than a sentence for it.
Decided decide_in_room(Asked& asked, std::uint64_t workshop_id, const v1::Command& command);

// decide_gatherings.cpp
Decided plan_gathering(Asked& asked, const v1::PlanGathering& command);
Decided edit_gathering(Asked& asked, const v1::EditGathering& command);
Decided cancel_gathering(Asked& asked, const v1::CancelGathering& command);
Decided answer_gathering(Asked& asked, const v1::AnswerGathering& command);

// decide_evaluations.cpp
Decided evaluate_gathering(Asked& asked, const v1::EvaluateGathering& command);

// decide_workshops.cpp
Decided open_workshop(Asked& asked, const v1::OpenWorkshop& command);
Decided add_sentence(Asked& asked, const v1::AddSentence& command);
Decided add_sentence_from_room(Asked& asked, const v1::AddSentence& command);
Decided sort_sentence(Asked& asked, const v1::SortSentence& command);
Decided close_workshop(Asked& asked, const v1::CloseWorkshop& command);

// decide_notebook.cpp
Decided save_notebook_entry(Asked& asked, const v1::SaveNotebookEntry& command);
// Of somebody who left: every entry goes.
void do_forget_notebook(Announcer& announce, std::uint64_t member_id);

}  // namespace ramure::community
