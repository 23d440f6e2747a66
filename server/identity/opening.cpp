// A link that lets a person in by itself, before she has chosen a password. Where mail is set up it goes to her address
// and to nobody else; where it is not, or does not arrive, the facilitator who invited her hands it on, so whoever
// invited her could follow it first. What keeps that harmless:
//
// 1. Such a link exists only for an account that was made with it, for an address that no account had. For an address
//    with an account elsewhere on this server the link asks for that account's password, as every other invitation does
//    (inviting_people.cpp): names to sign in with are chosen freely, so a name proves nothing about an address, and
//    nobody gets into another community by inviting its people to his own.
// 2. It serves once. Then the account is its person's, and no link to it is ever made again: renewing is for unused
//    invitations only, one account has one invitation (a unique index), and pasting the address again finds a member.
//    Somebody who was let in, has no password and no session left asks for a link to her address (mailed_links.cpp),
//    or, where no mail is set up, the administration (`reset-password`).
// 3. A password ends it, whoever set it (AccountFile::set_password): an account that is signed in to is not opened.
// 4. Only who invited her makes her link anew. Another facilitator who puts her into a round of his own cannot lend it
//    to himself, nor can an admin; he may end the membership, which she and the facilitator see.
// 5. If the facilitator did follow the link first, she finds it used, which the page says in so many words, and the
//    account's list of sessions shows when. That somebody may come in her place until she has come is the price of
//    handing links out by hand; the plan shows who has not come yet.
//
// Programs that look at links before people do change nothing: what stands behind # is not sent, and opening is a POST.
// If the answer to it is lost, the same attempt (drawn by the page, kept as a hash) may repeat it for an hour.
#include "server/identity/opening.hpp"

#include "protocol/limits.hpp"
#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

namespace {

using storage::AccountRow;
using storage::InvitationRow;

bool is_repeated(const InvitationRow& used, const std::string& attempt_hash, TimestampMs now_ms) {
  return !attempt_hash.empty() && used.attempt_hash == attempt_hash &&
         now_ms - used.used_at_ms <= opening_repeated_ms_max;
}

std::optional<v1::Refusal> check_opening(const AcceptInvitation& request) {
  if (!request.name.empty() || !request.password.empty()) {
    return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "password",
                  "this link lets the person in by itself; a password is chosen afterwards")
        .error();
  }
  return check_attempt(request.attempt);
}

}  // namespace

std::string hash_of_attempt(const std::string& attempt) {
  return attempt.empty() ? std::string() : std::string(bytes_of(hash_of_token(attempt)));
}

std::optional<v1::Refusal> check_attempt(const std::string& attempt) {
  const std::size_t drawn = attempt.size();
  const bool is_good = drawn == 0 || (drawn >= limits::invitation_attempt_characters_min &&
                                      drawn <= limits::invitation_attempt_characters_max);
  if (is_good) return std::nullopt;
  return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "attempt", "an attempt has 22 to 100 characters").error();
}

// One transaction: the link is spent, or nothing happened.
Outcome<AccountRow> Accounts::State::spend_link(const AcceptInvitation& request, const std::string& token_hash) {
  const TimestampMs now_ms = clock.now_ms();
  const std::string attempt_hash = hash_of_attempt(request.attempt);
  const std::lock_guard lock(file_mutex);
  auto change = file.begin();
  const auto invitation = file.invitation(token_hash);  // anew: it may have been replaced or taken back meanwhile
  if (!is_open(invitation, now_ms)) return no_such_link();
  const auto account = file.account(invitation->opens_account_id);
  if (!account || !account->password_hash.empty()) return link_was_used();
  if (invitation->account_id != 0) {
    if (is_repeated(*invitation, attempt_hash, now_ms)) return *account;
    return link_was_used();
  }
  file.use_invitation(invitation->id, account->id, now_ms, attempt_hash);
  change.commit();
  return *account;
}

Outcome<SignedIn> Accounts::State::open_account(const AcceptInvitation& request, const InvitationRow& invitation) {
  if (const auto refusal = check_opening(request)) return std::unexpected(*refusal);
  // Before the link is spent: a community that is not there now must not cost the person her only link.
  if (const auto joined = finish_join(invitation.id); !joined) return std::unexpected(joined.error());
  const auto account = spend_link(request, invitation.token_hash);
  if (!account) return std::unexpected(account.error());
  give_tries_back(request.address, {});
  return open_session(*account, request.client_name, OpenedBy::link);
}

void Accounts::look_at_invitation(std::string token, std::string address, std::shared_ptr<const Identity> who,
                                  Handler<Invitation> handler) {
  State& s = *state_;
  if (const auto wait_ms = s.throttle(address, {}); wait_ms > 0) return handler(rate_limited(wait_ms));
  s.on_pool<Invitation>(std::move(handler), [&s, token = std::move(token), address, who]() -> Outcome<Invitation> {
    const std::string token_hash(bytes_of(hash_of_token(token)));
    std::optional<InvitationRow> row;
    std::optional<storage::EndedLinkRow> ended;
    {
      const std::lock_guard lock(s.file_mutex);
      row = s.file.invitation(token_hash);
      ended = s.file.ended_link(token_hash);
    }
    if (!row && !ended) return no_such_link();
    s.give_tries_back(address, {});
    if (ended) {
      const auto how = ended->was_taken_back ? v1::INVITATION_STATE_TAKEN_BACK : v1::INVITATION_STATE_REPLACED;
      return Invitation{.community = {}, .person_name = {}, .state = how};
    }
    const bool is_used = row->account_id != 0, is_late = s.clock.now_ms() > row->expires_at_ms;
    v1::AddMember person;
    person.ParseFromString(row->person);
    return Invitation{.community = row->community,
                      .person_name = person.name(),
                      .member_id = row->member_id,
                      .used = is_used,
                      .expires_at_ms = row->expires_at_ms,
                      .state = is_used   ? v1::INVITATION_STATE_USED
                               : is_late ? v1::INVITATION_STATE_EXPIRED
                                         : v1::INVITATION_STATE_OPEN,
                      .opens_account = row->opens_account_id != 0,
                      .is_yours = is_used && who && who->account_id == row->account_id};
  });
}

}  // namespace ramure::identity
