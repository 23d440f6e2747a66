// The text of a roadmap as it lies in the tables, handed in by whoever can read them, and what is made of it.
//
//   TextLog log = open_log(stored, stored.head, hanging_on_text(roadmap.view));
//   std::u16string before = text_at(stored, version);
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "server/roadmap/roadmap.hpp"
#include "server/roadmap/text_log.hpp"

namespace ramure::roadmap {

struct StoredText {
  std::uint64_t head = 0;  // its latest version
  // The newest snapshot that is not after this version, as it was stored; empty: none, the text begins at version 0.
  std::function<std::string(std::uint64_t version)> snapshot;
  // What made the versions after + 1 … through, in order, as it was stored.
  std::function<std::vector<std::string>(std::uint64_t after, std::uint64_t through)> entries;
};

std::vector<Entry> entries_between(const StoredText& stored, std::uint64_t after, std::uint64_t through);

// The log as it was at that version, with what hung on it then: passages that were placed since the snapshot come in
// where they were placed. Costs at most limits::snapshot_kept_every changes.
TextLog open_log(const StoredText& stored, std::uint64_t version, std::span<const Hanging> hanging = {});

std::u16string text_at(const StoredText& stored, std::uint64_t version);

// What is stored for new entries: their rows, and the snapshots that became due.
struct TextRows {
  struct Row {
    std::uint64_t version = 0;
    std::string bytes;
  };
  std::vector<Row> entries;
  std::vector<Row> snapshots;
  std::vector<std::uint64_t> dropped_snapshots;  // not kept any more
};
TextRows rows_for(const TextLog& before, std::span<const Entry> entries);

}  // namespace ramure::roadmap
