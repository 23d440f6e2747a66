#include <algorithm>

#include "protocol/utf8.hpp"
#include "storage/search/match.hpp"

namespace ramure::storage {

namespace {

constexpr std::size_t lead_bytes = 60;        // shown before the first highlight, about
constexpr std::size_t search_for_blank = 24;  // how far a cut may move to fall between words

bool is_blank_byte(char c) { return c == ' ' || c == '\n' || c == '\t'; }

std::size_t forward_to_boundary(std::string_view text, std::size_t at) {
  while (!is_boundary(text, at)) ++at;
  return at;
}

std::size_t back_to_boundary(std::string_view text, std::size_t at) {
  while (!is_boundary(text, at)) --at;
  return at;
}

// The first byte of a word at or behind `at`, but not past `last`.
std::size_t begin_of_word(std::string_view text, std::size_t at, std::size_t last) {
  if (at == 0) return 0;
  for (std::size_t i = at; i < std::min(last, at + search_for_blank); ++i) {
    if (is_blank_byte(text[i - 1])) return i;
  }
  return forward_to_boundary(text, std::min(at, last));
}

// The end of a word at or before `at`, but not before `first`.
std::size_t end_of_word(std::string_view text, std::size_t at, std::size_t first) {
  if (at >= text.size()) return text.size();
  for (std::size_t i = at; i > std::max(first, at - std::min(at, search_for_blank)); --i) {
    if (is_blank_byte(text[i])) return i;
  }
  return back_to_boundary(text, std::max(at, first));
}

// The highlight from which the most others fit into one snippet.
Range densest(const std::vector<Range>& highlights) {
  Range best = highlights.front();
  std::size_t most = 0;
  for (std::size_t i = 0, behind = 0; i < highlights.size(); ++i) {
    while (behind < highlights.size() && highlights[behind].end <= highlights[i].begin + snippet_bytes_max - lead_bytes)
      ++behind;
    if (behind > i && behind - i > most) {
      most = behind - i;
      best = highlights[i];
    }
  }
  return best;
}

}  // namespace

Snippet snippet(std::string_view text, const std::vector<Range>& highlights) {
  const Range centre = highlights.empty() ? Range{} : densest(highlights);
  std::size_t begin = 0;
  if (text.size() > snippet_bytes_max && centre.begin > lead_bytes) {
    const std::size_t wanted = std::min<std::size_t>(centre.begin - lead_bytes, text.size() - snippet_bytes_max);
    begin = begin_of_word(text, wanted, centre.begin);
  }
  const std::size_t end = end_of_word(text, begin + snippet_bytes_max, begin);
  Snippet part{std::string(text.substr(begin, end - begin)), {}, begin > 0, end < text.size()};
  for (const Range& range : highlights) {
    const std::size_t first = std::max<std::size_t>(range.begin, begin), last = std::min<std::size_t>(range.end, end);
    if (first < last)
      part.highlights.push_back({static_cast<std::uint32_t>(first - begin), static_cast<std::uint32_t>(last - begin)});
  }
  return part;
}

}  // namespace ramure::storage
