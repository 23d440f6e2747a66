#include "storage/search/follow.hpp"

#include "storage/error.hpp"

namespace ramure::storage {

bool follow_journal(Reader& reader, SearchIndex& index, std::size_t limit) {
  std::vector<JournalRow> rows;
  const std::uint64_t through_seq = reader.read_whole_journal(index.through_seq(), limit, rows);
  if (rows.empty()) return false;
  SearchBatch batch;
  batch.through_seq = through_seq;
  v1::Event event;
  for (const JournalRow& row : rows) {
    if (!event.ParseFromString(row.payload)) {
      throw StorageError(StorageError::Kind::corrupt, "journal row " + std::to_string(row.seq) + " does not parse");
    }
    collect(event, batch);
  }
  index.apply(batch);
  if (reader.search_progress() != nullptr) reader.search_progress()->note(through_seq);
  return true;
}

}  // namespace ramure::storage
