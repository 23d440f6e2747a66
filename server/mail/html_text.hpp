// The words of an HTML mail as plain text, for programs that send nothing else: paragraphs, lists, addresses of links,
// and quotes with their marks (">"), so that reply_text.hpp reads both alike. Pure; never fails, whatever it is given.
#pragma once

#include <string>
#include <string_view>

namespace ramure::mail {

inline constexpr int quote_depth_max = 5;  // deeper ones are shown at this depth

// `html`: UTF-8. The result's lines end with \n.
std::string text_of_html(std::string_view html);

}  // namespace ramure::mail
