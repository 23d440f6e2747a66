// What the grids of the rights matrix share: how they are written, and who reads what, by hand from the domain guide
// (5.1). Lines: kinds_of_channels(). Columns: rights_columns.
#pragma once

#include <google/protobuf/descriptor.h>

#include <set>
#include <string>
#include <vector>

#include "server/community/decide.hpp"

namespace ramure::test {

using Grid = std::vector<std::string>;
inline constexpr std::size_t grid_lines = 12;    // up to the desk of a round
inline constexpr std::size_t roadmap_line = 12;  // then the roadmap, then the places of the course:
inline constexpr std::size_t course_lines = 5;   // resources, proposals for them, and the three committees

// A roadmap is shared with the adviser and the facilitators; g writes along. It holds no threads either: what can be
// asked of a round's channel can be asked of a roadmap's, by those who read that.
inline const std::string reads_roadmap = "+++NNNNNN+N+NS";
inline std::string line_of_roadmap(const Grid& grid) {
  const std::string& of_round = grid[10];
  const bool asks_readers = of_round[0] != 'N' && of_round[4] == 'N';
  if (!asks_readers) return of_round;
  std::string line = reads_roadmap;
  for (char& letter : line) letter = letter == '+' ? of_round[0] : letter;
  return line;
}

// A whole grid, from one that leaves out the roadmap, the places of the course, or both. Where these are left out, they
// are like the desk of a round: places that the command cannot name, or that are no round.
inline Grid with_roadmap(Grid grid) {
  const auto at_roadmap = static_cast<std::ptrdiff_t>(roadmap_line);
  if (grid.size() == grid_lines || grid.size() == grid_lines + course_lines) {
    grid.insert(grid.begin() + at_roadmap, line_of_roadmap(grid));
  }
  while (grid.size() < grid_lines + 1 + course_lines) grid.push_back(grid[grid_lines - 1]);
  return grid;
}

// The threads of a place, and all that is in them. There are none in the directory, nor in a round.
inline const Grid reads = with_roadmap(
    {"NNNNNNNNNNNNNS", "+++++NNN+++++S", "++++NNNN+++++S", "+++NNNNNN+NNNS", "+NNNNNNNNNNNNS", "+N+NNNNNNNNNNS",
     "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS", "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS",
     "+++++++N+++++S", "+++NNNNNN++++S", "N+NN+NNNNNN+NS", "N+NNN+NNNNN+NS", "N+NNNN+NNNN+NS"});

// The place itself.
inline const Grid reads_channel = with_roadmap(
    {"+++++NN++++++S", "+++++NNN+++++S", "++++NNNN+++++S", "+++NNNNNN+NNNS", "+NNNNNNNNNNNNS", "+N+NNNNNNNNNNS",
     "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS", "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", "++++NNNNN+NNNS", "N++NNNNNNNNNNS",
     "+++++++N+++++S", "+++NNNNNN++++S", "N+NN+NNNNNN+NS", "N+NNN+NNNNN+NS", "N+NNNN+NNNN+NS"});

// As in the grids of commands (rights_matrix_test.cpp).
inline char letter_of(const community::Decided& decided) {
  if (decided) return '+';
  switch (decided.error().code()) {
    case v1::REFUSAL_CODE_FORBIDDEN: return 'F';
    case v1::REFUSAL_CODE_NOT_FOUND: return 'N';
    case v1::REFUSAL_CODE_INVALID_ARGUMENT: return 'I';
    case v1::REFUSAL_CODE_UNIMPLEMENTED: return 'U';
    case v1::REFUSAL_CODE_UNAUTHENTICATED: return 'S';
    case v1::REFUSAL_CODE_ALREADY_DONE: return '=';
    default: return '?';
  }
}

// The names of all fields of the oneof of a message that has one: the commands, or the queries, that there are.
inline std::set<std::string> fields_of_body(const google::protobuf::Descriptor& message) {
  std::set<std::string> names;
  for (int i = 0; i < message.field_count(); ++i) {
    if (message.field(i)->containing_oneof() != nullptr) names.insert(message.field(i)->name());
  }
  return names;
}

}  // namespace ramure::test
