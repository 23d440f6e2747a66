// How text travels: what goes out comes back, and every line keeps to its length.
#include <gtest/gtest.h>

#include <sstream>

#include "server/mail/address.hpp"
#include "server/mail/decoding.hpp"
#include "server/mail/encoding.hpp"

namespace ramure::mail {

namespace {

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    longest = std::max(longest, line.size() - (line.ends_with('\r') ? 1 : 0));
  return longest;
}

TEST(MailEncoding, QuotedPrintableKeepsAccentsDotsAndBlanks) {
  EXPECT_EQ(quoted_printable("Élan = été"), "=C3=89lan =3D =C3=A9t=C3=A9\r\n");
  EXPECT_EQ(quoted_printable(".\n..x\nFrom here\na. From\n"), "=2E\r\n=2E.x\r\n=46rom here\r\na. From\r\n");
  EXPECT_EQ(quoted_printable("at the end \nand\t\n"), "at the end=20\r\nand=09\r\n");
  EXPECT_EQ(quoted_printable(""), "");
}

TEST(MailEncoding, NoLineOfABodyIsLongerThan76AndNothingGetsLost) {
  for (const std::string& unit :
       {std::string("é"), std::string("a"), std::string(". "), std::string("="), std::string("From ")}) {
    for (std::size_t count = 1; count < 200; ++count) {
      std::string text;
      for (std::size_t i = 0; i < count; ++i) text += unit;
      const std::string encoded = quoted_printable(text);
      ASSERT_LE(longest_line(encoded), 76U) << unit << count;
      ASSERT_EQ(decoded_quoted_printable(encoded), text + "\n");
      for (const char* risky : {"\r\n.", "\r\nFrom "}) ASSERT_EQ(encoded.find(risky), std::string::npos) << encoded;
    }
  }
}

TEST(MailEncoding, HeadersAreFoldedIntoEncodedWords) {
  EXPECT_EQ(header_text("Plain words", 9), "Plain words");
  EXPECT_EQ(header_text("L’été", 9), "=?UTF-8?Q?L=E2=80=99=C3=A9t=C3=A9?=");
  for (std::size_t count = 1; count < 120; ++count) {
    std::string text = "a";
    for (std::size_t i = 0; i < count; ++i) text += i % 3 == 0 ? "œ" : i % 3 == 1 ? " " : "é";
    text += "z";
    const std::string value = header_text(text, 9);
    ASSERT_LE(longest_line("Subject: " + value), 76U);
    ASSERT_EQ(decoded_header("Subject: " + value + "\r\n\r\n", "Subject"), text);
  }
}

TEST(MailEncoding, AValueNeverBeginsAnotherHeader) {
  EXPECT_EQ(header_text("one\r\nBcc: x@y.fr", 9), "one  Bcc: x@y.fr");
  EXPECT_EQ(header_text("=?UTF-8?Q?already?=", 9).find("=?UTF-8?Q?already"), std::string::npos);
  EXPECT_EQ(header_mailbox("A\r\nB", "a@b.fr", 6), "A  B <a@b.fr>");
}

TEST(MailEncoding, MailboxesNeedNoQuotationMarks) {
  EXPECT_EQ(header_mailbox("", "a@b.fr", 4), "<a@b.fr>");
  EXPECT_EQ(header_mailbox("Jeanne Martin", "a@b.fr", 4), "Jeanne Martin <a@b.fr>");
  EXPECT_EQ(header_mailbox("Martin, Jeanne", "a@b.fr", 4), "=?UTF-8?Q?Martin=2C_Jeanne?= <a@b.fr>");
}

TEST(MailEncoding, DatesAreThoseOfMail) {
  EXPECT_EQ(header_date(1'795'722'509'000), "Thu, 26 Nov 2026 19:48:29 +0000");
  EXPECT_EQ(header_date(0), "Thu, 1 Jan 1970 00:00:00 +0000");
}

TEST(MailAddress, NothingBreaksOutOfACommand) {
  for (const char* good : {"a@b.fr", "jeanne.martin+x@exemple.fr", "o'neil@x-y.org"})
    EXPECT_TRUE(is_safe_address(good)) << good;
  for (const char* bad : {"", "a", "@b.fr", "a@", "a@b@c.fr", "a b@c.fr", "a@b.fr\r\nRCPT TO:<x@y.fr>", "<a@b.fr>",
                          "é@b.fr", "a@b.fr,c@d.fr", "\"a\"@b.fr"}) {
    EXPECT_FALSE(is_safe_address(bad)) << bad;
  }
  EXPECT_FALSE(is_safe_address(std::string(250, 'a') + "@b.fr"));
}

}  // namespace

}  // namespace ramure::mail
