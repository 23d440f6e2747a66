// What files that came by mail are called: whatever the mail says, a name that a file here may have.
#include "server/mail/sent_file_name.hpp"

#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "server/community/answer_files.hpp"

namespace ramure::mail {
namespace {

TEST(MailSentFileName, IsWhatTheMailSaysWithoutFoldersAndWhatIsNotShown) {
  EXPECT_EQ(sent_file_name("Plan d’eau 2026.pdf", 1), "Plan d’eau 2026.pdf");
  EXPECT_EQ(sent_file_name("C:\\Users\\j\\plan.pdf", 1), "plan.pdf");
  EXPECT_EQ(sent_file_name("../../etc/passwd", 1), "passwd");
  EXPECT_EQ(sent_file_name(" a\r\n\tb.pdf ", 1), "ab.pdf");
  EXPECT_EQ(sent_file_name("facture\u202Efdp.exe", 1), "facturefdp.exe") << "it reads as what it is";
}

TEST(MailSentFileName, IsANumberWhereNothingIsLeft) {
  for (const char* said : {"", ".", "..", "dossier/", "\u200B\u00A0", "\x01\x02", "   "}) {
    EXPECT_EQ(sent_file_name(said, 3), "piece-jointe-3") << said;
  }
}

TEST(MailSentFileName, IsCutBeforeItsEnding) {
  const std::string cut = sent_file_name(std::string(150, 'a') + std::string(200, '\xC3') + ".pdf", 1);
  EXPECT_EQ(cut, std::string(150, 'a') + ".pdf") << "what is no UTF-8 is not shown";
  std::string accents;
  for (int i = 0; i < 150; ++i) accents += "é";
  const std::string name = sent_file_name(accents + ".jpeg", 1);
  EXPECT_LE(name.size(), limits::attachment_name_bytes_max);
  EXPECT_GT(name.size(), limits::attachment_name_bytes_max - 2);
  EXPECT_TRUE(name.ends_with("é.jpeg"));
  EXPECT_TRUE(community::check_file_name(name).has_value());
  EXPECT_EQ(sent_file_name(std::string(300, 'x'), 1).size(), limits::attachment_name_bytes_max);
}

}  // namespace
}  // namespace ramure::mail
