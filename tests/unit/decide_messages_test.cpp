// Messages: what is posted, edited, erased and marked.
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

class DecideMessages : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t author_ = c_.valmerac.first;
  std::uint64_t thread_ = c_.open_thread(c_.plenary, author_);
  std::uint64_t message_ = c_.post(thread_, author_, "Un 👍 deux");

  v1::RefusalCode code(std::uint64_t member_id, const v1::Command& command) {
    return c_.refusal(member_id, command).code();
  }
};

v1::Command redact(std::uint64_t message_id) {
  v1::Command command;
  command.mutable_redact_message()->set_message_id(message_id);
  return command;
}

v1::Command react(std::uint64_t message_id, std::string_view name, bool added = true) {
  v1::Command command;
  command.mutable_react()->set_message_id(message_id);
  command.mutable_react()->set_name(std::string(name));
  command.mutable_react()->set_added(added);
  return command;
}

v1::Command pin(std::uint64_t message_id, bool pinned = true) {
  v1::Command command;
  command.mutable_pin_message()->set_message_id(message_id);
  command.mutable_pin_message()->set_pinned(pinned);
  return command;
}

v1::Command keep(std::uint64_t message_id, bool kept = true) {
  v1::Command command;
  command.mutable_keep_message()->set_message_id(message_id);
  command.mutable_keep_message()->set_kept(kept);
  return command;
}

v1::Command archive(std::uint64_t thread_id) {
  v1::Command command;
  command.mutable_archive_thread()->set_thread_id(thread_id);
  command.mutable_archive_thread()->set_archived(true);
  return command;
}

v1::Command quote(std::uint64_t thread_id, std::uint64_t message_id, std::uint32_t start, std::uint32_t end) {
  v1::Command command = command_post(thread_id);
  v1::Quote& quote = *command.mutable_post_message()->add_quotes();
  quote.set_message_id(message_id);
  quote.set_start(start);
  quote.set_end(end);
  return command;
}

std::vector<std::uint64_t> mentions_of(const community::Decision& decision) {
  const auto& ids = decision.events.at(0).message_posted().mention_ids();
  return {ids.begin(), ids.end()};
}

}  // namespace

TEST_F(DecideMessages, PostingAnnouncesOneEventAndClearsTheDraft) {
  const auto decision = c_.accept(c_.kerlohan.first, command_post(thread_, "Bonjour"));
  ASSERT_EQ(decision.events.size(), 1u);
  EXPECT_EQ(decision.events[0].message_posted().kind(), v1::MESSAGE_KIND_MESSAGE);
  EXPECT_EQ(decision.clears_draft_of_thread_id, thread_);
}

TEST_F(DecideMessages, BodiesMustSaySomething) {
  for (const char* body : {"", "   \n\t", "\u200B", "a\x01"}) {
    const v1::Refusal refusal = c_.refusal(author_, command_post(thread_, body));
    EXPECT_EQ(refusal.code(), v1::REFUSAL_CODE_INVALID_ARGUMENT);
    EXPECT_EQ(refusal.field(), "post_message.body");
  }
}

TEST_F(DecideMessages, OnlyFacilitatorsSpeakForTheFrame) {
  v1::Command command = command_post(thread_);
  command.mutable_post_message()->set_kind(v1::MESSAGE_KIND_MODERATION);
  EXPECT_EQ(code(author_, command), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.adviser, command), v1::REFUSAL_CODE_FORBIDDEN);
  c_.accept(c_.facilitator, command);
  command.mutable_post_message()->set_kind(v1::MESSAGE_KIND_OBSTACLE);
  EXPECT_EQ(code(c_.facilitator, command), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  command.mutable_post_message()->set_kind(static_cast<v1::MessageKind>(99));
  EXPECT_EQ(code(c_.facilitator, command), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  command.mutable_post_message()->set_kind(v1::MESSAGE_KIND_RETURN);
  c_.accept(author_, command);
}

TEST_F(DecideMessages, OnlyWhoReadsHereIsMentioned) {
  const auto body = [](std::initializer_list<std::uint64_t> ids) {
    std::string text = "Pour";
    for (const std::uint64_t id : ids) text += " <@" + std::to_string(id) + ">";
    return text;
  };
  const auto names = body({c_.kerlohan.first, c_.orientation, c_.gone, 999'999, c_.plenary, c_.evaluator});
  EXPECT_EQ(mentions_of(c_.accept(author_, command_post(thread_, names))),
            (std::vector{c_.kerlohan.first, c_.evaluator}));
  const auto aside = c_.open_thread(c_.valmerac.pair, author_);
  const auto both = body({c_.valmerac.second, c_.kerlohan.first, c_.facilitator});
  EXPECT_EQ(mentions_of(c_.accept(author_, command_post(aside, both))), std::vector{c_.valmerac.second});
  const auto edited = c_.accept(author_, command_edit(message_, 1, body({c_.facilitator})));
  EXPECT_EQ(edited.events[0].message_edited().mention_ids(0), c_.facilitator);
}

TEST_F(DecideMessages, AReplyIsToAMessageOfTheSameThread) {
  v1::Command command = command_post(thread_);
  command.mutable_post_message()->set_reply_to_id(message_);
  EXPECT_EQ(c_.accept(author_, command).events[0].message_posted().reply_to_id(), message_);
  const auto other = c_.open_thread(c_.plenary, author_);
  command.mutable_post_message()->set_reply_to_id(other + 1);
  EXPECT_EQ(code(author_, command), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  const auto hidden = c_.open_thread(c_.backstage, c_.facilitator);
  command.mutable_post_message()->set_reply_to_id(hidden + 1);
  const v1::Refusal of_hidden = c_.refusal(author_, command);
  command.mutable_post_message()->set_reply_to_id(999'999);
  EXPECT_EQ(c_.refusal(author_, command).SerializeAsString(), of_hidden.SerializeAsString());
  EXPECT_EQ(of_hidden.code(), v1::REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecideMessages, QuotesLieInsideWhatOneReads) {
  // "Un 👍 deux": 10 units, the thumb on 3 and 4.
  for (const auto& [start, end] : {std::pair{0u, 0u}, {0u, 2u}, {3u, 5u}, {0u, 10u}, {9u, 10u}}) {
    c_.accept(c_.kerlohan.first, quote(thread_, message_, start, end));
  }
  for (const auto& [start, end] : {std::pair{2u, 2u}, {5u, 3u}, {0u, 11u}, {0u, 4u}, {4u, 5u}, {10u, 11u}, {7u, 0u}}) {
    EXPECT_EQ(code(author_, quote(thread_, message_, start, end)), v1::REFUSAL_CODE_INVALID_ARGUMENT) << start << end;
  }
  const auto hidden = c_.open_thread(c_.backstage, c_.facilitator);
  EXPECT_EQ(c_.refusal(author_, quote(thread_, hidden + 1, 0, 0)).SerializeAsString(),
            c_.refusal(author_, quote(thread_, 999'999, 0, 0)).SerializeAsString());
  c_.accept(author_, redact(message_));
  EXPECT_EQ(code(author_, quote(thread_, message_, 0, 0)), v1::REFUSAL_CODE_FORBIDDEN) << "erased";
}

TEST_F(DecideMessages, OneEditsOnesOwnWordsAndTheVersionOneSaw) {
  EXPECT_EQ(code(c_.facilitator, command_edit(message_, 1)), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(author_, command_edit(message_, 1, "Un 👍 deux")), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(author_, command_edit(message_, 1, " ")), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  const auto decision = c_.accept(author_, command_edit(message_, 1, "Trois"));
  EXPECT_EQ(decision.events[0].birth_seq(), message_) << "it carries old text";
  EXPECT_EQ(decision.events[0].message_edited().version(), 2u);
  const v1::Refusal late = c_.refusal(author_, command_edit(message_, 1, "Quatre"));
  EXPECT_EQ(late.code(), v1::REFUSAL_CODE_CONFLICT);
  EXPECT_EQ(late.field(), "edit_message.version");
  EXPECT_EQ(late.data().at("version"), "2");
}

TEST_F(DecideMessages, ErasingIsForTheAuthorAndTheFacilitators) {
  EXPECT_EQ(code(c_.valmerac.second, redact(message_)), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.adviser, redact(message_)), v1::REFUSAL_CODE_FORBIDDEN);
  c_.accept(c_.facilitator, redact(message_));
  EXPECT_EQ(code(author_, redact(message_)), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(author_, command_edit(message_, 1)), v1::REFUSAL_CODE_FORBIDDEN);
  for (const v1::Command& mark : {react(message_, "merci"), keep(message_)}) {
    EXPECT_EQ(code(author_, mark), v1::REFUSAL_CODE_FORBIDDEN);
  }
  EXPECT_EQ(code(c_.facilitator, pin(message_)), v1::REFUSAL_CODE_FORBIDDEN);
}

TEST_F(DecideMessages, NobodyErasesTheWordsOfOthersInAPairsPlaces) {
  const auto thread = c_.open_thread(c_.valmerac.pair_follow_up, c_.valmerac.first);
  EXPECT_EQ(code(c_.valmerac.second, redact(thread + 1)), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.adviser, redact(thread + 1)), v1::REFUSAL_CODE_FORBIDDEN);
}

TEST_F(DecideMessages, OnesOwnWordsAreErasedAlsoInAnArchiveAndWithoutTheRightToWrite) {
  c_.accept(c_.facilitator, archive(thread_));
  v1::Command end;
  end.mutable_end_membership()->set_member_id(author_);
  end.mutable_end_membership()->set_status(v1::MEMBER_STATUS_FORMER);
  c_.accept(c_.admin, end);
  c_.accept(author_, redact(message_));
}

TEST_F(DecideMessages, ReactionsAreGivenAndTakenBack) {
  EXPECT_EQ(code(author_, react(message_, "merci", false)), v1::REFUSAL_CODE_ALREADY_DONE);
  const auto decision = c_.accept(c_.kerlohan.first, react(message_, "moi aussi"));
  EXPECT_EQ(decision.events[0].birth_seq(), message_);
  EXPECT_EQ(code(c_.kerlohan.first, react(message_, "moi aussi")), v1::REFUSAL_CODE_ALREADY_DONE);
  c_.accept(c_.kerlohan.first, react(message_, "moi aussi", false));
  for (const char* name : {"", " ", "a\nb", "a\tb"}) {
    EXPECT_EQ(c_.refusal(author_, react(message_, name)).field(), "react.name");
  }
  EXPECT_EQ(code(c_.evaluator, react(message_, "merci")), v1::REFUSAL_CODE_FORBIDDEN);
}

TEST_F(DecideMessages, AMessageTakesSoManyDifferentReactionsAndNoMore) {
  for (std::size_t i = 0; i < limits::reactions_per_message_max; ++i) {
    c_.accept(author_, react(message_, "r" + std::to_string(i)));
  }
  const v1::Refusal refusal = c_.refusal(c_.kerlohan.first, react(message_, "encore"));
  EXPECT_EQ(refusal.code(), v1::REFUSAL_CODE_TOO_LARGE);
  EXPECT_EQ(refusal.data().at("limit"), "50");
  c_.accept(c_.kerlohan.first, react(message_, "r7"));
}

TEST_F(DecideMessages, HostsPinAndWritersKeep) {
  EXPECT_EQ(code(author_, pin(message_)), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.facilitator, pin(message_, false)), v1::REFUSAL_CODE_ALREADY_DONE);
  c_.accept(c_.facilitator, pin(message_));
  EXPECT_EQ(code(c_.facilitator, pin(message_)), v1::REFUSAL_CODE_ALREADY_DONE);
  c_.accept(author_, keep(message_));
  EXPECT_EQ(code(c_.kerlohan.first, keep(message_)), v1::REFUSAL_CODE_ALREADY_DONE);
  c_.accept(c_.kerlohan.first, keep(message_, false));
  const auto aside = c_.open_thread(c_.valmerac.pair, author_);
  c_.accept(c_.valmerac.second, pin(aside + 1));
}

TEST_F(DecideMessages, ArchivedThreadsTakeNoMarks) {
  c_.accept(c_.facilitator, archive(thread_));
  for (const v1::Command& command : {react(message_, "merci"), pin(message_), keep(message_)}) {
    EXPECT_EQ(code(c_.facilitator, command), v1::REFUSAL_CODE_ARCHIVED);
  }
}

}  // namespace ramure::test
