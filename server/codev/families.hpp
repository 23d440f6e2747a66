// One function per command, by family. Internal to this room: decide.hpp is the door.
#pragma once

#include "server/codev/asked.hpp"

namespace ramure::codev {

// decide_people.cpp
Decided replan_round(const Asked& asked, const v1::ReplanRound& command);
Decided add_participant(const Asked& asked, const v1::AddParticipant& command);
Decided remove_participant(const Asked& asked, const v1::RemoveParticipant& command);
Decided note_attendance(const Asked& asked, const v1::NoteAttendance& command);
Decided accept_frame(const Asked& asked);
Decided answer_designation(const Asked& asked, const v1::AnswerDesignation& command);

// decide_steps.cpp
Decided open_step(const Asked& asked, const v1::OpenStep& command);
Decided schedule_step(const Asked& asked, const v1::ScheduleStep& command);
Decided extend_step(const Asked& asked, const v1::ExtendStep& command);
Decided suspend_round(const Asked& asked);
Decided resume_round(const Asked& asked);
Decided finish_round(const Asked& asked);
Decided cancel_round(const Asked& asked);

// decide_contributions.cpp
Decided contribute(const Asked& asked, const v1::Contribute& command);
Decided erase_contribution(const Asked& asked, const v1::EraseContribution& command);
Decided confirm_words(const Asked& asked);
Decided wish_minutes(const Asked& asked, const v1::WishMinutes& command);

// decide_floor.cpp
Decided start_tour(const Asked& asked, const v1::StartTour& command);
Decided give_floor(const Asked& asked, const v1::GiveFloor& command);
Decided yield_floor(const Asked& asked);

// decide_hidden.cpp
Decided start_silent_writing(const Asked& asked, const v1::StartSilentWriting& command);
Decided hide_questions(const Asked& asked, const v1::HideQuestions& command);
Decided reveal(const Asked& asked);
Decided show_contribution(const Asked& asked, const v1::ShowContribution& command);

// decide_handover.cpp
Decided offer_facilitation(const Asked& asked, const v1::OfferFacilitation& command);
Decided answer_offer(const Asked& asked, const v1::AnswerOffer& command);
Decided take_over(const Asked& asked);

// decide_observers.cpp
Decided propose_observer(const Asked& asked, const v1::ProposeObserver& command);
Decided answer_observer(const Asked& asked, const v1::AnswerObserver& command);

// decide_practice.cpp
Checked check_stays_alone(const Asked& asked, const v1::RoundCommand& command);
Decided ask_for_turn(const Asked& asked);

// decide_time.cpp: by the server alone
Decided tick(const Round& round, const Moment& moment);
Decided note_connection(const Round& round, const v1::NoteConnection& command, const Moment& moment);

}  // namespace ramure::codev
