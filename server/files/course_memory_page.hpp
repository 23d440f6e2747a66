// « Votre parcours » as a page: what somebody lived of the course, to be printed and kept. It stands alone.
#pragma once

#include <string>

#include "server/community/take_memory.hpp"
#include "server/files/words.hpp"

namespace ramure::files {

struct CourseMemoryPage {
  Language language = Language::french;
  const community::CourseMemory& memory;
  std::int64_t at_ms = 0;  // of which day it is
};

std::string course_memory_page(const CourseMemoryPage& page);

}  // namespace ramure::files
