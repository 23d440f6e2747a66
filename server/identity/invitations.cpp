// How a person joins: the account first, then the membership. See accounts.hpp.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

namespace {

using storage::AccountRow;
using storage::InvitationRow;

v1::Command admission(const InvitationRow& invitation) {
  v1::Command command;
  command.set_command_key(invitation.command_key);
  command.mutable_add_member()->ParseFromString(invitation.person);
  return command;
}

}  // namespace

bool is_open(const std::optional<InvitationRow>& invitation, TimestampMs now_ms) {
  if (!invitation || invitation->is_taken_back) return false;
  return invitation->account_id != 0 || now_ms <= invitation->expires_at_ms;
}

// The second half of joining: a member is made, then linked. Repeating it is harmless.
Outcome<std::uint64_t> Accounts::State::finish_join(std::uint64_t invitation_id) {
  std::optional<InvitationRow> invitation;
  {
    const std::lock_guard lock(file_mutex);
    invitation = file.invitation_of_id(invitation_id);
  }
  if (!invitation) return no_such_link();
  if (invitation->member_id != 0) return invitation->member_id;
  const Outcome<std::uint64_t> member_id = options.admit(invitation->community, admission(*invitation));
  if (!member_id) return member_id;
  const std::lock_guard lock(file_mutex);
  auto change = file.begin();
  invitation = file.invitation_of_id(invitation_id);
  if (!invitation) return no_such_link();  // taken back to its end meanwhile
  const std::uint64_t owner = invitation->account_id != 0 ? invitation->account_id : invitation->opens_account_id;
  const auto is_here = [&](const storage::AccountMemberRow& link) { return link.community == invitation->community; };
  const bool is_linked = owner == 0 || std::ranges::any_of(file.links_of(owner), is_here);
  if (!is_linked && !file.account_of_member(invitation->community, *member_id)) {
    file.link(owner, invitation->community, *member_id);
  }
  file.set_invited_member(invitation->id, *member_id);
  change.commit();
  if (owner != 0) sessions.set_memberships(owner, memberships_of(owner));
  return member_id;
}

// The first half, in one transaction: the account (made now, unless it exists), and that the invitation is its own.
Outcome<AccountRow> Accounts::State::claim_invitation(const AcceptInvitation& request, const std::string& token_hash,
                                                      const std::optional<AccountRow>& existing) {
  AccountRow account = existing.value_or(AccountRow{});
  if (!existing) account.password_hash = hash_password(request.password, options.password_cost);
  const TimestampMs now_ms = clock.now_ms();
  const std::lock_guard lock(file_mutex);
  auto change = file.begin();
  const auto invitation = file.invitation(token_hash);  // anew: hashing took its time
  if (!is_open(invitation, now_ms)) return no_such_link();
  if (invitation->account_id != 0 && invitation->account_id != account.id) return link_was_used();
  if (invitation->account_id != 0) return account;
  if (!existing) {
    account.name = request.name;
    account.folded_name = folded_sign_in_name(request.name);
    account.created_at_ms = account.changed_at_ms = now_ms;
    if (file.account_of_name(account.folded_name)) {
      return refuse(v1::REFUSAL_CODE_CONFLICT, "name", "this name is taken");
    }
    account.id = file.add_account(account);
  }
  for (const auto& link : file.links_of(account.id)) {
    if (link.community != invitation->community) continue;
    return refuse(v1::REFUSAL_CODE_CONFLICT, "name", "this account is a member of the community already");
  }
  file.use_invitation(invitation->id, account.id, now_ms);
  if (invitation->member_id != 0) {
    if (file.account_of_member(invitation->community, invitation->member_id)) return link_was_used();
    file.link(account.id, invitation->community, invitation->member_id);
  }
  change.commit();
  sessions.set_memberships(account.id, memberships_of(account.id));
  return account;
}

Outcome<SignedIn> Accounts::State::accept_invitation(const AcceptInvitation& request) {
  const std::string token_hash(bytes_of(hash_of_token(request.token)));
  std::optional<InvitationRow> invitation;
  std::optional<AccountRow> existing;
  {
    const std::lock_guard lock(file_mutex);
    invitation = file.invitation(token_hash);
    existing = file.account_of_name(folded_sign_in_name(request.name));
  }
  if (!is_open(invitation, clock.now_ms())) return no_such_link();
  if (invitation->opens_account_id != 0) return open_account(request, *invitation);
  if (const auto why = why_not_sign_in_name(request.name)) {
    return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "name", *why);
  }
  if (invitation->account_id != 0 && (!existing || existing->id != invitation->account_id)) return link_was_used();
  if (existing) {
    const bool right =
        request.password.size() <= password_bytes_max && verify_password(request.password, existing->password_hash);
    if (!right) {
      return refuse(v1::REFUSAL_CODE_UNAUTHENTICATED, "password",
                    "this name has an account: give its password, or choose another name");
    }
  } else if (const auto why = why_not_password(request.password, request.name)) {
    return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "password", *why);
  }
  const auto account = claim_invitation(request, token_hash, existing);
  if (!account) return std::unexpected(account.error());
  if (const auto joined = finish_join(invitation->id); !joined) return std::unexpected(joined.error());
  give_tries_back(request.address, request.name);
  return open_session(*account, request.client_name, OpenedBy::password);
}

void Accounts::accept_invitation(AcceptInvitation request, Handler<SignedIn> handler) {
  const auto wait_ms = state_->throttle(request.address, request.name);
  if (wait_ms > 0) return handler(rate_limited(wait_ms));
  state_->on_pool<SignedIn>(std::move(handler),
                            [this, request = std::move(request)] { return state_->accept_invitation(request); });
}

std::optional<v1::Refusal> Accounts::State::too_many_waiting(const std::string& community) {
  if (file.count_unused_invitations(community) < unused_invitations_max) return std::nullopt;
  auto refused = refuse(v1::REFUSAL_CODE_TOO_LARGE, "community", "too many invitations are waiting: revoke some");
  (*refused.error().mutable_data())["limit"] = std::to_string(unused_invitations_max);
  (*refused.error().mutable_data())["unit"] = "invitations";
  return refused.error();
}

Outcome<NewInvitation> Accounts::State::add_invitation(const std::string& community, std::uint64_t member_id,
                                                       const v1::AddMember& person, TimestampMs lasts_ms,
                                                       std::uint64_t invited_by) {
  NewInvitation added{.id = 0, .token = token(), .expires_at_ms = 0};
  const TimestampMs now_ms = clock.now_ms();
  const TokenHash hash = hash_of_token(added.token);
  const std::lock_guard lock(file_mutex);
  if (member_id != 0 && file.account_of_member(community, member_id)) {
    return refuse(v1::REFUSAL_CODE_CONFLICT, "member_id", "this member has an account already");
  }
  if (auto refusal = too_many_waiting(community)) return std::unexpected(std::move(*refusal));
  added.expires_at_ms = now_ms + lasts_ms;
  added.id = file.add_invitation({.token_hash = std::string(bytes_of(hash)),
                                  .community = community,
                                  .member_id = member_id,
                                  .person = member_id == 0 ? person.SerializeAsString() : std::string(),
                                  .command_key = derived_command_key(now_ms, bytes_of(hash)),
                                  .created_at_ms = now_ms,
                                  .expires_at_ms = added.expires_at_ms,
                                  .address = {},
                                  .invited_by = invited_by,
                                  .attempt_hash = {}});
  return added;
}

Outcome<std::string> Accounts::invite_now(const std::string& community, std::uint64_t member_id,
                                          const v1::AddMember& person, TimestampMs lasts_ms) {
  auto work = [&] { return state_->add_invitation(community, member_id, person, lasts_ms); };
  auto added = state_->guarded<NewInvitation>(work);
  if (!added) return std::unexpected(std::move(added.error()));
  return std::move(added->token);
}

std::size_t Accounts::finish_joins_now() {
  State& s = *state_;
  std::vector<InvitationRow> unfinished;
  {
    const std::lock_guard lock(s.file_mutex);
    unfinished = s.file.unfinished_joins();
  }
  std::size_t finished = 0;
  for (const auto& invitation : unfinished) {
    auto work = [&]() -> Outcome<Done> {
      if (invitation.is_taken_back) return s.finish_taking_back(invitation.id);
      if (const auto joined = s.finish_join(invitation.id); !joined) return std::unexpected(joined.error());
      return Done{};
    };
    if (const auto done = s.guarded<Done>(work)) {
      ++finished;
    } else {
      spdlog::warn("accounts: an invitation is not a membership yet, or still is: {}", done.error().message());
    }
  }
  return finished;
}

}  // namespace ramure::identity
