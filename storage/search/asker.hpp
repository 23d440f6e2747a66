// Who searches, and for what: the functions that SQLite calls for each candidate. Internal to storage/search.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "storage/connection.hpp"
#include "storage/search/index_reader.hpp"

namespace ramure::storage {

class Asker {
 public:
  // wants_document(thread_id, channel_id, birth_seq, author_id, at_ms) and
  // wants_thread(theme_id, territory_id, kind, status, resolved, archived); this object must outlive the connection's
  // use.
  void register_functions(Connection& connection);

  // Both must live until the search is over.
  void ask(const Readable& readable, const SearchConditions& conditions);

  bool wants_document(const SearchDocument& document) const;
  bool wants_thread(std::uint64_t theme_id, std::uint64_t territory_id, v1::ThreadKind kind, v1::ObstacleStatus status,
                    bool resolved, bool archived) const;
  // Whether anything born up to `last_seq` could be wanted of this channel.
  bool wants_channel(std::uint64_t channel_id, std::uint64_t last_seq) const;
  bool wants_nothing() const { return wanted_threads && wanted_threads->empty(); }

  // The threads that meet the conditions about threads, sorted; nullopt when there are none such conditions.
  std::optional<std::vector<std::uint64_t>> wanted_threads;

 private:
  const Readable* readable_ = nullptr;
  const SearchConditions* conditions_ = nullptr;
};

}  // namespace ramure::storage
