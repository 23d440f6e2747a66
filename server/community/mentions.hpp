// Mentions in a body: <@ID>, outside of code. A copied name would outlive the person; a number does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ramure::community {

// The different ids named in `body`, in order, at most `most` of them. Whether they are members is not looked at.
// Not looked into: `inline code`, fenced blocks, and what a backslash escapes.
std::vector<std::uint64_t> mentioned_ids(std::string_view body, std::size_t most);

}  // namespace ramure::community
