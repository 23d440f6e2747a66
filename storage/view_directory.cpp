// What the rules ask of the directory: rare questions, answered from the journal each time.
#include "storage/compose.hpp"
#include "storage/search/time_zone.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

v1::Member View::profile(std::uint64_t member_id) { return compose_member(connection_, member_id); }

std::optional<v1::Territory> View::territory(std::uint64_t id) {
  v1::Territory territory = compose_territory(connection_, id);
  if (territory.id() == 0) return std::nullopt;
  return territory;
}

std::optional<v1::Theme> View::theme(std::uint64_t id) {
  v1::Theme theme = compose_theme(connection_, id);
  if (theme.id() == 0) return std::nullopt;
  return theme;
}

v1::Word View::word() { return load_word(connection_); }

// The zone files of the machine hold a few more things under names of their own.
bool View::is_time_zone(std::string_view name) const {
  const bool is_named_by_iana = !name.starts_with("posix/") && !name.starts_with("right/") && name != "localtime" &&
                                name != "posixrules" && name != "Factory";
  return is_named_by_iana && TimeZone::load(name).has_value();
}

}  // namespace ramure::storage
