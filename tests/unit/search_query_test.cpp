// What people type: storage/search/query.hpp, dates.hpp, vocabulary.hpp, match.hpp.
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "protocol/limits.hpp"
#include "storage/search/dates.hpp"
#include "storage/search/match.hpp"
#include "storage/search/query.hpp"
#include "storage/search/vocabulary.hpp"

namespace ramure::storage {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

const sys_days today = 2018y / 9 / 20;

SearchQuery parsed(std::string_view text) {
  auto query = parse_query(text, today);
  EXPECT_TRUE(query.has_value()) << text << ": " << (query ? "" : query.error().message());
  return query ? *query : SearchQuery();
}

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : "|") + item;
  return out;
}

// "words / phrases / excluded words / excluded phrases"
std::string text_parts(std::string_view text) {
  const SearchQuery query = parsed(text);
  return joined(query.words) + " / " + joined(query.phrases) + " / " + joined(query.excluded_words) + " / " +
         joined(query.excluded_phrases);
}

std::string reason(std::string_view text) {
  const auto query = parse_query(text, today);
  if (query) return "accepted";
  EXPECT_EQ(query.error().field(), "search.text");
  EXPECT_FALSE(query.error().message().empty());
  const auto& data = query.error().data();
  return query.error().code() == v1::REFUSAL_CODE_TOO_LARGE ? "too_large:" + data.at("unit") : data.at("reason");
}

TEST(SearchQuery, TellsWordsPhrasesAndExclusionsApart) {
  EXPECT_EQ(text_parts("financement région"), "financement|région /  /  / ");
  EXPECT_EQ(text_parts("\"comité local\" un"), "un / comité local /  / ");
  EXPECT_EQ(text_parts("«\u00A0comité local\u00A0»"), " / comité local /  / ");
  EXPECT_EQ(text_parts("“comité local”"), " / comité local /  / ");
  EXPECT_EQ(text_parts("jamais \"fermé"), "jamais / fermé /  / ");
  EXPECT_EQ(text_parts("a -région -\"comité local\" -«tiers lieu»"), "a /  / région / comité local|tiers lieu");
  EXPECT_EQ(text_parts("co-construction - seul"), "co-construction|seul /  /  / ");
  EXPECT_EQ(text_parts("un\u00A0deux\u202Ftrois\u2003quatre\ncinq"), "un|deux|trois|quatre|cinq /  /  / ");
  EXPECT_EQ(text_parts("!!! 👩 ok » ”"), "ok /  /  / ");
  EXPECT_EQ(text_parts("mot\"phrase collée\"mot"), "mot|mot / phrase collée /  / ");
}

TEST(SearchQuery, ReadsOperators) {
  const SearchQuery query = parsed(
      "theme:numérique Thème:\"tiers lieux\" territoire:« Pays de Kerlohan » auteur:nadia AUTEUR:karim statut:levé "
      "dans:plénière "
      "type:frein mot");
  EXPECT_EQ(joined(query.themes), "numérique|tiers lieux");
  EXPECT_EQ(joined(query.territories), "Pays de Kerlohan");
  EXPECT_EQ(joined(query.authors), "nadia|karim");
  EXPECT_EQ(joined(query.statuses), "levé");
  EXPECT_EQ(joined(query.channels), "plénière");
  EXPECT_EQ(joined(query.kinds), "frein");
  EXPECT_EQ(joined(query.words), "mot");

  const SearchQuery english = parsed("theme:a territory:b author:c status:d in:e kind:f before:2019 after:2018");
  EXPECT_EQ(joined({english.themes[0], english.territories[0], english.authors[0], english.statuses[0],
                    english.channels[0], english.kinds[0]}),
            "a|b|c|d|e|f");
  EXPECT_EQ(english.from_day, sys_days(2018y / 1 / 1));
  EXPECT_EQ(english.before_day, sys_days(2019y / 1 / 1));
}

TEST(SearchQuery, ColonsOfOrdinaryTextAreNoOperators) {
  EXPECT_EQ(text_parts("https://ramure.example/fil"), "https://ramure.example/fil /  /  / ");
  EXPECT_EQ(text_parts("12:30"), "12:30 /  /  / ");
  EXPECT_EQ(text_parts("rappel : réunion"), "rappel|réunion /  /  / ");
  EXPECT_EQ(text_parts("rappel: réunion"), "rappel:|réunion /  /  / ");
  EXPECT_EQ(text_parts("\"note:ici\""), " / note:ici /  / ");
}

TEST(SearchQuery, RefusesWithAReason) {
  EXPECT_EQ(reason(""), "empty");
  EXPECT_EQ(reason(" \u00A0!? 🎉 \"\" "), "empty");
  EXPECT_EQ(reason("couleur:bleu"), "unknown_operator");
  EXPECT_EQ(reason("territoires:x"), "unknown_operator");
  EXPECT_EQ(reason("auteur:"), "empty_value");
  EXPECT_EQ(reason("auteur: nadia"), "empty_value");
  EXPECT_EQ(reason("theme:\"\""), "empty_value");
  EXPECT_EQ(reason("-auteur:nadia"), "excluded_operator");
  EXPECT_EQ(reason("avant:demain"), "bad_date");
  EXPECT_EQ(reason("apres:31/02/2018"), "bad_date");
  EXPECT_EQ(reason("mot \xFF"), "not_utf8");
  EXPECT_EQ(parse_query("avant:bientôt", today).error().data().at("value"), "bientôt");
}

TEST(SearchQuery, HoldsItsLimits) {
  const std::string longest(limits::search_text_bytes_max, 'a');
  EXPECT_EQ(reason(longest), "accepted");
  EXPECT_EQ(reason(longest + "a"), "too_large:bytes");
  std::string items;
  for (std::size_t i = 0; i < search_items_max; ++i) items += "x ";
  EXPECT_EQ(reason(items), "accepted");
  EXPECT_EQ(reason(items + "-x"), "too_large:items");
}

TEST(SearchDates, AcceptsWhatPeopleWrite) {
  struct Case {
    const char* typed;
    sys_days expected;
  };
  const Case cases[] = {
      {"2018-09-13", 2018y / 9 / 13}, {"13/09/2018", 2018y / 9 / 13}, {"3/9/2018", 2018y / 9 / 3},
      {"13-09-2018", 2018y / 9 / 13}, {"09/2018", 2018y / 9 / 1},     {"2018-09", 2018y / 9 / 1},
      {"2018", 2018y / 1 / 1},        {"29/02/2016", 2016y / 2 / 29}, {"aujourd'hui", today},
      {"Aujourd’hui", today},         {"hier", 2018y / 9 / 19},       {"today", today},
  };
  for (const Case& each : cases) EXPECT_EQ(parse_date(each.typed, today), each.expected) << each.typed;
  for (const char* bad : {"", "demain", "13/09", "13/09/18", "2018-13-01", "29/02/2018", "0000", "2200", "13/09/2018/1",
                          "13/ 9/2018", "-1", "2018-", "99999", "2018-09/13", "١٣/٠٩/٢٠١٨"}) {
    EXPECT_EQ(parse_date(bad, today), std::nullopt) << bad;
  }
  EXPECT_EQ(begin_of_day_ms(2018y / 9 / 13, 120), 1'536'789'600'000);
}

TEST(SearchVocabulary, NamesStatusesKindsAndPeople) {
  using What = StatusName::What;
  const auto obstacle = [](std::string_view typed) {
    const auto status = status_named(typed);
    return status && status->what == What::obstacle ? status->obstacle_statuses : std::vector<v1::ObstacleStatus>();
  };
  using Statuses = std::vector<v1::ObstacleStatus>;
  for (const char* name : {"levé", "leve", "LEVÉE", "levés", "lifted"})
    EXPECT_EQ(obstacle(name), Statuses{v1::OBSTACLE_STATUS_LIFTED}) << name;
  EXPECT_EQ(obstacle("ouverts"), Statuses{v1::OBSTACLE_STATUS_OPEN});
  EXPECT_EQ(obstacle("en codev"), Statuses{v1::OBSTACLE_STATUS_IN_ROUND});
  EXPECT_EQ(obstacle("plan d’action en cours"), Statuses{v1::OBSTACLE_STATUS_ACTION_PLAN});
  EXPECT_EQ(obstacle("levés ou contournés").size(), 2u);
  EXPECT_EQ(obstacle("on y travaille").size(), 4u);
  EXPECT_EQ(status_named("archivés")->what, What::archived);
  EXPECT_EQ(status_named("résolu")->what, What::resolved);
  EXPECT_EQ(status_named("non résolu")->what, What::unresolved);
  EXPECT_FALSE(status_named("bleu") || status_named("") || status_named("!"));

  EXPECT_EQ(thread_kind_named("freins"), v1::THREAD_KIND_OBSTACLE);
  EXPECT_EQ(thread_kind_named("Témoignages"), v1::THREAD_KIND_TESTIMONY);
  EXPECT_EQ(thread_kind_named("temoignage"), v1::THREAD_KIND_TESTIMONY);
  EXPECT_EQ(thread_kind_named("autre"), std::nullopt);

  EXPECT_TRUE(name_is_meant("nadia", "Nadia Benhaddou"));
  EXPECT_TRUE(name_is_meant("benh nad", "Nadia Benhaddou"));
  EXPECT_TRUE(name_is_meant("kerlohan", "Pays de Kerlohan"));
  EXPECT_TRUE(name_is_meant("ile", "Île de Sainte-Ombeline"));
  EXPECT_TRUE(name_is_meant("sainte-ombeline", "Île de Sainte-Ombeline"));
  EXPECT_TRUE(name_is_meant("tiers lieux", "Tiers lieux & dialogue territorial"));
  EXPECT_FALSE(name_is_meant("nadia martin", "Nadia Benhaddou"));
  EXPECT_FALSE(name_is_meant("adia", "Nadia Benhaddou"));
  EXPECT_FALSE(name_is_meant("?", "Nadia Benhaddou"));
}

TEST(SearchMatch, WritesOnlyMarkedTokens) {
  const auto match = [](std::string_view text) { return match_text(match_of(parsed(text))); };
  EXPECT_EQ(match("maires"), "(\"~mair\" OR \"=maires\" OR \"=maires\" *)");
  EXPECT_EQ(match("décidée"), "(\"~decid\" OR \"~decident\" OR \"~decidon\" OR \"=decidee\" *)");
  EXPECT_EQ(match("fi"), "(\"~fi\" OR \"=fi\")");
  EXPECT_EQ(match("\"le financement\""), "(\"=le =financement\")");
  EXPECT_EQ(match("-élu"), "(\".\") NOT ((\"~elu\"))");
  EXPECT_EQ(match("auteur:nadia"), "");
  EXPECT_EQ(match("de la théorie"), "(\"~theor\" OR \"~theorent\" OR \"~theoron\" OR \"=theorie\" *)");
  EXPECT_EQ(match("de la"), "(\"~de\" OR \"=de\") AND (\"~la\" OR \"=la\")");
}

TEST(SearchMatch, NothingTypedReachesFts5) {
  const std::string allowed_outside_quotes = "() *ANDORNOT";
  const std::vector<std::string> pieces = {"\"",    "*", "(", ")",   "^",    ":", "AND", "OR", "NOT",
                                           "NEAR(", "+", "-", "{a}", "body", " ", "'",   ";",  "--",
                                           "\\",    "é", "x", "=",   "~",    ".", "«",   "»"};
  for (std::uint32_t seed = 1; seed <= 3'000; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (std::uint32_t i = random() % 14; i > 0; --i) text += pieces[random() % pieces.size()];
    const auto query = parse_query(text, today);
    if (!query) continue;
    const std::string match = match_text(match_of(*query));
    bool inside = false;
    for (std::size_t i = 0; i < match.size(); ++i) {
      if (match[i] == '"') {
        inside = !inside;
      } else if (!inside) {
        ASSERT_NE(allowed_outside_quotes.find(match[i]), std::string::npos) << "seed " << seed << ": " << match;
      } else if (match[i - 1] == '"' || match[i - 1] == ' ') {
        ASSERT_NE(std::string("=~.").find(match[i]), std::string::npos) << "seed " << seed << ": " << match;
      }
    }
    ASSERT_FALSE(inside) << "seed " << seed << ": " << match;
  }
}

}  // namespace
}  // namespace ramure::storage
