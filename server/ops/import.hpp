// Makes a community out of a corpus, through commands: the founder's for the place and its people, then each member's
// own, at the time when it was said; between them the server looks at the clocks of rounds as it would have done.
// Journal, search and unread state are therefore real.
//
// Not for the network: the founder, and speaking as somebody else at another time, exist in this process only. The
// folder is new and nobody else's until import() returns; nothing is synced before its end, then everything is.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>

#include "server/clock.hpp"
#include "server/ops/corpus.hpp"

namespace ramure::ops {

struct ImportRequest {
  std::filesystem::path folder;  // made by import; nothing may be there
  TimestampMs now_ms = 0;
  bool durable = true;  // false only in tests: no fsync at the end
  std::function<void(std::size_t done, std::size_t of)> progress;
};

struct ImportedPerson {
  std::string id, name;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::string territory;  // its name
  std::uint64_t member_id = 0;
};

struct Imported {
  std::vector<ImportedPerson> people;
  std::size_t threads = 0, messages = 0, rounds = 0, roadmaps = 0, gatherings = 0;
  std::uint64_t head_seq = 0;
};

// A fault: a command was refused, and where in the files that comes from; the folder is to be thrown away. Throws
// storage::StorageError.
std::expected<Imported, CorpusFault> import(const Corpus& corpus, const ImportRequest& request, Random& random);

}  // namespace ramure::ops
