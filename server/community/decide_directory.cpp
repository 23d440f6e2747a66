// The words of the directory: one's own profile, what a territory says of itself, themes.
#include "server/community/access.hpp"
#include "server/community/directory_words.hpp"
#include "server/community/families.hpp"

namespace ramure::community {

namespace {

template <class Thing>
bool is_same(const Thing& one, const Thing& other) {
  return one.SerializeAsString() == other.SerializeAsString();
}

// What the journal keeps is what was checked: fields that this release does not know stay outside.
template <class Thing>
Thing only_known(Thing thing) {
  thing.DiscardUnknownFields();
  return thing;
}

bool reads_directory(const Asked& asked) { return asked.readable().find(directory_id) != nullptr; }

Profile profile_in(const auto& message) {
  return {.name = message.name(),
          .organisation = message.organisation(),
          .function = message.function(),
          .bio = message.bio()};
}

void fill_profile(v1::MemberEdited& edited, const Asked& asked, const v1::EditProfile& command) {
  edited.set_member_id(asked.me.id);
  edited.set_name(command.name());
  edited.set_organisation(command.organisation());
  edited.set_function(command.function());
  edited.set_bio(command.bio());
}

// The territory as it is, for somebody who reads the directory.
std::expected<v1::Territory, v1::Refusal> access_territory(Asked& asked, std::uint64_t id, std::string_view field) {
  const auto territory = asked.view.territory(id);
  if (!territory || !reads_directory(asked)) return refuse::not_found(field);
  return *territory;
}

std::expected<v1::Theme, v1::Refusal> access_theme(Asked& asked, std::uint64_t id, std::string_view field) {
  const auto theme = asked.view.theme(id);
  if (!theme || !reads_directory(asked)) return refuse::not_found(field);
  return *theme;
}

// The pair leaves as it is what only an admin decides.
Checked check_identity_kept(const v1::Territory& before, const v1::Territory& after) {
  constexpr auto sentence = "only an admin may change this";
  if (after.name() != before.name()) return refuse::forbidden("edit_territory.territory.name", sentence);
  if (after.profile_label() != before.profile_label()) {
    return refuse::forbidden("edit_territory.territory.profile_label", sentence);
  }
  if (after.time_zone() != before.time_zone()) {
    return refuse::forbidden("edit_territory.territory.time_zone", sentence);
  }
  return {};
}

Checked check_territory_edit(Asked& asked, const v1::Territory& before, const v1::Territory& after) {
  constexpr std::string_view path = "edit_territory.territory";
  const bool is_admin = identity::may_shape_directory(asked.me.role);
  if (!is_admin && !identity::is_of_pair(asked.me, before.id())) {
    return refuse::forbidden("edit_territory.territory.id", "only its pair or an admin may do this");
  }
  if (after.key() != before.key()) return refuse::invalid("edit_territory.territory.key", "keys stay as they are");
  auto identity = is_admin ? check_territory_identity(asked, path, after) : check_identity_kept(before, after);
  if (!identity) return identity;
  return check_territory_texts(path, after);
}

}  // namespace

Decided edit_profile(Asked& asked, const v1::EditProfile& command) {
  const Profile profile = profile_in(command);
  if (auto checked = check_profile("edit_profile", profile); !checked) return pass_on(checked);
  const v1::Member before = asked.view.profile(asked.me.id);
  if (profile_in(before) == profile) return refuse::already_done("edit_profile");

  Announcer announce(asked);
  fill_profile(*announce.to_channel(directory_id).mutable_member_edited(), asked, command);
  if (!reads_directory(asked)) {
    fill_profile(*announce.to_member(asked.me.id).mutable_member_edited(), asked, command);
  }
  return announce.decision();
}

Decided edit_territory(Asked& asked, const v1::EditTerritory& command) {
  v1::Territory after = only_known(command.territory());
  const auto before = access_territory(asked, after.id(), "edit_territory.territory.id");
  if (!before) return std::unexpected(before.error());
  after.set_state(before->state());  // has a command of its own
  after.set_state_since_ms(before->state_since_ms());
  if (auto checked = check_territory_edit(asked, *before, after); !checked) return pass_on(checked);
  if (is_same(*before, after)) return refuse::already_done("edit_territory.territory");

  Announcer announce(asked);
  *announce.to_channel(directory_id).mutable_territory_edited()->mutable_territory() = after;
  return announce.decision();
}

Decided set_territory_state(Asked& asked, const v1::SetTerritoryState& command) {
  constexpr auto field = "set_territory_state.territory_id", what = "set_territory_state.state";
  const auto territory = access_territory(asked, command.territory_id(), field);
  if (!territory) return std::unexpected(territory.error());
  if (!identity::may_set_territory_state(asked.me.role)) {
    return refuse::forbidden(field, "only a facilitator or an admin may do this");
  }
  if (!v1::TerritoryState_IsValid(command.state()) || command.state() == v1::TERRITORY_STATE_UNSPECIFIED) {
    return refuse::invalid(what, "there is no such state");
  }
  const bool is_untold = territory->state() == v1::TERRITORY_STATE_UNSPECIFIED;
  const v1::TerritoryState before = is_untold ? v1::TERRITORY_STATE_ENGAGED : territory->state();
  if (command.state() == before) return refuse::already_done(what);

  Announcer announce(asked);
  v1::TerritoryStateSet& told = *announce.to_channel(directory_id).mutable_territory_state_set();
  told.set_territory_id(command.territory_id());
  told.set_state(command.state());
  return announce.decision();
}

Decided edit_theme(Asked& asked, const v1::EditTheme& command) {
  const v1::Theme after = only_known(command.theme());
  const auto before = access_theme(asked, after.id(), "edit_theme.theme.id");
  if (!before) return std::unexpected(before.error());
  if (!identity::may_edit_theme(asked.me.role)) {
    return refuse::forbidden("edit_theme.theme.id", "only a facilitator or an admin may do this");
  }
  if (after.key() != before->key()) return refuse::invalid("edit_theme.theme.key", "keys stay as they are");
  if (auto checked = check_theme_words("edit_theme.theme", after); !checked) return pass_on(checked);
  if (is_same(*before, after)) return refuse::already_done("edit_theme.theme");

  Announcer announce(asked);
  *announce.to_channel(directory_id).mutable_theme_edited()->mutable_theme() = after;
  return announce.decision();
}

}  // namespace ramure::community
