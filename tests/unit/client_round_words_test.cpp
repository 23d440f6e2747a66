// Durations, dates and refusals of rounds in words; the line in which one writes; what is kept and what is no place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client-cli/output/columns.hpp"
#include "client-cli/rounds/line_editor.hpp"
#include "client-cli/rounds/refusals.hpp"
#include "client-cli/rounds/words.hpp"
#include "client-cli/session/outbox.hpp"
#include "client-cli/state/names.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::cli {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;

v1::Command said(const std::string& text, const std::string& key) {
  v1::Command command;
  command.set_command_key(key);
  command.mutable_round()->mutable_contribute()->mutable_contribution()->set_text(text);
  return command;
}

}  // namespace

TEST(ClientRoundWords, DurationsAreTypedAndSaid) {
  EXPECT_EQ(duration_ms("10").value(), 10 * minute);
  EXPECT_EQ(duration_ms("10min").value(), 10 * minute);
  EXPECT_EQ(duration_ms("2h").value(), 2 * hour);
  EXPECT_EQ(duration_ms("3j").value(), 3 * day);
  for (const char* wrong : {"", "-5", "dix", "5 min", "5s", "99999999999999999999"})
    EXPECT_EQ(duration_ms(wrong).error().exit, Exit::usage) << wrong;
  EXPECT_EQ(remaining_text(12 * minute + 5'000), "reste 12 min");
  EXPECT_EQ(remaining_text(59'000), "moins d’une minute");
  EXPECT_EQ(remaining_text(-1'000), "le temps est écoulé");
  EXPECT_EQ(remaining_text(-2 * minute), "dépassé de 2 min");
  EXPECT_EQ(remaining_text(3 * day), "reste 3 jours");
  EXPECT_EQ(remaining_text(2 * hour + 5 * minute), "reste 2 h 05");
}

TEST(ClientRoundWords, MomentsAreTypedInLocalTime) {
  const std::int64_t now = moment_ms("2026-12-01 10:00", 0).value();
  EXPECT_EQ(moment_ms("2026-12-01T10:30", now).value(), now + 30 * minute);
  EXPECT_EQ(moment_ms("11h15", now).value(), now + 75 * minute);
  EXPECT_EQ(moment_ms("09:00", now).value(), now - hour);
  for (const char* wrong :
       {"", "demain", "2026-12-01", "2026-13-01 10:00", "2026-02-31 10:00", "25:00", "10:61", "10:00 heures"})
    EXPECT_EQ(moment_ms(wrong, now).error().exit, Exit::usage) << wrong;
}

TEST(ClientRoundWords, EnumerationsAreTypedInBothLanguages) {
  EXPECT_EQ(share_level("synthèse et actions").value(), v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS);
  EXPECT_EQ(share_level("nothing").value(), v1::SHARE_LEVEL_NOTHING);
  EXPECT_EQ(action_status("en-cours").value(), v1::PLAN_ACTION_STATUS_IN_PROGRESS);
  EXPECT_EQ(round_mode("visio").value(), v1::ROUND_MODE_BESIDE_VIDEO);
  EXPECT_EQ(subject_kind("PREOCCUPATION").value(), v1::SUBJECT_KIND_CONCERN);
  EXPECT_THAT(share_level("tout dire").error().text, HasSubstr("actions seules"));
}

TEST(ClientRoundWords, RefusalsTeachTheMethodInOnesLanguage) {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(cause_text(refusal), "");
  (*refusal.mutable_data())["cause"] = "lock";
  (*refusal.mutable_data())["missing"] = "request_agreed something_new";
  EXPECT_EQ(cause_text(refusal), "il manque encore : demande acceptée par chacun·e");
  for (const char* cause : {"rights", "facilitator", "client", "floor", "frame", "suspended", "over", "method", "time",
                            "step", "opening", "version", "practice"}) {
    (*refusal.mutable_data())["cause"] = cause;
    EXPECT_GT(cause_text(refusal).size(), 10u) << cause;
  }
  (*refusal.mutable_data())["cause"] = "version";
  EXPECT_THAT(from_refusal(refusal).text, HasSubstr("la demande a une autre version"));
  (*refusal.mutable_data())["cause"] = "turn";
  (*refusal.mutable_data())["next"] = "give_floor";
  EXPECT_THAT(cause_text(refusal), HasSubstr("quelqu’un a demandé la parole"));
}

TEST(ClientColumns, CountCutAndWrap) {
  EXPECT_EQ(columns_of("été"), 3);
  EXPECT_EQ(columns_of("e\xcc\x81"), 1) << "an accent on its own takes none";
  EXPECT_EQ(columns_of("字🙂"), 4);
  EXPECT_EQ(cut_to("Consultation", 6), "Consu…");
  EXPECT_EQ(cut_to("Consultation", 12), "Consultation");
  EXPECT_EQ(end_of("Consultation", 4), "tion");
  EXPECT_THAT(wrap("un deux trois", 8), ElementsAre("un deux", "trois"));
  EXPECT_THAT(wrap("abcdefghij", 4), ElementsAre("abcd", "efgh", "ij"));
  EXPECT_THAT(wrap("un\n\ndeux", 8), ElementsAre("un", "", "deux"));
}

TEST(ClientLineEditor, WritesMovesAndErasesWholeCharacters) {
  LineEditor editor;
  editor.take("été");
  editor.take("\033[D\033[D");  // two to the left
  editor.take("X");
  EXPECT_EQ(editor.text(), "éXté");
  EXPECT_EQ(editor.before_cursor(), "éX");
  editor.take("\177\177");
  EXPECT_EQ(editor.text(), "té");
  editor.take("\033[F\177");
  EXPECT_EQ(editor.text(), "t");
  EXPECT_THAT(editor.take("out\rsuite").lines, ElementsAre("tout"));
  EXPECT_EQ(editor.text(), "suite");
  EXPECT_FALSE(editor.take("\004").end) << "there is something to lose";
  editor.take("\025");
  EXPECT_TRUE(editor.take("\004").end);
}

TEST(ClientLineEditor, TakesKeysThatArriveInPieces) {
  LineEditor editor;
  for (const char byte : std::string("d\xc3\xa9j\xc3\xa0\033[D\033[3~")) editor.take(std::string_view(&byte, 1));
  EXPECT_EQ(editor.text(), "déj");
  EXPECT_EQ(editor.take("\033[5~\033[6~\033[5~").pages, 1);
  EXPECT_EQ(editor.take("\t\t").tabs, 2);
}

TEST(ClientLineEditor, PastedLinesStayOneTextAndDamagedBytesAreLeftOut) {
  LineEditor editor;
  EXPECT_TRUE(editor.take("\033[200~un\rdeux\ttrois\033[201~").lines.empty());
  EXPECT_EQ(editor.text(), "un\ndeux trois");
  EXPECT_THAT(editor.take("\033\rquatre\r").lines, ElementsAre("un\ndeux trois\nquatre"));
  editor.take("a\xff\xc3(b");
  EXPECT_EQ(editor.text(), "a(b");
  editor.put_back("ce qui fut refusé");
  EXPECT_EQ(editor.text(), "a(b") << "what is being written stays";
}

TEST(ClientOutbox, WordsRefusedInARoundAreSetAsideUntilTheyAreForgotten) {
  const test::TemporaryFolder folder;
  const Outbox outbox(folder.path(), "lucie");
  const v1::Command command = said("Ma question", std::string(16, 'k'));
  outbox.set_aside(command);
  EXPECT_TRUE(outbox.waiting().empty()) << "it is never sent again";
  ASSERT_EQ(outbox.set_aside().size(), 1u);
  EXPECT_EQ(words_said_in(outbox.set_aside().front()), "Ma question");
  outbox.forget(command);
  EXPECT_TRUE(outbox.set_aside().empty());
  EXPECT_EQ(words_said_in(v1::Command()), "");
}

TEST(ClientNames, ARoundIsNoPlaceForThreads) {
  v1::Snapshot snapshot;
  v1::Channel& round = *snapshot.add_channels();
  round.set_id(5);
  round.set_kind(v1::CHANNEL_KIND_ROUND);
  v1::Channel& desk = *snapshot.add_channels();
  desk.set_id(6);
  desk.set_kind(v1::CHANNEL_KIND_ROUND_DESK);
  Names names;
  names.take(snapshot);
  EXPECT_FALSE(names.find_channel(""));
  EXPECT_FALSE(holds_threads(round));
  EXPECT_EQ(names.channels().size(), 2u) << "they are known all the same";
}

}  // namespace ramure::cli
