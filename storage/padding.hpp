// Rows that lose words keep their size. A row that keeps its size is overwritten in place; one that shrinks or grows
// makes SQLite move its neighbours on the page, and the places where they were keep their words. Internal to storage/.
#pragma once

#include <cstddef>
#include <string>

namespace ramure::storage {

// A serialised message made `size` bytes long, which it does not exceed: by a field of zeros that no reader knows, and
// none will (9; see protocol/CHANGELOG.md); one byte by a longer spelling of the number that it begins with.
std::string padded_to(std::string payload, std::size_t size);

}  // namespace ramure::storage
