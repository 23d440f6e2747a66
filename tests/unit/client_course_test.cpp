// The course in a terminal: a gathering from a command line, and what is shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client-cli/course/dossier.hpp"
#include "client-cli/course/form.hpp"
#include "client-cli/course/notes.hpp"
#include "client-cli/course/refusals.hpp"
#include "client-cli/course/telling.hpp"
#include "client-cli/course/words.hpp"

namespace ramure::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t now = 1'795'000'000'000;
constexpr std::int64_t hour_ms = 3'600'000;

Result<std::uint64_t> no_message(const std::string& text) {
  if (text == "~2") return 77;
  return fail(Exit::refused, "no such message");
}

v1::Gathering session_two() {
  v1::Gathering gathering;
  gathering.set_kind(v1::GATHERING_KIND_SESSION);
  gathering.set_session_number(2);
  gathering.set_title("Mettre en œuvre");
  gathering.set_starts_at_ms(now + hour_ms);
  gathering.set_ends_at_ms(now + 3 * hour_ms);
  gathering.set_place("Paris");
  return gathering;
}

std::string all_text(const Lines& lines) {
  std::string text;
  for (const Line& line : lines) text += line.text + "\n";
  return text;
}

class ClientCourse : public testing::Test {
 protected:
  Names names;
  Glance glance{names, 3, now, 80};
  Lines lines;
};

TEST_F(ClientCourse, WhatIsNotGivenStays) {
  v1::Gathering gathering = session_two();
  GatheringWords words;
  words.place = "Lyon";
  ASSERT_TRUE(fill_gathering(words, now, no_message, gathering));
  v1::Gathering expected = session_two();
  expected.set_place("Lyon");
  EXPECT_EQ(gathering.SerializeAsString(), expected.SerializeAsString());
  words.place = "";
  ASSERT_TRUE(fill_gathering(words, now, no_message, gathering));
  EXPECT_TRUE(gathering.place().empty());
}

TEST_F(ClientCourse, AnotherBeginningMovesTheEnd) {
  v1::Gathering gathering = session_two();
  GatheringWords words;
  words.at = "2026-12-01 14:30";
  ASSERT_TRUE(fill_gathering(words, now, no_message, gathering));
  EXPECT_EQ(gathering.ends_at_ms() - gathering.starts_at_ms(), 2 * hour_ms);
  words.lasts = "3h";
  ASSERT_TRUE(fill_gathering(words, now, no_message, gathering));
  EXPECT_EQ(gathering.ends_at_ms() - gathering.starts_at_ms(), 3 * hour_ms);
  words.lasts.reset();
  words.until = "18:30";
  ASSERT_TRUE(fill_gathering(words, now, no_message, gathering));
  EXPECT_EQ(gathering.ends_at_ms() - gathering.starts_at_ms(), 4 * hour_ms) << "of the day of its beginning";
  words.lasts = "1h";
  EXPECT_EQ(fill_gathering(words, now, no_message, gathering).error().exit, Exit::usage);
}

TEST_F(ClientCourse, ProgrammeAndDocumentsAreReadFromTheirWords) {
  v1::Gathering gathering = session_two();
  GatheringWords words;
  words.programme = {"théorie=Le cadre = commun | Deux heures", "rencontre=Une élue"};
  words.documents = {"Trame=https://example.org/a?b=c", "Photo du tableau=~2"};
  ASSERT_TRUE(fill_gathering(words, now, no_message, gathering));
  ASSERT_EQ(gathering.programme_size(), 2);
  EXPECT_EQ(gathering.programme(0).title(), "Le cadre = commun");
  EXPECT_EQ(gathering.programme(0).text(), "Deux heures");
  EXPECT_EQ(gathering.programme(1).part(), v1::PROGRAMME_PART_ENCOUNTER);
  EXPECT_EQ(gathering.documents(0).url(), "https://example.org/a?b=c");
  EXPECT_EQ(gathering.documents(1).message_id(), 77u);
  words.documents = {"Sans adresse"};
  EXPECT_EQ(fill_gathering(words, now, no_message, gathering).error().exit, Exit::usage);
  words.documents = {""};
  words.programme = {"danse=Non"};
  EXPECT_EQ(fill_gathering(words, now, no_message, gathering).error().exit, Exit::usage);
  words.programme.clear();
  ASSERT_TRUE(fill_gathering(words, now, no_message, gathering));
  EXPECT_EQ(gathering.documents_size(), 0) << "one empty entry empties the list";
  EXPECT_EQ(gathering.programme_size(), 2);
}

TEST_F(ClientCourse, WordsAreTypedInBothLanguages) {
  EXPECT_EQ(*gathering_kind("comite"), v1::GATHERING_KIND_COMMITTEE);
  EXPECT_EQ(*gathering_kind("follow-up"), v1::GATHERING_KIND_FOLLOW_UP);
  EXPECT_EQ(*participation_of("peut etre"), v1::PARTICIPATION_MAYBE);
  EXPECT_EQ(*territory_state("paused"), v1::TERRITORY_STATE_PAUSED);
  EXPECT_EQ(*territory_state("en pause"), v1::TERRITORY_STATE_PAUSED);
  EXPECT_EQ(*digest_rhythm("daily"), v1::DIGEST_RHYTHM_DAILY);
  EXPECT_EQ(gathering_kind("bal").error().exit, Exit::usage);
  EXPECT_FALSE(course_cause_text("too_early").empty());
  EXPECT_TRUE(course_cause_text("unheard_of").empty());
}

TEST_F(ClientCourse, AListSaysWhatComesAndWhatWasUnderOneNumbering) {
  v1::GatheringList list;
  v1::GatheringRow& past = *list.add_rows();
  *past.mutable_gathering() = session_two();
  past.mutable_gathering()->set_session_number(1);
  past.mutable_gathering()->set_starts_at_ms(now - 3 * hour_ms);
  past.mutable_gathering()->set_ends_at_ms(now - hour_ms);
  past.set_awaits_evaluation(true);
  *list.add_rows()->mutable_gathering() = session_two();
  tell_rows(list.rows(), glance, lines);
  const std::string text = all_text(lines);
  EXPECT_LT(text.find("~2  S2"), text.find("~1  S1")) << "what comes stands first and keeps its number";
  EXPECT_THAT(text, HasSubstr("course evaluate ~1"));
}

TEST_F(ClientCourse, AveragesOfTooFewAreNotShownAndWordsAreHarmless) {
  v1::GatheringAnswer answer;
  *answer.mutable_gathering() = session_two();
  answer.mutable_gathering()->set_description("rouge \x1b[31m");
  answer.mutable_evaluations()->set_hidden(true);
  answer.add_words()->set_keeps("La carte");
  tell_gathering(answer, glance, lines);
  EXPECT_THAT(all_text(lines), Not(HasSubstr("\x1b")));
  EXPECT_THAT(all_text(lines), Not(HasSubstr("/ 4")));
  EXPECT_THAT(all_text(lines), HasSubstr("La carte"));
  answer.mutable_evaluations()->set_hidden(false);
  answer.mutable_evaluations()->set_useful_hundredths(305);
  lines.clear();
  tell_gathering(answer, glance, lines);
  EXPECT_TRUE(all_text(lines).find("3,05 / 4") != std::string::npos ||
              all_text(lines).find("3.05 / 4") != std::string::npos);
}

TEST_F(ClientCourse, AWithdrawnSentenceLeavesTheNumbersOfTheOthers) {
  v1::Workshop workshop;
  workshop.set_question("Quel frein ?");
  workshop.add_sentences()->set_text("Le temps");
  workshop.add_sentences()->set_withdrawn(true);
  workshop.add_sentences()->set_text("La distance");
  tell_workshop(workshop, glance, lines);
  EXPECT_THAT(all_text(lines), HasSubstr("~1  Le temps"));
  EXPECT_THAT(all_text(lines), HasSubstr("~3  La distance"));
  EXPECT_THAT(all_text(lines), Not(HasSubstr("~2")));
}

TEST_F(ClientCourse, AFigureThatIsHiddenShowsNoNumber) {
  v1::DossierFigures figures;
  figures.mutable_territories()->set_count(11);
  figures.mutable_participating()->set_hidden(true);
  tell_figures(figures, glance, lines);
  EXPECT_THAT(all_text(lines), HasSubstr("11"));
  const bool says_so = all_text(lines).find("effectif insuffisant") != std::string::npos ||
                       all_text(lines).find("too few to show") != std::string::npos;
  EXPECT_TRUE(says_so);
}

TEST_F(ClientCourse, NotesAreListedByTheirFirstWordingWithoutErasedOnes) {
  v1::PrivateRows rows;
  const auto add = [&rows](const std::string& key, const char* text, std::int64_t at_ms) {
    v1::NotebookEntry& note = *rows.add_rows()->mutable_notebook_entry();
    note.set_entry_key(key);
    note.set_text(text);
    note.set_written_at_ms(at_ms);
  };
  add(std::string(16, '\x02'), "La seconde", 20);
  add(std::string(16, '\x01'), "La première", 10);
  add(std::string(16, '\x03'), "", 5);
  rows.add_rows()->mutable_settings();
  const auto notes = notes_in(rows);
  ASSERT_EQ(notes.size(), 2u);
  EXPECT_EQ(notes.front().text(), "La première");
  EXPECT_NE(note_number(notes[0].entry_key()), note_number(notes[1].entry_key()));
  EXPECT_LT(note_number(std::string(16, '\xff')), std::uint64_t{1} << 53);
}

}  // namespace
}  // namespace ramure::cli
