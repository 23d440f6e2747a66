// Replaying a journal into an empty database through the same apply, and comparing every shared table row by row.
// That the two are equal is how we know that the tables are what was announced; it is never a way of starting up.
//
// Words that were erased are gone from the journal, and the tables hold no words: so an erased journal replays to the
// same tables. What is not journaled is left out: private state, command keys, and notes of work to be done.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ramure::storage {

// Readable differences ("messages: row 7 is (…) in the tables, (…) after replay"), at most about 100; empty: equal.
// Works on a snapshot, beside a store that writes. The replayed tables are held in memory: about as much as the file
// has. Throws StorageError.
std::vector<std::string> compare_with_replay(const std::filesystem::path& folder);

// The tables that replay does not make, for the test that every table is in one of the two camps.
const std::vector<std::string>& tables_outside_the_journal();

}  // namespace ramure::storage
