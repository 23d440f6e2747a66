// Members who invite: an admin anybody, a facilitator catalysts (permissions.hpp). How the invited one joins is in
// invitations.cpp.
#include "server/identity/inviting.hpp"

#include "server/identity/accounts_state.hpp"
#include "server/identity/held_mail.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::identity {

using storage::InvitationRow;

bool may_invite(v1::Role role) { return may_add_member(role, v1::ROLE_CATALYST); }

v1::AddMember person_of(const InvitationRow& row) {
  v1::AddMember person;
  person.ParseFromString(row.person);
  return person;
}

std::unexpected<v1::Refusal> may_not_invite(const char* field) {
  return refuse(v1::REFUSAL_CODE_FORBIDDEN, field, "your role does not allow inviting this person");
}

std::unexpected<v1::Refusal> no_such_invitation() {
  return refuse(v1::REFUSAL_CODE_NOT_FOUND, "invitation_id", "there is no such invitation");
}

std::unexpected<v1::Refusal> about_the_form(v1::Refusal refusal) {
  constexpr std::string_view prefix = "add_member.";
  if (refusal.field().starts_with(prefix)) refusal.set_field(refusal.field().substr(prefix.size()));
  return std::unexpected(std::move(refusal));
}

namespace {

LinkMail letter_of(const InvitationRow& row, v1::Role invited, const std::string& address,
                   const NewInvitation& renewed) {
  return {.purpose = LinkPurpose::invitation,
          .token = renewed.token,
          .address = address,
          .person_name = person_of(row).name(),
          .expires_at_ms = renewed.expires_at_ms,
          .community = row.community,
          .member_id = row.invited_by,
          .invited_by = row.invited_by,
          .invited_role = invited,
          .has_account = row.opens_account_id == 0};
}

std::unexpected<v1::Refusal> invited_by_somebody_else() {
  return refuse(v1::REFUSAL_CODE_FORBIDDEN, "invitation_id", "somebody else invited this person, and has the link");
}

}  // namespace

Outcome<NewInvitation> Accounts::State::invite(const Inviter& inviter, std::uint64_t member_id,
                                               const v1::AddMember& person) {
  if (member_id == 0) {
    const auto checked = options.check_new_member(inviter.community, inviter.member_id, person);
    if (!checked) return about_the_form(checked.error());
    return add_invitation(inviter.community, 0, person, invitation_ms_default, inviter.member_id);
  }
  if (!person.name().empty()) {
    return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "member_id", "a member, or a new person: not both");
  }
  const std::array<std::uint64_t, 2> ids{inviter.member_id, member_id};
  const auto roles = options.roles_of_members(inviter.community, ids);
  if (!roles) return std::unexpected(roles.error());
  const v1::Role invited = (*roles)[1];
  if (!may_invite((*roles)[0])) return may_not_invite("member_id");
  if (invited == v1::ROLE_UNSPECIFIED) {
    return refuse(v1::REFUSAL_CODE_NOT_FOUND, "member_id", "there is no such member");
  }
  if (!may_add_member((*roles)[0], invited)) return may_not_invite("member_id");
  {
    // A second link to a person who has one would be a way around who may make it anew.
    const std::lock_guard lock(file_mutex);
    if (file.unused_invitation_of_member(inviter.community, member_id)) {
      return refuse(v1::REFUSAL_CODE_CONFLICT, "member_id", "this person was invited by address, and has a link");
    }
  }
  return add_invitation(inviter.community, member_id, {}, invitation_ms_default, inviter.member_id);
}

Outcome<std::vector<PendingInvitation>> Accounts::State::list_invitations(const Inviter& inviter) {
  std::vector<InvitationRow> rows;
  {
    const std::lock_guard lock(file_mutex);
    rows = file.unused_invitations(inviter.community);
  }
  std::vector<std::uint64_t> ids{inviter.member_id};
  for (const InvitationRow& row : rows) ids.push_back(row.member_id);
  const auto roles = options.roles_of_members(inviter.community, ids);
  if (!roles) return std::unexpected(roles.error());
  if (!may_invite(roles->front())) return may_not_invite("");
  std::vector<PendingInvitation> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const v1::AddMember person = person_of(rows[i]);
    const v1::Role invited = rows[i].member_id != 0 ? (*roles)[i + 1] : person.role();
    if (!may_add_member(roles->front(), invited)) continue;
    seen.push_back({.id = rows[i].id,
                    .member_id = rows[i].member_id,
                    .person_name = person.name(),
                    .created_at_ms = rows[i].created_at_ms,
                    .expires_at_ms = rows[i].expires_at_ms,
                    .address = rows[i].address,
                    .invited_by = rows[i].invited_by,
                    .may_renew = rows[i].address.empty() || rows[i].invited_by == inviter.member_id});
  }
  return seen;
}

// One that the inviter would not see in the list is not there.
Outcome<InvitationRow> Accounts::State::access_invitation(const Inviter& inviter, std::uint64_t invitation_id,
                                                          RolesAtInvitation& roles_there) {
  std::optional<InvitationRow> row;
  {
    const std::lock_guard lock(file_mutex);
    row = file.invitation_of_id(invitation_id);
  }
  const bool is_there = row && row->community == inviter.community && row->account_id == 0 && !row->is_taken_back;
  const std::array<std::uint64_t, 2> ids{inviter.member_id, is_there ? row->member_id : 0};
  const auto roles = options.roles_of_members(inviter.community, ids);
  if (!roles) return std::unexpected(roles.error());
  roles_there.inviter = (*roles)[0];
  if (!may_invite(roles_there.inviter)) return may_not_invite("");
  if (!is_there) return no_such_invitation();
  roles_there.invited = row->member_id != 0 ? (*roles)[1] : person_of(*row).role();
  if (!may_add_member(roles_there.inviter, roles_there.invited)) return no_such_invitation();
  return *row;
}

// Who was invited by address is a member: taking the link back is ending the membership. An admin may end anybody's.
Outcome<Done> Accounts::State::revoke_invitation(const Inviter& inviter, std::uint64_t invitation_id) {
  RolesAtInvitation roles;
  const auto row = access_invitation(inviter, invitation_id, roles);
  if (!row) return std::unexpected(row.error());
  if (!row->address.empty()) {
    if (row->invited_by != inviter.member_id && !may_manage_members(roles.inviter)) return invited_by_somebody_else();
    return take_back(*row);
  }
  const std::lock_guard lock(file_mutex);
  if (!file.drop_unused_invitation(invitation_id)) return no_such_invitation();  // accepted in this very moment
  return Done{};
}

// Invitations keep addresses as they are compared; the account that was made for one has it as it was written.
std::string Accounts::State::address_of(const InvitationRow& invitation) {
  const std::lock_guard lock(file_mutex);
  const auto account = file.account(invitation.opens_account_id);
  return account && !account->address.empty() ? account->address : invitation.address;
}

Outcome<NewInvitation> Accounts::State::renew_invitation(const Inviter& inviter, std::uint64_t invitation_id, By by) {
  RolesAtInvitation roles;
  const auto seen = access_invitation(inviter, invitation_id, roles);
  if (!seen) return std::unexpected(seen.error());
  if (!seen->address.empty() && seen->invited_by != inviter.member_id) return invited_by_somebody_else();
  const TimestampMs now_ms = clock.now_ms();
  NewInvitation renewed{.id = invitation_id, .token = token(), .expires_at_ms = now_ms + invitation_ms_default};
  if (by == By::mail && seen->address.empty()) {
    return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "invitation_id", "this invitation has no address to write to");
  }
  const TokenHash hash = hash_of_token(renewed.token);
  HeldMail mail(by == By::mail ? options.post : nullptr);
  if (const auto held = mail.hold(letter_of(*seen, roles.invited, address_of(*seen), renewed)); !held) {
    return std::unexpected(held.error());
  }
  if (by == By::mail && !mail.is_held()) {
    return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "invitation_id", "no mail can be sent to this address");
  }
  {
    const std::lock_guard lock(file_mutex);
    auto change = file.begin();
    const auto row = file.invitation_of_id(invitation_id);
    if (!row || row->account_id != 0 || row->is_taken_back) return no_such_invitation();  // in this very moment
    file.renew_invitation(*row, bytes_of(hash), now_ms, renewed.expires_at_ms);
    change.commit();
  }
  if (options.post != nullptr) options.post->drop({LinkPurpose::invitation, seen->token_hash});  // it is dead
  mail.release();
  if (by == By::mail) renewed.token.clear();
  return renewed;
}

void Accounts::invite(Inviter inviter, std::uint64_t member_id, v1::AddMember person, Handler<NewInvitation> handler) {
  auto work = [&s = *state_, inviter = std::move(inviter), member_id, person = std::move(person)] {
    return s.invite(inviter, member_id, person);
  };
  state_->on_pool<NewInvitation>(std::move(handler), std::move(work));
}

void Accounts::list_invitations(Inviter inviter, Handler<std::vector<PendingInvitation>> handler) {
  state_->on_pool<std::vector<PendingInvitation>>(
      std::move(handler), [&s = *state_, inviter = std::move(inviter)] { return s.list_invitations(inviter); });
}

void Accounts::revoke_invitation(Inviter inviter, std::uint64_t invitation_id, Handler<Done> handler) {
  state_->on_pool<Done>(std::move(handler), [&s = *state_, inviter = std::move(inviter), invitation_id] {
    return s.revoke_invitation(inviter, invitation_id);
  });
}

void Accounts::renew_invitation(Inviter inviter, std::uint64_t invitation_id, Handler<NewInvitation> handler) {
  state_->on_pool<NewInvitation>(std::move(handler), [&s = *state_, inviter = std::move(inviter), invitation_id] {
    return s.renew_invitation(inviter, invitation_id, State::By::hand);
  });
}

void Accounts::send_invitation(Inviter inviter, std::uint64_t invitation_id, Handler<NewInvitation> handler) {
  if (state_->options.post == nullptr) return handler(no_mail());
  state_->on_pool<NewInvitation>(std::move(handler), [&s = *state_, inviter = std::move(inviter), invitation_id] {
    return s.renew_invitation(inviter, invitation_id, State::By::mail);
  });
}

}  // namespace ramure::identity
