// Keeps the search index up to date: a reader of the journal whose cursor is the index's own through_seq().
//
//   while (follow_journal(reader, *index, 1'000)) {}     // then wait for the head to move, and begin again
//
// Run by one thread per community, the one that owns the index. A reader that was opened with a SearchProgress tells it
// how far the index has come, so that searches which are ahead of it wait no longer than they must.
#pragma once

#include <cstddef>

#include "storage/reader.hpp"
#include "storage/search/index.hpp"

namespace ramure::storage {

// Takes in the next page of the journal, at most `limit` rows, in one transaction of the index. False: the index had
// reached the head already and nothing was done.
bool follow_journal(Reader& reader, SearchIndex& index, std::size_t limit);

}  // namespace ramure::storage
