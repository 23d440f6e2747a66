// Handing mails over to a real mail server that the test starts, as kind and unkind as those of the world.
#include <curl/curl.h>
#include <gtest/gtest.h>

#include <thread>

#include "server/mail/smtp.hpp"
#include "tests/support/smtp_sink.hpp"

namespace ramure::test {

namespace {

using mail::Delivery;
using mail::Handover;
using namespace std::chrono_literals;

class MailSmtp : public testing::Test {
 protected:
  static void SetUpTestSuite() { curl_global_init(CURL_GLOBAL_DEFAULT); }

  mail::SmtpOptions options() const {
    return {.url = sink.url(), .user = {}, .password = {}, .own_name = "exemple.fr", .timeout_ms = 10'000};
  }
  static mail::Parcel parcel(const std::string& text = "Subject: x\r\n\r\nwords\r\n") {
    return {.key = "k", .from = "ramure@exemple.fr", .to = "jeanne@exemple.fr", .message = text};
  }

  SmtpSink sink;
};

TEST_F(MailSmtp, WhatIsHandedOverArrivesByteForByte) {
  mail::SmtpTransport transport(options());
  const std::string dotted = "Subject: x\r\n\r\n.\r\n..two\r\na line\r\n.end\r\n";
  EXPECT_EQ(transport.send(parcel(dotted)).handover, Handover::done);
  EXPECT_EQ(transport.send(parcel()).handover, Handover::done) << "over the same connection";
  ASSERT_EQ(sink.mails().size(), 2U);
  EXPECT_EQ(sink.mails()[0].message, dotted);
  EXPECT_EQ(sink.mails()[0].from, "ramure@exemple.fr");
  EXPECT_EQ(sink.mails()[0].to, "jeanne@exemple.fr");
}

TEST_F(MailSmtp, WhatIsSaidOfAMailIsAboutThatMail) {
  mail::SmtpTransport transport(options());
  sink.behave({.at_receiver = "550 5.1.1 no such mailbox"});
  const Delivery refused = transport.send(parcel());
  EXPECT_EQ(refused.handover, Handover::refused);
  EXPECT_EQ(refused.reason, "550 5.1.1 no such mailbox");
  sink.behave({.at_receiver = "452 4.2.2 mailbox full"});
  EXPECT_EQ(transport.send(parcel()).handover, Handover::later);
  sink.behave({.at_end = "554 5.7.1 looks like spam"});
  EXPECT_EQ(transport.send(parcel()).handover, Handover::refused);
  sink.behave({.at_end = "451 4.7.1 greylisted"});
  const Delivery later = transport.send(parcel());
  EXPECT_EQ(later.handover, Handover::later);
  EXPECT_EQ(later.reason, "451 4.7.1 greylisted");
  EXPECT_TRUE(sink.mails().empty());
  sink.behave({});
  EXPECT_EQ(transport.send(parcel()).handover, Handover::done);
}

TEST_F(MailSmtp, WhatIsSaidBeforeIsAboutTheServer) {
  sink.behave({.greeting = "554 5.3.2 not today"});
  EXPECT_EQ(mail::SmtpTransport(options()).send(parcel()).handover, Handover::unreachable);
  sink.behave({.at_receiver = "421 4.3.2 shutting down"});
  EXPECT_EQ(mail::SmtpTransport(options()).send(parcel()).handover, Handover::unreachable);
}

TEST_F(MailSmtp, ADeadServerIsUnreachableAndComesBack) {
  mail::SmtpOptions nowhere = options();
  {
    const SmtpSink gone;
    nowhere.url = gone.url();
  }
  const Delivery delivery = mail::SmtpTransport(nowhere).send(parcel());
  EXPECT_EQ(delivery.handover, Handover::unreachable);
  EXPECT_NE(delivery.reason, "");
}

TEST_F(MailSmtp, AServerThatBreaksOffAfterTheTextIsAskedAgain) {
  mail::SmtpTransport transport(options());
  sink.behave({.hangs_up = true});
  EXPECT_EQ(transport.send(parcel()).handover, Handover::unreachable);
  sink.behave({});
  EXPECT_EQ(transport.send(parcel()).handover, Handover::done);
  ASSERT_EQ(sink.mails().size(), 2U) << "SMTP cannot tell that it was kept";
  EXPECT_EQ(sink.mails()[0].message, sink.mails()[1].message) << "the same Message-ID says that it is the same";
}

TEST_F(MailSmtp, ASlowServerIsWaitedForButNotForEver) {
  sink.behave({.waits = 50ms});
  EXPECT_EQ(mail::SmtpTransport(options()).send(parcel()).handover, Handover::done);
  mail::SmtpOptions impatient = options();
  impatient.timeout_ms = 300;
  sink.behave({.waits = 2s});
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(mail::SmtpTransport(impatient).send(parcel()).handover, Handover::unreachable);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

TEST_F(MailSmtp, StoppingDoesNotWaitForASlowServer) {
  sink.behave({.waits = 20s});
  mail::SmtpTransport transport(options());
  const auto began = std::chrono::steady_clock::now();
  std::thread stopping([&] {
    std::this_thread::sleep_for(200ms);
    transport.stop();
  });
  EXPECT_EQ(transport.send(parcel()).handover, Handover::unreachable);
  stopping.join();
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

TEST_F(MailSmtp, UserAndPasswordAreShownAndAWrongOneIsSaidWithoutThem) {
  sink.behave({.wants_user = "ramure tres-secret"});
  mail::SmtpOptions known = options();
  known.user = "ramure";
  known.password = "tres-secret";
  EXPECT_EQ(mail::SmtpTransport(known).send(parcel()).handover, Handover::done);
  known.password = "pas-le-bon";
  const Delivery refused = mail::SmtpTransport(known).send(parcel());
  EXPECT_EQ(refused.handover, Handover::unreachable) << "about the server, not about this mail";
  EXPECT_EQ(refused.reason.find("pas-le-bon"), std::string::npos);
}

}  // namespace

}  // namespace ramure::test
