// The text of one roadmap: a linear log of changes, and the one authority over their order.
//
//   TextLog log = TextLog::open(*read_snapshot(wire), entries_since);     // at most 255 entries
//   auto push = read_push(member_id, wire_push, now);                     // bounds and form, whatever the text is
//   auto taken = log.decide(*push, entries_between(push->base_version, log.held_from()));  // usually none
//   if (!taken) answer(taken.error());
//   else for (Entry& entry : taken->entries) { store(entry); log.apply(std::move(entry)); }
//   if (is_snapshot_due(log.version())) store(to_wire(log.snapshot()));
//
// A push is never refused for being late. It is moved over what came since its base, one change at a time, never
// composed, and what the log holds already of the same editor is dropped from its front: a lost answer, or the same
// push from a dying connection, is harmless. A value: if a transaction fails, the log is opened anew.
#pragma once

#include <deque>
#include <optional>
#include <span>

#include "server/roadmap/authorship.hpp"

namespace ramure::roadmap {

// A change as it was accepted, made on the text of version − 1.
struct Entry {
  std::uint64_t version = 0;
  std::uint64_t author_id = 0;
  std::uint64_t editor_id = 0;  // 0: made by the server for the author
  TimestampMs at = 0;
  Change change;

  bool operator==(const Entry&) const = default;
};

struct Push {
  std::uint64_t author_id = 0;
  std::uint64_t editor_id = 0;
  std::uint64_t base_version = 0;
  std::vector<Change> changes;
  TimestampMs at = 0;
};

struct Taken {
  std::vector<Entry> entries;    // new ones, from version + 1 on
  std::size_t already_held = 0;  // of the push, from its front
  std::size_t left = 0;          // at its end, not looked at: too much at once. Push them again, with a later base
};

struct Snapshot {
  std::uint64_t version = 0;
  std::u16string text;
  Anchors anchors;
  Runs runs;

  bool operator==(const Snapshot&) const = default;
};

class TextLog {
 public:
  TextLog() = default;  // version 0: the empty text
  static TextLog open(Snapshot snapshot, std::span<const Entry> since);

  std::uint64_t version() const { return version_; }
  const std::u16string& text() const { return text_; }
  const Anchors& anchors() const { return anchors_; }

  // Entries after this version are in memory; a push with an older base brings those between with it.
  std::uint64_t held_from() const { return version_ - recent_.size(); }

  // `older`: the entries from base_version + 1 to held_from(), if the base is older than that.
  std::expected<Taken, v1::Refusal> decide(const Push& push, std::span<const Entry> older = {}) const;
  void apply(Entry entry);

  // A passage of an older version as it is now. `older` as above.
  std::expected<Passage, v1::Refusal> bring_forward(std::string_view field, std::uint64_t version, Passage passage,
                                                    std::span<const Entry> older = {}) const;
  void place_anchor(std::uint64_t id, Passage passage) { anchors_[id] = passage; }
  void remove_anchor(std::uint64_t id) { anchors_.erase(id); }

  Runs runs() const;
  Snapshot snapshot() const { return {version_, text_, anchors_, runs()}; }

 private:
  // Nothing: `older` does not join what is held.
  std::optional<std::vector<const Entry*>> since(std::uint64_t base, std::span<const Entry> older) const;
  void trim();

  std::uint64_t version_ = 0;
  std::u16string text_;
  Anchors anchors_;
  std::deque<Entry> recent_;
  std::size_t recent_units_ = 0;
  Runs runs_;  // of runs_version_: brought up to date when somebody asks, or entries leave the memory
  std::uint64_t runs_version_ = 0;
};

// --- Snapshots --------------------------------------------------------------------------------------------------

bool is_snapshot_due(std::uint64_t version);

// Behind the head they thin out, so that a long text does not cost more than its changes. Any version is then at most
// snapshot_kept_every changes away from one.
bool is_snapshot_kept(std::uint64_t version, std::uint64_t head);

// --- On the wire, and on disk -----------------------------------------------------------------------------------

std::expected<Push, v1::Refusal> read_push(std::uint64_t author_id, const v1::TextPush& wire, TimestampMs now);
v1::TextEntry to_wire(const Entry& entry);
v1::TextSnapshot to_wire(const Snapshot& snapshot);

// What was stored by to_wire(). Throws CheckFailed when it is not that.
Entry read_entry(const v1::TextEntry& wire);
Snapshot read_snapshot(const v1::TextSnapshot& wire);

}  // namespace ramure::roadmap
