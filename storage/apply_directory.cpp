// New words for people, territories and themes, and the word of the facilitators. Names are not erasable, so that they
// may be compared.
#include "storage/apply.hpp"
#include "storage/compose.hpp"

namespace ramure::storage {

// One change may be told twice, to the directory and to a member who does not read it: the last one holds.
void apply(Connection& db, const v1::Event& event, const v1::MemberEdited& body) {
  change_one(db, "UPDATE members SET profile_seq = ? WHERE id = ?", event.seq(), body.member_id());
}

void apply(Connection& db, const v1::Event& event, const v1::TerritoryEdited& body) {
  const std::uint64_t id = body.territory().id();
  const bool is_renamed = compose_territory(db, id).name() != body.territory().name();
  change_one(db, "UPDATE territories SET wording_seq = ? WHERE id = ?", event.seq(), id);
  if (is_renamed) db.run("INSERT INTO territory_names (territory_id, seq) VALUES (?, ?)", id, event.seq());
}

void apply(Connection& db, const v1::Event& event, const v1::ThemeEdited& body) {
  change_one(db, "UPDATE themes SET wording_seq = ?, position = ? WHERE id = ?", event.seq(), body.theme().position(),
             body.theme().id());
}

void apply(Connection& db, const v1::Event& event, const v1::WordEdited& body) {
  db.run("INSERT INTO words (version, seq) VALUES (?, ?)", body.word().version(), event.seq());
}

}  // namespace ramure::storage
