#include <gtest/gtest.h>

#include "client-cli/net/address.hpp"
#include "client-cli/output/document.hpp"
#include "client-cli/output/partial_file.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/text/language.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::cli {
namespace {

TEST(ClientOutput, NobodyRepaintsSomebodyElsesTerminal) {
  EXPECT_EQ(harmless("a\033[2Jb"), "a\ufffd[2Jb");
  EXPECT_EQ(harmless("a\rb\x7f"), "a\ufffdb\ufffd");
  EXPECT_EQ(harmless("x\u202egnp.exe"), "x\ufffdgnp.exe");
  EXPECT_EQ(harmless("a\x9b"
                     "31mb"),
            "a\ufffd31mb");  // the 8-bit form of ESC [
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
  EXPECT_EQ(terminal.wrapped("漢字漢字漢字 漢字漢字漢字", 0), "漢字漢字漢字\n漢字漢字漢字")
      << "an ideograph takes two columns";
  EXPECT_EQ(terminal.wrapped(std::string(10'000, 'x'), 0).size(), 10'000u) << "one long word is not cut";
}

TEST(ClientOutput, ColoursOnlyWhereAsked) {
  Environment plain;
  EXPECT_EQ(Terminal(plain).styled("mot", Style::bold), "mot");
  plain.colour = true;
  EXPECT_NE(Terminal(plain).styled("mot", Style::bold), "mot");
}

TEST(ClientOutput, AFileOfSomebodyElseIsSavedHereUnderAPlainName) {
  EXPECT_EQ(local_name("carte d’été.png"), "carte d’été.png");
  EXPECT_EQ(local_name("../../.bashrc"), "_._.._.bashrc");
  EXPECT_EQ(local_name(".bashrc"), "_bashrc");
  EXPECT_EQ(local_name("a/b\\c\nd"), "a_b_c_d");
  EXPECT_EQ(local_name("\033[2Jx"), "\ufffd[2Jx");
  EXPECT_EQ(local_name(""), "fichier");
}

TEST(ClientOutput, AFileAppearsWholeOrNotAtAll) {
  const test::TemporaryFolder folder;
  {
    PartialFile given_up(folder / "a");
    given_up.write("à moitié");
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  PartialFile whole(folder / "a");
  whole.write("tout");
  EXPECT_FALSE(std::filesystem::exists(folder / "a"));
  EXPECT_TRUE(whole.finish());
  EXPECT_EQ(std::filesystem::file_size(folder / "a"), 4u);
  PartialFile empty(folder / "b");
  EXPECT_TRUE(empty.finish());
  EXPECT_TRUE(std::filesystem::exists(folder / "b"));
  PartialFile nowhere(folder / "c/d");
  nowhere.write("x");
  EXPECT_FALSE(nowhere.finish());
}

TEST(ClientOutput, ExportsDataForScripts) {
  v1::Thread thread;
  thread.set_title("Un titre");
  std::vector<v1::Message> messages(2);
  messages[0].set_body("Un");
  messages[1].set_body("Deux");
  EXPECT_EQ(json_document(thread, messages),
            "{\"thread\":{\"title\":\"Un titre\"},\n\"messages\":[\n{\"body\":\"Un\"},\n{\"body\":\"Deux\"}\n]}\n");
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
