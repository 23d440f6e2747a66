// Who reads what in a round: notes, discomfort, what is set aside, hidden or written in silence; observers; leaving;
// and that the facilitation is handed over, never seized.
#include <gtest/gtest.h>

#include "server/codev/visible.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::test {

namespace {

RoundPlay with_deputy(const std::string& step) {
  v1::PlanRound plan = RoundPlay::usual_plan(shipped_form("standard"), 4, 1'530'180'000'000);
  plan.mutable_plan()->set_deputy_id(30);
  plan.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
  RoundPlay play(shipped_form("standard"), plan, 1, 1'530'180'000'000);
  if (!step.empty()) play.go_to(step);
  return play;
}

// Everybody who may see any of the events that tell of this contribution.
std::vector<std::uint64_t> readers_of(const RoundPlay& play, std::uint64_t id) {
  std::vector<std::uint64_t> readers;
  for (const v1::RoundParticipant& person : play.state().participants()) {
    for (const v1::RoundEvent& event : play.events) {
      bool tells = event.has_contribution_made() && event.contribution_made().contribution().id() == id;
      for (const v1::Contribution& shown : event.contributions_shown().contributions())
        tells = tells || shown.id() == id;
      if (!tells || !codev::visible_to(play.round, event, person.member_id())) continue;
      readers.push_back(person.member_id());
      break;
    }
    const bool reads = codev::may_read(play.round, person, *codev::contribution(play.round, id));
    EXPECT_EQ(reads, !readers.empty() && readers.back() == person.member_id()) << "the view and the events differ";
  }
  return readers;
}

using Ids = std::vector<std::uint64_t>;

template <class Change>
codev::Decided send(RoundPlay& play, std::uint64_t member, Change change) {
  v1::RoundCommand command = play.command();
  change(command);
  return play.send(member, std::move(command));
}

codev::Decided answer(RoundPlay& play, std::uint64_t member, bool agrees) {
  return send(play, member, [&](v1::RoundCommand& command) {
    command.mutable_answer_observer()->set_observer_id(300);
    command.mutable_answer_observer()->set_agrees(agrees);
  });
}

codev::Decided propose(RoundPlay& play) {
  return send(play, play.facilitator, [](auto& command) { command.mutable_propose_observer()->set_observer_id(300); });
}

void connect(RoundPlay& play, bool connected) {
  v1::RoundCommand noted;
  noted.mutable_note_connection()->set_member_id(play.state().plan().facilitator_id());
  noted.mutable_note_connection()->set_connected(connected);
  ASSERT_TRUE(play.send_as(codev::Actor::server(), std::move(noted)));
}

codev::Decided take_over(RoundPlay& play, std::uint64_t member) {
  return send(play, member, [](auto& command) { command.mutable_take_over(); });
}

}  // namespace

TEST(CodevConfidence, APrivateNoteIsReadByItsAuthorAlone) {
  RoundPlay play = with_deputy("clarification");
  for (const std::uint64_t author : {1, 10, 20, 30}) {
    ASSERT_TRUE(play.say(author, "note_privee", "À moi."));
    EXPECT_EQ(readers_of(play, play.last_contribution().id()), Ids{author});
  }
}

TEST(CodevConfidence, ANoteKeptForTheConsultationIsOfferedBackThere) {
  RoundPlay play = with_deputy("clarification");
  v1::Contribution note = contribution_of("note_privee", "Une idée.");
  note.set_kept_for_consultation(true);
  ASSERT_TRUE(play.say(20, note));
  const std::uint64_t id = play.last_contribution().id();
  EXPECT_EQ(codev::view_for(play.round, 20, play.now).notes_offered_size(), 0);
  ASSERT_TRUE(play.open("contrat"));
  play.agree_on_request();
  ASSERT_TRUE(play.open("consultation"));
  ASSERT_EQ(codev::view_for(play.round, 20, play.now).notes_offered_size(), 1);
  EXPECT_EQ(codev::view_for(play.round, 20, play.now).notes_offered(0), id);
  EXPECT_EQ(codev::view_for(play.round, 21, play.now).notes_offered_size(), 0);
}

TEST(CodevConfidence, DiscomfortGoesToTheFacilitatorAloneOrToTheDeputyWhenItIsAboutHim) {
  RoundPlay play = with_deputy("clarification");
  ASSERT_TRUE(play.say(20, "signal_inconfort", "Trop vite."));
  EXPECT_EQ(readers_of(play, play.last_contribution().id()), (Ids{1, 20}));
  v1::Contribution about = contribution_of("signal_inconfort", "Il coupe la parole.");
  about.set_about_facilitator(true);
  ASSERT_TRUE(play.say(20, about));
  EXPECT_EQ(readers_of(play, play.last_contribution().id()), (Ids{20, 30}));
}

TEST(CodevConfidence, WhatIsSetAsideIsTheFacilitatorsUntilTheConsultation) {
  RoundPlay play = with_deputy("clarification");
  ASSERT_TRUE(play.say(20, "parking", "Une idée."));
  const std::uint64_t id = play.last_contribution().id();
  EXPECT_EQ(readers_of(play, id), (Ids{1, 20, 30}));
  ASSERT_TRUE(play.open("contrat"));
  EXPECT_EQ(cause_of(send(play, 1, [&](auto& c) { c.mutable_show_contribution()->set_contribution_id(id); })),
            "method");
  play.agree_on_request();
  ASSERT_TRUE(play.open("consultation"));
  EXPECT_EQ(readers_of(play, id).size(), 7u);
}

TEST(CodevConfidence, WordsWrittenInSilenceAreTheirAuthorsUntilAllAreRevealedTogether) {
  RoundPlay play = with_deputy("consultation");
  ASSERT_TRUE(send(play, 1, [](auto& c) { c.mutable_start_silent_writing()->set_for_ms(180'000); }));
  ASSERT_TRUE(play.say(20, "suggestion", "Un repas."));
  const std::uint64_t first = play.last_contribution().id();
  ASSERT_TRUE(play.say(21, "temoignage", "Chez nous…"));
  const std::uint64_t second = play.last_contribution().id();
  EXPECT_EQ(readers_of(play, first), Ids{20});
  play.wait(600'000);  // its time is over, and reveals nothing
  EXPECT_EQ(readers_of(play, second), Ids{21});
  const codev::Decided revealed = send(play, 1, [](auto& c) { c.mutable_reveal(); });
  ASSERT_TRUE(revealed);
  EXPECT_EQ(revealed->front().contributions_shown().contributions_size(), 2);
  EXPECT_EQ(readers_of(play, first).size(), 7u);
}

TEST(CodevConfidence, HiddenQuestionsAreTakenUpInTurn) {
  RoundPlay play = with_deputy("clarification");
  ASSERT_TRUE(send(play, 1, [](auto& c) { c.mutable_hide_questions(); }));
  ASSERT_TRUE(play.say(20, "question", "Depuis quand ?"));
  const std::uint64_t first = play.last_contribution().id();
  ASSERT_TRUE(play.say(21, "question", "Avec qui ?"));
  const std::uint64_t second = play.last_contribution().id();
  v1::Contribution reply = contribution_of("reponse", "2016.");
  reply.set_reply_to_id(first);
  EXPECT_EQ(cause_of(play.say(10, reply)), "REFUSAL_CODE_NOT_FOUND");  // the client has not read it yet
  ASSERT_TRUE(send(play, 1, [&](auto& c) { c.mutable_show_contribution()->set_contribution_id(first); }));
  EXPECT_TRUE(play.say(10, reply));
  EXPECT_EQ(readers_of(play, second), (Ids{1, 21, 30}));
}

TEST(CodevConfidence, PreferencesAreRevealedTogether) {
  RoundPlay play = with_deputy("choix_sujet");
  v1::Contribution subject = contribution_of("sujet", "Relancer.");
  subject.set_title("Relancer le collectif");
  subject.set_subject_kind(v1::SUBJECT_KIND_CONCERN);
  ASSERT_TRUE(play.say(10, subject));
  v1::Contribution preference = contribution_of("preference", "");
  preference.set_subject_id(play.last_contribution().id());
  EXPECT_EQ(cause_of(play.say(10, preference)), "REFUSAL_CODE_INVALID_ARGUMENT");  // one's own
  ASSERT_TRUE(play.say(20, preference));
  EXPECT_EQ(readers_of(play, play.last_contribution().id()), Ids{20});
}

TEST(CodevConfidence, AnObserverEntersWhenAllAgreedAndLeavesWhenOneTakesItBack) {
  RoundPlay play = with_deputy("");
  ASSERT_TRUE(propose(play));
  for (const std::uint64_t id : {10, 20, 21, 22}) ASSERT_TRUE(answer(play, id, true));
  EXPECT_EQ(codev::participant(play.round, 300), nullptr);
  ASSERT_TRUE(answer(play, 23, true));
  play.go_to("choix_sujet");
  const v1::RoundEvent entered = play.events.back();
  EXPECT_TRUE(codev::visible_to(play.round, entered, 300));
  EXPECT_FALSE(codev::visible_to(play.round, play.events.front(), 300));  // nothing before his entry
  const codev::Decided withdrawn = answer(play, 21, false);
  ASSERT_TRUE(withdrawn);
  EXPECT_EQ(withdrawn->back().actor_id(), 0u);
  EXPECT_FALSE(codev::visible_to(play.round, entered, 300));
  EXPECT_EQ(codev::view_for(play.round, 300, play.now).id(), 0u);
}

TEST(CodevConfidence, ANoToAnObserverIsToldToNobodyAndOnlyWhenAllHaveAnswered) {
  RoundPlay play = with_deputy("");
  ASSERT_TRUE(propose(play));
  const codev::Decided no = answer(play, 20, false);
  ASSERT_TRUE(no);
  ASSERT_EQ(no->size(), 1u);
  for (const std::uint64_t id : {1, 10, 21, 30}) EXPECT_FALSE(codev::visible_to(play.round, no->front(), id));
  for (const std::uint64_t id : {10, 21, 22}) ASSERT_TRUE(answer(play, id, true));
  const codev::Decided last = answer(play, 23, true);
  ASSERT_TRUE(last);
  ASSERT_TRUE(last->back().has_observer_declined());
  EXPECT_EQ(last->back().actor_id(), 0u);
}

TEST(CodevConfidence, WhoeverLeftReadsNothingAndWhoeverComesReadsFromHisEntry) {
  RoundPlay play = with_deputy("clarification");
  ASSERT_TRUE(send(play, 23, [](auto& c) { c.mutable_remove_participant()->set_member_id(23); }));
  for (const v1::RoundEvent& event : play.events) EXPECT_FALSE(codev::visible_to(play.round, event, 23));
  ASSERT_TRUE(send(play, 1, [](auto& c) {
    c.mutable_add_participant()->set_member_id(40);
    c.mutable_add_participant()->set_role(v1::ROUND_ROLE_CONSULTANT);
  }));
  const std::uint64_t entry = play.state().last_seq();
  for (const v1::RoundEvent& event : play.events) {
    EXPECT_EQ(codev::visible_to(play.round, event, 40), event.seq() >= entry && event.round());
  }
}

TEST(CodevConfidence, ErasedWordsAreGoneAndTheirPlaceIsKept) {
  RoundPlay play = with_deputy("clarification");
  ASSERT_TRUE(play.say(20, "question", "Depuis quand ?"));
  const std::uint64_t id = play.last_contribution().id();
  const auto erase = [&](auto& c) { c.mutable_erase_contribution()->set_contribution_id(id); };
  EXPECT_EQ(cause_of(send(play, 1, erase)), "rights");
  ASSERT_TRUE(send(play, 20, erase));
  EXPECT_EQ(codev::contribution(play.round, id)->text(), "");
  EXPECT_TRUE(codev::contribution(play.round, id)->erased());
}

TEST(CodevConfidence, NothingInTheProtocolOfRoundsCountsScoresOrRanks) {
  for (const auto* file : {v1::RoundState::descriptor()->file(), v1::RoundCommand::descriptor()->file(),
                           v1::RoundEvent::descriptor()->file()}) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      for (int j = 0; j < file->message_type(i)->field_count(); ++j) {
        const std::string& name = file->message_type(i)->field(j)->name();
        for (const char* banned : {"score", "vote", "rank", "mark", "count", "best"}) {
          EXPECT_EQ(name.find(banned), std::string::npos) << file->message_type(i)->name() << "." << name;
        }
      }
    }
  }
}

TEST(CodevHandover, TheFacilitationIsHandedOverByOfferAndAcceptance) {
  RoundPlay play = with_deputy("clarification");
  const auto accept = [](auto& c) { c.mutable_answer_offer()->set_accepts(true); };
  EXPECT_EQ(cause_of(send(play, 20, accept)), "facilitator");
  EXPECT_EQ(cause_of(send(play, 1, [](auto& c) { c.mutable_offer_facilitation()->set_to_member_id(10); })),
            "REFUSAL_CODE_INVALID_ARGUMENT");  // never the client
  ASSERT_TRUE(send(play, 1, [](auto& c) { c.mutable_offer_facilitation()->set_to_member_id(20); }));
  EXPECT_EQ(play.state().plan().facilitator_id(), 1u);
  ASSERT_TRUE(send(play, 20, accept));
  EXPECT_EQ(play.state().plan().facilitator_id(), 20u);
  EXPECT_EQ(cause_of(play.open("contrat")), "facilitator");  // the former one no longer moves the round
}

TEST(CodevHandover, TheDeputyTakesOverOnlyWhenTheFacilitatorHasBeenGoneForLongEnough) {
  RoundPlay play = with_deputy("clarification");
  EXPECT_EQ(cause_of(take_over(play, 30)), "time");
  connect(play, false);
  play.wait(4 * 60'000);
  EXPECT_EQ(cause_of(take_over(play, 30)), "time");
  EXPECT_EQ(cause_of(take_over(play, 20)), "facilitator");
  play.wait(60'000);
  ASSERT_TRUE(take_over(play, 30));
  EXPECT_EQ(play.state().plan().facilitator_id(), 30u);
  EXPECT_EQ(play.state().plan().deputy_id(), 1u);
}

TEST(CodevHandover, WhoeverCameBackInTimeKeepsIt) {
  RoundPlay play = with_deputy("clarification");
  connect(play, false);
  play.wait(4 * 60'000);
  connect(play, true);
  play.wait(60 * 60'000);
  EXPECT_EQ(cause_of(take_over(play, 30)), "time");
}

TEST(CodevHandover, TheFacilitatorCannotJustLeave) {
  RoundPlay play = with_deputy("clarification");
  const auto leave = [](auto& c) { c.mutable_remove_participant()->set_member_id(1); };
  EXPECT_EQ(cause_of(send(play, 1, leave)), "method");
}

}  // namespace ramure::test
