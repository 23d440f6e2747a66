// The course without a community: what a gathering, an evaluation, a workshop and an entry must carry, one past each
// limit; and which averages are shown.
#include <gtest/gtest.h>

#include <functional>

#include "server/course/course_limits.hpp"
#include "server/course/evaluation.hpp"
#include "server/course/gathering.hpp"
#include "server/course/notebook.hpp"
#include "server/course/workshop.hpp"
#include "tests/support/course_commands.hpp"

namespace ramure::test {

namespace {

using namespace v1;
namespace limits = course::limits;

constexpr std::int64_t now = 1'525'334'400'000;

Gathering gathering() { return command_plan(7, GATHERING_KIND_SESSION, now).course().plan_gathering().gathering(); }

// The field that is refused, and the code; empty when all is well.
std::string refused(const community::Checked& checked) {
  return checked ? "" : RefusalCode_Name(checked.error().code()).substr(13) + " " + checked.error().field();
}

std::string changed(const std::function<void(Gathering&)>& change) {
  Gathering wanted = gathering();
  change(wanted);
  return refused(course::check_gathering("g", wanted));
}

std::string at(std::size_t length) { return std::string(length, 'x'); }

}  // namespace

TEST(CourseChecks, AGatheringIsWholeAndEachLimitHolds) {
  EXPECT_EQ(changed([](Gathering&) {}), "");
  EXPECT_EQ(changed([](Gathering& g) { g.set_kind(GATHERING_KIND_UNSPECIFIED); }), "INVALID_ARGUMENT g.kind");
  EXPECT_EQ(changed([](Gathering& g) { g.set_title(at(limits::title_bytes_max)); }), "");
  EXPECT_EQ(changed([](Gathering& g) { g.set_title(at(limits::title_bytes_max + 1)); }), "TOO_LARGE g.title");
  EXPECT_EQ(changed([](Gathering& g) { g.set_title("deux\nlignes"); }), "INVALID_ARGUMENT g.title");
  EXPECT_EQ(changed([](Gathering& g) { g.clear_title(); }), "INVALID_ARGUMENT g.title");
  EXPECT_EQ(changed([](Gathering& g) { g.set_place(at(limits::place_bytes_max + 1)); }), "TOO_LARGE g.place");
  EXPECT_EQ(changed([](Gathering& g) { g.set_description(at(limits::description_bytes_max)); }), "");
  EXPECT_EQ(changed([](Gathering& g) { g.set_description(at(limits::description_bytes_max + 1)); }),
            "TOO_LARGE g.description");
  EXPECT_EQ(changed([](Gathering& g) { g.set_outcome(at(limits::outcome_bytes_max + 1)); }), "TOO_LARGE g.outcome");
}

TEST(CourseChecks, AGatheringLastsSomeTimeAndFifteenDaysAtMost) {
  EXPECT_EQ(changed([](Gathering& g) { g.set_starts_at_ms(0); }), "INVALID_ARGUMENT g.starts_at_ms");
  EXPECT_EQ(changed([](Gathering& g) { g.set_ends_at_ms(g.starts_at_ms()); }), "INVALID_ARGUMENT g.ends_at_ms");
  EXPECT_EQ(changed([](Gathering& g) { g.set_ends_at_ms(g.starts_at_ms() + limits::lasts_ms_max); }), "");
  EXPECT_EQ(changed([](Gathering& g) { g.set_ends_at_ms(g.starts_at_ms() + limits::lasts_ms_max + 1); }),
            "INVALID_ARGUMENT g.ends_at_ms");
  EXPECT_EQ(changed([](Gathering& g) {
              g.set_starts_at_ms(limits::time_ms_max);
              g.set_ends_at_ms(limits::time_ms_max + 1);
            }),
            "INVALID_ARGUMENT g.ends_at_ms");
}

TEST(CourseChecks, OnlySessionsAreNumbered) {
  EXPECT_EQ(changed([](Gathering& g) { g.set_session_number(9); }), "");
  EXPECT_EQ(changed([](Gathering& g) { g.set_session_number(10); }), "INVALID_ARGUMENT g.session_number");
  EXPECT_EQ(changed([](Gathering& g) { g.set_session_number(0); }), "INVALID_ARGUMENT g.session_number");
  EXPECT_EQ(changed([](Gathering& g) { g.set_kind(GATHERING_KIND_VISIT); }), "INVALID_ARGUMENT g.session_number");
}

TEST(CourseChecks, ProgrammeAndDocumentsHaveTheirLimits) {
  const auto with_items = [](int count) {
    return changed([count](Gathering& g) {
      for (int i = 0; i < count; ++i) {
        g.add_programme()->set_part(PROGRAMME_PART_THEORY);
        g.mutable_programme(i)->set_title("Partie");
      }
    });
  };
  EXPECT_EQ(with_items(limits::programme_items_max), "");
  EXPECT_EQ(with_items(limits::programme_items_max + 1), "TOO_LARGE g.programme");
  const auto with_documents = [](int count) {
    return changed([count](Gathering& g) {
      for (int i = 0; i < count; ++i) {
        g.add_documents()->set_title("Document");
        g.mutable_documents(i)->set_url("https://exemple.fr/a.pdf");
      }
    });
  };
  EXPECT_EQ(with_documents(limits::documents_max), "");
  EXPECT_EQ(with_documents(limits::documents_max + 1), "TOO_LARGE g.documents");
  EXPECT_EQ(changed([](Gathering& g) { g.add_programme()->set_title("Sans genre"); }),
            "INVALID_ARGUMENT g.programme.part");
  EXPECT_EQ(changed([](Gathering& g) { g.add_documents()->set_title("Sans adresse"); }),
            "INVALID_ARGUMENT g.documents");
  EXPECT_EQ(changed([](Gathering& g) {
              g.add_documents()->set_title("Les deux");
              g.mutable_documents(0)->set_url("https://exemple.fr");
              g.mutable_documents(0)->set_message_id(4);
            }),
            "INVALID_ARGUMENT g.documents");
}

TEST(CourseChecks, AddressesAreOfTheWeb) {
  for (const char* good : {"https://visio.exemple.fr/salle?a=1", "http://localhost/"}) {
    EXPECT_EQ(changed([&](Gathering& g) { g.set_video_url(good); }), "") << good;
  }
  for (const char* bad : {"javascript:alert(1)", "data:text/html,x", "visio.exemple.fr", "https://a b", "https://a\"b",
                          "https://a\nb", " https://a"}) {
    EXPECT_EQ(changed([&](Gathering& g) { g.set_video_url(bad); }), "INVALID_ARGUMENT g.video_url") << bad;
  }
  EXPECT_EQ(changed([](Gathering& g) { g.set_video_url("https://" + at(limits::url_bytes_max - 8)); }), "");
  EXPECT_EQ(changed([](Gathering& g) { g.set_video_url("https://" + at(limits::url_bytes_max - 7)); }),
            "TOO_LARGE g.video_url");
}

TEST(CourseChecks, EachKindHasItsPlaces) {
  const auto place = [](GatheringKind kind, ChannelKind channel) {
    return refused(course::check_place("g", kind, channel));
  };
  for (int channel = 0; channel < ChannelKind_ARRAYSIZE; ++channel) {
    const auto kind = static_cast<ChannelKind>(channel);
    const bool is_follow_up = kind == CHANNEL_KIND_PAIR_FOLLOW_UP || kind == CHANNEL_KIND_PERSONAL_FOLLOW_UP;
    const bool is_committee =
        kind == CHANNEL_KIND_STEERING || kind == CHANNEL_KIND_ORIENTATION || kind == CHANNEL_KIND_TECHNICAL;
    EXPECT_EQ(place(GATHERING_KIND_SESSION, kind).empty(), kind == CHANNEL_KIND_PLENARY) << channel;
    EXPECT_EQ(place(GATHERING_KIND_FOLLOW_UP, kind).empty(), is_follow_up) << channel;
    EXPECT_EQ(place(GATHERING_KIND_COMMITTEE, kind).empty(), is_committee) << channel;
  }
  EXPECT_EQ(place(GATHERING_KIND_OTHER, CHANNEL_KIND_TERRITORY), "");
  EXPECT_EQ(place(GATHERING_KIND_OTHER, CHANNEL_KIND_PAIR_OBSTACLES), "INVALID_ARGUMENT g.channel_id");
  EXPECT_EQ(place(GATHERING_KIND_OTHER, CHANNEL_KIND_RESOURCES), "INVALID_ARGUMENT g.channel_id");
}

TEST(CourseChecks, OneEvaluatesFromTheBeginningUntilSixtyDaysAfterTheEnd) {
  storage::GatheringState state{
      .id = 9, .channel_id = 7, .kind = GATHERING_KIND_SESSION, .starts_at_ms = now, .ends_at_ms = now + hour_ms};
  const auto cause = [&](Role role, std::int64_t at_ms) {
    const auto checked = course::check_evaluable("g", state, role, at_ms);
    return checked ? std::string() : checked.error().data().at("cause");
  };
  EXPECT_EQ(cause(ROLE_CATALYST, now - 1), "too_early");
  EXPECT_EQ(cause(ROLE_CATALYST, now), "");
  EXPECT_EQ(cause(ROLE_CATALYST, state.ends_at_ms + 60 * day_ms - 1), "");
  EXPECT_EQ(cause(ROLE_CATALYST, state.ends_at_ms + 60 * day_ms), "over");
  EXPECT_EQ(cause(ROLE_FACILITATOR, now), "rights");
  state.cancelled = true;
  EXPECT_EQ(cause(ROLE_CATALYST, now), "cancelled");
  state.kind = GATHERING_KIND_FOLLOW_UP;
  EXPECT_EQ(cause(ROLE_CATALYST, now), "kind");
}

TEST(CourseChecks, AnEvaluationHasItsLimits) {
  Evaluation evaluation;
  EXPECT_TRUE(course::is_empty(evaluation));
  evaluation.set_useful(4);
  evaluation.set_keeps(at(limits::evaluation_text_bytes_max));
  EXPECT_EQ(refused(course::check_evaluation("e", evaluation)), "");
  EXPECT_FALSE(course::is_empty(evaluation));
  evaluation.set_missed(at(limits::evaluation_text_bytes_max + 1));
  EXPECT_EQ(refused(course::check_evaluation("e", evaluation)), "TOO_LARGE e.missed");
  evaluation.set_was_heard(5);
  EXPECT_EQ(refused(course::check_evaluation("e", evaluation)), "INVALID_ARGUMENT e.was_heard");
}

TEST(CourseFigures, AnAverageIsOfThreeTerritoriesAtLeast) {
  std::vector<storage::Rating> ratings{
      {1, 4, 4, 4, 11}, {1, 2, 2, 2, 12}, {2, 3, 3, 3, 21}, {0, 1, 1, 1, 91}, {0, 1, 1, 1, 92}};
  EXPECT_TRUE(course::figure_of(9, "S1", ratings).hidden()) << "two territories, and two people of none";
  EXPECT_EQ(course::figure_of(9, "S1", ratings).useful_hundredths(), 0u);
  ratings.push_back({3, 4, 0, 1, 31});
  const EvaluationFigure figure = course::figure_of(9, "S1", ratings);
  EXPECT_FALSE(figure.hidden());
  EXPECT_EQ(figure.useful_hundredths(), 325u) << "(4 + 2 + 3 + 4) / 4: who has no territory counts nowhere";
  EXPECT_EQ(figure.learnt_from_peers_hundredths(), 0u) << "only two territories gave this rating";
  EXPECT_EQ(figure.was_heard_hundredths(), 250u);
  EXPECT_EQ(figure.gathering_id(), 9u);
}

// Two looks, before and after one answer, and the answer was told.
TEST(CourseFigures, TwoLooksNeverDifferByTheAnswersOfFewerThanThreeTerritories) {
  std::vector<storage::Rating> ratings{{1, 4, 0, 0, 11}, {2, 4, 0, 0, 21}, {3, 4, 0, 0, 31}};
  const auto shown = [&] { return course::figure_of(9, "S1", ratings).useful_hundredths(); };
  EXPECT_EQ(shown(), 400u);
  ratings.push_back({4, 1, 0, 0, 41});
  EXPECT_EQ(shown(), 400u) << "one more territory";
  ratings.push_back({1, 1, 0, 0, 11});
  ratings.push_back({1, 2, 0, 0, 12});
  EXPECT_EQ(shown(), 400u) << "two";
  ratings.push_back({5, 2, 0, 0, 51});
  EXPECT_EQ(shown(), 233u) << "three: (1 + 2 + 4 + 4 + 1 + 2) / 6";
  // Against the figure before the last one, too: two of the three changes are undone, a third is made.
  ratings.push_back({4, 0, 0, 0, 41});
  ratings.push_back({1, 4, 0, 0, 11});
  ratings.push_back({1, 0, 0, 0, 12});
  ratings.push_back({2, 1, 0, 0, 21});
  EXPECT_EQ(shown(), 233u) << "three changes against the last, but two against the first";
}

TEST(CourseFigures, WhatFewAreLeftOfIsHiddenAndComesBackAsItWas) {
  std::vector<storage::Rating> ratings{{1, 4, 0, 0, 11}, {2, 4, 0, 0, 21}, {3, 1, 0, 0, 31}, {3, 0, 0, 0, 31}};
  EXPECT_TRUE(course::figure_of(9, "S1", ratings).hidden());
  ratings.push_back({3, 4, 0, 0, 31});
  EXPECT_EQ(course::figure_of(9, "S1", ratings).useful_hundredths(), 300u);
}

TEST(CourseFigures, RoundsToTheNearestHundredth) {
  EXPECT_EQ(course::figure_of(9, "", std::vector<storage::Rating>{{1, 4, 0, 0, 11}, {2, 4, 0, 0, 21}, {3, 3, 0, 0, 31}})
                .useful_hundredths(),
            367u);
}

TEST(CourseChecks, AWorkshopClosesWithinADay) {
  OpenWorkshop open = command_open_workshop(9, now + limits::workshop_open_ms_max).course().open_workshop();
  EXPECT_EQ(refused(course::check_opening("w", open, now)), "");
  open.set_closes_at_ms(now + limits::workshop_open_ms_max + 1);
  EXPECT_EQ(refused(course::check_opening("w", open, now)), "INVALID_ARGUMENT w.closes_at_ms");
  open.set_closes_at_ms(now);
  EXPECT_EQ(refused(course::check_opening("w", open, now)), "INVALID_ARGUMENT w.closes_at_ms");
  open.set_question(at(limits::title_bytes_max + 1));
  EXPECT_EQ(refused(course::check_opening("w", open, now)), "TOO_LARGE w.question");
}

TEST(CourseChecks, ASentenceIsALineInAnOpenWorkshop) {
  storage::WorkshopState workshop{.id = 5, .closes_at_ms = now + 1};
  const auto sentence = [&](std::size_t count, const std::string& text, std::int64_t at_ms) {
    return refused(course::check_sentence("s", workshop, count, text, at_ms));
  };
  EXPECT_EQ(sentence(limits::sentences_max - 1, at(limits::sentence_bytes_max), now), "");
  EXPECT_EQ(sentence(limits::sentences_max, "Une de trop", now), "TOO_LARGE s.workshop_id");
  EXPECT_EQ(sentence(0, at(limits::sentence_bytes_max + 1), now), "TOO_LARGE s.text");
  EXPECT_EQ(sentence(0, "  ", now), "INVALID_ARGUMENT s.text");
  EXPECT_EQ(sentence(0, "deux\nlignes", now), "INVALID_ARGUMENT s.text");
  EXPECT_EQ(sentence(0, "Trop tard", now + 1), "FORBIDDEN s.workshop_id");
  workshop.closed = true;
  EXPECT_EQ(sentence(0, "Trop tard", now), "FORBIDDEN s.workshop_id");
}

TEST(CourseChecks, AnEntryHasAKeyAndALength) {
  NotebookEntry entry = command_note("a", at(limits::notebook_text_bytes_max)).course().save_notebook_entry().entry();
  EXPECT_EQ(refused(course::check_entry("n", entry)), "");
  entry.set_text(at(limits::notebook_text_bytes_max + 1));
  EXPECT_EQ(refused(course::check_entry("n", entry)), "TOO_LARGE n.text");
  entry.set_entry_key(at(15));
  EXPECT_EQ(refused(course::check_entry("n", entry)), "INVALID_ARGUMENT n.entry_key");
}

}  // namespace ramure::test
