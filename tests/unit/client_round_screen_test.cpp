// The whole-screen view: what is placed where, at every size; and that the terminal shows it after few bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client-cli/output/columns.hpp"
#include "client-cli/rounds/painter.hpp"
#include "client-cli/rounds/screen.hpp"
#include "tests/support/small_terminal.hpp"
#include "tests/unit/client_round_seat.hpp"

namespace ramure::test {

namespace {

using cli::Desk;
using cli::Line;
using cli::Painter;
using cli::Screen;
using testing::HasSubstr;
using testing::Not;

std::string all_of(const Screen& screen) {
  std::string text;
  for (const Line& line : screen.lines) text += line.text + "\n";
  return text;
}

class ClientRoundScreen : public testing::Test {
 protected:
  RoundPlay play{shipped_form("standard"), 3, v1::ROUND_MODE_WRITTEN};
  Desk desk;

  Screen seen_by(Seat& seat, int rows = 30, int columns = 80) {
    seat.catch_up();
    return draw(seat.room, seat.glance(columns), rows, desk);
  }
  std::string text_for(std::uint64_t member_id) {
    Seat seat(play, member_id);
    return all_of(seen_by(seat));
  }
  static cli::Terminal plain(int columns) {
    cli::Environment environment;
    environment.columns = columns;
    return cli::Terminal(environment);
  }
};

}  // namespace

TEST_F(ClientRoundScreen, FitsEverySize) {
  play.go_to("consultation");
  Seat facilitator(play, play.facilitator);
  for (int i = 0; i < 30; ++i)
    play.say(20, "suggestion", "Une idée assez longue pour passer à la ligne, " + std::string(120, 'x'));
  desk.text = std::string(200, 'm') + "é";
  desk.cursor = desk.text.size();
  for (const auto& [rows, columns] : {std::pair{24, 80}, {10, 40}, {6, 24}, {60, 200}, {5, 21}}) {
    const Screen screen = seen_by(facilitator, rows, columns);
    EXPECT_EQ(static_cast<int>(screen.lines.size()), rows) << rows << "×" << columns;
    for (const Line& line : screen.lines) EXPECT_LE(cli::columns_of(line.text), columns) << line.text;
    EXPECT_LT(screen.cursor_column, columns);
    EXPECT_EQ(screen.cursor_row, rows - 1);
  }
}

TEST_F(ClientRoundScreen, EachSeesTheStepAndWhatIsAskedOfHim) {
  Seat facilitator(play, play.facilitator);
  EXPECT_THAT(text_for(20), HasSubstr("« /rejoindre »"));
  play.everybody_accepts();
  play.open("cadre");
  play.open("choix_sujet");
  v1::Contribution designation = contribution_of("designation", "");
  designation.set_designated_id(10);
  play.say(play.facilitator, designation);
  EXPECT_THAT(text_for(10), HasSubstr("On vous demande d’être cliente ou client"));
  EXPECT_THAT(text_for(20), Not(HasSubstr("On vous demande")));
  ASSERT_EQ(Seat(play, 10).type("/client"), "");
  play.go_to("contrat");
  v1::Contribution request = contribution_of("demande", "J’aimerais que vous m’aidiez à tenir.");
  play.say(10, request);
  EXPECT_THAT(text_for(20), HasSubstr("Pouvez-vous aider ainsi ? « /accord » ou « /reserve »"));
  EXPECT_THAT(text_for(20), HasSubstr("  J’aimerais que vous m’aidiez à tenir."));
  EXPECT_THAT(text_for(20), HasSubstr("[>] Contrat de consultation"));
  EXPECT_THAT(
      text_for(play.facilitator),
      HasSubstr("[ ] demande acceptée par chacun·e – on attend Personne 20, Personne 21, Personne\n22 (verrou)"));
  EXPECT_THAT(text_for(20), Not(HasSubstr("on attend")));
}

TEST_F(ClientRoundScreen, ACancelledRoundSaysSoKindlyAndAsksNothingMore) {
  play.go_to("contrat");
  v1::RoundCommand cancels = play.command();
  cancels.mutable_cancel_round();
  ASSERT_TRUE(play.send(play.facilitator, cancels));
  const std::string text = text_for(10);
  EXPECT_THAT(text, HasSubstr("Ce tour a été annulé."));
  EXPECT_THAT(text, HasSubstr("plus rien n’est"));
  EXPECT_THAT(text, Not(HasSubstr("/accord")));
}

TEST_F(ClientRoundScreen, TimeIsForTheFacilitatorAndTheTimekeeperUnlessTheGroupWantsIt) {
  play.go_to("expose");
  EXPECT_THAT(text_for(play.facilitator), HasSubstr("reste 10 min"));
  EXPECT_THAT(text_for(20), Not(HasSubstr("reste ")));
  Seat facilitator(play, play.facilitator);
  ASSERT_EQ(facilitator.type("/organiser --timekeeper p20"), "");
  EXPECT_THAT(text_for(20), HasSubstr("reste 10 min"));
  ASSERT_EQ(facilitator.type("/organiser --clock all"), "");
  EXPECT_THAT(text_for(21), HasSubstr("reste 10 min"));
  play.wait(12 * 60'000);
  EXPECT_THAT(text_for(21), HasSubstr("dépassé de 2 min"));
}

TEST_F(ClientRoundScreen, OnesTurnIsSaidInWordsAndTheOrderIsShown) {
  play.go_to("consultation");
  Seat facilitator(play, play.facilitator);
  ASSERT_EQ(facilitator.type("/tour"), "");
  EXPECT_THAT(text_for(20), HasSubstr("À vous la parole."));
  EXPECT_THAT(text_for(21), HasSubstr("Parole : Personne 20 · puis vous, Personne 22"));
  EXPECT_THAT(text_for(21), Not(HasSubstr("À vous la parole.")));
}

TEST_F(ClientRoundScreen, APrivateNoteIsSeenByItsAuthorAlone) {
  play.go_to("expose");
  Seat lea(play, 20);
  ASSERT_EQ(lea.type("/garder Une idée rien qu’à moi"), "");
  EXPECT_THAT(text_for(20), HasSubstr("(note privée)"));
  EXPECT_THAT(text_for(20), HasSubstr("Une idée rien qu’à moi"));
  for (const std::uint64_t other : {play.facilitator, std::uint64_t{10}, std::uint64_t{21}})
    EXPECT_THAT(text_for(other), Not(HasSubstr("rien qu’à moi")));
}

TEST_F(ClientRoundScreen, NobodyRepaintsTheOthersTerminal) {
  play.go_to("consultation");
  play.say(20, "suggestion", "a\033[2Jb \033]0;titre\007 \xe2\x80\xae");
  EXPECT_EQ(text_for(21).find('\033'), std::string::npos);
  EXPECT_EQ(text_for(21).find('\007'), std::string::npos);
}

TEST_F(ClientRoundScreen, PagesBackNoFurtherThanThereIsSomething) {
  play.go_to("consultation");
  for (int i = 0; i < 40; ++i) play.say(20, "suggestion", "Idée " + std::to_string(i));
  Seat reader(play, 21);
  EXPECT_THAT(all_of(seen_by(reader)), HasSubstr("Idée 39"));
  desk.lines_back = 20;
  EXPECT_THAT(all_of(seen_by(reader)), Not(HasSubstr("Idée 39")));
  desk.lines_back = 100'000;
  const Screen top = seen_by(reader);
  EXPECT_LT(top.lines_back, 200u);
  EXPECT_THAT(all_of(top), HasSubstr("Désignation"));
}

TEST_F(ClientRoundScreen, TheTerminalShowsEachScreenAfterFewBytes) {
  play.go_to("consultation");
  Seat reader(play, 21);
  SmallTerminal terminal(30, 80);
  Painter painter(plain(80));
  const auto paint = [&] {
    const Screen screen = seen_by(reader);
    const std::string bytes = painter.paint(screen);
    terminal.take(bytes);
    for (std::size_t row = 0; row < screen.lines.size(); ++row)
      EXPECT_EQ(terminal.line(row), screen.lines[row].text) << row;
    EXPECT_EQ(terminal.cursor(), std::pair(screen.cursor_row, screen.cursor_column));
    return bytes.size();
  };
  EXPECT_GT(paint(), 500u);
  EXPECT_EQ(paint(), 0u) << "nothing changed";
  for (const char* key : {"B", "o", "n", "é", "e"}) {
    desk.text += key;
    desk.cursor = desk.text.size();
    EXPECT_LE(paint(), 24u) << "the echo of " << key;
  }
  for (int i = 0; i < 20; ++i) {
    play.say(20 + static_cast<std::uint64_t>(i % 3), "suggestion",
             "Idée " + std::to_string(i) + std::string(static_cast<std::size_t>(i) * 9, 'x'));
    const std::size_t bytes = paint();
    if (i <= 12) continue;
    EXPECT_LE(bytes, 450u) << "the body moves up by itself";
  }
  desk.text.clear();
  desk.cursor = 0;
  desk.connected = false;
  EXPECT_LE(paint(), 250u);
  painter.forget();
  EXPECT_GT(paint(), 500u);
}

TEST_F(ClientRoundScreen, StylesCarryNoMeaningOfTheirOwn) {
  play.go_to("contrat");
  Seat reader(play, 21);
  const Screen screen = seen_by(reader);
  cli::Environment coloured;
  coloured.colour = true;
  SmallTerminal terminal(30, 80);
  terminal.take(Painter(cli::Terminal(coloured)).paint(screen));
  for (std::size_t row = 0; row < screen.lines.size(); ++row)
    EXPECT_EQ(terminal.line(row), screen.lines[row].text) << row;
}

}  // namespace ramure::test
