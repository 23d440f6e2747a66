// The words of people, territories and themes, as the server accepts them, when they are added and when they are
// edited. `path` is the command's field that holds them ("edit_territory.territory"); refusals name the field inside of
// it.
#pragma once

#include <string_view>

#include "server/community/asked.hpp"

namespace ramure::community {

struct Profile {
  std::string_view name, organisation, function, bio;
  bool operator==(const Profile&) const = default;
};

Checked check_profile(std::string_view path, const Profile& profile);
Checked check_theme_words(std::string_view path, const v1::Theme& theme);

// What the pair writes: summary, offers, seeks.
Checked check_territory_texts(std::string_view path, const v1::Territory& territory);

// What an admin decides: name, profile, time zone.
Checked check_territory_identity(Asked& asked, std::string_view path, const v1::Territory& territory);

// Shaped like Europe/Paris; from the network also one that this machine knows. (A corpus may be imported where zone
// files are older than it.)
Checked check_time_zone(Asked& asked, std::string_view field, std::string_view name);

// The short stable name of a thing that has one: required.
Checked check_required_key(std::string_view field, std::string_view key);

}  // namespace ramure::community
