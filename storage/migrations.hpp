// The numbered SQL files of storage/migrations/, compiled into the binary.
#pragma once

#include <vector>

namespace ramure::storage {

struct Migration {
  const char* database;  // which of our files it is for: "community", "accounts", "drafts", "search"
  int version;           // 1, 2, 3 …; becomes the file's user_version
  const char* sql;
};

// Sorted by database, then version.
const std::vector<Migration>& migrations();

}  // namespace ramure::storage
