// Which mails were written by programs, what a report of a mail server says, and the words of every reason.
#include <gtest/gtest.h>

#include "server/mail/reply_rules.hpp"

namespace ramure::mail {

namespace {

constexpr const char* own = "ramure@exemple.fr";

bool automatic(const std::string& headers) {
  return is_automatic(read_incoming("From: Jeanne <jeanne@exemple.fr>\n" + headers + "\n\nBonjour\n"), own);
}

TEST(MailReplyRules, AProgramIsKnownByWhatItSays) {
  for (const char* headers :
       {"Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; x", "Precedence: bulk", "Precedence: LIST",
        "List-Id: <liste.exemple.fr>", "List-Unsubscribe: <mailto:x@exemple.fr>", "X-Autoreply: yes", "Return-Path: <>",
        "Subject: =?UTF-8?Q?R=C3=A9ponse_automatique_:_votre_message?=", "Subject: Absence du bureau",
        "Subject: Automatic reply: hello", "Subject: Out of Office", "X-Failed-Recipients: a@exemple.fr"}) {
    EXPECT_TRUE(automatic(headers)) << headers;
  }
  for (const char* from : {"MAILER-DAEMON@exemple.org", "no-reply@exemple.org", "Ramure@exemple.fr"}) {
    EXPECT_TRUE(is_automatic(read_incoming("From: " + std::string(from) + "\n\nx\n"), own)) << from;
  }
}

TEST(MailReplyRules, APersonIsNone) {
  for (const char* headers :
       {"Subject: Re: Absence du bureau de poste", "Auto-Submitted: no", "Return-Path: <jeanne@exemple.fr>",
        "Precedence: normal", "Subject: =?ISO-8859-1?Q?Re=A0:_R=E9ponse_automatique?="}) {
    EXPECT_FALSE(automatic(headers)) << headers;
  }
}

std::string report(const std::string& status, const std::string& original) {
  return "Return-Path: <>\nFrom: MAILER-DAEMON@exemple.org\nContent-Type: multipart/report; "
         "report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nDésolé.\n--b\nContent-Type: "
         "message/delivery-status\n\n" +
         status + "\n--b\n" + original + "\n--b--\n";
}
constexpr const char* failed =
    "Reporting-MTA: dns; mx.exemple.org\n\nFinal-Recipient: rfc822; jeanne@exemple.fr\nAction: failed\n"
    "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n no such mailbox\n";

TEST(MailReports, SayWhichMailAndWhy) {
  for (const char* original :
       {"Content-Type: message/rfc822\n\nFrom: ramure@exemple.fr\nMessage-ID: <abc@exemple.fr>\n\nBonjour\n",
        "Content-Type: text/rfc822-headers\n\nFrom: ramure@exemple.fr\nMessage-Id: <abc@exemple.fr>\n"}) {
    const auto read = read_incoming(report(failed, original)).report;
    ASSERT_TRUE(read) << original;
    EXPECT_EQ(read->message_id, "<abc@exemple.fr>");
    EXPECT_EQ(read->action, "failed");
    EXPECT_EQ(read->reason, "550 5.1.1 no such mailbox");
  }
}

TEST(MailReports, OfADelayOrWithoutAMailAreNoFailure) {
  const auto delayed = read_incoming(report("Reporting-MTA: dns; a\n\nAction: delayed\nStatus: 4.4.1\n",
                                            "Content-Type: text/plain\n\nx\n"))
                           .report;
  ASSERT_TRUE(delayed);
  EXPECT_EQ(delayed->action, "delayed");
  EXPECT_EQ(delayed->reason, "4.4.1");
  EXPECT_EQ(delayed->message_id, "");
  EXPECT_FALSE(read_incoming("From: a@exemple.fr\nContent-Type: multipart/report; "
                             "report-type=disposition-notification; boundary=b\n\n--b\n\nlu\n--b--\n")
                   .report)
      << "a receipt";
}

TEST(MailReplyRules, EveryReasonIsSaidInBothLanguages) {
  for (int i = 0; i <= static_cast<int>(ReplyReason::not_taken); ++i) {
    const auto reason = static_cast<ReplyReason>(i);
    EXPECT_FALSE(reason_in_words(reason, false).empty());
    EXPECT_NE(reason_in_words(reason, false), reason_in_words(reason, true));
  }
  EXPECT_EQ(reason_of(v1::REFUSAL_CODE_ARCHIVED), ReplyReason::closed);
  EXPECT_EQ(reason_of(v1::REFUSAL_CODE_NOT_FOUND), reason_of(v1::REFUSAL_CODE_FORBIDDEN)) << "hidden and absent alike";
}

}  // namespace

}  // namespace ramure::mail
