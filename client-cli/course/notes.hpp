// « Mon carnet » as it is listed and found again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ramure/v1/queries.pb.h"

namespace ramure::cli {

// Entries that hold a text, oldest first.
std::vector<v1::NotebookEntry> notes_in(const v1::PrivateRows& rows);

// A number for « ~N » lists: the key's first 8 bytes, which hold its time and some chance. Below 2^53, as ids are.
std::uint64_t note_number(const std::string& entry_key);

}  // namespace ramure::cli
