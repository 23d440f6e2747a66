// « Mon carnet »: what an entry is.
#pragma once

#include <string>

#include "ramure/v1/course.pb.h"
#include "ramure/v1/private.pb.h"
#include "server/community/refuse.hpp"

namespace ramure::course {

// A key and words. Without words it is one that goes.
community::Checked check_entry(const std::string& path, const v1::NotebookEntry& entry);

}  // namespace ramure::course
