// The course as a place of the community: decide_course() sends each of its commands to the rule that decides it.
#pragma once

#include "server/community/asked.hpp"

namespace ramure::community {

Decided decide_course(Asked& asked, const v1::CourseCommand& command);

}  // namespace ramure::community
