// The reading side of what a community has in common.
#include "storage/query_commons.hpp"
#include "storage/query_rounds.hpp"
#include "storage/reader.hpp"

namespace ramure::storage {

void Reader::to_do(std::uint64_t member_id, std::int64_t now_ms, v1::ToDoList& answer, std::uint64_t& as_of_seq) {
  Asking asking(connection(), member_id);
  as_of_seq = asking.head_seq();
  query_to_do(asking, now_ms, answer);
}

void Reader::my_quotes(std::uint64_t member_id, v1::QuoteList& answer, std::uint64_t& as_of_seq) {
  Asking asking(connection(), member_id);
  as_of_seq = asking.head_seq();
  query_my_quotes(asking, answer);
}

void Reader::allowed_quotes(std::uint64_t member_id, v1::DossierDraft& answer, std::uint64_t& as_of_seq) {
  Asking asking(connection(), member_id);
  as_of_seq = asking.head_seq();
  query_allowed_quotes(asking, answer);
}

void Reader::dossiers(std::uint64_t member_id, v1::DossierList& answer, std::uint64_t& as_of_seq) {
  Asking asking(connection(), member_id);
  as_of_seq = asking.head_seq();
  query_dossiers(asking, answer);
}

std::optional<v1::Dossier> Reader::dossier(std::uint64_t member_id, std::uint64_t dossier_id) {
  Asking asking(connection(), member_id);
  return query_dossier(asking, dossier_id);
}

std::optional<v1::Dossier> Reader::dossier_unjudged(std::uint64_t dossier_id) {
  Transaction transaction(connection(), Transaction::Kind::read);
  return load_dossier(connection(), dossier_id);
}

DossierSource Reader::dossier_source(std::int64_t written_since_ms) {
  Transaction transaction(connection(), Transaction::Kind::read);
  return load_dossier_source(connection(), written_since_ms);
}

std::vector<v1::Event> Reader::round_unjudged(std::uint64_t round_id, std::uint64_t after_seq) {
  Transaction transaction(connection(), Transaction::Kind::read);
  return load_round_events(connection(), round_id, after_seq);
}

}  // namespace ramure::storage
