// What our mails tell their reader alone is in no thread, however her program quotes it.
#include <gtest/gtest.h>

#include "server/mail/html_text.hpp"
#include "server/mail/reply_text.hpp"
#include "server/mail/secret_links.hpp"

namespace ramure::mail {

namespace {

const std::string token = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";
const std::string reply_token = "aaaaac2lq5v4d7m3k3p5r6t2w2x4y7z3b6c6d5f7g2h7j4k6mabc";
const std::string link = "https://ramure.exemple.fr/lien#" + token + ".demo/fil/12?m=34";

std::string told(std::string_view text) {
  return without_secret_links(text, {.site = "https://ramure.exemple.fr", .reply_base = "reply@exemple.fr"});
}

TEST(MailSecretLinks, AreTakenOutWhereverTheyStand) {
  ASSERT_EQ(token.size(), 43U);
  ASSERT_EQ(reply_token.size(), 52U);
  EXPECT_EQ(told("Voir " + link + " avant jeudi."), "Voir  avant jeudi.");
  EXPECT_EQ(told("> Qui vient ? (" + link + ")\n\nMoi."), "> Qui vient ?\n\nMoi.");
  EXPECT_EQ(told("> - Anne vous nomme\n> " + link + "\n\nMoi."), "> - Anne vous nomme\n\nMoi.");
  EXPECT_EQ(told("<" + link + ">\n- [le fil](" + link + ")"), "- [le fil]");
  for (const char* page : {"mot-de-passe#", "invitation#"}) {
    EXPECT_EQ(told("a https://autre.exemple.org/" + std::string(page) + token), "a");
  }
  EXPECT_EQ(told("a https://ramure.exemple.fr/desabonnement/n.12.demo." + std::string(22, 'x')), "a");
  EXPECT_EQ(told("a HTTPS://RAMURE.EXEMPLE.FR/LIEN#" + token), "a");
  EXPECT_EQ(told("a https://ramure.exemple.fr/lien#coupe"), "a") << "also what is left of one";
}

TEST(MailSecretLinks, AreTakenOutWhereAFirmHasWrappedThem) {
  EXPECT_EQ(told("a https://eur01.example/?url=https%3A%2F%2Framure.exemple.fr%2Flien%23" + token + ".demo%2Ffil"),
            "a");
  EXPECT_EQ(told("a https://x.example/?u=https%253A%252F%252Framure.exemple.fr%252Flien%2523" + token), "a");
  EXPECT_EQ(told("a https://x.example/v2/url?u=https-3A__ramure.exemple.fr_lien-23" + token + "&d=DwM"), "a");
  EXPECT_EQ(told("a https://x.example/v3/__https://ramure.exemple.fr/lien*" + token + ".demo__;Iw!!A"), "a");
}

TEST(MailSecretLinks, AreTakenOutWhereTheyAreCutOverTwoLines) {
  const std::string begins = "https://ramure.exemple.fr/lien#", first = token.substr(0, 20), second = token.substr(20);
  EXPECT_EQ(told("> " + begins + first + "\n> " + second + ".demo/fil/12\n\nOui."), "Oui.");
  EXPECT_EQ(told("> " + begins + "\n> " + token + "\nOui."), "Oui.");
  EXPECT_EQ(told("> https://ramure.exemple.fr/\n> lien#" + token + "\nOui."), "Oui.");
  EXPECT_EQ(told(begins + "x\nBonjour à tous."), "Bonjour à tous.") << "the next line is hers";
  EXPECT_EQ(told("https://exemple.org/a\n" + link + "\nOui."), "https://exemple.org/a\nOui.");
  EXPECT_EQ(told("Répondre à reply+" + reply_token.substr(0, 30) + "\n" + reply_token.substr(30) + "@exemple.fr"),
            "Répondre à");
}

TEST(MailSecretLinks, AddressesToAnswerToAreTakenOutToo) {
  EXPECT_EQ(told("De : Le Rameau <reply+" + reply_token + "@exemple.fr>"), "De : Le Rameau");
  EXPECT_EQ(told("a [mailto:Reply+" + reply_token + "@Exemple.FR] b"), "a  b");
  EXPECT_EQ(told("a mailto:reply%2B" + reply_token + "%40exemple.fr"), "a");
  EXPECT_EQ(told("a reply+" + reply_token), "a");
}

TEST(MailSecretLinks, TakingOneOutMakesNoOther) {
  EXPECT_EQ(told("https://ramure.exemple.fr/li<reply+" + reply_token + "@exemple.fr>en#" + token),
            "https://ramure.exemple.fr/li en#" + token);
  EXPECT_EQ(told("Voir(" + link + ")donc"), "Voir donc");
}

TEST(MailSecretLinks, WhatIsNoSecretStays) {
  for (const char* text : {"https://ramure.exemple.fr/fil/12?m=34",
                           "https://docs.exemple.org/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdef/edit",
                           "Le lien #3 de l’invitation, /lien et mot-de-passe : reply+1, a+b = c",
                           "jeanne+ramure@exemple.fr (et <toi>)", "Oui.\n\n- un\n  - deux\n\n> trois\n\nquatre",
                           "https://exemple.org/lien/utile\nhttps://exemple.org/invitation"}) {
    EXPECT_EQ(told(text), text);
  }
}

// From what a program without quote marks, or with headers in another language, leaves in the answer.
TEST(MailSecretLinks, AreInNoAnswerThatKeepsWhatItAnswers) {
  const std::string html = "<p>Oui.</p><p>Von: Le Rameau &lt;reply+" + reply_token +
                           "@exemple.fr&gt;<br>Gesendet: Montag</p><p><a href=\"" + link +
                           "\">Anne vous nomme</a></p><p><a href=\"https://ramure.exemple.fr/desabonnement/n.12.demo." +
                           std::string(22, 'x') + "\">Ne plus recevoir</a></p>";
  const std::string kept = own_words(text_of_html(html));
  EXPECT_NE(kept.find(token), std::string::npos) << "or this test tests nothing";
  EXPECT_EQ(told(kept), "Oui.\n\nVon: Le Rameau\nGesendet: Montag\n\nAnne vous nomme\n\nNe plus recevoir");
  const std::string between = "> Qui vient ?\n> " + link + "\nMoi.\n> Où ?\nIci.\n";
  EXPECT_EQ(told(own_words(between)), "> Qui vient ?\n\nMoi.\n\n> Où ?\n\nIci.");
}

}  // namespace

}  // namespace ramure::mail
