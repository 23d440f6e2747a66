// From a mail that calls somebody back to her answer in the thread: the address that the real server wrote into it is
// the one that it takes answers at.
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "server/mail/decoding.hpp"
#include "tests/integration/mailed_member.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;

class NetReplyAddress : public MailedMember {
 protected:
  void deliver(const std::string& head, const std::string& body) {
    const std::string name = std::to_string(++files) + ".mail";
    std::ofstream(maildir / "tmp" / name, std::ios::binary) << "From: Jeanne <jeanne@exemple.fr>\n"
                                                            << head << "\n"
                                                            << body;
    std::filesystem::rename(maildir / "tmp" / name, maildir / "new" / name);
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (!std::filesystem::is_empty(maildir / "new") || !std::filesystem::is_empty(maildir / "claimed")) {
      ASSERT_LT(std::chrono::steady_clock::now(), end);
      std::this_thread::sleep_for(10ms);
    }
  }

  std::vector<std::string> written_by_jeanne() {
    WsClient reader = connect();
    reader.hello();
    v1::Query query;
    query.mutable_get_history()->set_thread_id(served.thread());
    query.mutable_get_history()->set_after_id(served.thread());
    query.mutable_get_history()->set_limit(200);
    std::vector<std::string> bodies;
    const v1::Reply reply = reader.query(query);
    for (const v1::Message& each : reply.answer().history().messages()) {
      if (each.author_id() == jeanne) bodies.push_back(each.body());
    }
    return bodies;
  }

  std::string draft_of_jeanne() {
    WsClient reader = connect();
    reader.hello();
    v1::Query query;
    query.mutable_get_private_rows();
    const v1::Reply reply = reader.query(query);
    std::string text;
    for (const v1::PrivateRow& row : reply.answer().private_rows().rows()) {
      if (row.draft().thread_id() == served.thread()) text = row.draft().text();
    }
    return text;
  }

  int files = 0;
};

TEST_F(NetReplyAddress, WhatIsAnsweredToANoticeIsInItsThreadOnce) {
  WsClient her = connect();
  her.hello();
  v1::Command draft;
  draft.set_command_key(served.next_key());
  draft.mutable_save_draft()->set_thread_id(served.thread());
  draft.mutable_save_draft()->set_text("À moitié");
  ASSERT_TRUE(her.command(draft).has_accepted());
  WsClient anna = served.connect(served.people().valmerac.first);
  anna.hello();
  ASSERT_TRUE(
      anna.command(served.post(served.thread(), "Qu’en dis-tu, <@" + std::to_string(jeanne) + "> ?")).has_accepted());

  const std::string notice = wait_for_message("Reply-To", "reply+");
  const std::string to = mail::decoded_header(notice, "Reply-To"), text = mail::first_text_of(notice);
  EXPECT_NE(text.find("est publiée dans ce fil"), std::string::npos) << text;
  const std::size_t at = text.find("http");
  const std::string link = text.substr(at, text.find_first_of(" \r\n", at) - at);
  ASSERT_NE(link.find("/lien#"), std::string::npos) << text;
  const std::string head = "To: " + to + "\nMessage-ID: <1@exemple.fr>\nContent-Type: text/plain; charset=utf-8\n";
  deliver(head, "Avec plaisir, voir " + link + "\nVon: " + to + "\n");
  deliver(head, "Avec plaisir, voir " + link + "\nVon: " + to + "\n");
  const std::vector<std::string> written = written_by_jeanne();
  ASSERT_EQ(written.size(), 1U);
  EXPECT_TRUE(written[0].starts_with("Avec plaisir, voir\nVon:")) << written[0];
  EXPECT_EQ(written[0].find("lien#"), std::string::npos) << written[0];
  EXPECT_EQ(written[0].find("reply+"), std::string::npos) << written[0];
  EXPECT_EQ(draft_of_jeanne(), "À moitié") << "it is not what she writes on the page";

  deliver("To: " + to + "\nMessage-ID: <2@exemple.fr>\nContent-Type: multipart/mixed; boundary=b\n",
          "--b\n\nVoici.\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--b--\n");
  EXPECT_EQ(written_by_jeanne().size(), 2U);
  const HttpAnswer list = post_json(served.port(), "/api/mail/list", "{}", served.token(served.people().admin));
  EXPECT_NE(list.body.find("\"kind\":\"reply_without_files\""), std::string::npos) << list.body;
}

}  // namespace

}  // namespace ramure::test
