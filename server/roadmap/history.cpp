#include "server/roadmap/history.hpp"

#include <algorithm>

#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::roadmap {

namespace {

// What the change itself touches, in the new text; where something was only deleted, the place.
std::vector<Passage> changed_passages(const Sections& sections) {
  std::vector<Passage> passages;
  std::size_t at = 0;
  for (const Section& section : sections) {
    const auto units = section.is_kept() ? std::size_t{section.length} : static_cast<std::size_t>(section.inserted);
    if (!section.is_kept()) passages.push_back({at, at + units});
    at += units;
  }
  return passages;
}

std::vector<Passage> joined(std::vector<Passage> passages) {
  std::ranges::sort(passages, {}, &Passage::from);
  std::vector<Passage> apart;
  for (const Passage& passage : passages) {
    if (!apart.empty() && passage.from <= apart.back().to) {
      apart.back().to = std::max(apart.back().to, passage.to);
    } else {
      apart.push_back(passage);
    }
  }
  return apart;
}

// "## Gouvernance" → "Gouvernance"; nothing for a line that is no heading.
std::optional<std::u16string_view> heading(std::u16string_view line) {
  const auto level = line.find_first_not_of(u'#');
  if (level == 0 || level == std::u16string_view::npos || level > 6 || line[level] != u' ') return std::nullopt;
  const auto start = line.find_first_not_of(u' ', level);
  if (start == std::u16string_view::npos) return std::nullopt;
  return line.substr(start, line.find_last_not_of(u" #") + 1 - start);
}

}  // namespace

std::vector<std::u16string> headings_of(std::u16string_view text, const std::vector<Passage>& passages) {
  std::vector<std::u16string> found;
  std::u16string_view current;
  std::size_t at = 0;
  auto passage = passages.begin();
  const auto note = [&] {
    if (std::ranges::find(found, current) == found.end()) found.emplace_back(current);
  };
  while (passage != passages.end() && at <= text.size()) {
    const std::size_t end = std::min(text.find(u'\n', at), text.size());
    if (const auto title = heading(text.substr(at, end - at))) current = *title;
    // A line belongs to what it touches, its break included; a passage may go on over the next lines.
    while (passage != passages.end() && passage->from <= end) {
      note();
      if (passage->to > end + 1) break;
      ++passage;
    }
    at = end + 1;
  }
  return found;
}

void SessionHistory::see(const Entry& entry) {
  if (open_ && entry.at - open_->ended_ms() > limits::session_gap_ms) close();
  if (!open_) {
    open_.emplace();
    open_->set_from_version(entry.version - 1);
    open_->set_began_ms(entry.at);
  }
  open_->set_to_version(entry.version);
  open_->set_ended_ms(entry.at);
  auto& authors = *open_->mutable_author_ids();
  if (options_.names && std::find(authors.begin(), authors.end(), entry.author_id) == authors.end()) {
    authors.Add(entry.author_id);
  }
  apply_change(entry.change, text_);
  for (Passage& passage : touched_) {
    passage = {map_position(entry.change.sections, passage.from, -1),
               map_position(entry.change.sections, passage.to, 1)};
    passage.to = std::max(passage.from, passage.to);
  }
  std::ranges::copy(changed_passages(entry.change.sections), std::back_inserter(touched_));
  touched_ = joined(std::move(touched_));
}

void SessionHistory::close() {
  for (const std::u16string& title : headings_of(text_, touched_)) open_->add_headings(to_utf8(title));
  // Changes that left no trace at all are no sitting.
  if (!touched_.empty()) sessions_.push_back(std::move(*open_));
  open_.reset();
  touched_.clear();
}

std::vector<v1::WorkingSession> SessionHistory::finish() {
  if (open_) close();
  return std::move(sessions_);
}

}  // namespace ramure::roadmap
