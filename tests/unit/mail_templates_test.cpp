// The words of mails: those that are shipped, those of a community, and what is wrong with some.
#include <gtest/gtest.h>

#include <fstream>

#include "server/mail/templates.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::mail {

namespace {

constexpr const char* own =
    "Subject: Venez dans {community}\n\nBonjour {name}.\nÀ tout de suite.\n\n[Entrer]({link})\n";

std::vector<std::string> mistakes_in(const std::string& name, const std::string& text) {
  std::vector<std::string> said;
  const auto read = read_template(name, text);
  if (!read) {
    for (const TemplateMistake& each : read.error()) said.push_back(to_string(each));
  }
  return said;
}

TEST(MailTemplates, EveryKindIsShippedInBothLanguages) {
  for (const char* kind : {"invitation", "invitation_account", "sign_in", "password", "notice", "digest",
                           "reply_refused", "reply_without_files", "new_client"}) {
    for (const char* locale : {"fr", "en"}) {
      const std::string name = template_name(kind, locale);
      ASSERT_TRUE(shipped_texts().contains(name)) << name;
      EXPECT_EQ(mistakes_in(name, shipped_texts().at(name)), std::vector<std::string>()) << name;
    }
  }
  EXPECT_EQ(shipped_texts().size(), 18U);
}

TEST(MailTemplates, LinesBelongToParagraphsAndFieldsAreFilledOnce) {
  const auto read = read_template("sign_in.fr.txt", own);
  ASSERT_TRUE(read);
  const Template filled = fill(*read, {{"community", "{name}"}, {"name", "Ève {link}"}, {"link", "https://x"}});
  EXPECT_EQ(filled.subject, "Venez dans {name}");
  ASSERT_EQ(filled.paragraphs.size(), 2U);
  EXPECT_EQ(filled.paragraphs[0].text, "Bonjour Ève {link}. À tout de suite.");
  EXPECT_TRUE(filled.paragraphs[1].is_button);
  EXPECT_EQ(filled.paragraphs[1].text, "Entrer");
}

TEST(MailTemplates, AListTakesItsWordsAlongOrIsLeftOutWithThem) {
  const auto read =
      read_template("notice.fr.txt", "Subject: À vous\n\nVoici :\n{notices}\n\n[Ouvrir]({link})\n\n{stop}\n");
  ASSERT_TRUE(read);
  const Fields fields{{"link", "https://x"}};
  const Template full =
      fill(*read, fields, {{"notices", {{"un", "https://un"}, {"{link}", ""}}}, {"stop", {{"assez"}}}});
  ASSERT_EQ(full.paragraphs.size(), 3U);
  EXPECT_EQ(full.paragraphs[0].text, "Voici :");
  ASSERT_EQ(full.paragraphs[0].lines.size(), 2U);
  EXPECT_EQ(full.paragraphs[0].lines[1].text, "{link}") << "what a line holds is no field";
  const Template empty = fill(*read, fields, {{"notices", {}}, {"stop", {{"assez"}}}});
  ASSERT_EQ(empty.paragraphs.size(), 2U);
  EXPECT_TRUE(empty.paragraphs[0].is_button);
}

TEST(MailTemplates, MistakesSayFileAndLine) {
  using Said = std::vector<std::string>;
  EXPECT_EQ(mistakes_in("invitation.fr.txt", "Subject: {nom}\n\n[Ici]({link})\n"),
            Said{"invitation.fr.txt, line 1: there is no field {nom}"});
  EXPECT_EQ(mistakes_in("sign_in.fr.txt", "Subject: a\n\n{inviter}\n\n[Ici]({link})\n"),
            Said{"sign_in.fr.txt, line 3: there is no field {inviter}"});
  EXPECT_EQ(mistakes_in("sign_in.fr.txt", "Subject: a\n\nIci : {link}\n\n[Ici]({link})\n"),
            Said{"sign_in.fr.txt, line 3: {link} stands in the button only"});
  EXPECT_EQ(mistakes_in("sign_in.fr.txt", "Subject: a\n\nb } c\n\n[Ici]({link})\n"),
            Said{"sign_in.fr.txt, line 3: a brace stands alone"});
  EXPECT_EQ(mistakes_in("sign_in.fr.txt", "Subject: a\n\nb\n"),
            Said{"sign_in.fr.txt: there has to be one paragraph like [words]({link})"});
  EXPECT_EQ(mistakes_in("sign_in.fr.txt", "Subject: a\n\n{news}\n\n[Ici]({link})\n"),
            Said{"sign_in.fr.txt, line 3: there is no field {news}"});
  EXPECT_EQ(mistakes_in("digest.fr.txt", "Subject: a\n\nVoici {news}\n\n[Ici]({link})\n\n{stop}\n"),
            Said{"digest.fr.txt, line 3: {news} stands on a line of its own"});
  EXPECT_EQ(mistakes_in("digest.fr.txt", "Subject: a\n\n{stop}\n\n[Ici]({link})\n\n{stop}\n"),
            Said{"digest.fr.txt, line 7: {stop} stands here for the second time"});
  EXPECT_EQ(mistakes_in("notice.fr.txt", "Subject: a\n\n[Ici]({link})\n"),
            Said{"notice.fr.txt: there has to be a line {stop}: what comes unasked says how to stop it"});
  EXPECT_EQ(mistakes_in("sign_in.fr.txt", "Bonjour\n\n[Ici]({link})\n"),
            Said{"sign_in.fr.txt, line 1: the first line is not \"Subject: …\""});
  EXPECT_EQ(mistakes_in("bienvenue.fr.txt", own), Said{"bienvenue.fr.txt: no mail has this name"});
  EXPECT_EQ(mistakes_in("sign_in.fr.txt", "Subject: \xFF"), Said{"sign_in.fr.txt: this is not UTF-8"});
  EXPECT_EQ(mistakes_in("sign_in.fr.txt", std::string(template_bytes_max + 1, 'a')),
            Said{"sign_in.fr.txt: larger than 16384 bytes"});
}

TEST(MailTemplates, ACommunitysOwnTakesThePlaceUnlessItHasAMistake) {
  const test::TemporaryFolder folder;
  std::vector<TemplateMistake> mistakes;
  const auto subject = [&] { return template_with(folder.path(), "sign_in.fr.txt", mistakes).subject; };
  const std::string shipped = subject();
  std::ofstream(folder / "sign_in.fr.txt") << own;
  EXPECT_EQ(subject(), "Venez dans {community}");
  EXPECT_TRUE(mistakes.empty());
  EXPECT_TRUE(check_templates(folder.path()).empty());
  std::ofstream(folder / "sign_in.fr.txt") << "Subject: {x}";
  EXPECT_EQ(subject(), shipped);
  EXPECT_EQ(mistakes.size(), 2U);
  EXPECT_EQ(check_templates(folder.path()).size(), 2U);
  EXPECT_TRUE(check_templates(folder / "nowhere").empty());
}

}  // namespace

}  // namespace ramure::mail
