// Public holidays of the whole of France (Code du travail, art. L3133-1). What is one in Alsace and Moselle or overseas
// alone is none here: nobody's zone says that he lives there.
#pragma once

#include <chrono>

namespace ramure::mail {

// Of the Gregorian calendar, by the anonymous algorithm of 1876.
std::chrono::sys_days easter_sunday(std::chrono::year year);

bool is_french_holiday(std::chrono::sys_days day);

}  // namespace ramure::mail
