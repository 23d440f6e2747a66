// Accounts of the whole server: who signs in, with which password, and which member of which community that is.
//
//   Accounts accounts(options, clock, random);
//   accounts.on_revoked([&](std::uint64_t session_id) { …close its sockets… });   // before anything is served
//
//   accounts.sign_in({name, password, address, client}, [](Outcome<SignedIn> done) { … });   // later, on a pool thread
//   if (auto identity = accounts.authenticate(token)) …                                       // at once, from memory
//
// Threads. Everything here may be called from any thread. authenticate() and is_live() take a lock for as long as one
// look-up lasts and never touch the disk: they are made for I/O threads. Everything that hashes a password or writes a
// file takes a handler, is done on the pool, and calls the handler exactly once: there, or at once in the caller's
// thread when it is refused before any work (throttled, too much waiting, stopped). An I/O thread posts the outcome to
// itself. The `…_now` functions at the end do their work in the caller's thread, fsync included: they are for the
// administration, never for an I/O thread.
//
// Revocation. A socket that is opened while its session is being revoked must not live on, so the order is: register
// the socket under its session_id, then ask is_live(session_id), then serve. on_revoked is called after the commit.
//
// Who may come in by what. An account has a password, or none yet: then the one link that was made with it opens it,
// once, and never again (opening.cpp says why). Nobody signs in to it by name. Where mail is set up, a link sent to the
// address of an account lets its person in without a password, or lets her choose another one (mailed_links.cpp).
//
// What is told to strangers. An unknown name and a wrong password are refused in the same words, after the same work
// (one Argon2id verification). Passwords and tokens are never logged, never stored in clear, never part of a refusal.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/accounts.pb.h"
#include "ramure/v1/commands.pb.h"
#include "ramure/v1/course_queries.pb.h"
#include "ramure/v1/refusals.pb.h"
#include "server/clock.hpp"
#include "server/identity/link_post.hpp"
#include "server/identity/passwords.hpp"
#include "server/identity/roadmap_links.hpp"
#include "server/identity/throttle.hpp"
#include "server/identity/workshop_codes.hpp"

namespace ramure::identity {

template <class T>
using Outcome = std::expected<T, v1::Refusal>;
template <class T>
using Handler = std::move_only_function<void(Outcome<T>)>;
struct Done {};

// One account may be a member of several communities of this server.
struct MemberOf {
  std::string community;  // slug
  std::uint64_t member_id = 0;
};

// Whom a token speaks for. Immutable: a change makes a new one.
struct Identity {
  std::uint64_t account_id = 0;
  std::uint64_t session_id = 0;
  std::string name;  // to sign in with, as it was first written
  std::vector<MemberOf> memberships;

  // The member in this community; with an empty slug, in the only one. 0: no member, or which community is not clear.
  std::uint64_t member_in(std::string_view community) const;
  // The slug that an empty slug stands for; empty when there is not exactly one.
  std::string_view only_community() const;
};

struct SignIn {
  std::string name, password;
  std::string address;      // of the peer, textual IPv4 or IPv6; for the throttle only, never stored
  std::string client_name;  // for the person's own list of sessions; cut at 200 bytes
};

struct SignedIn {
  std::string token;  // 43 characters, shown once: only its hash is kept
  std::shared_ptr<const Identity> identity;
  TimestampMs expires_at_ms = 0;
};

struct Session {
  std::uint64_t id = 0;
  TimestampMs created_at_ms = 0, last_used_ms = 0, expires_at_ms = 0;
  std::string client_name;
};

struct SessionList {
  std::vector<Session> sessions;
  bool has_password = true;
};

// What the holder of an invitation link may know before accepting it.
struct Invitation {
  std::string community;        // slug
  std::string person_name;      // as the inviter wrote it; empty when the member existed before
  std::uint64_t member_id = 0;  // 0: becomes a member by accepting
  bool used = false;            // accepted before: only the same account may repeat it
  TimestampMs expires_at_ms = 0;
  v1::InvitationState state = v1::INVITATION_STATE_OPEN;
  bool opens_account = false;  // no name, no password: the link is enough
  bool is_yours = false;       // it was used by the account that asks
};

struct AcceptInvitation {
  std::string token, name, password;  // no name and no password where the link opens an account
  std::string address, client_name;
  std::string attempt = {};  // drawn by who accepts: an opening whose answer was lost may be repeated with it
};

// Somebody who asks for a link to be sent to an address, perhaps her own.
struct AskForLink {
  LinkPurpose purpose = LinkPurpose::sign_in;  // or password
  std::string mail_address;
  std::string address;  // of the peer, as in SignIn
};

struct OpenLink {
  std::string token;
  std::string password;  // the new one; empty for a link that signs in
  std::string address, client_name;
  std::string attempt;  // as in AcceptInvitation
};

struct ChangePassword {
  std::shared_ptr<const Identity> identity;  // of the session that asks; it alone goes on
  std::string old_password, new_password;
  std::string address;  // as in SignIn
};

// Somebody who invites: a member of the community whose role there allows it (permissions.hpp, may_add_member).
struct Inviter {
  std::string community;  // slug
  std::uint64_t member_id = 0;
};

struct NewInvitation {
  std::uint64_t id = 0;
  std::string token;  // shown once; empty: it went by mail
  TimestampMs expires_at_ms = 0;
};

struct PendingInvitation {
  std::uint64_t id = 0, member_id = 0;  // member_id as in Invitation
  std::string person_name;
  TimestampMs created_at_ms = 0, expires_at_ms = 0;
  std::string address;           // of somebody who is a member at once, and has not come yet
  std::uint64_t invited_by = 0;  // a member; 0: the administration
  bool may_renew = false;        // by who asks for the list
};

// A pasted list, and what all of its new people have in common (its name, role and so on).
struct PeopleToInvite {
  std::string addresses;  // as read_pasted_addresses takes it
  v1::AddMember person;   // without a name
};

// Makes a person a member: runs the command in the community on the server's own behalf, waits until it is on disk, and
// gives the member's id. Called on a pool thread; must be safe to repeat (the command carries its key).
using Admit = std::function<Outcome<std::uint64_t>(const std::string& community, const v1::Command& add_member)>;

// Admit's opposite: ends the membership of somebody who never came.
using Dismiss = std::function<Outcome<Done>(const std::string& community, const v1::Command& end_membership)>;

// What accounts ask of a community about those who invite, called on a pool thread: whether such a person could be made
// a member by this one (the refusal is that of the command AddMember), and the roles of members, ROLE_UNSPECIFIED for
// who is no active member.
using CheckNewMember =
    std::function<Outcome<Done>(const std::string& community, std::uint64_t inviter_id, const v1::AddMember& person)>;
using RolesOfMembers = std::function<Outcome<std::vector<v1::Role>>(const std::string& community,
                                                                    std::span<const std::uint64_t> member_ids)>;

struct AccountsOptions {
  std::filesystem::path file;  // DATA/accounts.db; made when missing
  PasswordCost password_cost = PasswordCost::standard();
  ThrottleLimits per_name = ThrottleLimits::per_name();
  ThrottleLimits per_address = ThrottleLimits::per_address();
  unsigned threads = 2;                  // of the pool; each may hold one Argon2id memory block
  std::size_t waiting_max = 64;          // jobs waiting for the pool; then OVERLOADED
  bool durable = true;                   // false only in simulations: no fsync
  Admit admit = {};                      // may be empty where no invitation is ever accepted,
  Dismiss dismiss = {};                  // where none is taken back,
  CheckNewMember check_new_member = {};  // and these where no member invites
  RolesOfMembers roles_of_members = {};
  LinkPost* post = nullptr;  // outlives the accounts; nullptr: no mail is sent
  ThrottleLimits per_mail_address = ThrottleLimits::per_mail_address();
  // An fsync failed: nobody knows what is on disk. Must end the process; empty: log and abort.
  std::function<void(const std::string& what)> on_uncertain = {};
};

inline constexpr std::size_t client_name_bytes_max = 200;
inline constexpr std::size_t sessions_per_account_max = 50;  // then the one that was used longest ago ends
inline constexpr TimestampMs session_idle_ms_max = TimestampMs{90} * 24 * 60 * 60 * 1000;
inline constexpr TimestampMs invitation_ms_default = TimestampMs{14} * 24 * 60 * 60 * 1000;
inline constexpr TimestampMs expired_invitation_kept_ms =
    TimestampMs{30} * 24 * 60 * 60 * 1000;                    // to be seen in the list
inline constexpr std::size_t unused_invitations_max = 1'000;  // of one community
// How long an opening may be repeated by the same attempt: the answer that carries the session may have been lost.
inline constexpr TimestampMs opening_repeated_ms_max = TimestampMs{60} * 60 * 1000;

// How long a link that was asked for serves.
inline constexpr TimestampMs mailed_link_ms = TimestampMs{15} * 60 * 1000;
inline constexpr TimestampMs expired_link_kept_ms = TimestampMs{24} * 60 * 60 * 1000;  // to say why it does not serve

class Accounts {
 public:
  // Throws storage::StorageError when the file cannot be opened.
  Accounts(AccountsOptions options, const Clock& clock, Random& random);
  ~Accounts();

  // Refuses what is waiting, ends the pool, writes what is not yet written. Idempotent; the destructor calls it.
  void stop();

  // ── for I/O threads: from memory ──────────────────────────────────────────────────────────────────────────────────
  // nullptr: unknown, revoked or expired. Marks the session as used.
  std::shared_ptr<const Identity> authenticate(std::string_view token);
  bool is_live(std::uint64_t session_id) const;

  // ── done on the pool ──────────────────────────────────────────────────────────────────────────────────────────────
  // UNAUTHENTICATED, RATE_LIMITED (data["retry_after_ms"]), OVERLOADED or STORAGE_UNAVAILABLE.
  void sign_in(SignIn request, Handler<SignedIn> handler);
  void sign_out(std::uint64_t session_id, Handler<Done> handler);
  void list_sessions(std::uint64_t account_id, Handler<SessionList> handler);
  // NOT_FOUND when it is not a session of this account.
  void revoke_session(std::uint64_t account_id, std::uint64_t session_id, Handler<Done> handler);

  // NOT_FOUND: no such invitation, or gone for long. Throttled per address, as every guess is. `who` may be nullptr.
  void look_at_invitation(std::string token, std::string address, std::shared_ptr<const Identity> who,
                          Handler<Invitation> handler);
  // A person joins in two files: the account first, then the membership by a command whose key is derived from the
  // invitation; whoever is interrupted in between simply repeats it. An existing account accepts with its own password.
  void accept_invitation(AcceptInvitation request, Handler<SignedIn> handler);

  // Invitations by members. FORBIDDEN for who may invite nobody; what one may not invite oneself one does not see.
  // `member_id`: somebody who is a member already; 0: `person`, who becomes one by accepting.
  void invite(Inviter inviter, std::uint64_t member_id, v1::AddMember person, Handler<NewInvitation> handler);
  void list_invitations(Inviter inviter, Handler<std::vector<PendingInvitation>> handler);  // unused ones, newest first
  void revoke_invitation(Inviter inviter, std::uint64_t invitation_id, Handler<Done> handler);
  // Another link in the place of the one before, which dies. Of a pasted address: only by who pasted it.
  void renew_invitation(Inviter inviter, std::uint64_t invitation_id, Handler<NewInvitation> handler);
  // The same, by mail and by nothing else: the token is not in the answer. UNIMPLEMENTED where no mail is set up,
  // INVALID_ARGUMENT for an invitation without an address.
  void send_invitation(Inviter inviter, std::uint64_t invitation_id, Handler<NewInvitation> handler);
  // Makes an account without a password and a member of everybody in the list who is new here; the others are found.
  // Where mail is set up each new one is sent her link, and the answer has none.
  // INVALID_ARGUMENT for an empty list, TOO_LARGE for more than limits::pasted_addresses_max.
  void invite_people(Inviter inviter, PeopleToInvite wish, Handler<v1::InvitedPeople> handler);

  // Answered at once, and in the same way whether an account has this address or not: what is done for it is done
  // afterwards. UNIMPLEMENTED where no mail is set up; RATE_LIMITED by peer and by mail address.
  void ask_for_link(AskForLink request, Handler<Done> handler);
  // What the holder may know: whether it serves, and for which account (person_name). NOT_FOUND as for invitations.
  void look_at_link(std::string token, std::string address, Handler<Invitation> handler);
  // Once. NOT_FOUND: no such link, or it has expired; ALREADY_DONE: it was used.
  void open_by_link(OpenLink request, Handler<SignedIn> handler);

  // The private calendar feed of a member, one in each community. Its token is shown once; making one again ends the
  // one before. NOT_FOUND: not a member there; or no such feed. 0: there is none.
  void make_calendar_feed(std::uint64_t account_id, std::string community, Handler<std::string> handler);
  void revoke_calendar_feed(std::uint64_t account_id, std::string community, Handler<Done> handler);
  void calendar_feed_made_at(std::uint64_t account_id, std::string community, Handler<TimestampMs> handler);
  // Whose it is. A guess is throttled by address, a feed that exists costs no try: calendar services ask from few
  // addresses for many people.
  void find_calendar_feed(std::string token, std::string address, Handler<MemberOf> handler);

  // Links to roadmaps for people without an account (roadmap_links.hpp). INVALID_ARGUMENT: no day within the next year;
  // TOO_LARGE: the roadmap has as many as it may. Finding is throttled as that of a calendar feed.
  void make_roadmap_link(RoadmapLink link, Handler<MadeRoadmapLink> handler);
  void list_roadmap_links(std::string community, std::uint64_t roadmap_id,
                          Handler<std::vector<RoadmapLink>> handler);  // newest first
  void revoke_roadmap_link(std::string community, std::uint64_t roadmap_id, std::uint64_t link_id,
                           Handler<Done> handler);  // NOT_FOUND: none of this roadmap
  void find_roadmap_link(std::string token, std::string address, Handler<RoadmapLink> handler);

  // The code of a workshop in the room (workshop_codes.hpp): gives its token; the one before ends. Finding one that
  // exists is throttled by the code and never by the address; a guess, by the address.
  void make_workshop_code(WorkshopCode code, Handler<std::string> handler);
  void find_workshop_code(std::string token, std::string address, Handler<WorkshopCode> handler);

  // Ends the account's other sessions. FORBIDDEN when the old password is wrong (of an account that has none yet, it is
  // empty); throttled like a sign-in.
  void change_password(ChangePassword request, Handler<Done> handler);

  // Called on a pool thread (or the administration's), after the commit, once per ended session. Set before serving.
  void on_revoked(std::function<void(std::uint64_t session_id)> handler);

  // ── for the administration: in the caller's thread ────────────────────────────────────────────────────────────────
  struct NewAccount {
    std::string name, password;
    std::uint64_t member_id = 0;
  };
  // Makes accounts and their memberships of one community, all or none; passwords are hashed on every core. An account
  // that is a member of nothing is taken over, so that an interrupted creation can be repeated.
  Outcome<Done> provision_now(const std::string& community, const std::vector<NewAccount>& people,
                              const std::function<void(std::size_t done)>& progress = {});
  // Drops what an interrupted creation of this community left; only while the community does not exist.
  Outcome<Done> forget_community_now(const std::string& community);
  // Returns the link's token. `person` is used by acceptance when member_id is 0.
  Outcome<std::string> invite_now(const std::string& community, std::uint64_t member_id, const v1::AddMember& person,
                                  TimestampMs lasts_ms = invitation_ms_default);
  // Ends every session of the account, and its calendar feeds.
  Outcome<Done> reset_password_now(std::string_view name, std::string_view password);
  // Sign-in names by member, for `member list`.
  std::vector<std::pair<std::uint64_t, std::string>> names_of_community_now(const std::string& community);
  // Members who were invited by address before that moment and have not come: nobody has signed in as them. By the
  // moment of their invitation.
  std::vector<v1::NotYetCome> not_yet_come_now(const std::string& community, TimestampMs invited_before_ms);
  // For what comes in by mail (member_addresses.cpp), in the caller's thread. May throw storage::StorageError.
  // Whether mails to this member go to this address: that of his account, however it is written.
  bool is_address_of_member_now(const std::string& community, std::uint64_t member_id, std::string_view address);
  bool is_address_of_account_now(std::string_view address);
  // Completes what a crash left between the two files. Returns how many; called at start, before listening.
  std::size_t finish_joins_now();
  // Releases or drops the mails that a crash left held; returns how many. Called at start, before mails are sent.
  std::size_t finish_mails_now();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ramure::identity
