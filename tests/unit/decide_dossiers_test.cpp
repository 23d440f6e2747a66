// Dossiers: published to a committee by a facilitator, read by whoever reads there, quoting what was allowed.
#include <gtest/gtest.h>

#include "server/community/answer.hpp"
#include "server/community/commons_limits.hpp"
#include "server/community/take_dossier.hpp"
#include "server/files/dossier_page.hpp"
#include "tests/support/course_commands.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/support/ruled_roadmap.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class DecideDossiers : public testing::Test {
 protected:
  DecideDossiers() {
    for (const char* key : {"t03", "t04"}) {
      Command command;
      command.mutable_add_territory()->mutable_territory()->set_key(key);
      command.mutable_add_territory()->mutable_territory()->set_name(std::string("Territoire ") + key);
      command.mutable_add_territory()->mutable_territory()->set_time_zone("Europe/Paris");
      const std::uint64_t territory = c_.accept(community::Actor::founder(), command).events.front().seq();
      others_.push_back(c_.add_member(ROLE_CATALYST, territory, std::string(key) + "-1"));
    }
  }

  RuledCommunity c_;
  std::vector<std::uint64_t> others_;  // a catalyst of each of two more territories
  std::uint64_t anna_ = c_.valmerac.first, basile_ = c_.kerlohan.first;

  Command publish(std::uint64_t channel_id, std::vector<std::uint64_t> quote_ids = {}) {
    Command command;
    PublishDossier& body = *command.mutable_course()->mutable_publish_dossier();
    body.set_channel_id(channel_id);
    body.set_title("Dossier de mi-parcours");
    body.set_words("Où nous en sommes, **ensemble**.");
    body.mutable_quote_ids()->Add(quote_ids.begin(), quote_ids.end());
    return command;
  }
  std::uint64_t allowed_quote() {
    const std::uint64_t message = c_.post(c_.open_thread(c_.plenary, anna_), anna_, "Il faut prendre le temps.");
    Command command;
    command.mutable_course()->mutable_ask_for_quote()->set_message_id(message);
    command.mutable_course()->mutable_ask_for_quote()->set_words("prendre le temps");
    const std::uint64_t quote = c_.accept(c_.facilitator, command).events.front().seq();
    answer_quote(quote, true);
    quoted_ = message;
    return quote;
  }
  void answer_quote(std::uint64_t quote, bool allowed) {
    Command command;
    command.mutable_course()->mutable_answer_quote()->set_quote_id(quote);
    command.mutable_course()->mutable_answer_quote()->set_allowed(allowed);
    c_.accept(anna_, command);
  }
  Reply ask(std::uint64_t member, const auto& fill) {
    Query query;
    fill(query);
    return community::answer(*storage::Reader::open(c_.folder()), member, query);
  }
  DossierList dossiers(std::uint64_t member) {
    return ask(member, [](Query& query) { query.mutable_list_dossiers(); }).answer().dossier_list();
  }
  Reply draw(std::uint64_t member) {
    return ask(member, [](Query& query) { query.mutable_draw_dossier(); });
  }
  std::uint64_t quoted_ = 0;
};

}  // namespace

TEST_F(DecideDossiers, AFacilitatorPublishesToACommitteeAndNowhereElse) {
  for (const std::uint64_t channel : {c_.steering_committee, c_.orientation_committee, c_.technical_committee}) {
    EXPECT_TRUE(c_.consider(c_.facilitator, publish(channel)));
  }
  EXPECT_EQ(c_.refusal(c_.steering, publish(c_.steering_committee)).code(), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(c_.refusal(anna_, publish(c_.steering_committee)).code(), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(c_.refusal(c_.facilitator, publish(c_.plenary)).code(), REFUSAL_CODE_INVALID_ARGUMENT);
  Command untitled = publish(c_.steering_committee);
  untitled.mutable_course()->mutable_publish_dossier()->set_title("ab");
  EXPECT_EQ(c_.refusal(c_.facilitator, untitled).field(), "publish_dossier.title");
  Command wordy = publish(c_.steering_committee);
  using community::commons_limits::dossier_words_bytes_max;
  wordy.mutable_course()->mutable_publish_dossier()->set_words(std::string(dossier_words_bytes_max, 'a'));
  EXPECT_TRUE(c_.consider(c_.facilitator, wordy));
  wordy.mutable_course()->mutable_publish_dossier()->set_words(std::string(dossier_words_bytes_max + 1, 'a'));
  EXPECT_EQ(c_.refusal(c_.facilitator, wordy).code(), REFUSAL_CODE_TOO_LARGE);
}

TEST_F(DecideDossiers, WhatIsPublishedIsWhatWasDrawnAndStaysAsItIs) {
  for (const std::uint64_t member : {anna_, basile_, others_[0], others_[1]}) {
    c_.open_thread(c_.plenary, member);
    c_.declare(member, OBSTACLE_SCOPE_COMMUNITY);
  }
  const DossierFigures drawn = draw(c_.facilitator).answer().dossier_draft().figures();
  EXPECT_EQ(drawn.territories().count(), 4u);
  EXPECT_EQ(drawn.participating().count(), 4u);
  EXPECT_TRUE(drawn.with_roadmap().hidden());
  ASSERT_EQ(drawn.themes_size(), 2);
  EXPECT_TRUE(drawn.themes(1).obstacles().hidden());
  // A card that had gone before its natures were read: every nature was nought.
  const auto legal = std::ranges::find(drawn.natures(), OBSTACLE_NATURE_LEGAL, &NatureFigure::nature);
  ASSERT_NE(legal, drawn.natures().end());
  EXPECT_EQ(legal->obstacles().count(), 4u);
  const std::uint64_t id = c_.accept(c_.facilitator, publish(c_.steering_committee)).events.front().seq();
  c_.declare(anna_, OBSTACLE_SCOPE_COMMUNITY);
  ASSERT_EQ(dossiers(c_.steering).dossiers_size(), 1);
  const Dossier published = dossiers(c_.steering).dossiers(0);
  EXPECT_EQ(published.id(), id);
  EXPECT_EQ(published.channel_id(), c_.steering_committee);
  EXPECT_EQ(published.author_id(), c_.facilitator);
  DossierFigures figures = published.figures();
  EXPECT_GT(figures.at_ms(), 0);
  figures.set_at_ms(drawn.at_ms());
  EXPECT_EQ(figures.SerializeAsString(), drawn.SerializeAsString());
  EXPECT_EQ(dossiers(c_.orientation).dossiers_size(), 0) << "another committee";
  EXPECT_EQ(dossiers(anna_).dossiers_size(), 0);
}

// What was published once is compared with: one territory more does not move a figure, three do.
TEST_F(DecideDossiers, TheNextOneCannotBeSubtractedFromIt) {
  const auto participating = [&] { return draw(c_.facilitator).answer().dossier_draft().figures().participating(); };
  Command more;
  more.mutable_add_territory()->mutable_territory()->set_time_zone("Europe/Paris");
  std::vector<std::uint64_t> people{anna_, basile_, others_[0], others_[1]};
  for (const char* key : {"t05", "t06", "t07"}) {
    more.mutable_add_territory()->mutable_territory()->set_key(key);
    more.mutable_add_territory()->mutable_territory()->set_name(key);
    const std::uint64_t territory = c_.accept(community::Actor::founder(), more).events.front().seq();
    people.push_back(c_.add_member(ROLE_CATALYST, territory, std::string(key) + "-1"));
  }
  for (int i = 0; i < 4; ++i) c_.open_thread(c_.plenary, people[i]);
  EXPECT_EQ(participating().count(), 4u);
  c_.accept(c_.facilitator, publish(c_.steering_committee));
  c_.open_thread(c_.plenary, people[4]);
  EXPECT_TRUE(participating().hidden() || participating().count() == 4u) << participating().ShortDebugString();
  c_.accept(c_.facilitator, publish(c_.orientation_committee));
  c_.open_thread(c_.plenary, people[5]);
  c_.open_thread(c_.plenary, people[6]);
  EXPECT_EQ(participating().count(), 7u);
}

TEST_F(DecideDossiers, TheDraftIsForFacilitators) {
  for (const std::uint64_t member : {anna_, c_.adviser, c_.evaluator, c_.steering, c_.admin}) {
    EXPECT_EQ(draw(member).refusal().code(), REFUSAL_CODE_FORBIDDEN);
  }
}

TEST_F(DecideDossiers, QuotesAreAllowedOnesAndTheEventHoldsNoWordsOfThem) {
  const std::uint64_t quote = allowed_quote();
  constexpr auto field = "publish_dossier.quote_ids";
  EXPECT_EQ(c_.refusal(c_.facilitator, publish(c_.steering_committee, {999'999})).code(), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(c_.refusal(c_.facilitator, publish(c_.steering_committee, {quote, quote})).field(), field);
  answer_quote(quote, false);
  EXPECT_EQ(c_.refusal(c_.facilitator, publish(c_.steering_committee, {quote})).code(), REFUSAL_CODE_FORBIDDEN);
  answer_quote(quote, true);
  const std::vector<std::uint64_t> many(community::commons_limits::dossier_quotes_max + 1, quote);
  EXPECT_EQ(c_.refusal(c_.facilitator, publish(c_.steering_committee, many)).code(), REFUSAL_CODE_TOO_LARGE);
  const auto decision = c_.accept(c_.facilitator, publish(c_.steering_committee, {quote}));
  EXPECT_EQ(decision.events[0].SerializeAsString().find("prendre le temps"), std::string::npos);
  Dossier published = dossiers(c_.steering).dossiers(0);
  ASSERT_EQ(published.quotes_size(), 1);
  EXPECT_EQ(published.quotes(0).words(), "prendre le temps");
  EXPECT_FALSE(published.quotes(0).author_name().empty());
  EXPECT_NE(published.quotes(0).allowed_at_ms(), 0);

  answer_quote(quote, false);
  EXPECT_EQ(dossiers(c_.steering).dossiers(0).quotes(0).words(), "prendre le temps") << "it was published with a yes";
  Command erase;
  erase.mutable_redact_message()->set_message_id(quoted_);
  c_.accept(anna_, erase);
  published = dossiers(c_.steering).dossiers(0);
  EXPECT_EQ(published.quotes(0).words(), "");
  EXPECT_EQ(published.quotes(0).author_name(), "") << "and nobody said it";
}

TEST_F(DecideDossiers, WhoHasLeftIsQuotedInNoNewOne) {
  const std::uint64_t quote = allowed_quote();
  EXPECT_EQ(draw(c_.facilitator).answer().dossier_draft().allowed_quotes_size(), 1);
  Command end;
  end.mutable_end_membership()->set_member_id(anna_);
  end.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
  c_.accept(c_.admin, end);
  EXPECT_EQ(draw(c_.facilitator).answer().dossier_draft().allowed_quotes_size(), 0);
  EXPECT_EQ(c_.refusal(c_.facilitator, publish(c_.steering_committee, {quote})).code(), REFUSAL_CODE_FORBIDDEN);
}

// Before, the figures had a place for them, and nobody filled it.
TEST_F(DecideDossiers, AveragesOfEvaluationsAreThoseOfTheGatheringsPage) {
  const std::int64_t began = c_.store().last_event_ms() - hour_ms;
  const auto plan = [&](std::string_view title) {
    const Command command = command_plan(c_.plenary, GATHERING_KIND_SESSION, began, title);
    return c_.accept(c_.facilitator, command).events.front().seq();
  };
  const std::uint64_t first = plan("Comprendre"), second = plan("Construire");
  plan("Personne ne l’évalue");
  for (const std::uint64_t member : {anna_, basile_, others_[0]}) c_.accept(member, command_evaluate(first, 4));
  for (const std::uint64_t member : {anna_, basile_}) c_.accept(member, command_evaluate(second, 4));
  c_.accept(others_[1], command_evaluate(first, 1));
  const auto figures = draw(c_.facilitator).answer().dossier_draft().figures().evaluations();
  ASSERT_EQ(figures.size(), 2);
  EXPECT_EQ(figures[0].title(), "Comprendre");
  EXPECT_EQ(figures[0].useful_hundredths(), 400u) << "one territory does not move it";
  EXPECT_TRUE(figures[1].hidden());
  EXPECT_EQ(figures[1].useful_hundredths(), 0u);
  const std::uint64_t id = c_.accept(c_.facilitator, publish(c_.steering_committee)).events.front().seq();
  const auto taken = community::take_dossier(*storage::Reader::open(c_.folder()), c_.steering, id);
  const std::string page =
      files::dossier_page({.dossier = taken->dossier, .community = taken->community, .zone = taken->zone});
  EXPECT_NE(page.find("Comprendre"), std::string::npos);
  EXPECT_NE(page.find("4,00"), std::string::npos);
}

// A dossier counts all there are: through the books it drove out the few that are remembered.
TEST_F(DecideDossiers, CountingDrivesOutNothingThatIsRemembered) {
  struct Book : community::RoadmapBook {
    int opened = 0;
    community::RoadmapPointer open(std::uint64_t, std::uint64_t, const community::LoadRoadmap&) override {
      ++opened;
      return nullptr;
    }
  } book;
  community::RoundRules rules;
  rules.roadmaps.book = &book;
  RuledRoadmap(c_, c_.valmerac).share(ROADMAP_SHARING_COMMUNITY);
  Query query;
  query.mutable_draw_dossier();
  const auto reader = storage::Reader::open(c_.folder());
  EXPECT_TRUE(community::answer(*reader, c_.facilitator, query, 0, rules).answer().has_dossier_draft());
  EXPECT_EQ(book.opened, 0);
}

TEST_F(DecideDossiers, ItsPageShowsWordsFiguresAndQuotesAndIsForReaders) {
  const std::uint64_t quote = allowed_quote();
  const std::uint64_t id = c_.accept(c_.facilitator, publish(c_.steering_committee, {quote})).events.front().seq();
  const auto reader = storage::Reader::open(c_.folder());
  EXPECT_FALSE(community::take_dossier(*reader, anna_, id));
  EXPECT_FALSE(community::take_dossier(*reader, c_.gone, id));
  EXPECT_FALSE(community::take_dossier(*reader, c_.steering, id + 1));
  const auto taken = community::take_dossier(*reader, c_.steering, id);
  ASSERT_TRUE(taken);
  const std::string page =
      files::dossier_page({.dossier = taken->dossier, .community = taken->community, .zone = taken->zone});
  for (const char* part : {"Dossier de mi-parcours", "<strong>ensemble</strong>", "effectif insuffisant",
                           "Territoires engagés", "<th", "prendre le temps", "avec son accord du", "lang=\"fr\""}) {
    EXPECT_NE(page.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(page.find("Valmérac"), std::string::npos);
}

TEST_F(DecideDossiers, ALinkShowsItToPeopleOutsideUntilARestore) {
  const std::uint64_t id = c_.accept(c_.facilitator, publish(c_.steering_committee)).events.front().seq();
  const auto reader = storage::Reader::open(c_.folder());
  const community::RoadmapRules rules;
  const auto out = community::check_new_dossier_link(*reader, rules, c_.facilitator, id, 0);
  ASSERT_TRUE(out);
  EXPECT_TRUE(community::take_dossier_outside(*reader, out->epoch, id));
  EXPECT_FALSE(community::take_dossier_outside(*reader, "another epoch", id));
  EXPECT_FALSE(community::take_dossier_outside(*reader, out->epoch, c_.steering_committee));
  EXPECT_FALSE(community::take_outside(*reader, rules, out->epoch, id, 0)) << "it is no roadmap";
  const auto code = [&](std::uint64_t member, std::uint64_t version = 0) {
    return community::check_new_dossier_link(*reader, rules, member, id, version).error().code();
  };
  EXPECT_EQ(code(c_.steering), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(anna_), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(c_.facilitator, 7), REFUSAL_CODE_NOT_FOUND);
}

}  // namespace ramure::test
