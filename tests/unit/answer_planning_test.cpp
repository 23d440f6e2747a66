// The draft of the minutes and proposed groups, as members ask for them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "server/community/answer.hpp"
#include "server/community/round_book.hpp"
#include "server/files/words.hpp"
#include "storage/reader.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t starts_at_ms = FoundedCommunity::first_event_ms + 86'400'000;

class AnswerPlanning : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t client_ = c_.valmerac.first, scribe_ = c_.kerlohan.first;

  std::uint64_t planned(std::int64_t at_ms = starts_at_ms, const std::string& group = "Groupe A",
                        std::uint64_t last_member = 0) {
    v1::Command command;
    v1::PlanRound& planned = *command.mutable_round()->mutable_plan_round();
    planned.set_template_key("standard");
    planned.mutable_plan()->set_title("Un sujet");
    planned.mutable_plan()->set_group(group);
    planned.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
    planned.mutable_plan()->set_starts_at_ms(at_ms);
    planned.mutable_plan()->set_scribe_id(scribe_);
    if (last_member == 0) last_member = c_.other_facilitator;
    for (const std::uint64_t id : {client_, scribe_, c_.adviser, last_member}) planned.add_member_ids(id);
    planned.set_client_id(client_);
    return c_.accept(c_.facilitator, command).events.front().seq();
  }

  void accept_to_be_client(std::uint64_t round) {
    v1::Command command;
    command.mutable_round()->set_round_id(round);
    command.mutable_round()->mutable_answer_designation()->set_accepts(true);
    c_.accept(client_, command);
  }

  v1::Reply ask(std::uint64_t member_id, const v1::Query& query) {
    return community::answer(*storage::Reader::open(c_.folder()), member_id, query);
  }
  v1::Reply draw(std::uint64_t member_id, std::uint64_t round) {
    v1::Query query;
    query.mutable_draw_minutes()->set_round_id(round);
    return ask(member_id, query);
  }
  v1::Reply propose(std::uint64_t member_id, const std::vector<std::uint64_t>& people, std::uint32_t count = 0) {
    v1::Query query;
    query.mutable_propose_groups()->mutable_member_ids()->Assign(people.begin(), people.end());
    query.mutable_propose_groups()->set_group_count(count);
    return ask(member_id, query);
  }
};

}  // namespace

TEST_F(AnswerPlanning, TheClientIsGivenTheDraftWithFirstNamesAndTheNextDate) {
  const std::uint64_t round = planned();
  planned(starts_at_ms + 30 * 86'400'000LL);
  planned(starts_at_ms + 10 * 86'400'000LL, "Groupe B");
  accept_to_be_client(round);
  const v1::Reply reply = draw(client_, round);
  const std::string& minutes = reply.answer().minutes_draft().markdown();
  EXPECT_TRUE(minutes.starts_with("# Un sujet\n")) << reply.ShortDebugString();
  EXPECT_THAT(minutes, Not(HasSubstr("une personne"))) << "everybody of it has a name";
  const files::Calendar calendar(files::Language::french, "Europe/Paris");
  EXPECT_THAT(minutes, HasSubstr("Prochaine rencontre\u00A0: " + calendar.moment(starts_at_ms + 30 * 86'400'000LL)));
}

TEST_F(AnswerPlanning, ADateOfOtherPeopleIsNotNamedForTheSakeOfALabel) {
  const std::uint64_t round = planned();
  planned(starts_at_ms + 30 * 86'400'000LL, "Groupe A", c_.kerlohan.second);
  accept_to_be_client(round);
  EXPECT_THAT(draw(client_, round).answer().minutes_draft().markdown(), Not(HasSubstr("Prochaine rencontre")));
}

TEST_F(AnswerPlanning, WhoDrawsNoMinutesIsToldSoAndStrangersLearnNothing) {
  const std::uint64_t round = planned();
  accept_to_be_client(round);
  EXPECT_EQ(draw(scribe_, round).refusal().code(), v1::REFUSAL_CODE_FORBIDDEN) << "the client has not asked for any";
  EXPECT_EQ(draw(scribe_, round).refusal().data().at("cause"), "client");
  for (const std::uint64_t outsider : {c_.valmerac.second, c_.evaluator, c_.admin}) {
    EXPECT_EQ(draw(outsider, round).refusal().SerializeAsString(),
              draw(outsider, round + 10'000).refusal().SerializeAsString());
  }
}

TEST_F(AnswerPlanning, GroupsSplitPairsAndAreProposedToThoseWhoPlan) {
  const std::vector<std::uint64_t> people{c_.valmerac.first,  c_.valmerac.second,  c_.kerlohan.first,
                                          c_.kerlohan.second, c_.adviser,          c_.other_adviser,
                                          c_.facilitator,     c_.other_facilitator};
  const v1::Reply reply = propose(c_.facilitator, people, 2);
  const v1::ProposedGroups& proposed = reply.answer().proposed_groups();
  ASSERT_EQ(proposed.groups_size(), 2) << reply.ShortDebugString();
  EXPECT_TRUE(proposed.unsplit_territory_ids().empty());
  for (const auto& group : proposed.groups()) {
    const auto has = [&](std::uint64_t id) {
      return std::ranges::find(group.member_ids(), id) != group.member_ids().end();
    };
    EXPECT_NE(has(c_.valmerac.first), has(c_.valmerac.second));
    EXPECT_NE(has(c_.kerlohan.first), has(c_.kerlohan.second));
  }
  EXPECT_EQ(propose(c_.facilitator, people).answer().proposed_groups().unsplit_territory_ids_size(), 2)
      << "one of eight";
}

TEST_F(AnswerPlanning, GroupsAreRefusedToOthersAndOfPeopleWhoAreNotThere) {
  const std::vector<std::uint64_t> people{c_.valmerac.first, c_.valmerac.second, c_.kerlohan.first, c_.kerlohan.second};
  EXPECT_EQ(propose(c_.valmerac.first, people).refusal().code(), v1::REFUSAL_CODE_FORBIDDEN);
  auto with = [&](std::uint64_t id) {
    auto more = people;
    more.push_back(id);
    return propose(c_.facilitator, more).refusal().code();
  };
  EXPECT_EQ(with(c_.gone), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(with(99'999), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(with(c_.kerlohan.first), v1::REFUSAL_CODE_INVALID_ARGUMENT);
}

}  // namespace ramure::test
