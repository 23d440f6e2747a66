// Gatherings: planned where one keeps order, read where one reads, answered by oneself.
#include <gmock/gmock.h>

#include "server/course/course_limits.hpp"
#include "tests/support/course_world.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using testing::ElementsAre;

class DecideGatherings : public CourseWorld {
 protected:
  std::uint64_t session_ = made(c_.facilitator, command_plan(c_.plenary, GATHERING_KIND_SESSION, now() + day_ms));

  Gathering words(std::uint64_t id) { return look(c_.facilitator, id).gathering(); }
  std::vector<std::string> titles(std::uint64_t member_id, const ListGatherings& query = {}) {
    std::vector<std::string> found;
    const GatheringList shown = list(member_id, query);
    for (const GatheringRow& row : shown.rows()) found.push_back(row.gathering().title());
    return found;
  }
};

}  // namespace

TEST_F(DecideGatherings, OnePlannedIsToldToItsChannelAndShownToItsReaders) {
  Command plan = command_plan(c_.plenary, GATHERING_KIND_VISIT, now() + day_ms, "Visite");
  Gathering& wanted = *plan.mutable_course()->mutable_plan_gathering()->mutable_gathering();
  wanted.set_id(77);
  wanted.set_version(12);
  wanted.set_cancelled(true);
  wanted.set_author_id(c_.admin);
  wanted.set_description("Ce que nous verrons");
  const auto decision = c_.accept(c_.facilitator, plan);
  ASSERT_EQ(decision.events.size(), 1u);
  const Event& event = decision.events[0];
  EXPECT_EQ(event.channel_id(), c_.plenary);
  EXPECT_EQ(event.birth_seq(), event.seq());
  const Gathering& told = event.course().gathering_planned().gathering();
  EXPECT_EQ(told.id(), event.seq());
  EXPECT_EQ(told.version(), 1u);
  EXPECT_EQ(told.author_id(), c_.facilitator);
  EXPECT_EQ(told.edited_at_ms(), event.at_ms());
  EXPECT_FALSE(told.cancelled());
  const GatheringAnswer seen = look(c_.kerlohan.first, event.seq());
  EXPECT_EQ(seen.gathering().SerializeAsString(), told.SerializeAsString());
  EXPECT_FALSE(seen.can_edit());
  EXPECT_TRUE(seen.can_answer());
  EXPECT_TRUE(look(c_.other_facilitator, event.seq()).can_edit());
}

TEST_F(DecideGatherings, WhoKeepsOrderPlansAndNobodyElse) {
  const auto plan = [&](std::uint64_t channel_id, GatheringKind kind) { return command_plan(channel_id, kind, now()); };
  EXPECT_EQ(code(c_.valmerac.first, plan(c_.plenary, GATHERING_KIND_SESSION)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.adviser, plan(c_.plenary, GATHERING_KIND_WEBINAR)), REFUSAL_CODE_FORBIDDEN);
  const Command follow_up = plan(c_.valmerac.first_follow_up, GATHERING_KIND_FOLLOW_UP);
  EXPECT_TRUE(c_.consider(c_.valmerac.first, follow_up)) << "its person";
  EXPECT_TRUE(c_.consider(c_.adviser, follow_up)) << "and the adviser";
  EXPECT_EQ(code(c_.valmerac.second, follow_up), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(c_.facilitator, follow_up), REFUSAL_CODE_NOT_FOUND);
  EXPECT_TRUE(c_.consider(c_.valmerac.second, plan(c_.valmerac.pair, GATHERING_KIND_OTHER)));
  EXPECT_EQ(code(c_.valmerac.second, plan(c_.valmerac.pair, GATHERING_KIND_SESSION)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.valmerac.second, plan(c_.valmerac.pair_obstacles, GATHERING_KIND_OTHER)),
            REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideGatherings, AZoneOfTheMachineIsRequired) {
  Command plan = command_plan(c_.plenary, GATHERING_KIND_SESSION, now());
  Gathering& gathering = *plan.mutable_course()->mutable_plan_gathering()->mutable_gathering();
  gathering.set_time_zone("Europe/Valmerac");
  EXPECT_EQ(c_.refusal(c_.facilitator, plan).field(), "plan_gathering.gathering.time_zone");
  gathering.clear_time_zone();
  EXPECT_EQ(c_.refusal(c_.facilitator, plan).field(), "plan_gathering.gathering.time_zone");
}

TEST_F(DecideGatherings, ADocumentIsAMessageOfTheSamePlaceThatOneReads) {
  const std::uint64_t here = c_.post(c_.open_thread(c_.plenary, c_.valmerac.first), c_.valmerac.first);
  const std::uint64_t elsewhere = c_.post(c_.open_thread(c_.backstage, c_.facilitator), c_.facilitator);
  const std::uint64_t hidden = c_.post(c_.open_thread(c_.valmerac.pair, c_.valmerac.first), c_.valmerac.first);
  const auto plan = [&](std::uint64_t message_id) {
    Command command = command_plan(c_.plenary, GATHERING_KIND_SESSION, now());
    GatheringDocument& document =
        *command.mutable_course()->mutable_plan_gathering()->mutable_gathering()->add_documents();
    document.set_title("Le support");
    document.set_message_id(message_id);
    return command;
  };
  EXPECT_EQ(code(c_.facilitator, plan(elsewhere)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(c_.refusal(c_.facilitator, plan(hidden)).SerializeAsString(),
            c_.refusal(c_.facilitator, plan(900'000'000)).SerializeAsString());
  const std::uint64_t id = made(c_.facilitator, plan(here));
  // Once named, it stays, whatever became of the message.
  Command redact;
  redact.mutable_redact_message()->set_message_id(here);
  c_.accept(c_.facilitator, redact);
  EXPECT_EQ(code(c_.facilitator, plan(here)), c_.refusal(c_.facilitator, plan(here)).code());
  Gathering edited = words(id);
  edited.set_title("Autrement");
  EXPECT_TRUE(c_.consider(c_.facilitator, command_edit_gathering(edited)));
}

TEST_F(DecideGatherings, AnEditReplacesTheVersionThatWasRead) {
  Gathering edited = words(session_);
  edited.set_title("Comprendre, enfin");
  edited.set_starts_at_ms(edited.starts_at_ms() + hour_ms);
  edited.set_ends_at_ms(edited.ends_at_ms() + hour_ms);
  edited.set_kind(GATHERING_KIND_OTHER);
  edited.set_channel_id(c_.backstage);
  edited.set_author_id(c_.admin);
  const auto decision = c_.accept(c_.other_facilitator, command_edit_gathering(edited));
  const Event& event = decision.events.at(0);
  EXPECT_EQ(event.channel_id(), c_.plenary);
  EXPECT_EQ(event.birth_seq(), session_) << "judged by the birth of the gathering";
  const Gathering now_is = words(session_);
  EXPECT_EQ(now_is.title(), "Comprendre, enfin");
  EXPECT_EQ(now_is.kind(), GATHERING_KIND_SESSION) << "kind, channel and author stay";
  EXPECT_EQ(now_is.channel_id(), c_.plenary);
  EXPECT_EQ(now_is.author_id(), c_.facilitator);
  EXPECT_EQ(now_is.version(), 2u);

  const Refusal late = c_.refusal(c_.facilitator, command_edit_gathering(edited));
  EXPECT_EQ(late.code(), REFUSAL_CODE_CONFLICT);
  EXPECT_EQ(late.data().at("version"), "2");
  EXPECT_EQ(code(c_.facilitator, command_edit_gathering(now_is)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(c_.valmerac.first, command_edit_gathering(now_is)), REFUSAL_CODE_FORBIDDEN);
}

TEST_F(DecideGatherings, ACancelledOneSaysWhyAndCanBePlannedAgain) {
  EXPECT_EQ(code(c_.valmerac.first, command_cancel(session_)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.facilitator, command_cancel(session_, std::string(501, 'x'))), REFUSAL_CODE_TOO_LARGE);
  c_.accept(c_.facilitator, command_cancel(session_, "La salle est prise."));
  EXPECT_EQ(code(c_.facilitator, command_cancel(session_)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(cause(c_.valmerac.first, command_answer(session_, PARTICIPATION_COMING)), "cancelled");
  Gathering cancelled = words(session_);
  EXPECT_TRUE(cancelled.cancelled());
  EXPECT_EQ(cancelled.cancelled_because(), "La salle est prise.");
  EXPECT_EQ(cancelled.version(), 2u);

  cancelled.set_description("Nous cherchons une autre salle.");
  cancelled.set_cancelled_because("Autre chose");
  c_.accept(c_.facilitator, command_edit_gathering(cancelled));
  EXPECT_EQ(words(session_).cancelled_because(), "La salle est prise.") << "the reason is said once";
  Gathering again = words(session_);
  again.set_cancelled(false);
  c_.accept(c_.facilitator, command_edit_gathering(again));
  EXPECT_FALSE(words(session_).cancelled());
  EXPECT_EQ(words(session_).cancelled_because(), "");
  again = words(session_);
  again.set_cancelled(true);
  EXPECT_EQ(c_.refusal(c_.facilitator, command_edit_gathering(again)).field(), "edit_gathering.gathering.cancelled");
}

TEST_F(DecideGatherings, WhoReadsSaysForHimselfWhetherHeComesUntilItIsOver) {
  const auto decision = c_.accept(c_.valmerac.first, command_answer(session_, PARTICIPATION_COMING));
  EXPECT_EQ(decision.events.at(0).birth_seq(), session_);
  EXPECT_EQ(decision.events.at(0).course().gathering_answered().member_id(), c_.valmerac.first);
  c_.accept(c_.evaluator, command_answer(session_, PARTICIPATION_COMING));
  c_.accept(c_.kerlohan.first, command_answer(session_, PARTICIPATION_MAYBE));
  EXPECT_EQ(code(c_.valmerac.first, command_answer(session_, PARTICIPATION_COMING)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(c_.valmerac.first, command_answer(session_, static_cast<Participation>(9))),
            REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.orientation, command_answer(session_, PARTICIPATION_COMING)), REFUSAL_CODE_NOT_FOUND);

  c_.accept(c_.valmerac.first, command_answer(session_, PARTICIPATION_UNSPECIFIED));
  c_.accept(c_.valmerac.first, command_answer(session_, PARTICIPATION_COMING));
  const GatheringAnswer seen = look(c_.kerlohan.first, session_);
  ASSERT_EQ(seen.participants_size(), 3);
  EXPECT_EQ(seen.participants(2).member_id(), c_.valmerac.first) << "in the order of the last answers";
  const GatheringRow row = list(c_.kerlohan.first).rows(0);
  EXPECT_EQ(row.coming(), 2u);
  EXPECT_EQ(row.my_participation(), PARTICIPATION_MAYBE);

  const std::uint64_t past = made(c_.facilitator, command_plan(c_.plenary, GATHERING_KIND_VISIT, now() - day_ms));
  EXPECT_EQ(cause(c_.valmerac.first, command_answer(past, PARTICIPATION_COMING)), "over");

  // One page said how many come, another who, and whoever had left was in one of them.
  Command end;
  end.mutable_end_membership()->set_member_id(c_.valmerac.first);
  end.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
  c_.accept(c_.admin, end);
  EXPECT_EQ(look(c_.facilitator, session_).participants_size(), 2);
}

TEST_F(DecideGatherings, AListIsByStartWithinBoundsAndWithoutTheLongWords) {
  made(c_.adviser, command_plan(c_.valmerac.first_follow_up, GATHERING_KIND_FOLLOW_UP, now() + hour_ms, "À deux"));
  Command plan = command_plan(c_.plenary, GATHERING_KIND_VISIT, now() - 10 * day_ms, "Visite");
  plan.mutable_course()->mutable_plan_gathering()->mutable_gathering()->set_outcome("Ce qui est retenu");
  const std::uint64_t visit = made(c_.facilitator, plan);
  EXPECT_THAT(titles(c_.valmerac.first), ElementsAre("Visite", "À deux", "Comprendre"));
  EXPECT_THAT(titles(c_.valmerac.second), ElementsAre("Visite", "Comprendre"));
  EXPECT_THAT(titles(c_.orientation), ElementsAre());
  EXPECT_EQ(list(c_.valmerac.first).rows(0).gathering().outcome(), "");
  EXPECT_EQ(look(c_.valmerac.first, visit).gathering().outcome(), "Ce qui est retenu");

  ListGatherings query;
  query.set_channel_id(c_.plenary);
  EXPECT_THAT(titles(c_.valmerac.first, query), ElementsAre("Visite", "Comprendre"));
  query.set_from_ms(now());
  EXPECT_THAT(titles(c_.valmerac.first, query), ElementsAre("Comprendre"));
  query.clear_from_ms();
  query.set_to_ms(now());
  EXPECT_THAT(titles(c_.valmerac.first, query), ElementsAre("Visite"));
  query = {};
  query.set_limit(2);
  EXPECT_THAT(titles(c_.valmerac.first, query), ElementsAre("Visite", "À deux"));
  EXPECT_TRUE(list(c_.valmerac.first, query).more());
  query.set_limit(course::limits::listed_max + 1);
  Query asked;
  *asked.mutable_list_gatherings() = query;
  EXPECT_EQ(ask(c_.valmerac.first, asked).refusal().code(), REFUSAL_CODE_TOO_LARGE);
}

// Reading is judged by the entry: a successor does not read what his predecessor agreed on.
TEST_F(DecideGatherings, WhatWasPlannedBeforeOnesEntryIsHidden) {
  const std::uint64_t before =
      made(c_.adviser, command_plan(c_.valmerac.pair_follow_up, GATHERING_KIND_FOLLOW_UP, now() + day_ms, "Avant"));
  const std::uint64_t successor = c_.add_member(ROLE_CATALYST, c_.valmerac.id, "p50");
  const std::uint64_t after =
      made(c_.adviser, command_plan(c_.valmerac.pair_follow_up, GATHERING_KIND_FOLLOW_UP, now() + day_ms, "Après"));
  EXPECT_THAT(titles(successor), ElementsAre("Comprendre", "Après"));
  Query query;
  query.mutable_get_gathering()->set_gathering_id(before);
  const Reply hidden = ask(successor, query);
  query.mutable_get_gathering()->set_gathering_id(900'000'000);
  EXPECT_EQ(hidden.SerializeAsString(), ask(successor, query).SerializeAsString());
  for (const Command& command : {command_answer(before, PARTICIPATION_COMING), command_cancel(before)}) {
    EXPECT_EQ(code(successor, command), REFUSAL_CODE_NOT_FOUND);
  }
  EXPECT_TRUE(c_.consider(successor, command_cancel(after)));
}

}  // namespace ramure::test
