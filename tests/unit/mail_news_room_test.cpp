// The mail that calls people back: to whom, when, in which words, and that nobody is told anything twice.
#include <gmock/gmock.h>

#include <set>

#include "server/mail/decoding.hpp"
#include "server/mail/stop_links.hpp"
#include "storage/accounts.hpp"
#include "tests/support/news_village.hpp"

namespace ramure::mail {

namespace {

using test::NewsMail;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class MailNewsRoom : public testing::Test, public test::NewsVillage {
 protected:
  static std::vector<std::string> receivers(const std::vector<NewsMail>& mails) {
    std::vector<std::string> names;
    for (const NewsMail& each : mails) names.push_back(each.to.substr(0, each.to.find('@')));
    std::ranges::sort(names);
    return names;
  }
  v1::Settings settings(std::string_view away_until, v1::DigestRhythm digest = v1::DIGEST_RHYTHM_UNSPECIFIED) {
    v1::Settings wished;
    wished.set_away_until(std::string(away_until));
    if (digest != v1::DIGEST_RHYTHM_UNSPECIFIED) wished.mutable_mail()->set_digest(digest);
    return wished;
  }
  void no_digests() {
    for (const std::uint64_t id : {anna, basile, chloe, c.facilitator, c.adviser}) {
      wish(id, settings("", v1::DIGEST_RHYTHM_NEVER));
    }
  }
};

TEST_F(MailNewsRoom, WhoIsNamedIsToldAfterAFewMinutesWithALinkToTheVeryMessage) {
  post(thread, basile, naming(anna));
  const std::uint64_t message = c.events().back().seq();
  EXPECT_THAT(mails(), IsEmpty()) << "others may follow";
  pass(gather_ms);
  const auto sent = mails();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].to, "anna@exemple.fr");
  EXPECT_EQ(sent[0].kind, kind_of_notice);
  EXPECT_THAT(sent[0].text, HasSubstr("vous nomme dans «\u00A0Un fil de la plénière\u00A0»"));
  EXPECT_THAT(sent[0].text, HasSubstr("Dis-nous, "));
  EXPECT_THAT(sent[0].text, Not(HasSubstr("<@"))) << "a name, not a number";
  const std::string link = "https://ramure.exemple.fr/lien#" + std::string(42, 't') + "1.essai/fil/" +
                           std::to_string(thread) + "?m=" + std::to_string(message);
  EXPECT_THAT(sent[0].text, HasSubstr(link));
  EXPECT_EQ(sent[0].time_zone, "Europe/Paris");
  pass(gather_ms);
  restart();
  pass(gather_ms);
  EXPECT_THAT(mails(), IsEmpty()) << "once";
}

// By its Message-ID one tells us that a mail came back: who can guess it could have anybody's mails fail.
TEST_F(MailNewsRoom, MessageIdsFollowFromASecretAndNotFromWhatOthersKnow) {
  NewsLetter letter;
  letter.key = "notice:essai:17:1";
  letter.slug = slug;
  letter.locale = "fr";
  letter.to = {"Anna", "anna@exemple.fr"};
  letter.from = "ramure@exemple.fr";
  letter.path = "/";
  letter.lists["notices"] = {{.text = "Basile vous nomme", .path = "/fil/1"}};
  std::set<std::string> ids;
  for (const char c : {'a', 'b'}) {
    letter.link_token = std::string(43, c);
    const std::string id = decoded_header(compose_news(letter), "Message-ID");
    EXPECT_THAT(id, testing::MatchesRegex("<[0-9a-f]{40}@exemple.fr>"));
    EXPECT_EQ(decoded_header(compose_news(letter), "Message-ID"), id);
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 2U);
}

TEST_F(MailNewsRoom, SeveralThingsWithinAFewMinutesAreOneMail) {
  for (int i = 0; i < 3; ++i) post(thread, basile, naming(anna) + " " + std::to_string(i));
  const std::uint64_t obstacle = c.declare(anna, v1::OBSTACLE_SCOPE_COMMUNITY);
  post(obstacle, chloe, "Chez nous aussi");
  pass(gather_ms);
  const auto sent = mails();
  ASSERT_EQ(sent.size(), 1U);
  for (const char* said : {"Dis-nous", " 0", " 1", " 2", "vous répond dans", "Chez nous aussi"}) {
    EXPECT_THAT(sent[0].text, HasSubstr(said));
  }
}

TEST_F(MailNewsRoom, WhatIsReadMeanwhileIsNotSent) {
  post(thread, basile, naming(anna));
  const std::uint64_t first = c.events().back().seq();
  post(thread, basile, naming(anna) + " encore");
  read(anna, thread, first);
  pass(gather_ms);
  auto sent = mails();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_THAT(sent[0].text, HasSubstr("encore"));
  post(thread, basile, naming(anna));
  read(anna, thread, c.events().back().seq());
  pass(gather_ms);
  EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(MailNewsRoom, WhatIsErasedMeanwhileIsNotSent) {
  post(thread, basile, naming(anna) + " hippocampe");
  v1::Command redact;
  redact.mutable_redact_message()->set_message_id(c.events().back().seq());
  c.accept(basile, redact);
  pass(gather_ms);
  EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(MailNewsRoom, FromPrivatePlacesTheKindOfPlaceAndNothingElse) {
  const std::vector<std::uint64_t> places{c.converse(anna, {chloe}), c.valmerac.first_follow_up, c.valmerac.pair,
                                          c.valmerac.pair_follow_up, c.valmerac.channel};
  for (const std::uint64_t place : places) {
    const std::uint64_t secret = c.open_thread(place, anna, "Titre hippocampe");
    for (const std::uint64_t author : {basile, chloe, c.adviser}) {
      if (!c.view().readable(author).may_read(place, secret)) continue;
      post(secret, author, "Corps ornithorynque " + naming(anna), secret + 1);
    }
  }
  pass(gather_ms);
  const auto sent = mails();
  ASSERT_FALSE(sent.empty());
  EXPECT_THAT(receivers(sent), testing::Contains("anna"));
  for (const NewsMail& each : sent) {
    for (const char* word : {"hippocampe", "ornithorynque", "Corps", "Titre"}) {
      EXPECT_THAT(each.message, Not(HasSubstr(word)));
      EXPECT_THAT(each.text, Not(HasSubstr(word)));
    }
    EXPECT_THAT(each.text, HasSubstr("Nouveau message dans "));
  }
}

TEST_F(MailNewsRoom, NoticesAboutOneThreadOfAnOpenPlaceSayWhereToAnswer) {
  takes_answers = true;
  restart();
  no_digests();
  post(thread, basile, naming(anna));
  post(thread, chloe, naming(anna) + " aussi");
  pass(gather_ms);
  auto sent = mails();
  ASSERT_EQ(sent.size(), 1U);
  const std::string address = "reply+" + std::to_string(anna) + "x" + std::to_string(thread) + "@exemple.fr";
  EXPECT_THAT(decoded_header(sent[0].message, "Reply-To"), HasSubstr(" <" + address + ">"));
  EXPECT_THAT(sent[0].text, HasSubstr("est publiée dans ce fil"));

  post(thread, basile, naming(anna));
  post(c.open_thread(c.plenary, anna), basile, naming(anna));
  pass(gather_ms);
  sent = mails();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(decoded_header(sent[0].message, "Reply-To"), "") << "of two threads";
  EXPECT_THAT(sent[0].text, Not(HasSubstr("est publiée")));
}

TEST_F(MailNewsRoom, OfPrivatePlacesAndOfWhatIsNoMessageNoAnswerIsTakenByMail) {
  takes_answers = true;
  restart();
  const std::uint64_t secret = c.open_thread(c.converse(anna, {chloe}), anna, "Titre");
  post(secret, chloe, naming(anna), secret + 1);
  pass(gather_ms);
  auto sent = mails();
  ASSERT_FALSE(sent.empty());
  for (const NewsMail& each : sent) EXPECT_EQ(decoded_header(each.message, "Reply-To"), "") << each.text;
  post(secret, chloe, naming(anna));
  post(thread, basile, naming(anna));
  pass(gather_ms);
  sent = mails();
  ASSERT_FALSE(sent.empty());
  for (const NewsMail& each : sent)
    EXPECT_EQ(decoded_header(each.message, "Reply-To"), "") << "also beside an open one";
}

TEST_F(MailNewsRoom, WhoHasNoAddressOrHasNotComeInIsNotWrittenTo) {
  post(thread, basile, naming(c.kerlohan.second));
  pass(gather_ms);
  EXPECT_THAT(mails(), IsEmpty());
  storage::AccountFile file(data / "accounts.db", false);
  const auto account = file.account_of_address("anna@exemple.fr");
  storage::InvitationRow invitation;
  invitation.token_hash = std::string(32, 'h');
  invitation.community = slug;
  invitation.member_id = anna;
  invitation.created_at_ms = 1;
  invitation.expires_at_ms = 2;
  invitation.address = "anna@exemple.fr";
  invitation.opens_account_id = account->id;
  file.add_invitation(invitation);
  post(thread, basile, naming(anna));
  pass(gather_ms);
  EXPECT_THAT(mails(), IsEmpty()) << "her invitation waits, and nothing follows it";
}

TEST_F(MailNewsRoom, NothingComesAtNightOrOnHolidaysAndThenOneMailSaysAll) {
  no_digests();
  go_to("2018-05-07 16:58");
  post(thread, basile, naming(anna) + " le soir");
  pass(gather_ms);
  EXPECT_THAT(mails(), IsEmpty()) << "19 h 03 in Paris";
  go_to("2018-05-08 09:00");
  post(thread, basile, naming(anna) + " un jour férié");
  pass(gather_ms);
  EXPECT_THAT(mails(), IsEmpty());
  go_to("2018-05-09 06:00");
  const auto sent = mails();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_THAT(sent[0].text, HasSubstr("le soir"));
  EXPECT_THAT(sent[0].text, HasSubstr("un jour férié"));
}

TEST_F(MailNewsRoom, AnAbsenceHoldsMailBackThenOneMailSaysAll) {
  visit(anna);
  visit(chloe);
  wish(anna, settings("2018-05-18"));
  wish(chloe, settings("2018-05-18", v1::DIGEST_RHYTHM_NEVER));
  post(thread, basile, naming(anna) + naming(chloe));
  for (const char* moment : {"2018-05-04 08:00", "2018-05-15 06:00", "2018-05-18 12:00"}) go_to(moment);
  for (const NewsMail& each : mails())
    EXPECT_THAT(each.to, testing::Not(testing::AnyOf("anna@exemple.fr", "chloe@exemple.fr")));
  go_to("2018-05-22 06:00");  // the 18th is a Friday, the 21st Whit Monday
  pass(gather_ms);
  std::vector<NewsMail> to_anna, to_chloe;
  for (NewsMail& each : mails()) {
    if (each.to == "anna@exemple.fr") to_anna.push_back(each);
    if (each.to == "chloe@exemple.fr") to_chloe.push_back(each);
  }
  ASSERT_EQ(to_anna.size(), 1U);
  EXPECT_EQ(to_anna[0].kind, kind_of_digest);
  EXPECT_THAT(to_anna[0].text, HasSubstr("vous nomme"));
  EXPECT_THAT(to_anna[0].text, HasSubstr("Ce qui est nouveau pour vous"));
  ASSERT_EQ(to_chloe.size(), 1U);
  EXPECT_EQ(to_chloe[0].kind, kind_of_notice);
}

TEST_F(MailNewsRoom, ComingBackIsADateOfTheDigestByItself) {
  for (const std::uint64_t id : {anna, basile, chloe, c.facilitator, c.adviser}) visit(id);
  wish(anna, settings("2018-05-09"));
  go_to("2018-05-09 10:00");
  (void)mails();
  post(thread, basile, "Pendant ce temps");
  go_to("2018-05-11 06:00");  // a Friday, after Ascension
  const auto sent = mails();
  ASSERT_EQ(receivers(sent), std::vector<std::string>{"anna"});
  EXPECT_EQ(sent[0].kind, kind_of_digest);
  pass(digests_every_ms);
  EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(MailNewsRoom, TheDigestHasTheNumbersOfThePage) {
  visit(anna);
  const std::uint64_t other = c.open_thread(c.plenary, basile, "Un autre fil");
  for (int i = 0; i < 4; ++i) post(other, chloe, "Message " + std::to_string(i));
  post(thread, basile, naming(anna));
  const std::uint64_t secret = c.open_thread(c.converse(anna, {chloe}), chloe, "Titre secret");
  post(secret, chloe, "Corps secret");
  go_to("2018-05-09 06:00");
  const v1::CatchUpAnswer page = catch_up(anna);
  std::size_t threads = 0, messages = 0;
  for (const auto* group : {&page.mentions(), &page.mine(), &page.others()}) {
    for (const v1::CatchUpThread& each : *group) {
      ++threads;
      messages += each.new_count();
    }
  }
  EXPECT_EQ(threads, 3U);
  NewsMail digest;
  for (NewsMail& each : mails()) {
    if (each.to == "anna@exemple.fr" && each.kind == kind_of_digest) digest = each;
  }
  EXPECT_THAT(digest.text,
              HasSubstr(std::to_string(threads) + " fils, " + std::to_string(messages) + " nouveaux messages."));
  EXPECT_THAT(digest.text, HasSubstr("«\u00A0Un autre fil\u00A0»\u00A0: 5 nouveaux messages"));
  EXPECT_THAT(digest.text, HasSubstr("et l’on vous y nomme"));
  EXPECT_THAT(digest.text, HasSubstr("Nouveaux messages dans une conversation"));
  EXPECT_THAT(digest.message, Not(HasSubstr("secret")));
  EXPECT_THAT(digest.text, HasSubstr(".essai/fil/" + std::to_string(other) + "?m="));
}

TEST_F(MailNewsRoom, ADigestWithNothingNewIsNotSentAndNoneComesTwiceForTheSame) {
  for (const std::uint64_t id : {anna, basile, chloe, c.facilitator, c.adviser}) {
    visit(id);
    for (const std::uint64_t each : {thread}) read(id, each, c.store().head_seq());
  }
  go_to("2018-05-09 06:00");
  EXPECT_THAT(mails(), IsEmpty());
  post(thread, basile, "Une nouvelle");
  go_to("2018-05-15 06:00");
  EXPECT_EQ(receivers(mails()), (std::vector<std::string>{"animation", "anna", "chloe", "suivi"}));
  go_to("2018-05-22 06:00");
  EXPECT_THAT(mails(), IsEmpty()) << "the same news, unread: they were told";
  pass(digests_every_ms);
  EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(MailNewsRoom, ADailyDigestComesOnWorkingDays) {
  for (const std::uint64_t id : {anna, basile, chloe, c.facilitator, c.adviser}) visit(id);
  wish(anna, settings("", v1::DIGEST_RHYTHM_DAILY));
  post(thread, basile, "Une nouvelle");
  go_to("2018-05-04 06:00");
  EXPECT_EQ(receivers(mails()), std::vector<std::string>{"anna"});
}

TEST_F(MailNewsRoom, AfterALongAbsenceTheDigestSaysThatOneMayStartAfresh) {
  visit(anna);
  post(thread, basile, "Une nouvelle");
  go_to("2018-09-11 06:00");
  bool is_said = false;
  for (const NewsMail& each : mails()) {
    if (each.to == "anna@exemple.fr") is_said = each.text.find("Repartir d’aujourd’hui") != std::string::npos;
  }
  EXPECT_TRUE(is_said);
}

TEST_F(MailNewsRoom, WhatOneWishesNoMoreDoesNotCome) {
  v1::Settings wished = settings("", v1::DIGEST_RHYTHM_NEVER);
  wished.mutable_mail()->set_no_notices(true);
  wish(anna, wished);
  post(thread, basile, naming(anna));
  pass(gather_ms);
  EXPECT_THAT(mails(), IsEmpty());
  go_to("2018-05-15 06:00");
  EXPECT_THAT(receivers(mails()), Not(testing::Contains("anna")));
}

TEST_F(MailNewsRoom, EveryMailSaysHowToStopItInOneClick) {
  post(thread, basile, naming(anna));
  pass(gather_ms);
  const auto sent = mails();
  ASSERT_EQ(sent.size(), 1U);
  const std::string header = decoded_header(sent[0].message, "List-Unsubscribe");
  EXPECT_EQ(decoded_header(sent[0].message, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
  const std::string begins = "<https://ramure.exemple.fr" + std::string(stop_page);
  ASSERT_TRUE(header.starts_with(begins) && header.ends_with(">")) << header;
  const auto wish_of_link = room->read_stop_link(header.substr(begins.size(), header.size() - begins.size() - 1));
  EXPECT_EQ(wish_of_link, (StopWish{.what = Unasked::notices, .community = slug, .member_id = anna}));
  restart();
  EXPECT_EQ(room->read_stop_link(header.substr(begins.size(), header.size() - begins.size() - 1)), wish_of_link)
      << "the key is kept";
}

TEST_F(MailNewsRoom, AnotherJournalBeginsAtItsEnd) {
  post(thread, basile, naming(anna));
  storage::MailNews news(data / "mail.db", false);
  const auto cursor = news.cursor(slug);
  ASSERT_TRUE(cursor);
  EXPECT_EQ(cursor->seq, c.store().head_seq());
  news.note(slug, {"another epoch", 3}, {});
  turn();
  EXPECT_EQ(news.cursor(slug)->seq, c.store().head_seq());
  pass(gather_ms);
  EXPECT_THAT(mails(), IsEmpty()) << "what waited belongs to a journal that is no more";
}

TEST_F(MailNewsRoom, WhoAnimatesIsToldOnceOfAFirstVisit) {
  v1::Command accept;
  accept.mutable_note_acceptance()->set_kind(v1::ACCEPTANCE_KIND_FRAME);
  accept.mutable_note_acceptance()->set_version(1);
  c.accept(chloe, accept);
  pass(arrivals_every_ms);  // asked for
  pass(gather_ms);          // and told
  const auto sent = mails();
  ASSERT_EQ(receivers(sent), std::vector<std::string>{"animation"});
  EXPECT_THAT(sent[0].text, HasSubstr("Personne kerlohan-1 est là pour la première fois"));
  EXPECT_THAT(sent[0].text, HasSubstr("/reseau/personne/" + std::to_string(chloe)));
  for (int i = 0; i < 3; ++i) pass(arrivals_every_ms);
  EXPECT_THAT(mails(), IsEmpty()) << "once";
}

TEST_F(MailNewsRoom, ADemoWaitsForNobody) {
  at_once = true;
  restart();
  go_to("2018-05-05 23:00");
  post(thread, basile, naming(anna));
  pass(gather_at_once_ms);
  const auto sent = mails();
  EXPECT_THAT(receivers(sent), testing::Contains("anna"));
  for (const NewsMail& each : sent) EXPECT_EQ(each.time_zone, "");
}

}  // namespace

}  // namespace ramure::mail
