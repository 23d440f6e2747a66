#include "server/community/mentions.hpp"

#include <algorithm>
#include <charconv>

#include "protocol/limits.hpp"

namespace ramure::community {

namespace {

std::size_t run_length(std::string_view text, std::size_t at) {
  const auto end = text.find_first_not_of(text[at], at);
  return (end == std::string_view::npos ? text.size() : end) - at;
}

std::string_view line_at(std::string_view text, std::size_t at) { return text.substr(at, text.find('\n', at) - at); }

// The fence that a line opens or closes: its character and length, or length 0.
struct Fence {
  char mark = 0;
  std::size_t length = 0;
  bool bare = false;  // nothing follows on the line: it can close
};

Fence fence_of(std::string_view line) {
  const auto start = line.find_first_not_of(' ');
  if (start == std::string_view::npos || start > 3 || (line[start] != '`' && line[start] != '~')) return {};
  const std::size_t length = run_length(line, start);
  const auto rest = line.substr(start + length);
  const bool backtick_again = line[start] == '`' && rest.find('`') != std::string_view::npos;
  if (length < 3 || backtick_again) return {};
  return {line[start], length, rest.find_first_not_of(" \t") == std::string_view::npos};
}

// Where the text goes on after the fenced block that begins at `at`; an open fence reaches to the end.
std::size_t after_fenced_block(std::string_view text, std::size_t at, const Fence& opening) {
  while (true) {
    at = text.find('\n', at);
    if (at == std::string_view::npos) return text.size();
    ++at;
    const Fence fence = fence_of(line_at(text, at));
    if (fence.bare && fence.mark == opening.mark && fence.length >= opening.length) {
      return at + line_at(text, at).size();
    }
  }
}

// Where the text goes on after the backticks at `at`: behind the code span that they open, or right behind them when
// no run of the same length closes it in this paragraph. `paragraph` is the text up to the end of the paragraph.
std::size_t after_code_span(std::string_view paragraph, std::size_t at) {
  const std::size_t length = run_length(paragraph, at);
  for (auto next = paragraph.find('`', at + length); next != std::string_view::npos;) {
    const std::size_t closing = run_length(paragraph, next);
    if (closing == length) return next + closing;
    next = paragraph.find('`', next + closing);
  }
  return at + length;
}

// The id of a mention that begins at `at` ("<@42>"), or 0.
std::uint64_t mention_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = std::string_view("<@9007199254740991>").size();  // limits::id_max
  const auto window = text.substr(at, longest);
  const auto end = window.find('>');
  if (!window.starts_with("<@") || end == std::string_view::npos) return 0;
  const auto digits = window.substr(2, end - 2);
  std::uint64_t id = 0;
  const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  const bool whole = error == std::errc() && stopped == digits.data() + digits.size();
  return whole && digits.front() != '0' && id <= limits::id_max ? id : 0;
}

}  // namespace

std::vector<std::uint64_t> mentioned_ids(std::string_view body, std::size_t most) {
  std::vector<std::uint64_t> ids;
  std::size_t at = 0, paragraph_end = 0;
  while (at < body.size() && ids.size() < most) {
    if (at >= paragraph_end) paragraph_end = std::min(body.find("\n\n", at), body.size());
    if (at == 0 || body[at - 1] == '\n') {
      if (const Fence fence = fence_of(line_at(body, at)); fence.length != 0) {
        at = after_fenced_block(body, at, fence);
        continue;
      }
    }
    if (body[at] == '`') {
      at = after_code_span(body.substr(0, paragraph_end), at);
      continue;
    }
    if (body[at] == '<') {
      const std::uint64_t id = mention_at(body, at);
      if (id != 0 && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
    at += body[at] == '\\' ? 2 : 1;
  }
  return ids;
}

}  // namespace ramure::community
