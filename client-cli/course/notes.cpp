#include "client-cli/course/notes.hpp"

#include <algorithm>

namespace ramure::cli {

std::vector<v1::NotebookEntry> notes_in(const v1::PrivateRows& rows) {
  std::vector<v1::NotebookEntry> notes;
  for (const v1::PrivateRow& row : rows.rows()) {
    if (row.has_notebook_entry() && !row.notebook_entry().text().empty()) notes.push_back(row.notebook_entry());
  }
  std::ranges::sort(notes, [](const v1::NotebookEntry& one, const v1::NotebookEntry& other) {
    return std::pair(one.written_at_ms(), one.entry_key()) < std::pair(other.written_at_ms(), other.entry_key());
  });
  return notes;
}

std::uint64_t note_number(const std::string& entry_key) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i)
    number = number << 8 | (i < entry_key.size() ? static_cast<unsigned char>(entry_key[i]) : 0u);
  return number >> 11;  // all but a few bits of chance
}

}  // namespace ramure::cli
