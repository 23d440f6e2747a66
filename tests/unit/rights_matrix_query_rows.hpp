// One use of a query in the rights matrix, and the families of them that have a file of their own. Grids as in
// rights_matrix_test.cpp. For a query that names no place, + means that the words of the place are in the answer, and N
// that they are not.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/rights_grids.hpp"
#include "tests/support/rights_world.hpp"

namespace ramure::test {

// How a reply is read: whether it shows the place.
using Shows = std::function<bool(const v1::Answer&, const Target&)>;

struct QueryRow {
  std::string query;  // the field of Query.body
  std::string what;
  Grid grid;
  bool names_place = false;  // then N is NOT_FOUND, in the very bytes that are sent for what does not exist
  std::function<void(v1::Query&, const Target&)> fill;
  Shows shows;
};

bool shows_marker(const v1::Answer& answer, const Target& target);

inline constexpr std::size_t themes_line = 2, pair_obstacles_line = 5, resources_line = 13, proposals_line = 14;

// rights_matrix_queries_course.cpp
std::vector<QueryRow> query_rows_of_course();
std::vector<QueryRow> query_rows_of_commons();

}  // namespace ramure::test
