// What a person would keep of the replies that mail programs make: tests/fixtures/replies holds mails in the manner of
// each, and beside them the text that is posted.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "protocol/utf8.hpp"
#include "server/mail/charsets.hpp"
#include "server/mail/flowed_text.hpp"
#include "server/mail/html_text.hpp"
#include "server/mail/incoming_message.hpp"
#include "server/mail/reply_text.hpp"

namespace ramure::mail {

namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::set<std::filesystem::path> fixtures() {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(RAMURE_SOURCE_DIR "/tests/fixtures/replies")) {
    if (entry.path().extension() == ".eml") files.insert(entry.path());
  }
  return files;
}

TEST(MailReplies, OfEveryProgramGiveExactlyWhatAPersonWouldKeep) {
  const auto files = fixtures();
  EXPECT_GE(files.size(), 40U);
  for (const auto& file : files) {
    std::string expected = content_of(std::filesystem::path(file).replace_extension(".txt"));
    if (!expected.empty()) expected.pop_back();  // the end of its last line
    const IncomingMessage mail = read_incoming(content_of(file));
    EXPECT_EQ(own_words(mail.words), expected) << file.filename();
    EXPECT_FALSE(mail.from.empty()) << file.filename();
    EXPECT_TRUE(mail.message_id.starts_with("<reponse-")) << file.filename();
  }
}

// Whoever answers our answer, in whatever program, quotes what she had written before: it must not come back.
// What looks like the end of a mail, and is not.
TEST(MailReplies, WhatAPersonWroteBelowARuleOrAboutTheEnvironmentStays) {
  for (const char* text :
       {"Un.\n\n—\n\nDeux.", "Un.\n\n__________\n\nDeux.", "Nom : __________\n__________\nDate :",
        "Un.\n\nPensez à l’environnement, dit le maire : c’est notre sujet.", "Un.\n\nPensez à l’environnement"}) {
    EXPECT_EQ(own_words(text), text);
  }
  EXPECT_EQ(own_words("Un.\n\n-- \nJeanne"), "Un.");
  EXPECT_EQ(own_words("Un.\n\n__________\n"), "Un.");
  EXPECT_EQ(own_words("Un.\n\n__________\n\nCe message et ses pièces jointes sont confidentiels."), "Un.");
  EXPECT_EQ(own_words("Un.\n\n__________\nDe : A <a@exemple.fr>\nEnvoyé : mardi\nÀ : B\nObjet : C\n\nDeux."), "Un.");
  EXPECT_EQ(own_words("Un.\n\nPensez à l’environnement : n’imprimez ce courriel que si nécessaire."), "Un.");
}

TEST(MailReplies, OfALongerTalkNothingComesTwice) {
  std::string talk = "Premier.";
  for (const char* next : {"Deuxième.", "Troisième.", "Quatrième."}) {
    std::string quoted = "> ";
    for (const char c : talk) quoted += c == '\n' ? std::string("\n> ") : std::string(1, c);
    talk = std::string(next) + "\n\nLe 3 mars 2026 à 10:12, Le Rameau <ramure@exemple.fr> a écrit :\n" + quoted;
    EXPECT_EQ(own_words(talk), next);
  }
}

TEST(MailReplies, FilesAreCountedAndLogosAreNot) {
  const auto files_in = [](const char* name) {
    return read_incoming(content_of(std::string(RAMURE_SOURCE_DIR "/tests/fixtures/replies/") + name)).files.size();
  };
  EXPECT_EQ(files_in("outlook_piece_jointe.eml"), 1U);
  EXPECT_EQ(files_in("apple_photo.eml"), 1U);
  EXPECT_EQ(files_in("outlook_logo.eml"), 0U);
  EXPECT_EQ(files_in("thunderbird_dessus.eml"), 0U);
}

TEST(MailReplies, WhateverComesIsReadToTheEnd) {
  EXPECT_EQ(read_incoming("").words, "");
  EXPECT_EQ(read_incoming(std::string(1'000, '\0')).from, "");
  std::string nested = "From: a@exemple.fr\n";
  for (int i = 0; i < 500; ++i)
    nested += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  EXPECT_EQ(read_incoming(nested).words, "");
  EXPECT_EQ(read_incoming("\n" + std::string(2 * words_bytes_max, 'x')).words.size(), words_bytes_max);
}

// Twenty alternatives, each within another: a million readings of the innermost, were each read twice.
TEST(MailReplies, NestedAlternativesAreEachReadOnce) {
  std::string nested = "From: a@exemple.fr\n";
  for (int i = 0; i < 19; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    nested += "Content-Type: multipart/alternative; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  nested += "Content-Type: text/html\n\n" + std::string(10'000, 'x') + "\n";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(read_incoming(nested).words, std::string(10'000, 'x') + "\n");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(MailReplies, OfAlternativesPlainTextComesFirstAndFilesCountOnce) {
  const std::string file = "--m\nContent-Type: application/pdf; name=a.pdf\n\nx\n";
  const IncomingMessage mail = read_incoming(
      "From: a@exemple.fr\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: multipart/mixed; "
      "boundary=m\n\n--m\nContent-Type: text/html\n\n<p>en HTML</p>\n" +
      file + file +
      "--m--\n--b\nContent-Type: text/plain\n\nen clair\n--b\nContent-Type: text/plain\n\nencore\n--b--\n");
  EXPECT_EQ(mail.words, "en clair");
  EXPECT_EQ(mail.files.size(), 2U);
}

TEST(MailReplies, WhatIsPostedHasNoControlCharacters) {
  EXPECT_EQ(own_words("a\x01\x7F\x1B[31mb\tc\r\n"), "a[31mb c");
  EXPECT_EQ(own_words("x\xFFy"), "x\xEF\xBF\xBDy");
}

TEST(MailCharsets, AreTakenForWhatTheyAre) {
  EXPECT_EQ(as_utf8("\x80 \xE9t\xE9", "iso-8859-1"), "€ été") << "who says Latin-1 means Windows-1252";
  EXPECT_EQ(as_utf8("\xA4 \xBD", "ISO-8859-15"), "€ œ");
  EXPECT_EQ(as_utf8("\xE9t\xE9", "utf-8"), "été") << "who says UTF-8 and is wrong";
  EXPECT_EQ(as_utf8("été", ""), "été");
  EXPECT_EQ(as_utf8("été\xC3", "utf-8"), "été\xEF\xBF\xBD") << "cut at the end";
  EXPECT_EQ(as_utf8("\xE9t\xE9", "x-nowhere"), "été");
}

// iconv takes some charsets at their word: a surrogate stays one, which is no character.
TEST(MailCharsets, WhateverIsNamedGivesUtf8) {
  std::string bytes;
  for (int i = 0; i < 1'024; ++i) bytes += static_cast<char>(i * 7 + i / 256);
  bytes += std::string("\x00\x00\xD8\x00\x00\x11\x00\x00\x7F\xFF\xFF\xFF", 12);
  for (const char* name :
       {"UCS-4", "UCS-4LE", "UCS-4BE", "ISO-10646", "WCHAR_T", "INTERNAL", "UCS-2", "UTF-16", "UTF-32", "UTF-7",
        "CESU-8", "UTF-8//IGNORE", "utf-8//translit", "JAVA", "C99", "ISO-2022-JP", "GB18030", "EUC-TW"}) {
    EXPECT_TRUE(is_utf8(as_utf8(bytes, name))) << name;
  }
}

TEST(MailFlowedText, BelongsTogether) {
  EXPECT_EQ(unflowed("un \ndeux\n trois\n", false), "un deux\ntrois\n");
  EXPECT_EQ(unflowed("> un \n> deux\ntrois\n", false), "> un deux\ntrois\n");
  EXPECT_EQ(unflowed("un \n> deux\n", false), "un \n> deux\n") << "not quoted as deep";
  EXPECT_EQ(unflowed("un\n-- \nJeanne\n", false), "un\n-- \nJeanne\n");
  EXPECT_EQ(with_plain_line_ends("a\r\nb\rc\n"), "a\nb\nc\n");
}

TEST(MailHtmlText, SaysWhatTheMailSays) {
  EXPECT_EQ(text_of_html("<p>a</p><p>b<br>c</p>"), "a\n\nb\nc\n\n");
  EXPECT_EQ(text_of_html("<blockquote>a<blockquote>b</blockquote></blockquote>c"), "> a\n>\n> > b\n>\nc\n");
  EXPECT_EQ(text_of_html("<style>p{}</style><script>x()</script>a <!-- b --> c"), "a c\n");
  EXPECT_EQ(text_of_html("<a href=\"https://exemple.fr/x\">ici</a>"), "ici (https://exemple.fr/x)\n");
  EXPECT_EQ(text_of_html("<a href=\"https://exemple.fr\">https://exemple.fr</a>"), "https://exemple.fr\n");
  EXPECT_EQ(text_of_html("a &lt; b &amp;&#33; 1 < 2 &nothing;"), "a < b &! 1 < 2 &nothing;\n");
  std::string unclosed;
  for (int i = 0; i < 20'000; ++i) unclosed += "<a \"";
  EXPECT_LT(text_of_html(unclosed).size(), unclosed.size()) << "and it takes no quadratic time";
}

}  // namespace

}  // namespace ramure::mail
