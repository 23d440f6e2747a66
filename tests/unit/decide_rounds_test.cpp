// Rounds of co-development as places of a community: who plans them, who is in them and reads them, and what becomes of
// that when people come and go. The method itself is tested beside codev/.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/community/answer.hpp"
#include "storage/reader.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class DecideRounds : public testing::Test {
 protected:
  RuledCommunity c_;

  RuledRound::People people_{
      c_.facilitator, 0, c_.valmerac.first, {c_.kerlohan.first, c_.adviser, c_.other_facilitator}};

  std::vector<std::uint64_t> peers() const {
    std::vector<std::uint64_t> ids = people_.consultants;
    ids.push_back(people_.client);
    return ids;
  }

  Command plan() { return command_plan_round(people_, c_.store().last_event_ms() + 86'400'000, "Un sujet"); }

  std::uint64_t planned() { return c_.accept(c_.facilitator, plan()).events.front().seq(); }

  static Command in_round(std::uint64_t round_id) {
    Command command;
    command.mutable_round()->set_round_id(round_id);
    return command;
  }

  std::vector<std::uint64_t> readers(std::uint64_t channel_id) {
    std::vector<std::uint64_t> ids;
    for (const Membership& membership : c_.view().memberships_of_channel(channel_id)) {
      ids.push_back(membership.member_id());
    }
    return ids;
  }

  Reply ask(std::uint64_t member_id, const Query& query) {
    return community::answer(*storage::Reader::open(c_.folder()), member_id, query);
  }

  Reply ask_for(std::uint64_t member_id, std::uint64_t round_id) {
    Query query;
    query.mutable_get_round()->set_round_id(round_id);
    return ask(member_id, query);
  }

  std::vector<std::uint64_t> listed(std::uint64_t member_id) {
    Query query;
    query.mutable_list_rounds();
    std::vector<std::uint64_t> ids;
    const Reply reply = ask(member_id, query);
    for (const RoundRow& row : reply.answer().round_list().rows()) ids.push_back(row.round_id());
    return ids;
  }
};

}  // namespace

TEST_F(DecideRounds, AFacilitatorPlansOneAndItsPeopleReadIt) {
  const std::uint64_t round = planned();
  auto expected = peers();
  expected.push_back(c_.facilitator);
  EXPECT_THAT(readers(round), testing::UnorderedElementsAreArray(expected));
  EXPECT_THAT(readers(community::desk_of(round)), ElementsAre(c_.facilitator));
  EXPECT_EQ(c_.view().channel(round)->kind, CHANNEL_KIND_ROUND);
  EXPECT_EQ(c_.view().channel(community::desk_of(round))->kind, CHANNEL_KIND_ROUND_DESK);

  const Reply reply = ask_for(c_.valmerac.first, round);
  EXPECT_EQ(reply.answer().round().view().plan().title(), "Un sujet");
  EXPECT_EQ(reply.answer().round().desk_channel_id(), 0u);
  EXPECT_EQ(ask_for(c_.facilitator, round).answer().round().desk_channel_id(), community::desk_of(round));
  EXPECT_THAT(listed(c_.kerlohan.first), ElementsAre(round));
}

TEST_F(DecideRounds, WhoIsNotInItIsAnsweredAsIfItDidNotExist) {
  const std::uint64_t round = planned();
  for (const auto outsider : {c_.valmerac.second, c_.evaluator, c_.steering, c_.admin}) {
    EXPECT_EQ(ask_for(outsider, round).refusal().SerializeAsString(),
              ask_for(outsider, round + 10'000).refusal().SerializeAsString());
    EXPECT_THAT(listed(outsider), IsEmpty());
    Command command = in_round(round);
    command.mutable_round()->mutable_accept_frame();
    Command absent = in_round(round + 10'000);
    absent.mutable_round()->mutable_accept_frame();
    EXPECT_EQ(c_.refusal(outsider, command).SerializeAsString(), c_.refusal(outsider, absent).SerializeAsString());
  }
}

TEST_F(DecideRounds, OnlyFacilitatorsPlanAndOnlyWithPeopleOfTheCommunity) {
  EXPECT_EQ(c_.refusal(c_.valmerac.first, plan()).code(), REFUSAL_CODE_FORBIDDEN);

  Command unknown_template = plan();
  unknown_template.mutable_round()->mutable_plan_round()->set_template_key("sans-nom");
  EXPECT_EQ(c_.refusal(c_.facilitator, unknown_template).field(), "plan_round.template_key");

  for (const std::uint64_t nobody : {c_.gone, c_.admin, c_.steering, std::uint64_t{99'999}}) {
    Command with_stranger = plan();
    with_stranger.mutable_round()->mutable_plan_round()->add_member_ids(nobody);
    EXPECT_EQ(c_.refusal(c_.facilitator, with_stranger).code(), REFUSAL_CODE_NOT_FOUND) << nobody;
  }
  Command with_evaluator = plan();
  with_evaluator.mutable_round()->mutable_plan_round()->add_member_ids(c_.evaluator);
  EXPECT_EQ(c_.refusal(c_.facilitator, with_evaluator).code(), REFUSAL_CODE_INVALID_ARGUMENT);

  Command for_catalyst = plan();
  for_catalyst.mutable_round()->mutable_plan_round()->mutable_plan()->set_facilitator_id(c_.kerlohan.second);
  EXPECT_EQ(c_.refusal(c_.facilitator, for_catalyst).field(), "plan_round.plan.facilitator_id");
}

TEST_F(DecideRounds, TheServerAloneLooksAtTheClock) {
  const std::uint64_t round = planned();
  Command look = in_round(round);
  look.mutable_round()->mutable_tick();
  EXPECT_EQ(c_.refusal(c_.facilitator, look).code(), REFUSAL_CODE_UNIMPLEMENTED);
  EXPECT_TRUE(c_.consider(community::Actor::server(), look));
  EXPECT_FALSE(c_.consider(community::Actor::server(), command_post(1)));
}

TEST_F(DecideRounds, SomebodyAddedReadsFromHisEntryOnAndSomebodyShownOutNothing) {
  const std::uint64_t round = planned();
  Command add = in_round(round);
  add.mutable_round()->mutable_add_participant()->set_member_id(c_.kerlohan.second);
  add.mutable_round()->mutable_add_participant()->set_role(ROUND_ROLE_CONSULTANT);
  c_.accept(c_.facilitator, add);
  EXPECT_THAT(readers(round), Contains(c_.kerlohan.second));
  EXPECT_FALSE(c_.view().readable(c_.kerlohan.second).may_read(round, round));

  Command remove = in_round(round);
  remove.mutable_round()->mutable_remove_participant()->set_member_id(c_.kerlohan.second);
  c_.accept(c_.facilitator, remove);
  EXPECT_THAT(readers(round), Not(Contains(c_.kerlohan.second)));
  EXPECT_EQ(ask_for(c_.kerlohan.second, round).refusal().code(), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecideRounds, WhoLeavesTheCommunityLeavesItsRounds) {
  const std::uint64_t round = planned();
  Command end;
  end.mutable_end_membership()->set_member_id(c_.kerlohan.first);
  end.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
  c_.accept(c_.admin, end);
  EXPECT_THAT(readers(round), Not(Contains(c_.kerlohan.first)));
  const RoundView view = ask_for(c_.facilitator, round).answer().round().view();
  for (const RoundParticipant& person : view.participants()) EXPECT_NE(person.member_id(), c_.kerlohan.first);

  Command end_of_holder;
  end_of_holder.mutable_end_membership()->set_member_id(c_.facilitator);
  end_of_holder.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
  c_.accept(c_.admin, end_of_holder);
  EXPECT_THAT(readers(round), Not(Contains(c_.facilitator)));
  EXPECT_THAT(readers(community::desk_of(round)), IsEmpty());
}

TEST_F(DecideRounds, OfACancelledRoundItsPeopleReadThatItWasCancelled) {
  const std::uint64_t round = planned();
  Command cancel = in_round(round);
  cancel.mutable_round()->mutable_cancel_round();
  const std::uint64_t cancelled = c_.accept(c_.facilitator, cancel).events.front().seq();
  const storage::Readable readable = c_.view().readable(c_.valmerac.first);
  EXPECT_FALSE(readable.may_read(round, round));
  EXPECT_TRUE(readable.may_read(round, cancelled));
  EXPECT_EQ(ask_for(c_.valmerac.first, round).answer().round().view().status(), ROUND_STATUS_CANCELLED);
  EXPECT_THAT(readers(community::desk_of(round)), IsEmpty());
}

TEST_F(DecideRounds, TemplatesAreListedForThoseWhoPlan) {
  Query query;
  query.mutable_list_round_templates();
  std::vector<std::string> keys;
  const Reply reply = ask(c_.facilitator, query);
  for (const RoundTemplate& form : reply.answer().round_template_list().templates()) {
    keys.push_back(form.key());
  }
  EXPECT_THAT(keys, UnorderedElementsAre("standard", "flash", "deux-clients", "a-distance", "ecrit", "atelier-partage",
                                         "atelier-pitch"));
  EXPECT_EQ(ask(c_.valmerac.first, query).refusal().code(), REFUSAL_CODE_FORBIDDEN);
}

TEST_F(DecideRounds, AStepThatOpensByItselfWaitsForThePeerWhoIsAwayAndNotForWhoLeads) {
  using namespace std::chrono;
  RuledRound round(c_, people_);
  round.begin();
  round.go_to("clarification");
  const std::int64_t now = c_.store().last_event_ms();
  Command schedule = round.command();
  schedule.mutable_round()->mutable_schedule_step()->set_step("contrat");
  schedule.mutable_round()->mutable_schedule_step()->set_at_ms(now + 3'600'000);
  c_.accept(c_.facilitator, schedule);
  const sys_days last_day = floor<days>(sys_time<milliseconds>(milliseconds(now))) + days(2);
  const year_month_day date(last_day);
  const auto say_away = [&](std::uint64_t member_id, bool is_away) {
    Command wish;
    Settings& settings = *wish.mutable_save_settings()->mutable_settings();
    settings.set_time_zone("Indian/Reunion");  // four hours before UTC, all the year
    if (is_away) settings.set_away_until("2018-05-0" + std::to_string(static_cast<unsigned>(date.day())));
    c_.accept(member_id, wish);
  };
  const auto opens = [](const Event& event) { return event.round().has_step_opened(); };
  ASSERT_EQ(date.month(), May);
  ASSERT_LT(date.day(), day(10));
  say_away(c_.facilitator, true);
  say_away(c_.kerlohan.first, true);
  const auto put_off = round.tick(3'601'000);
  ASSERT_FALSE(put_off.empty());
  EXPECT_TRUE(std::ranges::none_of(put_off, opens));
  const sys_time<milliseconds> morning = last_day + days(1) + hours(8 - 4);
  EXPECT_EQ(put_off[0].round().step_scheduled().at_ms(), morning.time_since_epoch().count());
  EXPECT_EQ(put_off[0].actor_id(), 0u);
  say_away(c_.kerlohan.first, false);
  const auto opened = round.tick(morning.time_since_epoch().count() - c_.store().last_event_ms());
  EXPECT_TRUE(std::ranges::any_of(opened, opens)) << "the facilitator is away still";
}

TEST_F(DecideRounds, TheObstacleThatItComesFromIsOneThatThePlannerCanRead) {
  const std::uint64_t theirs = c_.declare(c_.valmerac.first, OBSTACLE_SCOPE_PAIR);
  Command from_hidden = plan();
  from_hidden.mutable_round()->mutable_plan_round()->mutable_plan()->set_source_thread_id(theirs);
  EXPECT_EQ(c_.refusal(c_.facilitator, from_hidden).code(), REFUSAL_CODE_NOT_FOUND);
  const std::uint64_t shared = c_.declare(c_.valmerac.first, OBSTACLE_SCOPE_COMMUNITY);
  Command from_shared = plan();
  from_shared.mutable_round()->mutable_plan_round()->mutable_plan()->set_source_thread_id(shared);
  EXPECT_TRUE(c_.consider(c_.facilitator, from_shared));
}

}  // namespace ramure::test
