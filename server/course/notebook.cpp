#include "server/course/notebook.hpp"

#include "server/community/text.hpp"
#include "server/course/course_limits.hpp"

namespace ramure::course {

community::Checked check_entry(const std::string& path, const v1::NotebookEntry& entry) {
  if (entry.entry_key().size() != limits::entry_key_bytes) {
    return community::refuse::invalid(path + ".entry_key", "the key of an entry has 16 bytes");
  }
  return community::check_optional_text(path + ".text", entry.text(), limits::notebook_text_bytes_max);
}

}  // namespace ramure::course
