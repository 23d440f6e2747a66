// Words taken out of the history of a text: its rows anew, and what SQLite leaves of them. Internal to storage/.
#pragma once

#include <cstdint>
#include <span>

#include "storage/store.hpp"

namespace ramure::storage {

class Connection;

// As Store::rewrite_text. Changes lie in a table that is only appended to and keep their size: nothing of them is left.
void rewrite_text(Connection& db, std::uint64_t roadmap_id, std::span<const Store::TextRow> entries,
                  std::span<const Store::TextRow> snapshots);

// Snapshots come and go, and balancing pages leaves copies in free places: all of them are written into a fresh table,
// and the old one is dropped, every page of it overwritten (secure_delete). Some 10 ms for 10 MB.
void renew_text_snapshots(Connection& db);

}  // namespace ramure::storage
