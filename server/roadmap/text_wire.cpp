// The log on the wire and on disk.
#include "protocol/check.hpp"
#include "protocol/limits.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/text_log.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::roadmap {

std::expected<Push, v1::Refusal> read_push(std::uint64_t author_id, const v1::TextPush& wire, TimestampMs now) {
  if (wire.editor_id() == 0 || wire.editor_id() > ramure::limits::id_max) {
    return refuse::invalid("text_push.editor_id", "it is a random number below 2^53");
  }
  if (wire.changes().empty()) return refuse::invalid("text_push.changes", "there is none");
  if (static_cast<std::size_t>(wire.changes_size()) > limits::push_changes_max) {
    return refuse::too_large("text_push.changes", limits::push_changes_max, "changes");
  }
  Push push{author_id, wire.editor_id(), wire.base_version(), {}, now};
  push.changes.reserve(static_cast<std::size_t>(wire.changes_size()));
  for (const v1::TextChange& change : wire.changes()) {
    auto read = read_change("text_push.changes", change);
    if (!read) return pass_on(read);
    push.changes.push_back(std::move(*read));
  }
  return push;
}

v1::TextEntry to_wire(const Entry& entry) {
  v1::TextEntry wire;
  wire.set_version(entry.version);
  wire.set_author_id(entry.author_id);
  wire.set_editor_id(entry.editor_id);
  wire.set_at_ms(entry.at);
  *wire.mutable_change() = to_wire(entry.change);
  return wire;
}

v1::TextSnapshot to_wire(const Snapshot& snapshot) {
  v1::TextSnapshot wire;
  wire.set_version(snapshot.version);
  wire.set_text(to_utf8(snapshot.text));
  for (const auto& [id, passage] : snapshot.anchors) {
    v1::TextAnchor& anchor = *wire.add_anchors();
    anchor.set_id(id);
    anchor.set_from(static_cast<std::uint32_t>(passage.from));
    anchor.set_to(static_cast<std::uint32_t>(passage.to));
  }
  for (const Run& run : snapshot.runs) {
    v1::TextRun& stored = *wire.add_runs();
    stored.set_units(static_cast<std::uint32_t>(run.units));
    stored.set_author_id(run.author_id);
    stored.set_at_ms(run.at);
  }
  return wire;
}

Entry read_entry(const v1::TextEntry& wire) {
  auto change = read_change("", wire.change());
  CHECK(change.has_value(), "a stored change is one that was accepted");
  return {wire.version(), wire.author_id(), wire.editor_id(), wire.at_ms(), std::move(*change)};
}

Snapshot read_snapshot(const v1::TextSnapshot& wire) {
  Snapshot snapshot{wire.version(), to_utf16(wire.text()), {}, {}};
  std::size_t units = 0;
  for (const v1::TextRun& run : wire.runs()) {
    snapshot.runs.push_back({run.units(), run.author_id(), run.at_ms()});
    units += run.units();
  }
  CHECK(units == snapshot.text.size(), "the runs of a stored snapshot are its whole text");
  for (const v1::TextAnchor& anchor : wire.anchors()) {
    CHECK(anchor.from() <= anchor.to() && anchor.to() <= units, "the anchors of a stored snapshot lie in its text");
    snapshot.anchors[anchor.id()] = {anchor.from(), anchor.to()};
  }
  return snapshot;
}

}  // namespace ramure::roadmap
