// What was saved in an editor, as changes of the text that it was opened with: in pieces that one frame can carry, and
// moved onto a later text where the server cannot do that by itself.
#pragma once

#include <string_view>
#include <vector>

#include "server/roadmap/changes.hpp"

namespace ramure::cli {

using Changes = std::vector<roadmap::Change>;  // each made on the text that the one before it left

// From `before` to `after`, word by word where they are alike. However much was added at one place, the lines around it
// stay as they are, so that others can go on in them.
roadmap::Change change_to(std::u16string_view before, std::u16string_view after);

// The same in pieces; none when they are equal.
Changes changes_between(std::u16string_view before, std::u16string_view after);

std::u16string applied(const Changes& changes, std::u16string text);

// How many of them, from the front, one push can carry; at least one.
std::size_t pushable(const Changes& changes);

// `own` were made on `mine`; the same as they are to be made on `theirs`.
Changes moved_onto(std::u16string_view mine, std::u16string_view theirs, Changes own);

}  // namespace ramure::cli
