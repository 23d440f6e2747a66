#include "server/community/directory_words.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

std::string field_of(std::string_view path, std::string_view name) {
  return std::string(path) + "." + std::string(name);
}

}  // namespace

Checked check_profile(std::string_view path, const Profile& profile) {
  constexpr auto most = limits::profile_field_bytes_max;
  auto checked = check_line(field_of(path, "name"), profile.name, 1, limits::name_bytes_max);
  if (checked) checked = check_optional_line(field_of(path, "organisation"), profile.organisation, most);
  if (checked) checked = check_optional_line(field_of(path, "function"), profile.function, most);
  if (checked) checked = check_optional_text(field_of(path, "bio"), profile.bio, limits::bio_bytes_max);
  return checked;
}

Checked check_theme_words(std::string_view path, const v1::Theme& theme) {
  auto checked = check_title(field_of(path, "title"), theme.title());
  if (checked) {
    checked = check_optional_line(field_of(path, "short_title"), theme.short_title(), limits::name_bytes_max);
  }
  if (checked) {
    checked = check_optional_text(field_of(path, "description"), theme.description(), limits::bio_bytes_max);
  }
  return checked;
}

Checked check_territory_texts(std::string_view path, const v1::Territory& territory) {
  constexpr auto most = limits::territory_text_bytes_max;
  auto checked = check_optional_text(field_of(path, "summary"), territory.summary(), most);
  if (checked) checked = check_optional_text(field_of(path, "offers"), territory.offers(), most);
  if (checked) checked = check_optional_text(field_of(path, "seeks"), territory.seeks(), most);
  return checked;
}

Checked check_territory_identity(Asked& asked, std::string_view path, const v1::Territory& territory) {
  auto checked = check_line(field_of(path, "name"), territory.name(), 1, limits::name_bytes_max);
  if (checked) {
    checked = check_optional_line(field_of(path, "profile_label"), territory.profile_label(),
                                  limits::profile_field_bytes_max);
  }
  if (checked) checked = check_time_zone(asked, field_of(path, "time_zone"), territory.time_zone());
  return checked;
}

Checked check_time_zone(Asked& asked, std::string_view field, std::string_view name) {
  if (auto checked = check_line(field, name, 1, limits::time_zone_bytes_max); !checked) return checked;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
           c == '-' || c == '+';
  };
  const bool is_known = asked.is_founder || asked.view.is_time_zone(name);
  if (!std::ranges::all_of(name, allowed) || !is_known) {
    return refuse::invalid(field, "a time zone is named as in Europe/Paris");
  }
  return {};
}

Checked check_required_key(std::string_view field, std::string_view key) {
  if (key.empty()) return refuse::invalid(field, "it is required");
  return check_key(field, key);
}

}  // namespace ramure::community
