// Bookmarks, settings and acceptances: one's own, and gone with the membership where they should be.
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "storage/reader.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class DecideWishes : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t thread_ = c_.open_thread(c_.plenary, c_.valmerac.first);
  std::uint64_t message_ = c_.post(thread_, c_.valmerac.first);

  static Command bookmark(std::uint64_t message_id, bool kept = true) {
    Command command;
    command.mutable_set_bookmark()->set_message_id(message_id);
    command.mutable_set_bookmark()->set_kept(kept);
    return command;
  }
  static Command settings(std::string_view locale, std::string_view zone, int level = 0) {
    Command command;
    Settings& chosen = *command.mutable_save_settings()->mutable_settings();
    chosen.set_locale(std::string(locale));
    chosen.set_time_zone(std::string(zone));
    chosen.set_notifications(static_cast<NotificationLevel>(level));
    return command;
  }
  static Command acceptance(AcceptanceKind kind, std::uint32_t version) {
    Command command;
    command.mutable_note_acceptance()->set_kind(kind);
    command.mutable_note_acceptance()->set_version(version);
    return command;
  }
  Command end(std::uint64_t member_id, MemberStatus status) {
    Command command;
    command.mutable_end_membership()->set_member_id(member_id);
    command.mutable_end_membership()->set_status(status);
    return command;
  }
  std::vector<PrivateRow> rows(std::uint64_t member_id, std::uint64_t since = 0) {
    PrivateRows answer;
    storage::Reader::open(c_.folder())->private_rows(member_id, since, answer);
    return {answer.rows().begin(), answer.rows().end()};
  }
  RefusalCode code(std::uint64_t member_id, const Command& command) { return c_.refusal(member_id, command).code(); }
};

}  // namespace

TEST_F(DecideWishes, ABookmarkIsARowOfOnesOwn) {
  const auto decision = c_.accept(c_.kerlohan.first, bookmark(message_));
  EXPECT_TRUE(decision.events.empty());
  ASSERT_EQ(rows(c_.kerlohan.first).size(), 1u);
  EXPECT_TRUE(rows(c_.kerlohan.first)[0].bookmark().kept());
  EXPECT_GT(rows(c_.kerlohan.first)[0].bookmark().at_ms(), 0);
  EXPECT_TRUE(rows(c_.kerlohan.second).empty());
  EXPECT_EQ(code(c_.kerlohan.first, bookmark(message_)), REFUSAL_CODE_ALREADY_DONE);
  c_.accept(c_.kerlohan.first, bookmark(message_, false));
  ASSERT_EQ(rows(c_.kerlohan.first, 1).size(), 1u) << "other devices hear that it was taken away";
  EXPECT_FALSE(rows(c_.kerlohan.first, 1)[0].bookmark().kept());
  EXPECT_EQ(code(c_.kerlohan.first, bookmark(message_, false)), REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(DecideWishes, OnlyWhatOneReadsIsBookmarked) {
  const auto secret = c_.post(c_.open_thread(c_.valmerac.pair, c_.valmerac.first), c_.valmerac.first);
  for (const bool kept : {true, false}) {
    EXPECT_EQ(c_.refusal(c_.kerlohan.first, bookmark(secret, kept)).SerializeAsString(),
              c_.refusal(c_.kerlohan.first, bookmark(900'000, kept)).SerializeAsString());
  }
  Command redact;
  redact.mutable_redact_message()->set_message_id(message_);
  c_.accept(c_.valmerac.first, redact);
  EXPECT_NE(code(c_.kerlohan.first, bookmark(message_)), REFUSAL_CODE_UNSPECIFIED) << "there is nothing to find again";
}

TEST_F(DecideWishes, AThousandBookmarksAndNoMore) {
  std::uint64_t last = 0;
  c_.store().begin();
  for (std::size_t i = 0; i < limits::bookmarks_max; ++i) {
    PrivateRow row;
    row.mutable_bookmark()->set_message_id(1'000'000 + i);
    row.mutable_bookmark()->set_kept(true);
    c_.store().begin_command();
    last = c_.store().write_private(c_.kerlohan.first, row);
    c_.store().end_command();
  }
  c_.store().commit();
  EXPECT_EQ(last, limits::bookmarks_max);
  const Refusal refused = c_.refusal(c_.kerlohan.first, bookmark(message_));
  EXPECT_EQ(refused.code(), REFUSAL_CODE_TOO_LARGE);
  EXPECT_EQ(refused.data().at("limit"), "1000");
  c_.accept(c_.kerlohan.first, bookmark(1'000'000, false));
  c_.accept(c_.kerlohan.first, bookmark(message_));
}

TEST_F(DecideWishes, BookmarksGoWithTheMembership) {
  const auto guest = c_.facilitator;
  Command invite;
  invite.mutable_invite_to_channel()->set_channel_id(c_.valmerac.channel);
  invite.mutable_invite_to_channel()->set_member_id(guest);
  c_.accept(c_.valmerac.first, invite);
  const auto theirs = c_.post(c_.open_thread(c_.valmerac.channel, c_.valmerac.first), c_.valmerac.first);
  c_.accept(guest, bookmark(theirs));
  c_.accept(guest, bookmark(message_));
  Command remove;
  remove.mutable_remove_from_channel()->set_channel_id(c_.valmerac.channel);
  remove.mutable_remove_from_channel()->set_member_id(guest);
  const auto decision = c_.accept(c_.valmerac.first, remove);
  ASSERT_EQ(decision.rows_of_others.size(), 1u) << "of the guest, by the host's command";
  EXPECT_EQ(decision.rows_of_others[0].member_id, guest);
  const auto told = rows(guest, 2);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].bookmark().message_id(), theirs);
  EXPECT_FALSE(told[0].bookmark().kept());
  EXPECT_EQ(c_.view().private_state(guest).bookmark_count(), 1u) << "the plenary's stays";
}

TEST_F(DecideWishes, LeavingByOneselfTakesOnesBookmarksToo) {
  Command invite;
  invite.mutable_invite_to_channel()->set_channel_id(c_.valmerac.channel);
  invite.mutable_invite_to_channel()->set_member_id(c_.facilitator);
  c_.accept(c_.valmerac.first, invite);
  const auto theirs = c_.post(c_.open_thread(c_.valmerac.channel, c_.valmerac.first), c_.valmerac.first);
  c_.accept(c_.facilitator, bookmark(theirs));
  Command leave;
  leave.mutable_leave_channel()->set_channel_id(c_.valmerac.channel);
  const auto decision = c_.accept(c_.facilitator, leave);
  EXPECT_TRUE(decision.rows_of_others.empty());
  ASSERT_EQ(decision.private_rows.size(), 1u);
  EXPECT_FALSE(decision.private_rows[0].bookmark().kept());
}

TEST_F(DecideWishes, SettingsAreOfKnownLanguagesAndRealTimeZones) {
  c_.accept(c_.orientation, settings("en", "Indian/Reunion", NOTIFICATION_LEVEL_MENTIONS));
  ASSERT_EQ(rows(c_.orientation).size(), 1u);
  EXPECT_EQ(rows(c_.orientation)[0].settings().time_zone(), "Indian/Reunion");
  c_.accept(c_.orientation, settings("", "", 0));
  EXPECT_EQ(rows(c_.orientation)[0].settings().ByteSizeLong(), 0u) << "as the community does";
  EXPECT_EQ(c_.refusal(c_.admin, settings("de", "")).field(), "save_settings.settings.locale");
  for (const char* zone : {"Europe/Atlantide", "Paris", "posix/Europe/Paris", "localtime", "../../etc/passwd",
                           "/etc/localtime", "Europe", "zone.tab", "europe/paris"}) {
    EXPECT_EQ(c_.refusal(c_.admin, settings("", zone)).field(), "save_settings.settings.time_zone") << zone;
  }
  EXPECT_EQ(c_.refusal(c_.admin, settings("", "", 99)).field(), "save_settings.settings.notifications");
}

TEST_F(DecideWishes, WhatComesByMailAndHowLongOneIsAwayAreSettings) {
  const auto wish = [](DigestRhythm digest, bool no_notices, std::string_view away_until) {
    Command command = settings("", "");
    Settings& chosen = *command.mutable_save_settings()->mutable_settings();
    chosen.mutable_mail()->set_digest(digest);
    chosen.mutable_mail()->set_no_notices(no_notices);
    chosen.set_away_until(std::string(away_until));
    return command;
  };
  c_.accept(c_.admin, wish(DIGEST_RHYTHM_DAILY, true, "2018-08-27"));
  const Settings kept = rows(c_.admin)[0].settings();
  EXPECT_EQ(kept.mail().digest(), DIGEST_RHYTHM_DAILY);
  EXPECT_TRUE(kept.mail().no_notices());
  EXPECT_EQ(kept.away_until(), "2018-08-27");
  c_.accept(c_.admin, wish(DIGEST_RHYTHM_NEVER, false, "2018-01-01"));
  EXPECT_EQ(rows(c_.admin)[0].settings().mail().digest(), DIGEST_RHYTHM_NEVER)
      << "an absence that is over does no harm";
  c_.accept(c_.admin, wish(DIGEST_RHYTHM_UNSPECIFIED, false, "2019-05-04"));
  EXPECT_FALSE(rows(c_.admin)[0].settings().has_mail());
  for (const char* day : {"2018-02-30", "2018-8-27", "27/08/2018", "demain", "2018-08-27 ", "2019-05-05"}) {
    EXPECT_EQ(c_.refusal(c_.admin, wish(DIGEST_RHYTHM_WEEKLY, false, day)).field(), "save_settings.settings.away_until")
        << day;
  }
  EXPECT_EQ(c_.refusal(c_.admin, wish(static_cast<DigestRhythm>(9), false, "")).field(),
            "save_settings.settings.mail.digest");
}

TEST_F(DecideWishes, AnAcceptanceIsDatedOnceForEachWording) {
  c_.accept(c_.kerlohan.first, acceptance(ACCEPTANCE_KIND_FRAME, 1));
  const auto dated = rows(c_.kerlohan.first)[0].acceptance().at_ms();
  EXPECT_GT(dated, 0);
  EXPECT_EQ(code(c_.kerlohan.first, acceptance(ACCEPTANCE_KIND_FRAME, 1)), REFUSAL_CODE_ALREADY_DONE)
      << "the first date counts";
  c_.accept(c_.kerlohan.first, acceptance(ACCEPTANCE_KIND_NOTICE, 4));
  c_.accept(c_.kerlohan.first, acceptance(ACCEPTANCE_KIND_FRAME, 2));
  EXPECT_EQ(code(c_.kerlohan.first, acceptance(ACCEPTANCE_KIND_FRAME, 1)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(rows(c_.kerlohan.first).size(), 2u) << "one row of each kind";
  EXPECT_EQ(code(c_.kerlohan.first, acceptance(ACCEPTANCE_KIND_FRAME, 0)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.kerlohan.first, acceptance(ACCEPTANCE_KIND_UNSPECIFIED, 3)), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideWishes, WhoLeavesTakesHisSettingsButNotWhatHeAccepted) {
  const auto leaver = c_.kerlohan.first;
  c_.accept(leaver, settings("en", ""));
  c_.accept(leaver, acceptance(ACCEPTANCE_KIND_FRAME, 1));
  c_.accept(leaver, bookmark(message_));
  Command afresh;
  afresh.mutable_start_afresh();
  c_.accept(leaver, afresh);
  c_.accept(c_.admin, end(leaver, MEMBER_STATUS_LEFT));
  auto kept = c_.view().private_state(leaver);
  EXPECT_FALSE(kept.has_settings());
  EXPECT_EQ(kept.bookmark_count(), 0u);
  EXPECT_EQ(kept.fresh_start().at_ms, 0);
  EXPECT_EQ(kept.accepted_version(ACCEPTANCE_KIND_FRAME), 1u) << "it is evidence";

  c_.accept(c_.kerlohan.second, settings("en", ""));
  c_.accept(c_.kerlohan.second, bookmark(message_));
  c_.accept(c_.admin, end(c_.kerlohan.second, MEMBER_STATUS_FORMER));
  EXPECT_TRUE(c_.view().private_state(c_.kerlohan.second).has_settings()) << "a former member stays one";
}

}  // namespace ramure::test
