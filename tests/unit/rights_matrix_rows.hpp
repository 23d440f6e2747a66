// One use of a command in the rights matrix, and the families of them that have a file of their own.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/rights_grids.hpp"
#include "tests/support/rights_world.hpp"

namespace ramure::test {

struct Row {
  std::string command;  // the field of Command.body
  std::string what;     // which use of it
  Grid grid;
  std::function<void(v1::Command&, const Target&, RightsWorld&)> fill;
};

// A grid for what concerns no place: its first line.
inline Grid in_directory(std::string line) {
  Grid grid(grid_lines, "..............");
  grid[0] = std::move(line);
  return grid;
}
inline const Grid anybody = in_directory("+++++++++++++S");

// rights_matrix_directory.cpp
std::vector<Row> rows_of_directory();
std::vector<Row> rows_of_wishes();
// rights_matrix_course.cpp
std::vector<Row> rows_of_course();

}  // namespace ramure::test
