#include <gtest/gtest.h>

#include "client-cli/net/address.hpp"
#include "client-cli/output/document.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {
namespace {

std::vector<v1::Message> messages_with(const std::string& body) {
  v1::Message message;
  message.set_id(5);
  message.set_body(body);
  return {message};
}

TEST(ClientOutput, NobodyRepaintsSomebodyElsesTerminal) {
  EXPECT_EQ(harmless("a\033[2Jb"), "a\ufffd[2Jb");
  EXPECT_EQ(harmless("a\rb\x7f"), "a\ufffdb\ufffd");
  EXPECT_EQ(harmless("x\u202egnp.exe"), "x\ufffdgnp.exe");
  EXPECT_EQ(harmless("\xc2\x9b"
                     "31m"),
            "\ufffd31m")
      << "the one-character CSI";
  EXPECT_EQ(harmless("été, œuvre\n\tfin"), "été, œuvre\n\tfin");
}

TEST(ClientOutput, WrapsByCharactersAndKeepsParagraphs) {
  Environment environment;
  environment.columns = 24;
  const Terminal terminal(environment);
  EXPECT_EQ(terminal.wrapped("éééééééééé éééééééééé éé", 2), "  éééééééééé éééééééééé\n  éé");
  EXPECT_EQ(terminal.wrapped("un\n\ndeux", 0), "un\n\ndeux");
  EXPECT_EQ(terminal.wrapped(std::string(10'000, 'x'), 0).size(), 10'000u) << "one long word is not cut";
}

TEST(ClientOutput, ColoursOnlyWhereAsked) {
  Environment plain;
  EXPECT_EQ(Terminal(plain).styled("mot", Style::bold), "mot");
  plain.colour = true;
  EXPECT_NE(Terminal(plain).styled("mot", Style::bold), "mot");
}

TEST(ClientOutput, ExportedPagesHoldNoScriptAndNoDangerousLink) {
  v1::Thread thread;
  thread.set_title("<script>alert(1)</script>");
  for (const char* body : {"<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>",
                           "![x](data:text/html;base64,AAAA)", "<iframe src=//evil.example></iframe>"}) {
    const std::string html = html_document(Names(), thread, messages_with(body));
    EXPECT_EQ(html.find("<script"), std::string::npos) << body;
    EXPECT_EQ(html.find("javascript:"), std::string::npos) << body;
    EXPECT_EQ(html.find("<img src=x"), std::string::npos) << body;
    EXPECT_EQ(html.find("data:text"), std::string::npos) << body;
    EXPECT_EQ(html.find("<iframe"), std::string::npos) << body;
  }
}

TEST(ClientOutput, ExportsMarkdownAsPeopleWroteIt) {
  v1::Thread thread;
  thread.set_title("Un\ntitre");
  const std::string text = markdown_document(Names(), thread, messages_with("**gras** et « guillemets »"));
  EXPECT_TRUE(text.starts_with("# Un titre\n")) << text;
  EXPECT_NE(text.find("**gras** et « guillemets »"), std::string::npos);
  const std::string html = html_document(Names(), thread, messages_with("**gras**"));
  EXPECT_NE(html.find("<strong>gras</strong>"), std::string::npos);
  EXPECT_NE(html.find("<html lang=\"fr\">"), std::string::npos);
}

TEST(ClientOutput, ErasedMessagesSayThatTheyAre) {
  v1::Thread thread;
  std::vector<v1::Message> messages = messages_with("");
  messages.front().set_redacted(true);
  EXPECT_NE(markdown_document(Names(), thread, messages).find("(message effacé)"), std::string::npos);
}

TEST(ClientAddress, TakesWhatPeopleType) {
  EXPECT_EQ(parse_address("https://ramure.example.org")->port, "443");
  EXPECT_EQ(parse_address("http://127.0.0.1:8080")->port, "8080");
  EXPECT_FALSE(parse_address("http://127.0.0.1:8080")->tls);
  EXPECT_EQ(parse_address("http://[::1]:8080")->host, "::1");
  EXPECT_EQ(parse_address("http://[::1]:8080")->text(), "http://[::1]:8080");
  EXPECT_TRUE(parse_address("ramure.example.org")->tls);
  for (const char* wrong : {"", "ftp://x", "http://", "http://a b"})
    EXPECT_EQ(parse_address(wrong).error().exit, Exit::usage) << wrong;
}

}  // namespace
}  // namespace ramure::cli
