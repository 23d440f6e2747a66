// The directory inside a snapshot, which must stay small however many people there are: whole where it fits, else
// shortened, else a part of it; and the pages that bring the rest.
#include "storage/query_directory.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "storage/compose.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

namespace {

// Adds things while they fit, and remembers that one did not.
class Filling {
 public:
  Filling(v1::Snapshot& answer, std::size_t bytes_max) : answer_(answer), room_(bytes_max) {}

  bool add(v1::Member member) {
    return put(member, [&] { return answer_.add_members(); });
  }
  bool add(v1::Territory territory) {
    return put(territory, [&] { return answer_.add_territories(); });
  }
  bool add(v1::Theme theme) {
    return put(theme, [&] { return answer_.add_themes(); });
  }
  bool is_full() const { return is_full_; }

 private:
  template <typename Thing, typename Place>
  bool put(Thing& thing, const Place& place) {
    const std::size_t bytes = bytes_in_frame(thing);
    if (bytes > room_) is_full_ = true;
    if (is_full_) return false;
    room_ -= bytes;
    place()->Swap(&thing);
    return true;
  }

  v1::Snapshot& answer_;
  std::size_t room_;
  bool is_full_ = false;
};

v1::Member shortened(v1::Member member) {
  member.clear_organisation();
  member.clear_function();
  member.clear_bio();
  return member;
}

v1::Territory shortened(v1::Territory territory) {
  territory.clear_summary();
  territory.clear_offers();
  territory.clear_seeks();
  return territory;
}

v1::Theme shortened(v1::Theme theme) {
  theme.clear_description();
  return theme;
}

// Calls `give` with each id in the order of the query, until it says false.
template <typename Give>
void for_each_id(Statement rows, const Give& give) {
  while (rows.step()) {
    if (!give(rows.id(0))) return;
  }
}

}  // namespace

bool add_whole_directory(Connection& db, std::size_t bytes_max, v1::Snapshot& answer) {
  v1::Snapshot directory;
  Filling filling(directory, bytes_max);
  for_each_id(db.query("SELECT id FROM territories ORDER BY id"),
              [&](std::uint64_t id) { return filling.add(compose_territory(db, id)); });
  for_each_id(db.query("SELECT id FROM themes ORDER BY position, id"),
              [&](std::uint64_t id) { return filling.add(compose_theme(db, id)); });
  for_each_id(db.query("SELECT id FROM members ORDER BY id"),
              [&](std::uint64_t id) { return filling.add(compose_member(db, id)); });
  if (filling.is_full()) return false;
  answer.MergeFrom(directory);
  return true;
}

void add_short_directory(Connection& db, std::size_t bytes_max, const std::set<std::uint64_t>& first_ids,
                         v1::Snapshot& answer) {
  Filling filling(answer, bytes_max);
  for_each_id(db.query("SELECT id FROM themes ORDER BY position, id"),
              [&](std::uint64_t id) { return filling.add(shortened(compose_theme(db, id))); });
  for_each_id(db.query("SELECT id FROM territories ORDER BY id"),
              [&](std::uint64_t id) { return filling.add(shortened(compose_territory(db, id))); });
  for (const std::uint64_t id : first_ids) {
    v1::Member member = shortened(compose_member(db, id));
    if (member.id() != 0) filling.add(std::move(member));
  }
  std::set<std::uint64_t> held = first_ids;
  for (const v1::Member& member : answer.members()) held.insert(member.id());
  for_each_id(db.query("SELECT id FROM members ORDER BY id"),
              [&](std::uint64_t id) { return held.contains(id) || filling.add(shortened(compose_member(db, id))); });
  std::ranges::sort(*answer.mutable_members(), {}, &v1::Member::id);
  answer.set_more_directory(true);
}

bool query_directory(Asking& asking, const v1::GetSnapshot& query, v1::Snapshot& answer) {
  Connection& db = asking.db();
  if (asking.readable().find(directory_id) == nullptr) return true;  // he holds the little that he may see
  enum Kind { member, territory, theme };
  auto rows = db.query(
      "SELECT id, 0 FROM members WHERE id > ?1 UNION ALL SELECT id, 1 FROM territories WHERE id > ?1 UNION ALL "
      "SELECT id, 2 FROM themes WHERE id > ?1 ORDER BY id",
      query.directory_after_id());
  Filling filling(answer, limits::snapshot_bytes_max - 2);  // 2: more_directory
  while (!filling.is_full() && rows.step()) {
    switch (rows.as<Kind>(1)) {
      case member: filling.add(compose_member(db, rows.id(0))); break;
      case territory: filling.add(compose_territory(db, rows.id(0))); break;
      case theme: filling.add(compose_theme(db, rows.id(0))); break;
    }
  }
  answer.set_more_directory(filling.is_full());
  return true;
}

}  // namespace ramure::storage
