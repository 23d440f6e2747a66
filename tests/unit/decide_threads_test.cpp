// Threads: opening, order, summaries; and the one door through which all of them are reached.
#include <gtest/gtest.h>

#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

class DecideThreads : public testing::Test {
 protected:
  RuledCommunity c_;

  v1::RefusalCode code(std::uint64_t member_id, const v1::Command& command) {
    return c_.refusal(member_id, command).code();
  }
};

v1::Command retitle(std::uint64_t thread_id, std::string_view title) {
  v1::Command command;
  command.mutable_retitle_thread()->set_thread_id(thread_id);
  command.mutable_retitle_thread()->set_title(std::string(title));
  return command;
}

v1::Command retheme(std::uint64_t thread_id, std::uint64_t theme_id) {
  v1::Command command;
  command.mutable_retheme_thread()->set_thread_id(thread_id);
  command.mutable_retheme_thread()->set_theme_id(theme_id);
  return command;
}

v1::Command resolve(std::uint64_t thread_id, bool resolved = true) {
  v1::Command command;
  command.mutable_resolve_thread()->set_thread_id(thread_id);
  command.mutable_resolve_thread()->set_resolved(resolved);
  return command;
}

v1::Command archive(std::uint64_t thread_id, bool archived = true) {
  v1::Command command;
  command.mutable_archive_thread()->set_thread_id(thread_id);
  command.mutable_archive_thread()->set_archived(archived);
  return command;
}

v1::Command summarise(std::uint64_t thread_id, std::uint32_t version, std::string_view text) {
  v1::Command command;
  command.mutable_edit_summary()->set_thread_id(thread_id);
  command.mutable_edit_summary()->set_version(version);
  command.mutable_edit_summary()->set_text(std::string(text));
  return command;
}

}  // namespace

TEST_F(DecideThreads, OpeningAnnouncesTheThreadThenItsFirstMessage) {
  v1::Command command = command_open_thread(c_.themes, c_.theme);
  command.mutable_open_thread()->set_kind(v1::THREAD_KIND_QUESTION);
  command.mutable_open_thread()->add_tags("eau");
  const std::uint64_t next = c_.store().head_seq() + 1;
  const auto decision = c_.accept(c_.valmerac.first, command);
  ASSERT_EQ(decision.events.size(), 2u);
  const v1::Event& opened = decision.events[0];
  const v1::Event& posted = decision.events[1];
  EXPECT_EQ(opened.seq(), next);
  EXPECT_EQ(posted.seq(), next + 1);
  for (const v1::Event& event : decision.events) {
    EXPECT_EQ(event.channel_id(), c_.themes);
    EXPECT_EQ(event.birth_seq(), event.seq());
    EXPECT_EQ(event.actor_id(), c_.valmerac.first);
    EXPECT_EQ(event.command_key().size(), 16u);
    EXPECT_GT(event.at_ms(), 0);
  }
  EXPECT_EQ(opened.thread_opened().kind(), v1::THREAD_KIND_QUESTION);
  EXPECT_EQ(opened.thread_opened().theme_id(), c_.theme);
  EXPECT_EQ(opened.thread_opened().territory_id(), c_.valmerac.id);
  EXPECT_EQ(opened.thread_opened().tags(0), "eau");
  EXPECT_EQ(posted.message_posted().thread_id(), next);
  EXPECT_EQ(posted.message_posted().kind(), v1::MESSAGE_KIND_QUESTION);
}

TEST_F(DecideThreads, AThreadBelongsToTheTerritoryOfItsChannel) {
  v1::Command invite;
  invite.mutable_invite_to_channel()->set_channel_id(c_.valmerac.channel);
  invite.mutable_invite_to_channel()->set_member_id(c_.kerlohan.first);
  c_.accept(c_.valmerac.first, invite);
  const auto thread = c_.open_thread(c_.valmerac.channel, c_.kerlohan.first);
  EXPECT_EQ(c_.view().thread(thread)->territory_id, c_.valmerac.id);
  EXPECT_EQ(c_.view().thread(c_.open_thread(c_.plenary, c_.facilitator))->territory_id, 0u);
}

TEST_F(DecideThreads, KindsAndThemesAreChecked) {
  v1::Command command = command_open_thread(c_.plenary);
  command.mutable_open_thread()->set_kind(v1::THREAD_KIND_OBSTACLE);
  EXPECT_EQ(c_.refusal(c_.facilitator, command).field(), "open_thread.kind");
  command.mutable_open_thread()->set_kind(v1::THREAD_KIND_UNSPECIFIED);
  EXPECT_EQ(c_.refusal(c_.facilitator, command).field(), "open_thread.kind");
  command.mutable_open_thread()->set_kind(static_cast<v1::ThreadKind>(99));
  EXPECT_EQ(c_.refusal(c_.facilitator, command).field(), "open_thread.kind");

  EXPECT_EQ(code(c_.facilitator, command_open_thread(c_.themes)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.facilitator, command_open_thread(c_.plenary, c_.theme)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  const v1::Refusal absent = c_.refusal(c_.facilitator, command_open_thread(c_.themes, c_.valmerac.id));
  EXPECT_EQ(absent.code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(absent.field(), "open_thread.theme_id");
}

TEST_F(DecideThreads, TagsAreShortLinesAndDifferent) {
  for (const char* tag : {"", "  ", "deux\nlignes"}) {
    v1::Command command = command_open_thread(c_.plenary);
    command.mutable_open_thread()->add_tags(tag);
    EXPECT_EQ(c_.refusal(c_.facilitator, command).field(), "open_thread.tags") << tag;
  }
  v1::Command twice = command_open_thread(c_.plenary);
  twice.mutable_open_thread()->add_tags("eau");
  twice.mutable_open_thread()->add_tags("eau");
  EXPECT_EQ(code(c_.facilitator, twice), v1::REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideThreads, HiddenAndAbsentAreAnsweredInTheSameBytes) {
  const auto hidden_thread = c_.open_thread(c_.valmerac.pair, c_.valmerac.first);
  const std::uint64_t absent = c_.store().head_seq() + 1'000;
  const auto stranger = c_.kerlohan.first;
  const auto same = [&](const v1::Command& hidden, const v1::Command& missing) {
    EXPECT_EQ(c_.refusal(stranger, hidden).SerializeAsString(), c_.refusal(stranger, missing).SerializeAsString());
    EXPECT_EQ(code(stranger, hidden), v1::REFUSAL_CODE_NOT_FOUND);
  };
  same(command_open_thread(c_.valmerac.pair), command_open_thread(absent));
  same(command_post(hidden_thread), command_post(absent));
  same(command_edit(hidden_thread + 1, 1), command_edit(absent, 1));
  same(retitle(hidden_thread, "Titre"), retitle(absent, "Titre"));
  same(summarise(hidden_thread, 9, "Texte"), summarise(absent, 9, "Texte"));
  // A thing of another kind under that number is absent too.
  same(command_post(hidden_thread), command_post(hidden_thread + 1));
  same(command_post(hidden_thread), command_post(0));
}

TEST_F(DecideThreads, AuthorsAndHostsRetitle) {
  const auto thread = c_.open_thread(c_.plenary, c_.valmerac.first, "Avant");
  EXPECT_EQ(code(c_.valmerac.second, retitle(thread, "Après")), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.valmerac.first, retitle(thread, "Avant")), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(c_.valmerac.first, retitle(thread, "a")), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  const auto decision = c_.accept(c_.valmerac.first, retitle(thread, "Après"));
  EXPECT_EQ(decision.events[0].birth_seq(), decision.events[0].seq()) << "it brings no old text";
  c_.accept(c_.facilitator, retitle(thread, "Encore"));
  EXPECT_EQ(c_.view().thread_title(thread), "Encore");
}

TEST_F(DecideThreads, ThemesMoveInTheThemesOnly) {
  const auto thread = c_.open_thread(c_.themes, c_.valmerac.first);
  EXPECT_EQ(code(c_.valmerac.first, retheme(thread, c_.theme)), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(c_.valmerac.first, retheme(thread, 0)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.valmerac.second, retheme(thread, c_.other_theme)), v1::REFUSAL_CODE_FORBIDDEN);
  c_.accept(c_.facilitator, retheme(thread, c_.other_theme));
  EXPECT_EQ(c_.view().thread(thread)->theme_id, c_.other_theme);
  const auto plain = c_.open_thread(c_.plenary, c_.valmerac.first);
  EXPECT_EQ(code(c_.facilitator, retheme(plain, c_.theme)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideThreads, ResolvedAndReopened) {
  const auto thread = c_.open_thread(c_.plenary, c_.valmerac.first);
  EXPECT_EQ(code(c_.valmerac.first, resolve(thread, false)), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(c_.kerlohan.first, resolve(thread)), v1::REFUSAL_CODE_FORBIDDEN);
  c_.accept(c_.valmerac.first, resolve(thread));
  c_.accept(c_.facilitator, resolve(thread, false));
  const auto obstacle = c_.declare(c_.valmerac.first, v1::OBSTACLE_SCOPE_COMMUNITY);
  EXPECT_EQ(code(c_.valmerac.first, resolve(obstacle)), v1::REFUSAL_CODE_INVALID_ARGUMENT) << "it has a status";
}

TEST_F(DecideThreads, ArchivedThreadsAreReadOnlyUntilTheyAreTakenOut) {
  const auto thread = c_.open_thread(c_.plenary, c_.valmerac.first);
  EXPECT_EQ(code(c_.valmerac.first, archive(thread)), v1::REFUSAL_CODE_FORBIDDEN);
  c_.accept(c_.facilitator, archive(thread));
  EXPECT_EQ(code(c_.facilitator, archive(thread)), v1::REFUSAL_CODE_ALREADY_DONE);
  for (const v1::Command& command : {command_post(thread), command_edit(thread + 1, 1), retitle(thread, "Titre"),
                                     resolve(thread), summarise(thread, 0, "Texte")}) {
    EXPECT_EQ(code(c_.valmerac.first, command), v1::REFUSAL_CODE_ARCHIVED) << command.ShortDebugString();
  }
  c_.accept(c_.facilitator, archive(thread, false));
  c_.post(thread, c_.valmerac.first);
}

TEST_F(DecideThreads, SummariesAreVersioned) {
  const auto thread = c_.open_thread(c_.plenary, c_.valmerac.first);
  EXPECT_EQ(code(c_.kerlohan.first, summarise(thread, 0, "")), v1::REFUSAL_CODE_ALREADY_DONE);
  const auto decision = c_.accept(c_.kerlohan.first, summarise(thread, 0, "On cherche."));
  EXPECT_EQ(decision.events[0].birth_seq(), thread);
  EXPECT_EQ(decision.events[0].summary_edited().summary().version(), 1u);
  EXPECT_EQ(decision.events[0].summary_edited().summary().author_id(), c_.kerlohan.first);
  const v1::Refusal late = c_.refusal(c_.valmerac.first, summarise(thread, 0, "On a trouvé."));
  EXPECT_EQ(late.code(), v1::REFUSAL_CODE_CONFLICT);
  EXPECT_EQ(late.data().at("version"), "1");
  EXPECT_EQ(code(c_.valmerac.first, summarise(thread, 1, "On cherche.")), v1::REFUSAL_CODE_ALREADY_DONE);
  c_.accept(c_.valmerac.first, summarise(thread, 1, ""));
  EXPECT_EQ(c_.view().thread(thread)->summary_version, 2u);
}

TEST_F(DecideThreads, WhoComesLaterSeesTheTitleOfAnOlderThreadAndWhatIsNew) {
  const auto thread = c_.open_thread(c_.valmerac.channel, c_.valmerac.first);
  v1::Command invite;
  invite.mutable_invite_to_channel()->set_channel_id(c_.valmerac.channel);
  invite.mutable_invite_to_channel()->set_member_id(c_.kerlohan.first);
  c_.accept(c_.valmerac.first, invite);
  EXPECT_EQ(code(c_.kerlohan.first, summarise(thread, 0, "Texte")), v1::REFUSAL_CODE_FORBIDDEN);
  const auto message = c_.post(thread, c_.kerlohan.first);
  c_.accept(c_.kerlohan.first, command_edit(message, 1));
  v1::Command reply = command_post(thread);
  reply.mutable_post_message()->set_reply_to_id(thread + 1);
  EXPECT_EQ(code(c_.kerlohan.first, reply), v1::REFUSAL_CODE_NOT_FOUND) << "born before his arrival";
}

}  // namespace ramure::test
