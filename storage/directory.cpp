#include "storage/directory.hpp"

#include "storage/compose.hpp"

namespace ramure::storage {

Directory read_directory(const std::filesystem::path& community_folder) {
  Connection connection(community_folder / "community.db", {});  // not read-only: it may be of an older release
  const Transaction snapshot(connection, Transaction::Kind::read);
  Directory directory;
  directory.community = load_community(connection);
  for (auto rows = connection.query("SELECT id FROM territories ORDER BY id"); rows.step();) {
    directory.territories.push_back(compose_territory(connection, rows.id(0)));
  }
  for (auto rows = connection.query("SELECT id FROM members ORDER BY id"); rows.step();) {
    directory.members.push_back(compose_member(connection, rows.id(0)));
  }
  return directory;
}

}  // namespace ramure::storage
