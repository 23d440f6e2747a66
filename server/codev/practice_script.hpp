// The imaginary people of a practice round (« salle d'essai ») and what they say: data, read from deploy/practice/.
//
//   auto script = read_practice_script(text);
//   if (!script) log(script.error());  // "people[2].lines[0].kind: there is no such field"
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ramure/v1/round.pb.h"

namespace ramure::codev {

// Something that is said once, when the method lets its author say it.
struct PracticeLine {
  v1::Contribution said;           // kind, text, and what its meaning asks for
  std::vector<std::string> steps;  // in these alone; empty: wherever the kind is allowed
  std::string answer;              // to a question
  int due_in_days = 0;             // of an action
  std::vector<std::pair<v1::PlanActionStatus, std::string>> progress;  // of the plan's actions in their order; reasons
};
using PracticeLines = std::vector<PracticeLine>;

struct PracticePerson {
  std::string name;
  PracticeLines lines;  // what she says as one of the group
};

struct PracticeScript {
  std::string title;                      // of the round
  std::vector<PracticePerson> people;     // the first is asked to be the client
  PracticeLines client;                   // what whoever is the client says
  std::string scribe, former_client;      // names; may be empty
  std::vector<std::string> past_actions;  // of the former client
  std::string answer_otherwise;           // to a question that nobody foresaw
  std::string accepts, declines;          // to be the client
};

// Errors: a sentence that begins with the place of the mistake.
std::expected<PracticeScript, std::string> read_practice_script(std::string_view text);

// The text of each file of deploy/practice/ by its name; compiled into the binary.
const std::map<std::string, std::string>& shipped_practice_texts();

// The first of them; it is checked by the tests and cannot fail.
const PracticeScript& shipped_practice_script();

}  // namespace ramure::codev
