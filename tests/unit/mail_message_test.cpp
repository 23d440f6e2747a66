// Whole mails, held to golden ones. RAMURE_WRITE_GOLDEN=1 writes them anew: read what changed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "server/mail/decoding.hpp"
#include "server/mail/message.hpp"

namespace ramure::mail {

namespace {

std::string composed(const std::string& kind, const std::string& locale) {
  const std::string name = template_name(kind, locale);
  const auto form = read_template(name, shipped_texts().at(name));
  if (!form) return {};
  const std::string link = "https://ramure.exemple.fr/invitation#0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
  const Template letter = fill(*form, {{"community", "Parcours « co-construction » & territoires"},
                                       {"name", "Zoé <b>Ménard</b>"},
                                       {"inviter", "Éléonore d’Assas"},
                                       {"link", link},
                                       {"until", "jeudi 10 décembre 2026"}});
  return compose({.from = {"Parcours « co-construction » & territoires", "ramure@exemple.fr"},
                  .to = {"Zoé <b>Ménard</b>", "zoe.menard@exemple.fr"},
                  .message_id = "<00112233445566778899aabbccddeeff00112233@exemple.fr>",
                  .locale = locale,
                  .at_ms = 1'795'722'509'000},
                 letter, link);
}

std::string golden(const std::string& name) {
  std::ifstream file(std::string(RAMURE_SOURCE_DIR "/tests/golden/mail/") + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(MailMessage, LooksAsItDid) {
  for (const char* kind : {"invitation", "invitation_account", "sign_in", "password"}) {
    for (const char* locale : {"fr", "en"}) {
      const std::string name = std::string(kind) + "." + locale + ".eml";
      const std::string message = composed(kind, locale);
      if (std::getenv("RAMURE_WRITE_GOLDEN") != nullptr) {
        std::ofstream(std::string(RAMURE_SOURCE_DIR "/tests/golden/mail/") + name, std::ios::binary) << message;
      }
      EXPECT_EQ(message, golden(name)) << name;
    }
  }
}

TEST(MailMessage, HasTheHeadersOfAMailThatAProgramSends) {
  const std::string message = composed("invitation", "fr");
  EXPECT_EQ(decoded_header(message, "From"), "Parcours « co-construction » & territoires <ramure@exemple.fr>");
  EXPECT_EQ(decoded_header(message, "To"), "Zoé <b>Ménard</b> <zoe.menard@exemple.fr>");
  EXPECT_EQ(decoded_header(message, "Subject"),
            "Éléonore d’Assas vous invite\u00a0: Parcours « co-construction » & territoires");
  EXPECT_EQ(decoded_header(message, "Auto-Submitted"), "auto-generated");
  EXPECT_EQ(decoded_header(message, "Message-ID"), "<00112233445566778899aabbccddeeff00112233@exemple.fr>");
  EXPECT_EQ(decoded_header(message, "Date"), "Thu, 26 Nov 2026 19:48:29 +0000");
}

TEST(MailMessage, TextIsPlainAndHtmlIsEscaped) {
  const std::string message = composed("invitation", "fr");
  EXPECT_NE(first_text_of(message).find("Bonjour Zoé <b>Ménard</b>,"), std::string::npos);
  const std::string html = decoded_quoted_printable(message.substr(message.find("Content-Type: text/html")));
  EXPECT_NE(html.find("<p>Bonjour Zoé &lt;b&gt;Ménard&lt;/b&gt;,</p>"), std::string::npos) << html;
  EXPECT_EQ(html.find("<b>"), std::string::npos);
  EXPECT_NE(html.find("lang=\"fr\""), std::string::npos);
  for (const char* loaded : {"<img", "src=", "<script", "url("}) EXPECT_EQ(html.find(loaded), std::string::npos);
}

TEST(MailMessage, EveryLineIsShortAsciiAndEndsAsItShould) {
  const std::string message = composed("password", "fr");
  std::size_t from = 0;
  for (std::size_t end = message.find("\r\n"); end != std::string::npos; end = message.find("\r\n", from)) {
    ASSERT_LE(end - from, 78U) << message.substr(from, end - from);
    from = end + 2;
  }
  EXPECT_EQ(from, message.size());
  for (const char c : message) ASSERT_TRUE(c == '\r' || c == '\n' || (c >= 0x20 && c < 0x7F));
}

}  // namespace

}  // namespace ramure::mail
