#include "server/ops/document_writing.hpp"

#include <algorithm>
#include <cstdint>

#include "protocol/check.hpp"
#include "server/ops/corpus_roadmap.hpp"

namespace ramure::ops {

namespace {

using Lines = std::vector<std::u16string_view>;  // each with its end

constexpr std::size_t lines_at_once = 3;  // of a table or list; a paragraph is one line

Lines lines_of(std::u16string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = std::min(text.find(u'\n'), text.size() - 1);
    lines.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

// Some lines of the text that others of the document replace.
struct Hunk {
  std::size_t from = 0, to = 0;                  // of the text
  std::size_t written_from = 0, written_to = 0;  // of the document
};

// What lies between the lines that both have, by their longest common subsequence.
std::vector<Hunk> hunks_between(const Lines& text, const Lines& document) {
  const std::size_t width = document.size() + 1;
  std::vector<std::uint16_t> common((text.size() + 1) * width);  // lines that the rests from here on share
  for (std::size_t i = text.size(); i-- > 0;) {
    for (std::size_t j = document.size(); j-- > 0;) {
      common[i * width + j] = text[i] == document[j] ? static_cast<std::uint16_t>(common[(i + 1) * width + j + 1] + 1)
                                                     : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  std::vector<Hunk> hunks;
  Hunk open;
  const auto close = [&](std::size_t i, std::size_t j) {
    open.to = i;
    open.written_to = j;
    if (open.from != i || open.written_from != j) hunks.push_back(open);
  };
  std::size_t i = 0, j = 0;
  while (i < text.size() && j < document.size()) {
    if (text[i] == document[j]) {
      close(i, j);
      open = {++i, 0, ++j, 0};
    } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  close(text.size(), document.size());
  return hunks;
}

std::size_t level_of(std::u16string_view line) { return std::min(line.find_first_not_of(u'#'), line.size()); }

// Which lines of the document are under the headings that were chosen.
std::vector<bool> chosen_lines(const Lines& document, const std::vector<std::u16string>& headings) {
  std::vector<bool> chosen(document.size(), headings.empty());
  if (headings.empty()) return chosen;
  std::size_t level = 0;  // of the chosen heading above; 0: none
  for (std::size_t i = 0; i < document.size(); ++i) {
    const std::size_t own_level = level_of(document[i]);
    const bool ends = own_level > 0 && (own_level <= level || level == 1);  // a title is not all that follows it
    if (ends) level = 0;
    const auto begins = [&](const std::u16string& heading) { return document[i].starts_with(heading); };
    if (own_level > 0 && level == 0 && std::ranges::any_of(headings, begins)) level = own_level;
    chosen[i] = level > 0;
  }
  return chosen;
}

// Where a stretch that is written at once ends: with a paragraph, after some lines, or where others are to be written.
std::size_t end_of_stretch(const Lines& document, const std::vector<bool>& chosen, std::size_t from, std::size_t to) {
  std::size_t end = from;
  const auto goes_on = [&] { return end < to && chosen[end] == chosen[from]; };
  while (goes_on() && end - from < lines_at_once && document[end] != u"\n") ++end;
  while (goes_on() && document[end] == u"\n") ++end;
  return end;
}

// A text while it is being written, and the changes that brought it there.
class Writing {
 public:
  explicit Writing(std::size_t units) : units_before_(units), units_(units) {}

  // A position of the text before, behind all that was written until now.
  std::size_t now(std::size_t before) const { return before + units_ - units_before_; }

  void replace(std::size_t from, std::size_t to, std::u16string words) {
    const std::size_t units_after = units_ - (to - from) + words.size();
    changes_.push_back(roadmap::replacement(units_, from, to, std::move(words)));
    units_ = units_after;
  }

  std::vector<roadmap::Change> done() { return std::move(changes_); }

 private:
  std::size_t units_before_, units_;
  std::vector<roadmap::Change> changes_;
};

std::u16string joined(const Lines& lines, std::size_t from, std::size_t to) {
  std::u16string joined;
  for (std::size_t i = from; i < to; ++i) joined += lines[i];
  return joined;
}

// `from` and `to`: where the lines to be replaced are in the text as it is now.
void write_hunk(const Hunk& hunk, const Lines& document, const std::vector<bool>& chosen, std::size_t from,
                std::size_t to, Writing& writing) {
  if (hunk.written_from == hunk.written_to) {
    const bool is_chosen = hunk.written_from == 0 ? chosen.empty() || chosen[0] : chosen[hunk.written_from - 1];
    if (is_chosen) writing.replace(from, to, {});
    return;
  }
  for (std::size_t line = hunk.written_from, end = 0; line < hunk.written_to; line = end) {
    end = end_of_stretch(document, chosen, line, hunk.written_to);
    if (!chosen[line]) continue;
    std::u16string words = joined(document, line, end);
    const std::size_t behind = from + words.size();
    writing.replace(from, to, std::move(words));
    from = to = behind;
  }
}

}  // namespace

std::vector<roadmap::Change> writing_of(std::u16string_view text, std::u16string_view document,
                                        const std::vector<std::u16string>& headings) {
  const Lines before = lines_of(text), after = lines_of(document);
  CHECK(std::max(before.size(), after.size()) <= corpus_document_lines_max,
        "the reader of the corpus has counted them");
  std::vector<std::size_t> begins{0};
  for (const auto& line : before) begins.push_back(begins.back() + line.size());
  const std::vector<bool> chosen = chosen_lines(after, headings);
  Writing writing(text.size());
  for (const Hunk& hunk : hunks_between(before, after)) {
    write_hunk(hunk, after, chosen, writing.now(begins[hunk.from]), writing.now(begins[hunk.to]), writing);
  }
  return writing.done();
}

}  // namespace ramure::ops
