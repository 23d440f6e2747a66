// « Choix d'un sujet »: proposals by anybody, a settlement by a facilitator, objections in words, a decision. No
// ballot.
#include <gtest/gtest.h>

#include "tests/support/ruled_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

using namespace v1;

Command say(std::uint64_t thread_id, MessageKind kind, std::string_view body = "Les tiers lieux",
            std::uint64_t reply_to = 0) {
  Command command = command_post(thread_id, body);
  command.mutable_post_message()->set_kind(kind);
  command.mutable_post_message()->set_reply_to_id(reply_to);
  return command;
}

class DecideChoice : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t anna_ = c_.valmerac.first, basile_ = c_.kerlohan.first;

  Command opening(std::uint64_t channel_id) {
    Command command = command_open_thread(channel_id, channel_id == c_.themes ? c_.theme : 0);
    command.mutable_open_thread()->set_kind(THREAD_KIND_CHOICE);
    return command;
  }
  std::uint64_t choice_ = c_.accept(c_.facilitator, opening(c_.plenary)).events.front().seq();
  std::uint64_t settle() {
    return c_.accept(c_.facilitator, say(choice_, MESSAGE_KIND_SETTLEMENT)).events.front().seq();
  }
  std::string field(std::uint64_t member, const Command& command) { return c_.refusal(member, command).field(); }
  RefusalCode code(std::uint64_t member, const Command& command) { return c_.refusal(member, command).code(); }
};

}  // namespace

TEST_F(DecideChoice, IsOpenedByAFacilitatorInThePlenary) {
  EXPECT_EQ(code(anna_, opening(c_.plenary)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.adviser, opening(c_.plenary)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.facilitator, opening(c_.themes)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.facilitator, opening(c_.backstage)), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideChoice, AnybodyProposesAndFacilitatorsSettleAndDecide) {
  for (const std::uint64_t member : {anna_, basile_, c_.adviser, c_.facilitator}) {
    EXPECT_TRUE(c_.consider(member, say(choice_, MESSAGE_KIND_PROPOSAL)));
  }
  EXPECT_EQ(code(c_.evaluator, say(choice_, MESSAGE_KIND_PROPOSAL)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(anna_, say(choice_, MESSAGE_KIND_SETTLEMENT)), REFUSAL_CODE_FORBIDDEN);
  settle();
  EXPECT_EQ(code(anna_, say(choice_, MESSAGE_KIND_DECISION)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_TRUE(c_.consider(c_.other_facilitator, say(choice_, MESSAGE_KIND_DECISION)));
}

TEST_F(DecideChoice, AnObjectionAnswersTheLastSettlementInWords) {
  EXPECT_EQ(field(anna_, say(choice_, MESSAGE_KIND_OBJECTION)), "post_message.kind") << "nothing is settled yet";
  const std::uint64_t first = settle(), last = settle();
  EXPECT_EQ(field(anna_, say(choice_, MESSAGE_KIND_OBJECTION)), "post_message.reply_to_id");
  EXPECT_EQ(field(anna_, say(choice_, MESSAGE_KIND_OBJECTION, "Trop vaste", first)), "post_message.reply_to_id");
  EXPECT_TRUE(c_.consider(anna_, say(choice_, MESSAGE_KIND_OBJECTION, "Trop vaste", last)));
  Command wordless = say(choice_, MESSAGE_KIND_OBJECTION, "", last);
  wordless.mutable_post_message()->add_upload_ids(upload(c_.folder(), anna_, "Non"));
  EXPECT_EQ(field(anna_, wordless), "post_message.body");
}

TEST_F(DecideChoice, ADecisionFollowsASettlementAndResolvesTheThread) {
  EXPECT_EQ(field(c_.facilitator, say(choice_, MESSAGE_KIND_DECISION)), "post_message.kind");
  const std::uint64_t settlement = settle();
  const auto decision = c_.accept(c_.facilitator, say(choice_, MESSAGE_KIND_DECISION));
  ASSERT_EQ(decision.events.size(), 2u);
  EXPECT_EQ(decision.events[0].message_posted().kind(), MESSAGE_KIND_DECISION);
  EXPECT_TRUE(decision.events[1].thread_resolved().resolved());
  EXPECT_TRUE(c_.view().thread(choice_)->resolved);
  for (const auto kind : {MESSAGE_KIND_PROPOSAL, MESSAGE_KIND_SETTLEMENT, MESSAGE_KIND_DECISION}) {
    EXPECT_EQ(field(c_.facilitator, say(choice_, kind)), "post_message.kind") << MessageKind_Name(kind);
  }
  EXPECT_EQ(field(anna_, say(choice_, MESSAGE_KIND_OBJECTION, "Non", settlement)), "post_message.kind");
  EXPECT_TRUE(c_.consider(anna_, command_post(choice_, "Merci")));

  Command again;
  again.mutable_resolve_thread()->set_thread_id(choice_);
  c_.accept(c_.facilitator, again);
  EXPECT_TRUE(c_.consider(c_.facilitator, say(choice_, MESSAGE_KIND_DECISION)));
}

TEST_F(DecideChoice, AnErasedSettlementIsNone) {
  Command erase;
  erase.mutable_redact_message()->set_message_id(settle());
  c_.accept(c_.facilitator, erase);
  EXPECT_EQ(field(c_.facilitator, say(choice_, MESSAGE_KIND_DECISION)), "post_message.kind");
}

TEST_F(DecideChoice, ItsKindsBelongToItAndStayThere) {
  const std::uint64_t talk = c_.open_thread(c_.plenary, anna_);
  for (const auto kind :
       {MESSAGE_KIND_PROPOSAL, MESSAGE_KIND_SETTLEMENT, MESSAGE_KIND_OBJECTION, MESSAGE_KIND_DECISION}) {
    EXPECT_EQ(field(c_.facilitator, say(talk, kind)), "post_message.kind") << MessageKind_Name(kind);
  }
  const std::uint64_t proposal = c_.accept(anna_, say(choice_, MESSAGE_KIND_PROPOSAL)).events.front().seq();
  Command move;
  move.mutable_move_messages()->add_message_ids(proposal);
  move.mutable_move_messages()->set_to_thread_id(talk);
  EXPECT_EQ(code(c_.facilitator, move), REFUSAL_CODE_INVALID_ARGUMENT);
  Command merge;
  merge.mutable_merge_thread()->set_thread_id(choice_);
  merge.mutable_merge_thread()->set_into_id(talk);
  EXPECT_EQ(code(c_.facilitator, merge), REFUSAL_CODE_INVALID_ARGUMENT);
}

}  // namespace ramure::test
