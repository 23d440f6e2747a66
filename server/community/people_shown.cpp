#include "server/community/people_shown.hpp"

#include <algorithm>

namespace ramure::community {

namespace {

constexpr std::uint64_t first_page = 1;

// Returns the highest id of the directory in the page: the next one follows it.
std::uint64_t take(const v1::Snapshot& page, PeopleShown& people) {
  std::uint64_t highest = 0;
  for (const v1::Member& member : page.members()) {
    people.members[member.id()] = member;
    highest = std::max(highest, member.id());
  }
  for (const v1::Territory& territory : page.territories()) {
    people.territories[territory.id()] = territory;
    highest = std::max(highest, territory.id());
  }
  for (const v1::Theme& theme : page.themes()) highest = std::max(highest, theme.id());
  return highest;
}

}  // namespace

std::string PeopleShown::name(std::uint64_t member_id) const {
  const auto found = members.find(member_id);
  return found == members.end() ? std::string() : found->second.name();
}

PeopleShown people_shown_to(storage::Reader& reader, std::uint64_t member_id) {
  PeopleShown people;
  v1::GetSnapshot query;
  query.set_directory_after_id(first_page);
  v1::Snapshot page;
  do {
    page.Clear();
    std::uint64_t as_of_seq = 0;
    if (!reader.directory(member_id, query, page, as_of_seq)) return people;
    const std::uint64_t highest = take(page, people);
    if (highest <= query.directory_after_id()) return people;
    query.set_directory_after_id(highest);
  } while (page.more_directory());
  return people;
}

}  // namespace ramure::community
