// Whether a text would cost more to read as Markdown than it may. cmark-gfm is quadratic in places, and a line of
// twenty thousand pipes or a reference used ten thousand times keeps a thread busy for many seconds, or makes megabytes
// of a few words. Found by counting, in one pass.
#pragma once

#include <string_view>

namespace ramure::files {

// No text that somebody wrote to be read comes near it. One that does is shown as it was typed.
bool is_tangled(std::string_view markdown);

}  // namespace ramure::files
