// From a Maildir to a thread, and what is said where that fails: the desk alone.
#include "tests/unit/mail_reply_desk.hpp"
#include "protocol/limits.hpp"

namespace ramure::mail {

namespace {

using storage::MailState;

TEST_F(MailReplyDesk, PutsTheWordsIntoTheThread) {
  EXPECT_TRUE(take(mail(token_address(), "Oui.\n\n-- \nJeanne\n")).empty()) << "and nobody is told";
  ASSERT_EQ(ran.size(), 1U);
  EXPECT_EQ(ran[0].post_message().thread_id(), 42U);
  EXPECT_EQ(ran[0].post_message().body(), "Oui.");
  EXPECT_EQ(ran[0].command_key().size(), 16U);
}

TEST_F(MailReplyDesk, LinksThatSignInAndAddressesToAnswerToAreNotPosted) {
  const std::string link = "https://ramure.exemple.fr/lien#" + std::string(43, 't') + ".demo/fil/42";
  take(mail(token_address(), "> Qui ?\n> " + link + "\nMoi.\n> Où ?\nIci, voir " + link + "\nVon: " + token_address()));
  ASSERT_EQ(ran.size(), 1U);
  EXPECT_EQ(ran[0].post_message().body(), "> Qui ?\n\nMoi.\n\n> Où ?\n\nIci, voir\nVon:");
  expect_refused(take(mail(token_address(), link)), ReplyReason::empty);
}

TEST_F(MailReplyDesk, DeliveredTwiceItIsTheSameCommandAndAnotherMailIsAnother) {
  const std::string first = mail(token_address(), "Oui.");
  take(first);
  take(first);
  take(mail(token_address(), "Oui."));
  ASSERT_EQ(ran.size(), 3U);
  EXPECT_EQ(ran[0].command_key(), ran[1].command_key());
  EXPECT_NE(ran[0].command_key(), ran[2].command_key());
  answers = v1::REFUSAL_CODE_KEY_REUSED;
  EXPECT_TRUE(take(first).empty()) << "it was posted before, though it reads otherwise now";
}

TEST_F(MailReplyDesk, SaysWhyItWasNotTaken) {
  expect_refused(take(mail(token_address(), "> rien\n")), ReplyReason::empty);
  expect_refused(take(mail(token_address(), std::string(limits::body_bytes_max + 1, 'x'))), ReplyReason::too_long);
  std::string forged = token_address();
  forged[10] = forged[10] == 'a' ? 'b' : 'a';
  expect_refused(take(mail(forged, "Oui.")), ReplyReason::forged);
  expect_refused(take(mail("ramure@exemple.fr", "Oui.")), ReplyReason::no_thread);
  EXPECT_TRUE(ran.empty());
  answers = v1::REFUSAL_CODE_ARCHIVED;
  expect_refused(take(mail(token_address(), "Oui.")), ReplyReason::closed);
}

TEST_F(MailReplyDesk, SaysTheSameOfAHiddenThreadAndOfNone) {
  for (const auto code : {v1::REFUSAL_CODE_NOT_FOUND, v1::REFUSAL_CODE_FORBIDDEN}) {
    answers = code;
    expect_refused(take(mail(token_address(), "Oui.")), ReplyReason::no_rights);
  }
}

TEST_F(MailReplyDesk, FromAnotherAddressNothingIsSaidOfTheCommunity) {
  const auto texts = take(mail(token_address(), "Oui.", "autre@exemple.org"));
  expect_refused(texts, ReplyReason::other_address, "autre@exemple.org");
  EXPECT_EQ(texts[0].find("/fil/"), std::string::npos);
  EXPECT_TRUE(ran.empty());
}

TEST_F(MailReplyDesk, AnAddressEndsAfterSixtyDaysAndWithItsJournal) {
  const std::string address = token_address();
  epoch = std::string(32, 'f');
  expect_refused(take(mail(address, "Oui.")), ReplyReason::expired);
  epoch = std::string(32, 'e');
  clock.advance(std::int64_t{61} * 86'400'000);
  expect_refused(take(mail(address, "Oui.")), ReplyReason::expired);
  EXPECT_TRUE(ran.empty());
}

TEST_F(MailReplyDesk, AMailThatIsTooLargeIsRefusedUnread) {
  expect_refused(take(mail(token_address(), std::string(mail_bytes_max, 'x'))), ReplyReason::too_large);
  EXPECT_TRUE(ran.empty());
}

TEST_F(MailReplyDesk, ProgramsAreNeitherPostedNorAnswered) {
  EXPECT_TRUE(take(mail(token_address(), "Absente.", own, "Auto-Submitted: auto-replied\n")).empty());
  EXPECT_TRUE(take(mail(token_address(), "Absente.", own, "Subject: Absence du bureau\n")).empty());
  EXPECT_TRUE(take(mail(token_address(), "Absente.", "ramure@exemple.fr")).empty()) << "our own";
  EXPECT_TRUE(ran.empty());
  EXPECT_TRUE(names("aside").empty());
}

TEST_F(MailReplyDesk, StrangersWhoAnswerNothingAreKeptAsideWithTheReason) {
  EXPECT_TRUE(take(mail("ramure@exemple.fr", "Bonjour", "inconnu@exemple.org")).empty());
  EXPECT_TRUE(take("Subject: sans auteur\n\nBonjour\n").empty());
  EXPECT_EQ(names("aside").size(), 4U) << "two mails, two reasons";
}

// Who writes in anybody's name must not make us write to her.
TEST_F(MailReplyDesk, WithoutAnAddressOfOursStrangersAreNotAnsweredWhateverTheySend) {
  const std::string forged = "reply+" + std::string(reply_token_characters, 'a') + "@exemple.fr";
  const std::string large(mail_bytes_max, 'x');
  EXPECT_TRUE(take(mail(forged, "Oui.", "inconnu@exemple.org")).empty());
  EXPECT_TRUE(take(mail(forged, large, "inconnu@exemple.org")).empty());
  EXPECT_EQ(names("aside").size(), 4U) << "two mails, two reasons";
}

TEST_F(MailReplyDesk, MailsInForgedNamesSilenceNobodyWhoAnswersOne) {
  const std::string forged = "reply+" + std::string(reply_token_characters, 'a') + "@exemple.fr";
  for (std::size_t i = 0; i < answers_max; ++i) {
    (void)take(mail(token_address(), "Oui.", "inconnu" + std::to_string(i) + "@exemple.org"));
  }
  EXPECT_TRUE(take(mail(forged, "Oui.")).empty()) << "enough for an hour";
  expect_told(take(mail(token_address(), "> rien\n")), ReplyReason::empty);
}

TEST_F(MailReplyDesk, OneMailIsAnsweredOnceAndAnAddressNotForEver) {
  const std::string refused = mail(token_address(), "> rien\n");
  EXPECT_EQ(take(refused).size(), 1U);
  EXPECT_TRUE(take(refused).empty());
  for (std::size_t i = 1; i < answers_per_address_max; ++i) EXPECT_EQ(take(mail(token_address(), "")).size(), 1U);
  EXPECT_TRUE(take(mail(token_address(), "")).empty());
  EXPECT_EQ(names("aside").size(), 2U) << "not swallowed either";
  clock.advance(answers_counted_ms + 1);
  EXPECT_EQ(take(mail(token_address(), "")).size(), 1U);
}

TEST_F(MailReplyDesk, SomebodyWhoWritesWithoutEndIsAskedToWait) {
  for (int i = 0; i < replies_per_person.burst; ++i) EXPECT_TRUE(take(mail(token_address(), "Oui.")).empty());
  expect_refused(take(mail(token_address(), "Oui.")), ReplyReason::too_many);
  EXPECT_EQ(ran.size(), static_cast<std::size_t>(replies_per_person.burst));
}

TEST_F(MailReplyDesk, WhatCannotBeTakenNowIsTakenLater) {
  answers = v1::REFUSAL_CODE_OVERLOADED;
  deliver(mail(token_address(), "Oui."));
  EXPECT_EQ(desk->take_all(), 0U);
  EXPECT_EQ(names("claimed").size(), 1U);
  answers = v1::REFUSAL_CODE_UNSPECIFIED;
  EXPECT_EQ(desk->take_all(), 0U) << "not at once";
  clock.advance(rest_after_trouble_ms);
  EXPECT_EQ(desk->take_all(), 1U);
  EXPECT_EQ(ran.size(), 2U);
  EXPECT_EQ(ran[0].command_key(), ran[1].command_key());
}

TEST_F(MailReplyDesk, WhatIsTriedAgainCountsOnceInAPersonsMeasure) {
  answers = v1::REFUSAL_CODE_OVERLOADED;
  deliver(mail(token_address(), "Oui."));
  for (int i = 0; i < 2 * replies_per_person.burst; ++i) {
    EXPECT_EQ(desk->take_all(), 0U);
    clock.advance(rest_after_trouble_ms);
  }
  answers = v1::REFUSAL_CODE_UNSPECIFIED;
  EXPECT_EQ(desk->take_all(), 1U);
  EXPECT_TRUE(waiting().empty()) << "it is posted, and nobody is asked to wait";
  for (int i = 1; i < replies_per_person.burst; ++i) EXPECT_TRUE(take(mail(token_address(), "Oui.")).empty());
}

TEST_F(MailReplyDesk, AFaultOfTheServerIsTriedThreeTimesAndThenKeptAside) {
  answers = v1::REFUSAL_CODE_INTERNAL;
  deliver(mail(token_address(), "Oui."));
  for (int i = 0; i < internal_faults_max; ++i) {
    desk->take_all();
    clock.advance(rest_after_trouble_ms);
  }
  EXPECT_EQ(ran.size(), static_cast<std::size_t>(internal_faults_max));
  EXPECT_EQ(names("aside").size(), 2U);
  EXPECT_TRUE(waiting().empty());
}

TEST_F(MailReplyDesk, AMailThatCannotBePutAsideStandsInNobodysWay) {
  EXPECT_EQ(desk->take_all(), 0U);
  std::filesystem::remove(folder / "in" / "aside");
  std::ofstream(folder / "in" / "aside") << "no folder";
  deliver(mail("ramure@exemple.fr", "Bonjour", "inconnu@exemple.org"));
  for (int i = 0; i < internal_faults_max + 2; ++i) {
    EXPECT_EQ(desk->take_all(), 0U);
    clock.advance(rest_after_trouble_ms);
  }
  deliver(mail(token_address(), "Oui."));
  EXPECT_EQ(desk->take_all(), 1U);
  EXPECT_EQ(ran.size(), 1U);
  std::filesystem::remove(folder / "in" / "aside");
  std::filesystem::create_directory(folder / "in" / "aside");
  clock.advance(rest_after_trouble_ms);
  EXPECT_EQ(desk->take_all(), 1U);
  EXPECT_EQ(names("aside").size(), 2U) << "and it is not lost";
}

// Whoever finds an address of ours can fill the folder; not the disk.
TEST_F(MailReplyDesk, OfWhatIsKeptAsideOnlySoMuchIsKept) {
  const std::string large(mail_bytes_max - 1'000, 'x');
  const auto bytes_aside = [this] {
    std::uintmax_t bytes = 0;
    for (const std::string& name : names("aside")) bytes += std::filesystem::file_size(folder / "in" / "aside" / name);
    return bytes;
  };
  for (int i = 0; i < 12; ++i) {
    EXPECT_TRUE(take(mail("ramure@exemple.fr", large, "inconnu@exemple.org")).empty());
    EXPECT_LE(bytes_aside(), aside_bytes_max) << "also between two times of tidying";
  }
  EXPECT_GT(bytes_aside(), aside_bytes_max / 2);
  EXPECT_TRUE(std::filesystem::exists(folder / "in" / "aside" / "m12")) << "the latest";
  EXPECT_TRUE(take(mail("ramure@exemple.fr", large + large, "inconnu@exemple.org")).empty());
  EXPECT_EQ(std::filesystem::file_size(folder / "in" / "aside" / "m13"), head_bytes_max);
}

// As when the process is killed while it looks at a mail: one that does that itself must not do it for ever.
TEST_F(MailReplyDesk, AMailOverWhichTheServerEndsAgainAndAgainIsKeptAside) {
  const std::string message = mail(token_address(), "Oui.");
  Maildir other(folder / "in");
  deliver(message);
  const std::string name = other.claim(1).at(0);
  for (std::size_t i = 0; i + 1 < crashes_max; ++i) EXPECT_EQ(other.begin(name), i);
  EXPECT_EQ(desk->take_all(), 1U);
  EXPECT_EQ(ran.size(), 1U) << "chance may end us a few times";
  EXPECT_TRUE(names("claimed").empty()) << "and no mark is left";
  deliver(message);
  const std::string next = other.claim(1).at(0);
  for (std::size_t i = 0; i < crashes_max; ++i) EXPECT_EQ(other.begin(next), i);
  EXPECT_EQ(desk->take_all(), 1U);
  EXPECT_EQ(ran.size(), 1U);
  EXPECT_EQ(names("aside").size(), 2U);
}

TEST_F(MailReplyDesk, AnotherStartKnowsTheAddressesOfTheOneBefore) {
  const std::string address = token_address();
  desk.emplace(config, outbox, services());
  EXPECT_EQ(token_address(), address);
  EXPECT_TRUE(take(mail(address, "Oui.")).empty());
  EXPECT_EQ(ran.size(), 1U);
}

TEST_F(MailReplyDesk, AMailOfOursThatCameBackFailedAndSaysWhy) {
  storage::MailRow row;
  row.key = "1:abc";
  row.community = "demo";
  row.address = "perdue@exemple.org";
  row.message = "From: x\r\nMessage-ID: <abc@exemple.fr>\r\n\r\nBonjour\r\n";
  row.not_after_ms = clock.now_ms() + 1'000'000;
  outbox.hold(row);
  outbox.release(row.key);
  outbox.note_sent(outbox.next_due(clock.now_ms())->id);
  const auto report = [](const std::string& id) {
    return "Return-Path: <>\nFrom: MAILER-DAEMON@exemple.org\nContent-Type: multipart/report; "
           "report-type=delivery-status; "
           "boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\nAction: failed\n"
           "Status: 5.1.1\nDiagnostic-Code: smtp; 550 no such mailbox\n--b\nContent-Type: "
           "message/rfc822\n\nMessage-ID: " +
           id + "\n\nBonjour\n--b--\n";
  };
  EXPECT_TRUE(take(report("<other@exemple.fr>")).empty());
  EXPECT_EQ(outbox.of_community("demo")[0].state, MailState::sent);
  EXPECT_TRUE(take(report("<abc@exemple.fr>")).empty());
  EXPECT_EQ(outbox.of_community("demo")[0].state, MailState::failed);
  EXPECT_EQ(outbox.of_community("demo")[0].reason, "550 no such mailbox");
}

}  // namespace

}  // namespace ramure::mail
