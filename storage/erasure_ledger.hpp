// erasures.tsv: whose words were erased (messages, rounds, things said in rounds and of roadmaps, removals from a text,
// sentences of workshops, events of evaluations), in a plain file beside the databases, so that a restored backup can
// erase them again. It holds ids only, never words. Append-only and fsynced; one line per fact:
//
//   erased  EPOCH  THING_ID  AT_MS          what has this id in the journal of this epoch
//   branch  EPOCH  PARENT_EPOCH  HEAD_SEQ     a backup of the parent's journal up to HEAD_SEQ went on as EPOCH
//
// Ids are seqs, and after a restore the same seq may name another thing: an erasure counts in a journal only if the two
// epochs share their history up to that id. The branches say how far.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace ramure::storage {

class ErasureLedger {
 public:
  // Reads the file if there is one. Lines that are not understood (torn by a crash) are passed over.
  explicit ErasureLedger(std::filesystem::path file);

  // Each returns after the line is on disk; what the ledger holds already is not written again. Throws StorageError.
  void note_erased(const std::string& epoch, std::span<const std::uint64_t> thing_ids, std::int64_t at_ms);
  void note_branch(const std::string& epoch, const std::string& parent_epoch, std::uint64_t head_seq);

  // Takes over what another ledger knows: a restored folder's own and the one that came with the backup.
  void merge(const ErasureLedger& other);

  // What was erased of this epoch's journal, up to `head_seq`, in it or in a related one. Sorted.
  std::vector<std::uint64_t> erased_in(const std::string& epoch, std::uint64_t head_seq) const;

 private:
  struct Branch {
    std::string parent_epoch;
    std::uint64_t head_seq = 0;
  };
  void read();
  void take_in(const std::string& line);
  void append(const std::string& lines);
  // Up to which seq the two journals are the same; 0: they have nothing in common.
  std::uint64_t common_head(const std::string& one, const std::string& other) const;
  std::map<std::string, std::uint64_t> ancestors(const std::string& epoch) const;  // → how far each is shared

  std::filesystem::path file_;
  std::map<std::string, std::map<std::uint64_t, std::int64_t>> erased_;  // epoch → message → when
  std::map<std::string, Branch> branches_;                               // epoch → where it came from
};

}  // namespace ramure::storage
