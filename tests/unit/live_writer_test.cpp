#include "server/live/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/manual_clock.hpp"
#include "tests/support/move_commands.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/support/uploaded.hpp"
#include "tests/unit/live_events.hpp"

namespace ramure::live {
namespace {

using community::Actor;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = storage::StorageError::Kind;

class WriterTest : public ::testing::Test {
 protected:
  WriterTest() {
    thread = community.open_thread(community.plenary, member);
    head_before = community.store().head_seq();
  }

  PendingCommand command(v1::Command command, int key) const {
    command.set_command_key(std::string(15, 'k') + static_cast<char>(key));
    return {Actor::member(member), std::move(command)};
  }
  PendingCommand post(const std::string& body, int key) const {
    return command(ramure::test::command_post(thread, body), key);
  }

  BatchOutcome run(const std::vector<PendingCommand>& commands) { return writer.run_batch(commands); }

  static v1::RefusalCode code(const CommandOutcome& outcome) {
    return outcome.result ? v1::REFUSAL_CODE_UNSPECIFIED : outcome.result.error().code();
  }

  std::string bodies(const BatchOutcome& outcome) const {
    std::string result;
    for (const ChunkPointer& chunk : outcome.announcement.chunks) {
      v1::ServerFrame frame;
      EXPECT_TRUE(frame.ParseFromString(std::string(chunk->bytes(0, chunk->events().size()))));
      for (const v1::Event& event : frame.events()) result += event.message_posted().body() + ";";
    }
    return result;
  }

  ramure::test::RuledCommunity community;
  const std::uint64_t member = community.valmerac.first;
  std::uint64_t thread = 0, head_before = 0;
  ManualClock clock{1'600'000'000'000};
  int uncertain = 0, internal = 0;
  std::function<void(const v1::Command&)> before_decide;  // may throw
  std::function<void(community::Decision&)> after_decide;
  Writer writer{community.store(), clock,
                WriterHooks{.on_uncertain = [this](const std::string&) { ++uncertain; },
                            .on_internal = [this](const std::string&) { ++internal; }},
                [this](auto& view, const auto& command, const auto& actor, auto next_seq, auto now) {
                  if (before_decide) before_decide(command);
                  auto decided = community::decide(view, command, actor, next_seq, now);
                  if (decided && after_decide) after_decide(*decided);
                  return decided;
                }};
};

TEST_F(WriterTest, ABatchIsAnsweredOneByOneAndAnnouncedWhole) {
  const BatchOutcome outcome = run({post("un", 1), post("", 2), post("deux", 3), post("un", 1), post("autre", 3)});
  ASSERT_THAT(outcome.outcomes, SizeIs(5));
  ASSERT_TRUE(outcome.outcomes[0].result);
  EXPECT_EQ(outcome.outcomes[0].result->first_seq(), head_before + 1);
  EXPECT_EQ(code(outcome.outcomes[1]), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(outcome.outcomes[2].result->first_seq(), head_before + 2);
  ASSERT_TRUE(outcome.outcomes[3].result) << "the same key again, in the same batch";
  EXPECT_TRUE(outcome.outcomes[3].result->repeated());
  EXPECT_EQ(outcome.outcomes[3].result->first_seq(), head_before + 1);
  EXPECT_EQ(code(outcome.outcomes[4]), v1::REFUSAL_CODE_KEY_REUSED);
  EXPECT_EQ(outcome.outcomes[0].as_of_seq, head_before + 2);

  ASSERT_THAT(outcome.announcement.chunks, SizeIs(1));
  EXPECT_EQ(outcome.announcement.chunks[0]->after_seq(), head_before);
  EXPECT_EQ(outcome.announcement.chunks[0]->through_seq(), head_before + 2);
  EXPECT_EQ(bodies(outcome), "un;deux;");
}

TEST_F(WriterTest, WhoseReadMarksGoWithAMoveIsToldOnEveryDevice) {
  const std::uint64_t message = community.post(thread, community.facilitator);
  v1::Command read;
  read.mutable_mark_read()->set_thread_id(thread);
  read.mutable_mark_read()->set_read_up_to(message);
  run({command(read, 1)});
  PendingCommand split = command(ramure::test::command_split({message}), 2);
  split.actor = Actor::member(community.facilitator);
  const BatchOutcome outcome = run({split});
  ASSERT_TRUE(outcome.outcomes[0].result);
  EXPECT_EQ(outcome.outcomes[0].result->private_revision(), 0u) << "it is not the facilitator's state";
  ASSERT_THAT(outcome.announcement.private_changes, SizeIs(1));
  const PrivateChange& change = outcome.announcement.private_changes[0];
  EXPECT_EQ(change.member_id, member);
  EXPECT_EQ(change.revision, 2u);
  v1::ServerFrame frame;
  ASSERT_TRUE(frame.ParseFromString(*change.bytes));
  EXPECT_EQ(frame.private_rows(0).read_cursor().read_up_to(), message);
  EXPECT_EQ(frame.private_rows(0).read_cursor().thread_id(), outcome.outcomes[0].result->first_seq());
}

TEST_F(WriterTest, ARepeatedPostIsAnsweredAlikeThoughItsUploadIsUsedUp) {
  v1::Command with_file = ramure::test::command_post(thread, "Voici");
  with_file.mutable_post_message()->add_upload_ids(
      ramure::test::upload(community.folder(), member, "Bonjour", {.at_ms = clock.now_ms()}));
  const BatchOutcome first = run({command(with_file, 1), command(with_file, 1), command(with_file, 2)});
  ASSERT_TRUE(first.outcomes[0].result);
  ASSERT_TRUE(first.outcomes[1].result) << "the same key, in the same batch";
  EXPECT_EQ(code(first.outcomes[2]), v1::REFUSAL_CODE_NOT_FOUND) << "another key: the upload is used";
  const BatchOutcome later = run({command(with_file, 1)});
  ASSERT_TRUE(later.outcomes[0].result);
  EXPECT_TRUE(later.outcomes[0].result->repeated());
  EXPECT_EQ(later.outcomes[0].result->first_seq(), first.outcomes[0].result->first_seq());
}

TEST_F(WriterTest, EventsCarryTheKeyOfTheirCommand) {
  const BatchOutcome outcome = run({post("un", 7)});
  v1::ServerFrame frame;
  ASSERT_TRUE(frame.ParseFromString(std::string(outcome.announcement.chunks[0]->bytes(0, 1))));
  EXPECT_EQ(frame.events(0).command_key(), std::string(15, 'k') + '\7');
}

TEST_F(WriterTest, ARefusedKeyIsDecidedAnew) {
  EXPECT_EQ(code(run({post("", 1)}).outcomes[0]), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_TRUE(run({post("maintenant", 1)}).outcomes[0].result);
}

TEST_F(WriterTest, AKeyHas16Bytes) {
  PendingCommand short_key = post("x", 1);
  short_key.command.set_command_key("short");
  const BatchOutcome outcome = run({short_key});
  EXPECT_EQ(code(outcome.outcomes[0]), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(outcome.outcomes[0].result.error().field(), "command_key");
}

TEST_F(WriterTest, AFailedCheckTouchesNoOtherCommand) {
  before_decide = [](const v1::Command& command) {
    if (command.post_message().body() == "bug") throw std::logic_error("a bug");
  };
  const BatchOutcome outcome = run({post("un", 1), post("bug", 2), post("deux", 3)});
  EXPECT_EQ(code(outcome.outcomes[1]), v1::REFUSAL_CODE_INTERNAL);
  EXPECT_TRUE(outcome.outcomes[1].result.error().retryable());
  EXPECT_EQ(internal, 1);
  EXPECT_EQ(bodies(outcome), "un;deux;");
}

// Its first event is in the journal and in the tables when the second turns out to be impossible.
TEST_F(WriterTest, WhatFailsHalfWayLeavesNothing) {
  after_decide = [](community::Decision& decision) {
    if (decision.events.front().message_posted().body() != "bug") return;
    v1::Event second = decision.events.front();
    second.set_seq(second.seq() + 7);
    decision.events.push_back(std::move(second));
  };
  for (const auto& batch : {std::vector{post("bug", 1)}, std::vector{post("un", 2), post("bug", 3), post("deux", 4)}}) {
    const std::uint64_t head = community.store().head_seq();
    internal = 0;
    const BatchOutcome outcome = run(batch);
    const std::size_t good = batch.size() - 1;
    EXPECT_EQ(code(outcome.outcomes[good / 2]), v1::REFUSAL_CODE_INTERNAL);
    EXPECT_EQ(internal, 2) << "once with the others, once alone";
    EXPECT_EQ(bodies(outcome), good == 0 ? "" : "un;deux;");
    EXPECT_EQ(community.store().head_seq(), head + good);
  }
  after_decide = nullptr;
  EXPECT_TRUE(run({post("bug", 1)}).outcomes[0].result) << "its key is free";
  EXPECT_EQ(uncertain, 0);
}

TEST_F(WriterTest, WhenTheTransactionEndsTheCommandsRunAgainOneByOne) {
  before_decide = [](const v1::Command& command) {
    if (command.post_message().body() == "broken") throw storage::StorageError(Kind::io, "a broken page");
  };
  const BatchOutcome outcome = run({post("un", 1), post("broken", 2), post("deux", 3)});
  EXPECT_TRUE(outcome.outcomes[0].result);
  EXPECT_EQ(code(outcome.outcomes[1]), v1::REFUSAL_CODE_STORAGE_UNAVAILABLE);
  EXPECT_TRUE(outcome.outcomes[1].result.error().retryable());
  EXPECT_TRUE(outcome.outcomes[2].result);
  EXPECT_EQ(bodies(outcome), "un;deux;") << "announced once, though decided twice";
  EXPECT_EQ(community.store().head_seq(), head_before + 2);
}

TEST_F(WriterTest, AFullDiskRefusesAndWritingResumesByItself) {
  community.store().limit_pages_for_test(1);
  std::vector<PendingCommand> large;
  for (int i = 0; i < 8; ++i) large.push_back(post(std::string(30'000, 'x'), 10 + i));
  const BatchOutcome refused = run(large);
  for (const CommandOutcome& one : refused.outcomes) EXPECT_EQ(code(one), v1::REFUSAL_CODE_STORAGE_UNAVAILABLE);
  EXPECT_TRUE(refused.announcement.is_empty());
  EXPECT_EQ(community.store().head_seq(), head_before);

  community.store().limit_pages_for_test(0);
  const BatchOutcome again = run(large);
  for (const CommandOutcome& one : again.outcomes) EXPECT_TRUE(one.result);
  EXPECT_EQ(community.store().head_seq(), head_before + 8);
  EXPECT_EQ(uncertain, 0);
}

TEST_F(WriterTest, AnUncertainCommitStopsEverything) {
  before_decide = [](const v1::Command& command) {
    if (command.post_message().body() == "fsync") throw storage::StorageError(Kind::uncertain, "fsync failed");
  };
  const BatchOutcome outcome = run({post("un", 1), post("fsync", 2)});
  EXPECT_EQ(uncertain, 1);
  EXPECT_TRUE(outcome.announcement.is_empty()) << "nobody knows what is on disk: nothing is announced";
  EXPECT_FALSE(outcome.outcomes[0].result);
  before_decide = nullptr;
  EXPECT_EQ(code(run({post("deux", 3)}).outcomes[0]), v1::REFUSAL_CODE_STORAGE_UNAVAILABLE);
}

TEST_F(WriterTest, PostingClearsTheDraftAndSaysSo) {
  v1::Command draft;
  draft.mutable_save_draft()->set_thread_id(thread);
  draft.mutable_save_draft()->set_text("à moitié écrit");
  const BatchOutcome saved = run({command(draft, 1)});
  ASSERT_TRUE(saved.outcomes[0].result);
  EXPECT_EQ(saved.outcomes[0].result->first_seq(), 0u);
  EXPECT_EQ(saved.outcomes[0].result->private_revision(), 1u);
  EXPECT_THAT(saved.announcement.chunks, IsEmpty());
  ASSERT_THAT(saved.announcement.private_changes, SizeIs(1));

  const BatchOutcome posted = run({post("fini", 2), post("encore", 3)});
  EXPECT_EQ(posted.outcomes[0].result->private_revision(), 2u);
  EXPECT_EQ(posted.outcomes[1].result->private_revision(), 0u) << "there was no draft any more";
  ASSERT_THAT(posted.announcement.private_changes, SizeIs(1));
  v1::ServerFrame frame;
  ASSERT_TRUE(frame.ParseFromString(*posted.announcement.private_changes[0].bytes));
  EXPECT_EQ(frame.private_rows(0).draft().thread_id(), thread);
  EXPECT_EQ(frame.private_rows(0).draft().text(), "");
  EXPECT_EQ(frame.private_rows(0).revision(), 2u);
}

TEST_F(WriterTest, ABatchOfLongMessagesIsSealedInSeveralChunks) {
  std::vector<PendingCommand> large;
  for (int i = 0; i < 10; ++i) large.push_back(post(std::string(20'000, 'x'), 10 + i));
  const BatchOutcome outcome = run(large);
  ASSERT_GT(outcome.announcement.chunks.size(), 2u);
  std::uint64_t after_seq = head_before;
  for (const ChunkPointer& chunk : outcome.announcement.chunks) {
    EXPECT_EQ(chunk->after_seq(), after_seq);
    EXPECT_LE(chunk->size_bytes(), chunk_bytes_max + 21'000);
    after_seq = chunk->through_seq();
  }
  EXPECT_EQ(after_seq, head_before + 10);
}

TEST_F(WriterTest, SaysWhatWasErased) {
  const BatchOutcome posted = run({post("secret", 1)});
  v1::Command redact;
  redact.mutable_redact_message()->set_message_id(posted.outcomes[0].result->first_seq());
  const BatchOutcome outcome = run({command(redact, 2)});
  EXPECT_THAT(outcome.announcement.erased_message_ids, ElementsAre(posted.outcomes[0].result->first_seq()));
}

TEST_F(WriterTest, TimeNeverRunsBack) {
  const auto at_ms = [&](int key) {
    const BatchOutcome outcome = run({post("x", key)});
    v1::ServerFrame frame;
    EXPECT_TRUE(frame.ParseFromString(std::string(outcome.announcement.chunks[0]->bytes(0, 1))));
    return frame.events(0).at_ms();
  };
  const auto first = at_ms(1);
  clock.advance(-60'000);
  EXPECT_EQ(at_ms(2), first);
}

// The same people always get the same channel, and its id is the answer: also where somebody has to be let in again.
TEST_F(WriterTest, AConversationThatThereIsAnswersWithItsId) {
  const auto converse = [&](int key) {
    v1::Command opening;
    opening.mutable_open_conversation()->add_member_ids(community.facilitator);
    opening.mutable_open_conversation()->add_member_ids(community.kerlohan.first);
    return *run({command(opening, key)}).outcomes.front().result;
  };
  const auto change_role = [&](v1::Role role, std::uint64_t territory_id) {
    v1::Command change;
    change.mutable_set_member_role()->set_member_id(community.kerlohan.first);
    change.mutable_set_member_role()->set_role(role);
    change.mutable_set_member_role()->set_territory_id(territory_id);
    community.accept(community.admin, change);
  };
  const v1::Accepted opened = converse(1);
  EXPECT_EQ(opened.first_seq(), head_before + 1) << "the channel's id is the seq of its opening";
  EXPECT_EQ(converse(2).first_seq(), opened.first_seq());
  change_role(v1::ROLE_EVALUATOR, 0);
  change_role(v1::ROLE_CATALYST, community.kerlohan.id);
  ASSERT_FALSE(community.view().membership(community.kerlohan.first, opened.first_seq()));
  const v1::Accepted reopened = converse(3);
  EXPECT_EQ(reopened.first_seq(), opened.first_seq());
  EXPECT_GT(reopened.last_seq(), opened.last_seq()) << "somebody came back: that was told";
  EXPECT_TRUE(community.view().membership(community.kerlohan.first, opened.first_seq()));
  const v1::Accepted again = converse(3);
  EXPECT_TRUE(again.repeated());
  EXPECT_EQ(again.first_seq(), opened.first_seq()) << "and it stays the answer to this key";
}

// Thousands of read cursors move with one command: they are not announced one by one.
TEST_F(WriterTest, AFreshStartAnnouncesTwoRowsHoweverManyCursorsMove) {
  for (int i = 0; i < 30; ++i) community.open_thread(community.plenary, community.facilitator);
  v1::Command afresh;
  afresh.mutable_start_afresh();
  const BatchOutcome outcome = run({command(afresh, 1)});
  ASSERT_TRUE(outcome.outcomes[0].result);
  const auto& changes = outcome.announcement.private_changes;
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].revision, 31u) << "after the revisions of thirty cursors";
  EXPECT_EQ(changes[1].revision, 32u);
  EXPECT_EQ(outcome.outcomes[0].result->private_revision(), 32u);
  EXPECT_THAT(outcome.announcement.chunks, IsEmpty());
}

// What goes with somebody else's membership is told to him.
TEST_F(WriterTest, ABookmarkThatGoesWithAMembershipIsAnnouncedToItsOwner) {
  v1::Command invite, bookmark, remove;
  invite.mutable_invite_to_channel()->set_channel_id(community.valmerac.channel);
  invite.mutable_invite_to_channel()->set_member_id(community.facilitator);
  community.accept(member, invite);
  const auto message = community.post(community.open_thread(community.valmerac.channel, member), member);
  bookmark.mutable_set_bookmark()->set_message_id(message);
  bookmark.mutable_set_bookmark()->set_kept(true);
  community.accept(community.facilitator, bookmark);
  remove.mutable_remove_from_channel()->set_channel_id(community.valmerac.channel);
  remove.mutable_remove_from_channel()->set_member_id(community.facilitator);
  const BatchOutcome outcome = run({command(remove, 1)});
  ASSERT_TRUE(outcome.outcomes[0].result);
  EXPECT_EQ(outcome.outcomes[0].result->private_revision(), 0u) << "it is no row of the actor";
  ASSERT_THAT(outcome.announcement.private_changes, SizeIs(1));
  EXPECT_EQ(outcome.announcement.private_changes[0].member_id, community.facilitator);
}

// What somebody answers by mail is not what she was writing on the page.
TEST_F(WriterTest, AMessageThatWasSaidElsewhereKeepsTheDraftOfItsThread) {
  v1::Command save;
  save.mutable_save_draft()->set_thread_id(thread);
  save.mutable_save_draft()->set_text("À moitié");
  ASSERT_TRUE(run({command(save, 1)}).outcomes[0].result);
  PendingCommand by_mail = post("Par courriel", 2);
  by_mail.keeps_draft = true;
  const BatchOutcome kept = run({by_mail});
  ASSERT_TRUE(kept.outcomes[0].result);
  EXPECT_THAT(kept.announcement.private_changes, IsEmpty());
  const BatchOutcome cleared = run({post("Sur la page", 3)});
  EXPECT_THAT(cleared.announcement.private_changes, SizeIs(1)) << "it was there until now";
}

}  // namespace
}  // namespace ramure::live
