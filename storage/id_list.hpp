// The numbers of a query's first column. Internal to storage/.
#pragma once

#include <cstdint>
#include <vector>

#include "storage/connection.hpp"

namespace ramure::storage {

inline std::vector<std::uint64_t> ids_of(Statement rows) {
  std::vector<std::uint64_t> ids;
  while (rows.step()) ids.push_back(rows.id(0));
  return ids;
}

}  // namespace ramure::storage
