// Whom an event calls back, and whom it does not.
#include "server/mail/notices.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "storage/news_reader.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::mail {

namespace {

using test::RuledCommunity;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using Told = std::pair<std::uint64_t, NoticeKind>;

class MailNotices : public testing::Test {
 protected:
  std::vector<Notice> of(const v1::Event& event) {
    storage::NewsReader tables(c.folder());
    return notices_of(event, c.view(), [&](std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t channel_id) {
      return tables.follow_level(member_id, thread_id, channel_id);
    });
  }
  std::vector<Told> told(const v1::Event& event) {
    std::vector<Told> members;
    for (const Notice& notice : of(event)) members.emplace_back(notice.member_id, notice.kind);
    return members;
  }
  std::vector<Told> told_last() { return told(c.events().back()); }

  void post(std::uint64_t thread, std::uint64_t author, const std::string& body, std::uint64_t reply_to = 0) {
    v1::Command command = test::command_post(thread, body);
    command.mutable_post_message()->set_reply_to_id(reply_to);
    c.accept(author, command);
  }
  static std::string naming(std::uint64_t member) { return "Qu’en dis-tu, <@" + std::to_string(member) + "> ?"; }

  RuledCommunity c;
  std::uint64_t anna = c.valmerac.first, basile = c.valmerac.second, chloe = c.kerlohan.first;
  std::uint64_t thread = c.open_thread(c.plenary, anna);
};

TEST_F(MailNotices, WhoIsNamedOrAnsweredIsToldAndWhoWritesIsNot) {
  post(thread, basile, naming(chloe) + naming(basile), thread + 1);
  EXPECT_THAT(told_last(), UnorderedElementsAre(Told(chloe, NoticeKind::named), Told(anna, NoticeKind::answered)));
  post(thread, anna, "Rien de plus", thread + 1);
  EXPECT_THAT(told_last(), IsEmpty()) << "he answered himself";
  post(thread, basile, naming(anna), thread + 1);
  EXPECT_THAT(told_last(), UnorderedElementsAre(Told(anna, NoticeKind::named))) << "once, for the stronger reason";
}

TEST_F(MailNotices, WhoseObstacleIsAnsweredIsToldAlsoWhereItIsUnnamed) {
  for (const auto scope : {v1::OBSTACLE_SCOPE_COMMUNITY, v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED}) {
    const std::uint64_t obstacle = c.declare(anna, scope);
    post(obstacle, chloe, "Chez nous aussi");
    EXPECT_THAT(told_last(), UnorderedElementsAre(Told(anna, NoticeKind::answered)));
    post(obstacle, anna, "Merci");
    EXPECT_THAT(told_last(), IsEmpty());
  }
}

TEST_F(MailNotices, InAPlaceOfFewEveryWordIsForEachOfThem) {
  const std::uint64_t conversation = c.open_thread(c.converse(anna, {chloe, c.adviser}), anna);
  post(conversation, chloe, "Un mot");
  EXPECT_THAT(told_last(),
              UnorderedElementsAre(Told(anna, NoticeKind::new_words), Told(c.adviser, NoticeKind::new_words)));
  const std::uint64_t follow_up = c.open_thread(c.valmerac.first_follow_up, c.adviser);
  post(follow_up, c.adviser, "Quand nous voyons-nous ?");
  EXPECT_THAT(told_last(), UnorderedElementsAre(Told(anna, NoticeKind::new_words)));
  post(c.open_thread(c.valmerac.channel, anna), basile, "Au territoire");
  EXPECT_THAT(told_last(), IsEmpty()) << "a larger place calls by name";
}

TEST_F(MailNotices, WhoMayNotReadItIsNotToldWhoeverNamesHim) {
  const std::uint64_t backstage = c.open_thread(c.backstage, c.facilitator);
  post(backstage, c.other_facilitator, naming(anna) + naming(c.facilitator));
  EXPECT_THAT(told_last(), UnorderedElementsAre(Told(c.facilitator, NoticeKind::named)));
}

TEST_F(MailNotices, WhatIsMutedCallsByNameOnly) {
  v1::Command mute;
  mute.mutable_follow()->set_thread_id(thread);
  mute.mutable_follow()->set_level(v1::FOLLOW_LEVEL_MUTED);
  c.accept(anna, mute);
  post(thread, basile, "Une réponse", thread + 1);
  EXPECT_THAT(told_last(), IsEmpty());
  post(thread, basile, naming(anna), thread + 1);
  EXPECT_THAT(told_last(), UnorderedElementsAre(Told(anna, NoticeKind::named)));
}

TEST_F(MailNotices, AnEditCallsWhomItNamesUnderTheKeyOfItsMessage) {
  post(thread, basile, "Bonjour");
  const std::uint64_t message = c.events().back().seq();
  c.accept(basile, test::command_edit(message, 1, naming(chloe)));
  const auto notices = of(c.events().back());
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].member_id, chloe);
  EXPECT_EQ(key_of(notices[0]), "e:" + std::to_string(message)) << "who was told of the message is not told again";
}

TEST_F(MailNotices, AQuoteIsAskedOfItsAuthorAlone) {
  v1::Event event;
  event.set_seq(900);
  event.set_channel_id(c.backstage);
  event.mutable_course()->mutable_quote_asked()->set_message_id(thread + 1);
  event.mutable_course()->mutable_quote_asked()->set_author_id(anna);
  EXPECT_THAT(told(event), IsEmpty()) << "the copy for those who animate";
  event.set_member_id(anna);
  event.mutable_course()->mutable_quote_asked()->set_quote_id(900);
  EXPECT_THAT(told(event), UnorderedElementsAre(Told(anna, NoticeKind::quote)));
}

class MailRoundNotices : public testing::Test {
 protected:
  std::vector<Notice> notices(std::uint64_t after_seq) {
    return notices_of_round(c.view().round_events(round.id(), 0), after_seq);
  }
  std::vector<Told> told(std::uint64_t after_seq) {
    std::vector<Told> members;
    for (const Notice& notice : notices(after_seq)) members.emplace_back(notice.member_id, notice.kind);
    return members;
  }

  RuledCommunity c;
  std::uint64_t third = c.add_member(v1::ROLE_CATALYST, c.kerlohan.id, "troisieme");
  test::RuledRound round{c,
                         {.facilitator = c.facilitator,
                          .deputy = c.other_facilitator,
                          .client = c.valmerac.first,
                          .consultants = {c.kerlohan.first, c.kerlohan.second, third}}};
};

TEST_F(MailRoundNotices, WhoIsPutIntoARoundIsInvited) {
  const auto all = told(0);
  for (const std::uint64_t id : round.peers()) EXPECT_THAT(all, testing::Contains(Told(id, NoticeKind::invited)));
  EXPECT_THAT(all, testing::Not(testing::Contains(Told(c.facilitator, NoticeKind::invited)))) << "it is his act";
  EXPECT_THAT(told(c.store().head_seq()), IsEmpty()) << "once";
}

TEST_F(MailRoundNotices, WhomAWrittenRoundBeginsToWaitForIsToldOnceForEachWaiting) {
  const std::uint64_t planned = c.store().head_seq();
  round.begin();
  round.go_to("clarification");
  const auto waited = notices(planned);
  std::set<std::pair<std::uint64_t, std::uint64_t>> keys;
  for (const Notice& notice : waited) {
    EXPECT_EQ(notice.kind, NoticeKind::turn);
    EXPECT_TRUE(keys.emplace(notice.member_id, notice.event_id).second) << "an event and a member meet once";
  }
  const std::uint64_t asked = c.kerlohan.first;
  const bool is_told = std::ranges::any_of(waited, [&](const Notice& notice) { return notice.member_id == asked; });
  EXPECT_TRUE(is_told) << "in the clarification the round waits for every consultant";
  EXPECT_EQ(waited.size(), keys.size());
}

// Read in pieces or at once: the same notices.
TEST_F(MailRoundNotices, AreTheSameHoweverTheJournalIsRead) {
  round.begin();
  round.go_to("clarification");
  const std::uint64_t head = c.store().head_seq();
  const auto whole = notices(0);
  std::vector<Notice> pieces;
  for (std::uint64_t seq = 0; seq < head; ++seq) {
    auto events = c.view().round_events(round.id(), 0);
    std::erase_if(events, [&](const v1::Event& event) { return event.seq() > seq + 1; });
    const auto found = notices_of_round(events, seq);
    pieces.insert(pieces.end(), found.begin(), found.end());
  }
  EXPECT_EQ(pieces, whole);
}

}  // namespace

}  // namespace ramure::mail
