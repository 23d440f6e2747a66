// What a person can do in a round: from the words that were typed and the round as it is seen, to the command. The same
// acts serve `ramure round NAME ID …` and « /name … » inside `ramure round run`. They check nothing that the server
// decides: its refusal teaches the method.
//
//   for (const Act& act : acts()) { act.options(app, *words); … act.make(scene, *words) … }
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "client-cli/failure.hpp"
#include "client-cli/rounds/room.hpp"
#include "client-cli/state/names.hpp"
#include "client-cli/text/language.hpp"
#include "ramure/v1/round_commands.pb.h"

namespace ramure::cli {

// Everything that acts may be told on a line. Each act offers a few of these.
struct ActWords {
  std::vector<std::string> words;  // free text, cut where blanks were
  std::vector<std::string> names;  // of people
  std::vector<std::string> help_wanted;
  std::string name, kind, about, at, length, status, first_step, due, indicator, urgency, expects, reason, thread;
  std::string link, scribe, timekeeper, deputy, clock;
  bool correction = false, less = false, yes = false, withdraw = false, accept = false, decline = false;
  bool take_over = false, standby = false, end = false, hand_on = false, about_facilitator = false;
};

// The round as it is seen, and who looks.
struct Scene {
  const Room& room;
  const Names& names;
  std::uint64_t me = 0;
  std::int64_t now_ms = 0;
  // A contribution by "~3" or by its id.
  std::function<Result<std::uint64_t>(const std::string&)> find_contribution;
  // The text as it was given; where none was: from a pipe or the editor, if there is one. Exit::usage without any.
  std::function<Result<std::string>(const std::string&)> read_text;

  const v1::RoundView& view() const { return room.view(); }
};

struct Act {
  const char* name;
  const char* alias;  // in French; nullptr when it is the same word
  Words help;
  Words done;  // what is said when the server has accepted
  void (*options)(CLI::App& app, ActWords& words);
  Result<v1::RoundCommand> (*make)(const Scene& scene, const ActWords& words);
};
using Acts = std::vector<Act>;

Acts saying_acts();   // say, pass, note, keep, park, discomfort, erase …
Acts request_acts();  // subject, prefer, designate, client, request, agree, reserve
Acts outcome_acts();  // action, confirm, minutes, share, follow-up
Acts floor_acts();    // floor, tour, silent, hide-questions, reveal, take-up
Acts step_acts();     // next, back, step, extend, suspend, resume, finish, cancel
Acts people_acts();   // join, add, remove, leave, attendance, handover, observer, arrange
const Acts& acts();   // all of them

// --- what acts share

std::string joined(const std::vector<std::string>& words);
// Somebody of the round by a key or words of a name; Exit::refused for nobody and for several.
Result<std::uint64_t> find_in_round(const Scene& scene, const std::string& text);
v1::RoundCommand in_round(const Scene& scene);    // for what depends on no step
v1::RoundCommand in_opening(const Scene& scene);  // for what depends on the open step
// A contribution of this kind, with the opening where it depends on it. An empty kind is Exit::refused.
Result<v1::RoundCommand> contributing(const Scene& scene, const std::string& kind, const std::string& text);
// The same for the kind of the form that means this; the text may be empty.
Result<v1::RoundCommand> meaning(const Scene& scene, v1::ContributionMeaning meaning, const std::string& text);
void add_text(CLI::App& app, ActWords& words);  // the free text, last on the line
void add_name(CLI::App& app, ActWords& words, bool required);
void add_speakers(CLI::App& app, ActWords& words);  // --for: noted by the facilitator for who said it
void no_options(CLI::App& app, ActWords& words);

// The same contribution, noted for those whom the line names.
Result<v1::RoundCommand> noted(const Scene& scene, const ActWords& words, Result<v1::RoundCommand> made);
v1::Contribution& said_in(Result<v1::RoundCommand>& made);

}  // namespace ramure::cli
