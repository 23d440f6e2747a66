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
inline constexpr std::size_t grid_lines = 12;  // that are written out; with_roadmap() adds the last

// A roadmap is shared with the adviser and the facilitators; g writes along. It holds no threads either: what can be
// asked of a round's channel can be asked of a roadmap's, by those who read that.
inline const std::string reads_roadmap = "+++NNNNNN+N+NS";
inline Grid with_roadmap(Grid grid) {
  if (grid.size() != grid_lines) return grid;  // says it itself
  const std::string& of_round = grid[10];
  const bool asks_readers = of_round[0] != 'N' && of_round[4] == 'N';
  if (!asks_readers) {
    grid.push_back(of_round);
    return grid;
  }
  std::string line = reads_roadmap;
  for (char& letter : line) letter = letter == '+' ? of_round[0] : letter;
  grid.push_back(line);
  return grid;
}

// The threads of a place, and all that is in them. There are none in the directory, nor in a round.
inline const Grid reads = with_roadmap({"NNNNNNNNNNNNNS", "+++++NNN+++++S", "++++NNNN+++++S", "+++NNNNNN+NNNS",
                                        "+NNNNNNNNNNNNS", "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS",
                                        "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS"});

// The place itself.
inline const Grid reads_channel = with_roadmap(
    {"+++++NN++++++S", "+++++NNN+++++S", "++++NNNN+++++S", "+++NNNNNN+NNNS", "+NNNNNNNNNNNNS", "+N+NNNNNNNNNNS",
     "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS", "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", "++++NNNNN+NNNS", "N++NNNNNNNNNNS"});

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
