// What an Accounts object is made of. Internal to this room.
#pragma once

#include <atomic>
#include <mutex>
#include <new>
#include <utility>

#include "server/identity/accounts.hpp"
#include "server/identity/refuse.hpp"
#include "server/identity/session_table.hpp"
#include "server/identity/tokens.hpp"
#include "server/identity/work_pool.hpp"
#include "storage/accounts.hpp"
#include "storage/error.hpp"

namespace ramure::identity {

// How late the time of last use may be written.
inline constexpr TimestampMs uses_written_every_ms = 10 * 60 * 1000;

struct Accounts::State {
  State(AccountsOptions all_options, const Clock& the_clock, Random& the_random);

  const AccountsOptions options;
  const Clock& clock;

  std::mutex random_mutex;
  Random& random;  // guarded by random_mutex

  std::mutex file_mutex;  // taken for file work only, never while a password is hashed
  storage::AccountFile file;

  std::mutex throttle_mutex;
  Throttle by_name, by_address, by_mail_address;                   // guarded by throttle_mutex
  Throttle by_workshop_code{ThrottleLimits::per_workshop_code()};  // the same

  SessionTable sessions;
  std::string nobody_hash;  // what an unknown name's password is verified against
  std::function<void(std::uint64_t)> revoked;
  std::atomic<TimestampMs> uses_written_ms;
  WorkPool pool;  // last: its threads use everything above

  std::string token() {
    const std::lock_guard lock(random_mutex);
    return new_token(random);
  }

  // 0, or how long to wait. Takes one try from the address and, unless it is empty, from the name.
  std::int64_t throttle(std::string_view address, std::string_view name);
  void give_tries_back(std::string_view address, std::string_view name);

  // The account whose name and password these are. Always costs one verification.
  std::optional<storage::AccountRow> account_with(std::string_view name, const std::string& password);
  // The account, while its person has not chosen a password.
  std::optional<storage::AccountRow> account_without_password(std::uint64_t account_id);
  // Makes a session; ends the oldest one when there are too many. Refuses when the password was changed since `account`
  // was read: a reset ends every session, also the one about to be opened.
  enum class OpenedBy : bool { password, link };  // a link came into the account's own mailbox
  Outcome<SignedIn> open_session(const storage::AccountRow& account, std::string client_name, OpenedBy by);
  void tell_of_new_client(const storage::AccountRow& account, const Identity& identity, std::string client_name);
  // Joining (invitations.cpp), in two halves; each may be repeated.
  // The account (made now, unless it exists) and that the invitation is its own: one transaction.
  Outcome<storage::AccountRow> claim_invitation(const AcceptInvitation& request, const std::string& token_hash,
                                                const std::optional<storage::AccountRow>& existing);
  // The person is made a member, then linked to the account that used or will open the invitation, if there is one.
  Outcome<std::uint64_t> finish_join(std::uint64_t invitation_id);
  Outcome<SignedIn> accept_invitation(const AcceptInvitation& request);
  // Opening an account by its link alone (opening.cpp).
  Outcome<SignedIn> open_account(const AcceptInvitation& request, const storage::InvitationRow& invitation);
  Outcome<storage::AccountRow> spend_link(const AcceptInvitation& request, const std::string& token_hash);
  // What the inviter decided, whoever he is (invited_by 0: the administration).
  Outcome<NewInvitation> add_invitation(const std::string& community, std::uint64_t member_id,
                                        const v1::AddMember& person, TimestampMs lasts_ms,
                                        std::uint64_t invited_by = 0);
  std::optional<v1::Refusal> too_many_waiting(const std::string& community);  // with file_mutex held
  // Inviting (inviting.cpp): what a member may do.
  Outcome<NewInvitation> invite(const Inviter& inviter, std::uint64_t member_id, const v1::AddMember& person);
  Outcome<std::vector<PendingInvitation>> list_invitations(const Inviter& inviter);
  Outcome<Done> revoke_invitation(const Inviter& inviter, std::uint64_t invitation_id);
  // The unused invitation that this inviter would see in the list; otherwise NOT_FOUND.
  struct RolesAtInvitation {
    v1::Role inviter = v1::ROLE_UNSPECIFIED, invited = v1::ROLE_UNSPECIFIED;
  };
  Outcome<storage::InvitationRow> access_invitation(const Inviter& inviter, std::uint64_t invitation_id,
                                                    RolesAtInvitation& roles_there);
  enum class By : bool { hand, mail };
  Outcome<NewInvitation> renew_invitation(const Inviter& inviter, std::uint64_t invitation_id, By by);
  // Inviting by address (inviting_people.cpp).
  Outcome<v1::InvitedPeople> invite_people(const Inviter& inviter, const PeopleToInvite& wish);
  class Inviting;
  bool has_account(const std::string& folded_name);
  Outcome<NewInvitation> add_person(const Inviter& inviter, const std::string& address, const v1::AddMember& person);
  // The address to write to, as it was first written.
  std::string address_of(const storage::InvitationRow& invitation);
  // Links by mail (mailed_links.cpp).
  class HeldMail;
  void mail_link_to(const AskForLink& request);
  Outcome<SignedIn> open_by_link(const OpenLink& request);
  Outcome<storage::AccountRow> spend_mailed_link(const OpenLink& request, const std::string& password_hash);
  std::optional<v1::Refusal> check_link(const std::string& token_hash, const OpenLink& request);

  // Taking back, in two halves; the second may be repeated.
  Outcome<Done> take_back(const storage::InvitationRow& invitation);
  Outcome<Done> finish_taking_back(std::uint64_t invitation_id);

  Outcome<Done> change_password(const ChangePassword& request);

  // Forgets sessions that are no longer in the file, and tells.
  void forget(const std::vector<std::uint64_t>& session_ids);
  void write_uses();
  std::vector<MemberOf> memberships_of(std::uint64_t account_id);  // with file_mutex held

  // Runs `work` on the pool and hands its outcome to `handler`; when the pool takes nothing more, says OVERLOADED.
  template <class T, class Work>
  void on_pool(Handler<T> handler, Work work) {
    WorkPool::Job job = [this, handler = std::move(handler), work = std::move(work)](Turn turn) mutable {
      handler(turn == Turn::run ? guarded<T>(work) : Outcome<T>(overloaded()));
    };
    if (!pool.post(job)) job(Turn::stopped);
  }

  // The one place where failures of accounts end.
  template <class T, class Work>
  Outcome<T> guarded(Work& work) {
    try {
      return work();
    } catch (const storage::StorageError& error) {
      return std::unexpected(storage_refusal(error));
    } catch (const std::bad_alloc&) {
      return overloaded();
    } catch (const std::exception& error) {
      return std::unexpected(internal_refusal(error));
    }
  }

  static std::unexpected<v1::Refusal> overloaded() {
    return refuse(v1::REFUSAL_CODE_OVERLOADED, "", "the server has too much to do; try again in a moment", true);
  }
  v1::Refusal storage_refusal(const storage::StorageError& error) const;
  static v1::Refusal internal_refusal(const std::exception& error);
};

std::unexpected<v1::Refusal> rate_limited(std::int64_t wait_ms);
// The same words whatever was wrong.
std::unexpected<v1::Refusal> wrong_name_or_password();
// Whether a link serves, or served the one who may repeat it.
bool is_open(const std::optional<storage::InvitationRow>& invitation, TimestampMs now_ms);
std::unexpected<v1::Refusal> no_such_link();  // for whoever holds a token
std::unexpected<v1::Refusal> link_was_used();

}  // namespace ramure::identity
