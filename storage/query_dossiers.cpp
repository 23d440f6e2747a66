// Dossiers of the committees. Their events say which quotes they hold; the words are read where they lie, so that what
// was erased since is missing here too.
#include "storage/compose.hpp"
#include "storage/query_commons.hpp"

namespace ramure::storage {

namespace {

void add_words(Connection& db, v1::DossierQuote& quote) {
  auto row = db.query("SELECT author_id FROM quotes WHERE id = ?", quote.quote_id());
  if (!row.step()) return;
  quote.set_words(load_event(db, quote.quote_id()).course().quote_asked().words());
  if (!quote.words().empty()) quote.set_author_name(compose_member(db, row.id(0)).name());
}

v1::Dossier compose_dossier(Connection& db, std::uint64_t id) {
  const v1::Event event = load_event(db, id);
  v1::Dossier dossier = event.course().dossier_published().dossier();
  dossier.set_id(id);
  dossier.set_channel_id(event.channel_id());
  dossier.set_at_ms(event.at_ms());
  dossier.set_author_id(event.actor_id());
  for (v1::DossierQuote& quote : *dossier.mutable_quotes()) add_words(db, quote);
  return dossier;
}

}  // namespace

void query_dossiers(Asking& asking, v1::DossierList& answer) {
  constexpr int listed_max = 200;
  constexpr std::size_t bytes_max = 1024 * 1024;
  std::size_t bytes = 0;
  auto rows = asking.db().query("SELECT id, channel_id FROM dossiers ORDER BY id DESC");
  while (answer.dossiers_size() < listed_max && bytes < bytes_max && rows.step()) {
    const std::uint64_t id = rows.id(0);
    if (!asking.readable().may_read(rows.id(1), id)) continue;
    v1::Dossier& dossier = *answer.add_dossiers() = compose_dossier(asking.db(), id);
    bytes += dossier.ByteSizeLong();
  }
}

std::optional<v1::Dossier> query_dossier(Asking& asking, std::uint64_t id) {
  auto dossier = load_dossier(asking.db(), id);
  if (!dossier || !asking.readable().may_read(dossier->channel_id(), id)) return std::nullopt;
  return dossier;
}

std::optional<v1::Dossier> load_dossier(Connection& db, std::uint64_t id) {
  if (!db.query("SELECT 1 FROM dossiers WHERE id = ?", id).step()) return std::nullopt;
  return compose_dossier(db, id);
}

}  // namespace ramure::storage
