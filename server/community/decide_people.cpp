// Members: joining, changing hats, leaving. Who reads what follows from it, in the same decision.
#include "server/community/directory_words.hpp"
#include "server/community/families.hpp"
#include "server/community/memberships.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

using storage::MemberState;

Checked check_role(std::string_view field, v1::Role role) {
  if (!v1::Role_IsValid(role) || role == v1::ROLE_UNSPECIFIED) return refuse::invalid(field, "a role is required");
  if (role == v1::ROLE_FORMER_MEMBER)
    return refuse::invalid(field, "one becomes a former member by ending a membership");
  return {};
}

Checked check_territory(Asked& asked, std::string_view field, v1::Role role, std::uint64_t territory_id) {
  if (role == v1::ROLE_CATALYST) {
    if (territory_id == 0) return {};  // not known yet: whoever is invited by address alone may be in rounds already
    if (!asked.view.territory_exists(territory_id)) return refuse::not_found(field);
    return {};
  }
  if (territory_id != 0) return refuse::invalid(field, "only catalysts belong to a territory");
  return {};
}

Checked check_new_person(Asked& asked, const v1::AddMember& command) {
  auto checked = check_profile("add_member", {.name = command.name(),
                                              .organisation = command.organisation(),
                                              .function = command.function(),
                                              .bio = command.bio()});
  if (!checked) return checked;
  if (checked = check_key("add_member.key", command.key()); !checked) return checked;
  if (!command.key().empty() && asked.view.member_key_taken(command.key())) {
    return refuse::invalid("add_member.key", "another member has this key");
  }
  return {};
}

Checked check_may_add(const Asked& asked, v1::Role added) {
  if (asked.is_founder || identity::may_add_member(asked.me.role, added)) return {};
  return refuse::forbidden("add_member.role", "your role does not allow adding this member");
}

// Only an admin manages members, and never his own membership: he cannot give himself a hat, nor lock everybody out.
std::expected<MemberState, v1::Refusal> access_managed(Asked& asked, std::uint64_t id, std::string_view field) {
  if (!asked.is_founder && !identity::may_manage_members(asked.me.role)) {
    return refuse::forbidden(field, "only an admin may do this");
  }
  const auto member = asked.view.member(id);
  if (!member) return refuse::not_found(field);
  if (member->id == asked.me.id) return refuse::forbidden(field, "somebody else must do this for you");
  return *member;
}

void announce_role(Announcer& announce, const MemberState& after) {
  v1::MemberRoleChanged& changed = *announce.to_channel(directory_id).mutable_member_role_changed();
  changed.set_member_id(after.id);
  changed.set_role(after.role);
  changed.set_territory_id(after.territory_id);
}

void announce_status(Announcer& announce, const MemberState& after) {
  v1::MemberStatusChanged& changed = *announce.to_channel(directory_id).mutable_member_status_changed();
  changed.set_member_id(after.id);
  changed.set_status(after.status);
}

// Tells the directory what differs, then everybody whose places change.
Decided change_member(Asked& asked, const MemberState& before, const MemberState& after) {
  Announcer announce(asked);
  if (after.role != before.role || after.territory_id != before.territory_id) announce_role(announce, after);
  if (after.status != before.status) announce_status(announce, after);
  do_settle(announce, asked, before, after, {});
  if (after.status == v1::MEMBER_STATUS_LEFT) do_forget_wishes(announce, after.id);
  return announce.decision();
}

}  // namespace

Decided add_member(Asked& asked, const v1::AddMember& command) {
  if (auto checked = check_may_add(asked, command.role()); !checked) return pass_on(checked);
  if (auto checked = check_role("add_member.role", command.role()); !checked) return pass_on(checked);
  if (auto checked = check_new_person(asked, command); !checked) return pass_on(checked);
  auto checked = check_territory(asked, "add_member.territory_id", command.role(), command.territory_id());
  if (!checked) return pass_on(checked);

  Announcer announce(asked);
  const MemberState member{.id = announce.next_seq(),
                           .territory_id = command.territory_id(),
                           .role = command.role(),
                           .status = v1::MEMBER_STATUS_ACTIVE};
  v1::Member& joined = *announce.to_channel(directory_id).mutable_member_joined()->mutable_member();
  joined.set_id(member.id);
  joined.set_name(command.name());
  joined.set_role(member.role);
  joined.set_territory_id(member.territory_id);
  joined.set_organisation(command.organisation());
  joined.set_function(command.function());
  joined.set_bio(command.bio());
  joined.set_status(member.status);
  joined.set_key(command.key());
  do_settle(announce, asked, {}, member, command.key());
  return announce.decision();
}

// Also how somebody who was gone comes back.
Decided set_member_role(Asked& asked, const v1::SetMemberRole& command) {
  constexpr auto field = "set_member_role.member_id";
  auto before = access_managed(asked, command.member_id(), field);
  if (!before) return pass_on(before);
  if (auto checked = check_role("set_member_role.role", command.role()); !checked) return pass_on(checked);
  auto checked = check_territory(asked, "set_member_role.territory_id", command.role(), command.territory_id());
  if (!checked) return pass_on(checked);
  MemberState after = *before;
  after.role = command.role();
  after.territory_id = command.territory_id();
  after.status = v1::MEMBER_STATUS_ACTIVE;
  const bool is_same = after.role == before->role && after.territory_id == before->territory_id;
  if (is_same && before->status == v1::MEMBER_STATUS_ACTIVE) return refuse::already_done(field);
  return change_member(asked, *before, after);
}

// Who leaves keeps the role in the directory; a former member wears that hat from now on.
Decided end_membership(Asked& asked, const v1::EndMembership& command) {
  constexpr auto field = "end_membership.member_id";
  auto before = access_managed(asked, command.member_id(), field);
  if (!before) return pass_on(before);
  if (command.status() != v1::MEMBER_STATUS_FORMER && command.status() != v1::MEMBER_STATUS_LEFT) {
    return refuse::invalid("end_membership.status", "one leaves, or becomes a former member");
  }
  if (before->status == command.status()) return refuse::already_done(field);
  MemberState after = *before;
  after.status = command.status();
  if (after.status == v1::MEMBER_STATUS_FORMER) after.role = v1::ROLE_FORMER_MEMBER;
  return change_member(asked, *before, after);
}

}  // namespace ramure::community
