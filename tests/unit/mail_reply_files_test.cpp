// Files that come along with an answer by mail: into the thread with its words, once, or it is said that they were not.
#include "tests/unit/mail_reply_desk.hpp"

namespace ramure::mail {

namespace {

const std::string words_part = "--b\n\nVoici.\n";

std::string pdf_part(const std::string& name) {
  const std::string named = name.empty() ? "" : "; filename=\"" + name + "\"";
  return "--b\nContent-Type: application/pdf\nContent-Disposition: attachment" + named + "\n\n%PDF\n";
}

class MailReplyFiles : public MailReplyDesk {
 protected:
  std::string with_parts(const std::string& to, const std::string& parts) {
    return mail(to, parts + "--b--\n", own, "Content-Type: multipart/mixed; boundary=b\n");
  }
};

TEST_F(MailReplyFiles, FilesGoIntoTheThreadWithTheWords) {
  EXPECT_TRUE(take(with_parts(token_address(), words_part + pdf_part("plan \\\"A\\\".pdf") + pdf_part(""))).empty());
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].name, "plan \"A\".pdf");
  EXPECT_EQ(kept[0].bytes, "%PDF");
  EXPECT_EQ(kept[1].name, "piece-jointe-2");
  ASSERT_EQ(posted.size(), 1U);
  EXPECT_EQ(posted[0].post_message().body(), "Voici.");
  ASSERT_EQ(posted[0].post_message().upload_ids_size(), 2);
  EXPECT_EQ(posted[0].post_message().upload_ids(1), kept[1].upload_id);
  EXPECT_TRUE(take(with_parts(token_address(), pdf_part("seul.pdf"))).empty()) << "a file alone is an answer, too";
  EXPECT_EQ(posted.size(), 2U);
}

TEST_F(MailReplyFiles, DeliveredTwiceItsFilesAreKeptOnce) {
  const std::string message = with_parts(token_address(), words_part + pdf_part("a.pdf"));
  take(message);
  take(message);
  EXPECT_EQ(kept.size(), 1U) << "posted already, it misses nothing";
  ASSERT_EQ(posted.size(), 2U);
  EXPECT_EQ(posted[0].SerializeAsString(), posted[1].SerializeAsString());
}

TEST_F(MailReplyFiles, WithoutAMessageIdOtherFilesAreAnotherMail) {
  for (const char* file : {"a.pdf", "b.pdf"}) {
    std::string message = with_parts(token_address(), words_part + pdf_part(file));
    message.replace(message.find("Message-ID"), 7, "X-Other");
    take(message);
  }
  ASSERT_EQ(posted.size(), 2U);
  EXPECT_NE(posted[0].command_key(), posted[1].command_key());
}

TEST_F(MailReplyFiles, NoFileIsKeptForWordsThatAreRefused) {
  answers = v1::REFUSAL_CODE_ARCHIVED;
  expect_refused(take(with_parts(token_address(), words_part + pdf_part("a.pdf"))), ReplyReason::closed);
  EXPECT_TRUE(kept.empty());
}

TEST_F(MailReplyFiles, WithoutRoomTheWordsArePostedAndThatIsSaid) {
  has_room = false;
  const std::string message = with_parts(token_address(), words_part + pdf_part("a.pdf"));
  const auto told = take(message);
  ASSERT_EQ(posted.size(), 1U);
  EXPECT_EQ(posted[0].post_message().upload_ids_size(), 0);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].find("n’ont pas été prises"), std::string::npos) << told[0];
  expect_refused(take(with_parts(token_address(), pdf_part("a.pdf"))), ReplyReason::no_room);
}

// The process ended between the post without its files and what is said of it; then there is room again.
TEST_F(MailReplyFiles, WhatWasPostedWithoutItsFilesIsSaidAlsoAfterACrash) {
  has_room = false;
  const std::string message = with_parts(token_address(), words_part + pdf_part("a.pdf"));
  take(message);
  posted_before = posted.at(0);
  has_room = true;
  posted.clear();
  EXPECT_TRUE(take(message).empty()) << "it was said";
  ASSERT_EQ(posted.size(), 1U);
  EXPECT_EQ(posted[0].SerializeAsString(), posted_before->SerializeAsString());
}

TEST_F(MailReplyFiles, OfWhatIsNoFileToBeKeptAndOfMoreThanTenTheSenderIsTold) {
  std::string eleven = words_part;
  for (int i = 0; i < 11; ++i) eleven += pdf_part(std::to_string(i) + ".pdf");
  EXPECT_EQ(take(with_parts(token_address(), eleven)).size(), 1U);
  EXPECT_EQ(posted.at(0).post_message().upload_ids_size(), 10);
  const std::string inside = "--b\nContent-Type: message/rfc822\n\nSubject: x\n\nUn secret\n";
  EXPECT_EQ(take(with_parts(token_address(), words_part + inside)).size(), 1U);
  EXPECT_EQ(posted.at(1).post_message().upload_ids_size(), 0);
  expect_refused(take(with_parts(token_address(), inside)), ReplyReason::no_files);
}

TEST_F(MailReplyFiles, ThatFilesAreLeftOutIsSaidOfEveryMail) {
  has_room = false;
  for (std::size_t i = 0; i < answers_per_address_max; ++i) {
    EXPECT_EQ(take(mail(token_address(), "> rien\n")).size(), 1U);
  }
  for (std::size_t i = 0; i < answers_per_address_max + 3; ++i) {
    EXPECT_EQ(take(with_parts(token_address(), words_part + pdf_part("a.pdf"))).size(), 1U);
  }
  EXPECT_TRUE(names("aside").empty());
  for (const storage::MailRow& row : outbox.of_community("demo")) {
    EXPECT_TRUE(row.kind == kind_of_answer || row.kind == kind_of_files_notice);
  }
}

}  // namespace

}  // namespace ramure::mail
