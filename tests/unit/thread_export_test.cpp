// A thread as a document: whole, in words, harmless, and true about itself at its end.
#include "server/files/thread_export.hpp"
#include "protocol/hex.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "storage/attachment_files.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::files {

namespace {

using test::RuledCommunity;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Exports : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t anna_ = c_.valmerac.first, bruno_ = c_.kerlohan.first;
  std::uint64_t thread_ = c_.open_thread(c_.plenary, anna_, "Par où <commencer> ?");

  std::optional<std::string> document(ThreadExport::Wish wish, std::size_t* pieces = nullptr) {
    const auto reader = storage::Reader::open(c_.folder());
    if (wish.member_id == 0) wish.member_id = bruno_;
    if (wish.thread_id == 0) wish.thread_id = thread_;
    if (wish.now == 0) wish.now = 1'530'171'720'000;  // 28 June 2018, 9:42 in Paris
    ThreadExport exported(wish);
    std::string whole;
    for (;;) {
      const auto piece = exported.next(*reader);
      if (!piece) return std::nullopt;
      if (piece->empty()) return whole;
      if (pieces != nullptr) ++*pieces;
      whole += *piece;
    }
  }
  std::string html() { return document({.format = Format::html}).value(); }
  std::string markdown() { return document({.format = Format::markdown}).value(); }

  std::uint64_t post_with(const std::string& content, const test::UploadedAs& as, std::string_view body = "Voici") {
    v1::Command command = test::command_post(thread_, body);
    command.mutable_post_message()->add_upload_ids(test::upload(c_.folder(), anna_, content, as));
    return c_.accept(anna_, command).events[0].seq();
  }

  // What stands at the end is true of what stands before.
  static void expect_true_sum(const std::string& document) {
    const std::regex sentence("SHA-256 des ([0-9]+) premiers octets[^<`]*[<`](?:code>)?([0-9a-f]{64})");
    std::smatch found;
    ASSERT_TRUE(std::regex_search(document, found, sentence)) << document.substr(document.size() - 400);
    const std::string content = document.substr(0, std::stoull(found[1]));
    EXPECT_EQ(found[2], hex_of(test::sha256_of(content)));
  }
};

}  // namespace

TEST_F(Exports, SayWhoSaidWhatAndWhen) {
  c_.post(thread_, bruno_, "Par un **déjeuner**, <@" + std::to_string(anna_) + ">.\nPuis on verra.");
  const std::string page = html();
  EXPECT_THAT(page, StartsWith("<!doctype html>\n<html lang=\"fr\">"));
  EXPECT_THAT(page, HasSubstr("<h1 dir=\"auto\">Par où &lt;commencer&gt; ?</h1>"));
  EXPECT_THAT(page, HasSubstr("Personne kerlohan-1"));
  EXPECT_THAT(page, HasSubstr("<time datetime=\"2018-05-03T"));
  EXPECT_THAT(page, HasSubstr(">jeudi 3 mai 2018, 10\u00A0h\u00A0"));
  EXPECT_THAT(page, HasSubstr("<strong>déjeuner</strong>, @Personne valmerac-1.<br />\nPuis on verra."));
  EXPECT_THAT(page, HasSubstr("2 messages."));
  EXPECT_THAT(page, HasSubstr("Exporté le jeudi 28 juin 2018, 9\u00A0h\u00A042 (heures\u00A0: Europe/Paris)."));
  EXPECT_THAT(page, testing::EndsWith("</footer>\n</body>\n</html>\n"));
  expect_true_sum(page);

  const std::string text = markdown();
  EXPECT_THAT(text, StartsWith("# Par où \\<commencer\\> ?\n\n"));
  EXPECT_THAT(text, HasSubstr("**Personne kerlohan-1**, jeudi 3 mai 2018"));
  EXPECT_THAT(text, HasSubstr("> Par un **déjeuner**, @Personne valmerac-1.\n> Puis on verra.\n"));
  EXPECT_THAT(text, HasSubstr("2 messages."));
  expect_true_sum(text);
}

TEST_F(Exports, NameEverybodyAlsoWhereTheDirectoryHasManyPages) {
  storage::Store& store = c_.store();
  store.begin();
  for (int i = 0; i < 1'500; ++i) {
    store.begin_command();
    v1::Event event;
    event.set_seq(store.next_seq());
    event.set_at_ms(store.last_event_ms());
    event.set_channel_id(RuledCommunity::directory);
    event.set_birth_seq(event.seq());
    v1::Member& member = *event.mutable_member_joined()->mutable_member();
    member.set_id(event.seq());
    member.set_name("Personne " + std::to_string(i) + " " + std::string(190, 'n'));
    member.set_role(v1::ROLE_CATALYST);
    member.set_status(v1::MEMBER_STATUS_ACTIVE);
    store.append(event);
    store.end_command();
  }
  store.commit();
  c_.post(thread_, bruno_, "Voir <@" + std::to_string(store.head_seq()) + ">.");
  EXPECT_THAT(html(), HasSubstr("Voir @Personne 1499 nnn"));
}

TEST_F(Exports, SpeakEnglishWhenAsked) {
  const std::string page = document({.format = Format::html, .language = Language::english}).value();
  EXPECT_THAT(page, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(page, HasSubstr("Thursday 3 May 2018, 10:"));
  EXPECT_THAT(page, HasSubstr("SHA-256 of the first "));
}

TEST_F(Exports, NothingThatSomebodyWroteRuns) {
  for (const char* body :
       {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[clic](javascript:alert(1))",
        "![x](javascript:alert(1))", "<a href=\"javascript:alert(1)\">x</a>", "[x](data:text/html,<script>1</script>)",
        "<iframe src=//evil.example>", "<style>*{display:none}</style>", "</div></article></main><script>1</script>",
        "[x](vbscript:x)", "<svg onload=alert(1)>", "`</code><script>1</script>`", "&lt;script&gt;1&lt;/script&gt;"}) {
    c_.post(thread_, anna_, body);
  }
  c_.open_thread(c_.plenary, anna_, "</title><script>alert(1)</script>");
  post_with("x", {.name = "\"><script>alert(1)</script>.txt"});
  const std::string page = html();
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(page, Not(HasSubstr("<iframe")));
  EXPECT_THAT(page, Not(HasSubstr("javascript:")));
  EXPECT_THAT(page, Not(HasSubstr("vbscript:")));
  EXPECT_THAT(page, Not(HasSubstr("data:text/html")));
  EXPECT_THAT(page, Not(HasSubstr("<svg")));
  EXPECT_THAT(page, HasSubstr("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                              "'unsafe-inline'; img-src data:\">"));
  EXPECT_EQ(page.find("<style>", page.find("<style>") + 1), std::string::npos);
  EXPECT_EQ(page.find("</main>"), page.rfind("</main>"));
}

TEST_F(Exports, NobodyWritesInTheNameOfAnother) {
  c_.post(thread_, anna_, "Oui.\n\n---\n\n**Personne kerlohan-1**, jeudi 3 mai 2018, 10 h 00\n\nJe démissionne.");
  const std::string text = markdown();
  EXPECT_THAT(text, HasSubstr("> ---\n> \n> **Personne kerlohan-1**"));
  EXPECT_THAT(text, Not(HasSubstr("\n**Personne kerlohan-1**")));
}

TEST_F(Exports, HeadingsInMessagesStayBelowThoseOfTheDocument) {
  c_.post(thread_, anna_, "# Grand\n\n##### Petit");
  EXPECT_THAT(html(), HasSubstr("<h3>Grand</h3>\n<h6>Petit</h6>"));
}

TEST_F(Exports, TellWhatAMessageAnswersAndQuotes) {
  const auto first = c_.post(thread_, bruno_, "Un long déjeuner en ville");
  v1::Command command = test::command_post(thread_, "Chiche");
  command.mutable_post_message()->set_reply_to_id(first);
  v1::Quote& quote = *command.mutable_post_message()->add_quotes();
  quote.set_message_id(first);
  quote.set_start(3);
  quote.set_end(16);
  c_.accept(anna_, command);
  const std::string page = html();
  EXPECT_THAT(page, HasSubstr("En réponse à Personne kerlohan-1, jeudi 3 mai 2018"));
  EXPECT_THAT(page, HasSubstr("<p>long déjeuner</p>\n</blockquote>"));
}

TEST_F(Exports, ReferencesAreShownAsFarAsTheReaderMayKnow) {
  const auto open = c_.open_thread(c_.plenary, anna_, "Le calendrier");
  const auto hidden = c_.open_thread(c_.valmerac.pair, anna_, "Entre nous deux");
  c_.post(thread_, anna_, "Voir <#" + std::to_string(open) + "> et <#" + std::to_string(hidden) + "> et <@999999>.");
  const std::string page = html();
  EXPECT_THAT(page,
              HasSubstr("Voir «\u00A0Le calendrier\u00A0» et «\u00A0un autre fil\u00A0» et @Ancien participant."));
  EXPECT_THAT(page, Not(HasSubstr("Entre nous")));
}

TEST_F(Exports, AnErasedMessageKeepsItsPlace) {
  const auto message = post_with("zqvtrpmkgf", {.name = "secret.txt"}, "zqbdfgkmpr");
  v1::Command redact;
  redact.mutable_redact_message()->set_message_id(message);
  c_.accept(anna_, redact);
  for (const std::string& text : {html(), markdown()}) {
    EXPECT_THAT(text, HasSubstr("Message effacé."));
    EXPECT_THAT(text, HasSubstr("2 messages (dont 1 effacé(s))"));
    EXPECT_THAT(text, Not(HasSubstr("zqbdfgkmpr")));
    EXPECT_THAT(text, Not(HasSubstr("secret")));
  }
}

TEST_F(Exports, PicturesAndFilesAreInsideThePage) {
  post_with("des pixels", {.name = "carte.png", .media_type = "image/png", .width = 640, .height = 480});
  post_with("un budget", {.name = "budget.txt"});
  const std::string page = html();
  EXPECT_THAT(
      page,
      HasSubstr("<img alt=\"carte.png\" width=\"640\" height=\"480\" src=\"data:image/png;base64,ZGVzIHBpeGVscw==\">"));
  EXPECT_THAT(page, HasSubstr("<a download=\"budget.txt\" href=\"data:text/plain;base64,dW4gYnVkZ2V0\">budget.txt</a> "
                              "(text/plain, 9\u00A0octets)"));
  EXPECT_THAT(page, HasSubstr("2 fichiers, dont 2 dans ce document."));
  const std::string text = markdown();
  EXPECT_THAT(text, HasSubstr("- carte.png (image/png, 10\u00A0octets), SHA-256 `" +
                              hex_of(test::sha256_of("des pixels")) + "`"));
  EXPECT_THAT(text, HasSubstr("2 fichiers, dont 0 dans ce document."));
}

TEST_F(Exports, BeyondTheLimitFilesAreNamed) {
  post_with(std::string(600, 'a'), {.name = "a.txt"});
  post_with(std::string(600, 'b'), {.name = "b.txt"});
  post_with(std::string(400, 'c'), {.name = "c.txt"});
  const std::string page = document({.format = Format::html, .files_inside_bytes_max = 1'000}).value();
  EXPECT_THAT(page, HasSubstr("<a download=\"a.txt\""));
  EXPECT_THAT(page, Not(HasSubstr("<a download=\"b.txt\"")));
  EXPECT_THAT(page, HasSubstr("b.txt (text/plain, 600\u00A0octets), SHA-256 <code>"));
  EXPECT_THAT(page, HasSubstr("<a download=\"c.txt\""));
  EXPECT_THAT(page, HasSubstr("3 fichiers, dont 2 dans ce document (jusqu’à 1\u00A0ko en tout)."));
}

TEST_F(Exports, AFileThatIsMissingIsNamed) {
  post_with("perdu", {.name = "perdu.txt"});
  std::filesystem::remove(storage::AttachmentFiles(c_.folder()).path_of(test::sha256_of("perdu")));
  EXPECT_THAT(html(), HasSubstr("perdu.txt (text/plain, 5\u00A0octets), SHA-256 <code>"));
}

TEST_F(Exports, ALongThreadComesInPiecesAndWhatIsSaidMeanwhileIsNotInIt) {
  for (int i = 0; i < 300; ++i) c_.post(thread_, anna_, "Message " + std::to_string(i) + " " + std::string(1'000, 'x'));
  post_with(std::string(500'000, 'p'), {.name = "photo.jpg", .media_type = "image/jpeg"});
  const auto reader = storage::Reader::open(c_.folder());
  ThreadExport exported({.member_id = bruno_, .thread_id = thread_});
  std::string whole = exported.next(*reader).value();
  EXPECT_EQ(exported.file_name(), "Par où commencer.html");
  c_.post(thread_, anna_, "Pendant ce temps");
  std::size_t pieces = 1;
  for (auto piece = exported.next(*reader); !piece->empty(); piece = exported.next(*reader)) {
    EXPECT_LT(piece->size(), 300'000u);
    whole += *piece;
    ++pieces;
  }
  EXPECT_GT(pieces, 5u);
  for (int i = 0; i < 300; ++i) EXPECT_THAT(whole, HasSubstr("Message " + std::to_string(i) + " "));
  EXPECT_THAT(whole, Not(HasSubstr("Pendant ce temps")));
  EXPECT_THAT(whole, HasSubstr("302 messages, 1 fichier, dont 1"));
  expect_true_sum(whole);
}

TEST_F(Exports, WhoIsShownOutMeanwhileGetsNoEnd) {
  c_.accept(anna_, [&] {
    v1::Command invite;
    invite.mutable_invite_to_channel()->set_channel_id(c_.valmerac.channel);
    invite.mutable_invite_to_channel()->set_member_id(bruno_);
    return invite;
  }());
  const auto thread = c_.open_thread(c_.valmerac.channel, anna_, "Entre nous");
  for (int i = 0; i < 200; ++i) c_.post(thread, anna_, std::string(1'000, 'x'));
  const auto reader = storage::Reader::open(c_.folder());
  ThreadExport exported({.member_id = bruno_, .thread_id = thread});
  EXPECT_TRUE(exported.next(*reader));
  v1::Command leave;
  leave.mutable_leave_channel()->set_channel_id(c_.valmerac.channel);
  c_.accept(bruno_, leave);
  EXPECT_FALSE(exported.next(*reader));
}

TEST_F(Exports, OfAThreadThatIsHiddenAreAsThoseOfNone) {
  const auto hidden = c_.open_thread(c_.valmerac.pair, anna_, "Entre nous deux");
  EXPECT_FALSE(document({.thread_id = hidden}));
  EXPECT_FALSE(document({.thread_id = 999'999}));
  EXPECT_TRUE(document({.member_id = anna_, .thread_id = hidden}));
}

TEST_F(Exports, AnObstacleShowsItsCard) {
  const auto obstacle = c_.declare(anna_, v1::OBSTACLE_SCOPE_COMMUNITY);
  const std::string page = document({.thread_id = obstacle}).value();
  EXPECT_THAT(page, HasSubstr("frein · ouvert"));
  EXPECT_THAT(page, HasSubstr("<dt>Contexte</dt>\n<dd><p>Deux services, aucune réponse.</p>"));
  EXPECT_THAT(page, HasSubstr("juridique"));
}

TEST(Sizes, AreWrittenAsPeopleDo) {
  EXPECT_EQ(size_text(Language::french, 999), "999\u00A0octets");
  EXPECT_EQ(size_text(Language::french, 1'000), "1\u00A0ko");
  EXPECT_EQ(size_text(Language::french, 120'400), "120\u00A0ko");
  EXPECT_EQ(size_text(Language::french, 1'234'567), "1,2\u00A0Mo");
  EXPECT_EQ(size_text(Language::english, 26'214'400), "26.2\u00A0MB");
  EXPECT_EQ(size_text(Language::french, 2'000'000), "2\u00A0Mo");
}

}  // namespace ramure::files
