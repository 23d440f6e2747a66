#include "server/roadmap/stored_text.hpp"

#include <optional>

#include "protocol/check.hpp"
#include "server/roadmap/roadmap_limits.hpp"

namespace ramure::roadmap {

namespace {

Entry parse_entry(const std::string& bytes) {
  v1::TextEntry wire;
  CHECK(wire.ParseFromString(bytes), "what we stored is a change");
  return read_entry(wire);
}

Snapshot parse_snapshot(const std::string& bytes) {
  if (bytes.empty()) return {};
  v1::TextSnapshot wire;
  CHECK(wire.ParseFromString(bytes), "what we stored is a snapshot");
  return read_snapshot(wire);
}

void place_those_of(TextLog& log, std::span<const Hanging> hanging) {
  for (const Hanging& one : hanging) {
    if (one.passage.version() == log.version() && !log.anchors().contains(one.id)) {
      log.place_anchor(one.id, {one.passage.from(), one.passage.to()});
    }
  }
}

// The snapshots that were kept until `version` and are not any more. Only one leaves the near ones at a time.
std::optional<std::uint64_t> dropped_at(std::uint64_t version) {
  if (version <= limits::snapshots_kept_near + limits::snapshot_every) return std::nullopt;
  const std::uint64_t old = version - limits::snapshots_kept_near - limits::snapshot_every;
  return is_snapshot_kept(old, version) ? std::nullopt : std::optional(old);
}

}  // namespace

std::vector<Entry> entries_between(const StoredText& stored, std::uint64_t after, std::uint64_t through) {
  std::vector<Entry> entries;
  if (after >= through) return entries;
  for (const std::string& bytes : stored.entries(after, through)) entries.push_back(parse_entry(bytes));
  CHECK(entries.size() == through - after, "the log of a text has no gap");
  return entries;
}

TextLog open_log(const StoredText& stored, std::uint64_t version, std::span<const Hanging> hanging) {
  TextLog log = TextLog::open(parse_snapshot(stored.snapshot(version)), {});
  place_those_of(log, hanging);
  for (Entry& entry : entries_between(stored, log.version(), version)) {
    log.apply(std::move(entry));
    place_those_of(log, hanging);
  }
  return log;
}

std::u16string text_at(const StoredText& stored, std::uint64_t version) { return open_log(stored, version).text(); }

TextRows rows_for(const TextLog& before, std::span<const Entry> entries) {
  TextRows rows;
  std::optional<TextLog> after;  // copied only when a snapshot is due
  for (const Entry& entry : entries) {
    rows.entries.push_back({entry.version, to_wire(entry).SerializeAsString()});
    if (after) after->apply(entry);
    if (!is_snapshot_due(entry.version)) continue;
    if (!after) {
      after = before;
      for (const Entry& earlier : entries.first(rows.entries.size())) after->apply(earlier);
    }
    rows.snapshots.push_back({entry.version, to_wire(after->snapshot()).SerializeAsString()});
    if (const auto old = dropped_at(entry.version)) rows.dropped_snapshots.push_back(*old);
  }
  return rows;
}

}  // namespace ramure::roadmap
