#include "server/roadmap/text_log.hpp"

#include <algorithm>

#include "protocol/check.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::roadmap {

namespace {

bool is_of(const Entry& entry, const Push& push) {
  return entry.editor_id == push.editor_id && entry.author_id == push.author_id;
}

// Moves what was pushed over everything since its base. What the log holds of it already must be the same there: an
// editor that moved its changes in another way has another text before its eyes.
Checked move_over(std::deque<Change>& own, const std::vector<const Entry*>& since, const Push& push,
                  std::uint64_t version) {
  for (const Entry* entry : since) {
    if (own.empty()) return {};
    if (is_of(*entry, push)) {
      if (own.front().sections != entry->change.sections) return refuse::push_conflict("diverged", version);
      own.pop_front();
      continue;
    }
    Sections theirs = entry->change.sections;
    for (Change& change : own) {
      Sections moved = map_sections(change.sections, theirs);
      theirs = map_sections(theirs, change.sections, true);
      change.sections = std::move(moved);
    }
  }
  return {};
}

std::size_t base_length(const TextLog& log, const std::vector<const Entry*>& since) {
  return since.empty() ? log.text().size() : since.front()->change.old_length();
}

// Each change follows the one before it, and the first fits the text of the base: then they can be moved.
Checked check_chain(const std::vector<Change>& changes, std::size_t length) {
  for (const Change& change : changes) {
    if (change.old_length() != length) {
      return refuse::invalid("text_push.changes", "a change was made on a text of another length");
    }
    length = change.new_length();
  }
  return {};
}

}  // namespace

TextLog TextLog::open(Snapshot snapshot, std::span<const Entry> since) {
  TextLog log;
  log.version_ = log.runs_version_ = snapshot.version;
  log.text_ = std::move(snapshot.text);
  log.anchors_ = std::move(snapshot.anchors);
  log.runs_ = std::move(snapshot.runs);
  for (const Entry& entry : since) log.apply(entry);
  return log;
}

std::optional<std::vector<const Entry*>> TextLog::since(std::uint64_t base, std::span<const Entry> older) const {
  std::vector<const Entry*> entries;
  const std::uint64_t held = held_from();
  if (base < held) {
    if (older.empty() || older.front().version > base + 1 || older.back().version < held) return std::nullopt;
    const std::uint64_t skipped = base + 1 - older.front().version;
    if (older.size() < skipped + (held - base)) return std::nullopt;
    for (const Entry& entry : older.subspan(skipped, held - base)) entries.push_back(&entry);
  }
  for (std::size_t i = base < held ? 0 : base - held; i < recent_.size(); ++i) entries.push_back(&recent_[i]);
  std::uint64_t expected = base;
  for (const Entry* entry : entries) {
    if (entry->version != ++expected) return std::nullopt;
  }
  return entries;
}

std::expected<Taken, v1::Refusal> TextLog::decide(const Push& push, std::span<const Entry> older) const {
  if (push.base_version > version_) return refuse::push_conflict("ahead", version_);
  const auto entries = since(push.base_version, older);
  CHECK(entries.has_value(), "the entries between the base and what is in memory are given");
  if (auto checked = check_chain(push.changes, base_length(*this, *entries)); !checked) return pass_on(checked);

  const auto held = static_cast<std::size_t>(
      std::ranges::count_if(*entries, [&](const Entry* entry) { return is_of(*entry, push); }));
  Taken taken;
  taken.already_held = std::min(held, push.changes.size());
  // As many as may be moved at once, and at least one new one, or a late editor would never get through.
  const std::size_t affordable = entries->empty() ? push.changes.size() : limits::moves_max / entries->size();
  const std::size_t looked_at = std::min(push.changes.size(), affordable);
  if (looked_at < std::min(push.changes.size(), taken.already_held + 1)) {
    return refuse::push_conflict("behind", version_);
  }
  taken.left = push.changes.size() - looked_at;

  std::deque<Change> own(push.changes.begin(), push.changes.begin() + static_cast<std::ptrdiff_t>(looked_at));
  if (auto checked = move_over(own, *entries, push, version_); !checked) return pass_on(checked);
  std::u16string changed;
  const TimestampMs at = std::max(push.at, recent_.empty() ? push.at : recent_.back().at);
  for (Change& change : own) {
    if (auto checked = check_fits("text_push.changes", change, taken.entries.empty() ? text_ : changed); !checked) {
      return pass_on(checked);
    }
    if (own.size() > 1) {
      if (taken.entries.empty()) changed = text_;
      apply_change(change, changed);
    }
    const std::uint64_t version = version_ + taken.entries.size() + 1;
    taken.entries.push_back({version, push.author_id, push.editor_id, at, std::move(change)});
  }
  return taken;
}

void TextLog::apply(Entry entry) {
  CHECK(entry.version == version_ + 1, "changes are applied in order");
  apply_change(entry.change, text_);
  move_anchors(anchors_, entry.change.sections);
  version_ = entry.version;
  recent_units_ += entry.change.inserted.size();
  recent_.push_back(std::move(entry));
  trim();
}

void TextLog::trim() {
  if (version_ % limits::snapshot_every == 0) {
    runs_ = runs();
    runs_version_ = version_;
  }
  while (recent_.size() > limits::recent_entries_max ||
         (recent_units_ > limits::recent_units_max && held_from() < runs_version_)) {
    recent_units_ -= recent_.front().change.inserted.size();
    recent_.pop_front();
  }
}

std::expected<Passage, v1::Refusal> TextLog::bring_forward(std::string_view field, std::uint64_t version,
                                                           Passage passage, std::span<const Entry> older) const {
  if (version > version_) return refuse::invalid(field, "the text has not reached this version");
  const auto entries = since(version, older);
  CHECK(entries.has_value(), "the entries between that version and what is in memory are given");
  if (passage.from > passage.to || passage.to > base_length(*this, *entries)) {
    return refuse::invalid(field, "the passage lies outside the text of that version");
  }
  for (const Entry* entry : *entries) passage = map_passage(entry->change.sections, passage);
  if (cuts_pair(text_, passage.from) || cuts_pair(text_, passage.to)) {
    return refuse::invalid(field, "it cuts a surrogate pair");
  }
  return passage;
}

Runs TextLog::runs() const {
  Runs runs = runs_;
  for (const Entry& entry : recent_) {
    if (entry.version > runs_version_) runs = runs_after(runs, entry.change.sections, entry.author_id, entry.at);
  }
  return runs;
}

bool is_snapshot_due(std::uint64_t version) { return version > 0 && version % limits::snapshot_every == 0; }

bool is_snapshot_kept(std::uint64_t version, std::uint64_t head) {
  return head - version <= limits::snapshots_kept_near || version % limits::snapshot_kept_every == 0;
}

}  // namespace ramure::roadmap
