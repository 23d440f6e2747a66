// The habits of this repository as checks: each reads the tree and returns what it has against it.
// Every rule has a self-test beside it (…_rules_test.cpp) that shows it a small bad example.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/tidy/source_tree.hpp"

namespace ramure::tidy {

struct Complaint {
  std::string path;
  std::size_t line;  // counted from 1; 0 when it is about the whole file
  std::string text;
};
using Complaints = std::vector<Complaint>;

// include_rules.cpp
Complaints check_include_direction(const Tree& tree);  // protocol ← storage ← server, protocol ← client-cli
Complaints check_heavy_headers(const Tree& tree);      // Asio, Beast and SQLite stay in their rooms
Complaints check_internal_headers(const Tree& tree);   // "Internal to storage/" is kept
Complaints check_headers(const Tree& tree);            // included by somebody, guarded, opening with what they are for

// call_rules.cpp
Complaints check_banned_calls(const Tree& tree);  // time, randomness, environment, output: each has its one place
Complaints check_sql(const Tree& tree);           // SQL is said in storage/ only

// size_rules.cpp; reasons.txt lists "path: reason" and "path#function: reason"
Complaints check_file_sizes(const Tree& tree);
Complaints check_function_sizes(const Tree& tree);
Complaints check_reasons(const Tree& tree);  // no reason outlives what it excused

// text_rules.cpp
Complaints check_words(const Tree& tree);        // nothing put off, no path of one machine
Complaints check_links(const Tree& tree);        // relative links in documents lead somewhere
Complaints check_named_paths(const Tree& tree);  // `storage/journal.cpp` in a document is there
Complaints check_readmes(const Tree& tree);      // each folder says what it is, in at most a page

}  // namespace ramure::tidy
