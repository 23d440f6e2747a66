#include <array>
#include <map>
#include <set>

#include "ramure/v1/events.pb.h"
#include "storage/asking.hpp"
#include "storage/check_parts.hpp"
#include "storage/search/index_reader.hpp"

namespace ramure::storage {

namespace {

struct Expected {
  SearchDocument document;
  std::array<std::string, field_count> fields;
};

// What the index should hold after the journal up to its cursor, and which documents have changed since: those may
// differ, the indexer is on its way.
struct Expectation {
  std::map<std::uint64_t, Expected> documents;
  std::set<std::uint64_t> moving;

  void take_in(const SearchBatch& batch) {
    for (const SearchDocument& document : batch.documents) documents[document.id].document = document;
    for (const Wording& wording : batch.wordings) {
      const auto known = documents.find(wording.document_id);
      if (known != documents.end()) known->second.fields[static_cast<std::size_t>(wording.field)] = wording.text;
    }
    for (const Move& move : batch.moves) {
      const auto known = documents.find(move.message_id);
      if (known != documents.end()) known->second.document.thread_id = move.thread_id;
    }
    for (const std::uint64_t id : batch.erased_ids) documents.erase(id);
  }
  void note_moving(const SearchBatch& batch) {
    for (const SearchDocument& document : batch.documents) moving.insert(document.id);
    for (const Wording& wording : batch.wordings) moving.insert(wording.document_id);
    for (const Move& move : batch.moves) moving.insert(move.message_id);
    for (const std::uint64_t id : batch.erased_ids) moving.insert(id);
  }
};

Expectation expect_from_journal(Connection& db, std::uint64_t through_seq, Findings& findings) {
  Expectation expectation;
  Transaction transaction(db, Transaction::Kind::read);
  const std::uint64_t head = load_head_seq(db);
  v1::Event event;
  for (auto rows = db.query("SELECT seq, payload FROM journal ORDER BY seq"); rows.step();) {
    const std::string_view payload = rows.blob(1);
    if (!event.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) continue;  // the journal's own finding
    SearchBatch batch;
    collect(event, batch);
    rows.id(0) <= through_seq ? expectation.take_in(batch) : expectation.note_moving(batch);
    if (rows.id(0) % 1'000 == 0) findings.progress(rows.id(0), 2 * head);
  }
  return expectation;
}

bool same_document(const SearchDocument& a, const SearchDocument& b) {
  return a.thread_id == b.thread_id && a.channel_id == b.channel_id && a.birth_seq == b.birth_seq &&
         a.author_id == b.author_id && a.at_ms == b.at_ms;
}

void compare(const IndexedDocument& indexed, Expectation& expectation, Findings& findings) {
  const std::uint64_t id = indexed.document.id;
  const auto expected = expectation.documents.find(id);
  const std::string where = "Search document " + std::to_string(id);
  if (expected == expectation.documents.end()) {
    if (!expectation.moving.contains(id)) findings.add(where + " is of a thing that does not exist or was erased.");
    return;
  }
  if (!expectation.moving.contains(id)) {
    findings.expect(same_document(indexed.document, expected->second.document),
                    "it is filed otherwise than its event says", where);
    for (std::size_t field = 0; field < field_count; ++field) {
      findings.expect(indexed.fields[field] == expected->second.fields[field], "it holds other words than the journal",
                      where);
    }
  }
  expectation.documents.erase(expected);
}

}  // namespace

// Without an index of this journal there is nothing to compare: the next start makes it.
void check_search(Connection& db, const std::filesystem::path& file, Findings& findings) {
  constexpr std::size_t page = 1'000;
  SearchReader reader(file);
  const std::uint64_t through_seq = reader.through_seq();
  Expectation expectation = expect_from_journal(db, through_seq, findings);
  if (through_seq > load_head_seq(db)) {
    findings.add("The search index knows events that the journal does not have.");
    return;
  }
  std::uint64_t after_id = 0;
  for (std::vector<IndexedDocument> documents; !(documents = reader.documents(after_id, page)).empty();) {
    for (const IndexedDocument& document : documents) compare(document, expectation, findings);
    after_id = documents.back().document.id;
  }
  for (const auto& [id, expected] : expectation.documents) {
    if (!expectation.moving.contains(id)) findings.add("Search document " + std::to_string(id) + " is missing.");
  }
}

}  // namespace ramure::storage
