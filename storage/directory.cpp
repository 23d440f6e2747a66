#include "storage/directory.hpp"

#include "ramure/v1/events.pb.h"
#include "storage/connection.hpp"

namespace ramure::storage {

namespace {

v1::Event parse(std::string_view payload) {
  v1::Event event;
  if (!event.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
    throw StorageError(StorageError::Kind::corrupt, "an event of the journal cannot be read");
  }
  return event;
}

}  // namespace

Directory read_directory(const std::filesystem::path& community_folder) {
  Connection connection(community_folder / "community.db", {.database = "community", .read_only = true});
  const Transaction snapshot(connection, Transaction::Kind::read);
  Directory directory;
  auto founding = connection.query("SELECT payload FROM journal WHERE seq = 1");
  if (founding.step()) {
    const v1::Event event = parse(founding.blob(0));
    directory.community.set_slug(event.community_founded().slug());
    directory.community.set_name(event.community_founded().name());
    directory.community.set_time_zone(event.community_founded().time_zone());
  }
  auto territories =
      connection.query("SELECT j.payload FROM territories t JOIN journal j ON j.seq = t.id ORDER BY t.id");
  while (territories.step()) directory.territories.push_back(parse(territories.blob(0)).territory_added().territory());
  auto members = connection.query(
      "SELECT j.payload, m.role, m.territory_id, m.status FROM members m JOIN journal j ON j.seq = m.id ORDER BY m.id");
  while (members.step()) {
    v1::Member member = parse(members.blob(0)).member_joined().member();
    member.set_role(members.as<v1::Role>(1));
    member.set_territory_id(members.id(2));
    member.set_status(members.as<v1::MemberStatus>(3));
    directory.members.push_back(std::move(member));
  }
  return directory;
}

}  // namespace ramure::storage
