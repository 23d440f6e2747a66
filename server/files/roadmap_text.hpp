// The text of a roadmap, looked at by its headings. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ramure::files {

struct Section {
  unsigned level = 0;     // 0: what stands before the first heading
  std::string heading;    // as it was written, without its marks and its number
  std::string_view body;  // up to the next heading that is not deeper; those below it are in it
};

// In order. Lines inside fenced code are no headings.
std::vector<Section> sections_of(std::string_view markdown);

// Without the paragraphs that the form put there to help whoever writes (« *Trois à cinq lignes.* »).
std::string without_advice(std::string_view text, std::string_view form);

// What fits into so many bytes: whole paragraphs, else whole lines, else words. `is_cut` says whether any are missing.
std::string_view beginning_of(std::string_view markdown, std::size_t bytes_max, bool& is_cut);

}  // namespace ramure::files
