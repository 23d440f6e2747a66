// People who are invited by a pasted list of addresses: an account without a password and a membership are made at
// once, so that they can be put into a plan like anybody else; the link that lets them in is sent to the address where
// mail is set up, otherwise handed on by who invited them.
//
// Two files, so two steps, each of which may be repeated. First accounts.db gets the account and the invitation, in one
// transaction; then the community gets the member, by a command whose key follows from the invitation; then the two are
// linked. Whoever is interrupted pastes the list again, or waits for the next start (finish_joins_now). Taking back
// goes the other way round: nothing opens any more, then the membership ends, then account and invitation go.
//
// An address is nobody's proof: see opening.cpp for what is made of one that has an account already.
#include "protocol/limits.hpp"
#include "server/identity/accounts_state.hpp"
#include "server/identity/held_mail.hpp"
#include "server/identity/inviting.hpp"
#include "server/identity/pasted_addresses.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::identity {

namespace {

using storage::InvitationRow;

LinkMail first_letter(const Inviter& inviter, const std::string& address, const v1::AddMember& person,
                      const NewInvitation& invitation, bool has_account) {
  return {.purpose = LinkPurpose::invitation,
          .token = invitation.token,
          .address = address,
          .person_name = person.name(),
          .expires_at_ms = invitation.expires_at_ms,
          .community = inviter.community,
          .member_id = inviter.member_id,  // who is invited has not said yet in which language
          .invited_by = inviter.member_id,
          .invited_role = person.role(),
          .has_account = has_account};
}

// What is made of one address: a person, or why not.
using Read = std::expected<v1::InvitedPerson, v1::AddressFault>;

std::unexpected<v1::Refusal> too_large(std::size_t limit, const char* unit) {
  auto refused = refuse(v1::REFUSAL_CODE_TOO_LARGE, "addresses", "too many addresses at once: paste them in parts");
  (*refused.error().mutable_data())["limit"] = std::to_string(limit);
  (*refused.error().mutable_data())["unit"] = unit;
  return refused;
}

void tell_unread(v1::InvitedPeople& answer, const PastedAddress& entry, v1::AddressFault fault) {
  v1::UnreadAddress& unread = *answer.add_unread();
  unread.set_line(static_cast<std::uint32_t>(entry.line));
  unread.set_text(entry.text);
  unread.set_fault(fault);
}

v1::InvitedPerson waiting_person(const InvitationRow& row, std::uint64_t member_id, std::uint64_t inviter_id) {
  v1::InvitedPerson waiting;
  waiting.set_member_id(member_id);
  waiting.set_name(person_of(row).name());
  waiting.set_standing(v1::INVITED_STANDING_WAITING);
  waiting.set_invitation_id(row.id);
  waiting.set_expires_at_ms(row.expires_at_ms);
  waiting.set_may_renew(row.invited_by == inviter_id);
  return waiting;
}

}  // namespace

// Looks for whoever an address stands for here, and makes what is missing.
class Accounts::State::Inviting {
 public:
  Inviting(State& state, const Inviter& inviter, const v1::AddMember& person)
      : s_(state), inviter_(inviter), person_(person) {}

  Outcome<Read> take(const PastedAddress& entry) {
    const std::string folded = folded_sign_in_name(entry.address);
    Known known = look_up(folded);
    if (known.invitation && known.invitation->is_taken_back) {
      if (auto done = s_.finish_taking_back(known.invitation->id); !done) return std::unexpected(done.error());
      known = look_up(folded);
    }
    if (known.invitation) return of_invitation(*known.invitation, known.has_account);
    if (known.member_id != 0) return of_member(known.member_id);
    return add(entry);
  }

 private:
  struct Known {
    std::optional<InvitationRow> invitation;
    std::uint64_t member_id = 0;  // of the account with this name, here
    bool has_account = false;     // the member of the invitation has come by another way
  };

  Known look_up(const std::string& folded) {
    const std::lock_guard lock(s_.file_mutex);
    Known known{.invitation = s_.file.invitation_of_address(inviter_.community, folded)};
    if (known.invitation) {
      const InvitationRow& row = *known.invitation;
      const bool is_member = row.opens_account_id == 0 && row.member_id != 0;
      known.has_account =
          row.account_id != 0 || (is_member && s_.file.account_of_member(inviter_.community, row.member_id));
    }
    const auto account = s_.file.account_of_name(folded);
    if (!account) return known;
    for (const auto& link : s_.file.links_of(account->id)) {
      if (link.community == inviter_.community) known.member_id = link.member_id;
    }
    return known;
  }

  Outcome<Read> of_invitation(const InvitationRow& row, bool has_account) {
    const auto member_id = s_.finish_join(row.id);
    if (!member_id) return std::unexpected(member_id.error());
    auto found = of_member(*member_id);
    if (has_account || !found || !*found) return found;
    return waiting_person(row, *member_id, inviter_.member_id);
  }

  Outcome<Read> of_member(std::uint64_t member_id) {
    const std::array<std::uint64_t, 1> ids{member_id};
    const auto roles = s_.options.roles_of_members(inviter_.community, ids);
    if (!roles) return std::unexpected(roles.error());
    if (roles->front() == v1::ROLE_UNSPECIFIED) return Read(std::unexpected(v1::ADDRESS_FAULT_LEFT));
    v1::InvitedPerson found;
    found.set_member_id(member_id);
    found.set_standing(v1::INVITED_STANDING_MEMBER);
    return found;
  }

  Outcome<Read> add(const PastedAddress& entry) {
    v1::AddMember person = person_;
    person.set_name(entry.name);
    if (const auto may = s_.options.check_new_member(inviter_.community, inviter_.member_id, person); !may) {
      if (may.error().field() == "add_member.name") return Read(std::unexpected(v1::ADDRESS_FAULT_BAD_NAME));
      return about_the_form(may.error());
    }
    const auto invited = s_.add_person(inviter_, entry.address, person);
    if (!invited) return std::unexpected(invited.error());
    const auto member_id = s_.finish_join(invited->id);
    if (!member_id) return std::unexpected(member_id.error());
    v1::InvitedPerson added;
    added.set_member_id(*member_id);
    added.set_name(person.name());
    added.set_standing(v1::INVITED_STANDING_NEW);
    added.set_invitation_id(invited->id);
    added.set_token(invited->token);
    added.set_expires_at_ms(invited->expires_at_ms);
    added.set_may_renew(true);
    return added;
  }

  State& s_;
  const Inviter& inviter_;
  const v1::AddMember& person_;
};

bool Accounts::State::has_account(const std::string& folded_name) {
  const std::lock_guard lock(file_mutex);
  return file.account_of_name(folded_name).has_value();
}

// The first file. The account is made only where no account has this name (opening.cpp).
Outcome<NewInvitation> Accounts::State::add_person(const Inviter& inviter, const std::string& address,
                                                   const v1::AddMember& person) {
  const TimestampMs now_ms = clock.now_ms();
  NewInvitation added{.id = 0, .token = token(), .expires_at_ms = now_ms + invitation_ms_default};
  const TokenHash hash = hash_of_token(added.token);
  const std::string folded = folded_sign_in_name(address);
  HeldMail mail(options.post);
  if (const auto held = mail.hold(first_letter(inviter, address, person, added, has_account(folded))); !held) {
    return std::unexpected(held.error());
  }
  std::unique_lock lock(file_mutex);
  auto change = file.begin();
  if (auto refusal = too_many_waiting(inviter.community)) return std::unexpected(std::move(*refusal));
  if (file.invitation_of_address(inviter.community, folded)) {
    return refuse(v1::REFUSAL_CODE_CONFLICT, "addresses", "somebody invited this person at the same moment", true);
  }
  const std::uint64_t opened = file.account_of_name(folded) ? 0
                                                            : file.add_account({.name = address,
                                                                                .folded_name = folded,
                                                                                .password_hash = {},
                                                                                .created_at_ms = now_ms,
                                                                                .changed_at_ms = now_ms,
                                                                                .address = address,
                                                                                .folded_address = folded});
  added.id = file.add_invitation({.token_hash = std::string(bytes_of(hash)),
                                  .community = inviter.community,
                                  .person = person.SerializeAsString(),
                                  .command_key = derived_command_key(now_ms, bytes_of(hash)),
                                  .created_at_ms = now_ms,
                                  .expires_at_ms = added.expires_at_ms,
                                  .address = folded,
                                  .opens_account_id = opened,
                                  .invited_by = inviter.member_id,
                                  .attempt_hash = {}});
  change.commit();
  lock.unlock();
  if (!mail.is_held()) return added;
  mail.release();
  added.token.clear();
  return added;
}

Outcome<v1::InvitedPeople> Accounts::State::invite_people(const Inviter& inviter, const PeopleToInvite& wish) {
  if (wish.addresses.size() > limits::pasted_addresses_bytes_max) {
    return too_large(limits::pasted_addresses_bytes_max, "bytes");
  }
  const std::array<std::uint64_t, 1> me{inviter.member_id};
  const auto roles = options.roles_of_members(inviter.community, me);
  if (!roles) return std::unexpected(roles.error());
  if (!may_invite(roles->front())) return may_not_invite("");
  const auto list = read_pasted_addresses(wish.addresses);
  if (list.empty()) return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "addresses", "there is no address in the list");
  if (list.size() > limits::pasted_addresses_max) return too_large(limits::pasted_addresses_max, "addresses");

  Inviting inviting(*this, inviter, wish.person);
  v1::InvitedPeople answer;
  for (const PastedAddress& entry : list) {
    Outcome<Read> read = Read(std::unexpected(entry.fault));
    if (entry.fault == v1::ADDRESS_FAULT_UNSPECIFIED) read = inviting.take(entry);
    if (!read) return std::unexpected(read.error());
    if (!*read) {
      tell_unread(answer, entry, read->error());
      continue;
    }
    (*read)->set_address(entry.address);
    *answer.add_people() = std::move(**read);
  }
  return answer;
}

Outcome<Done> Accounts::State::take_back(const InvitationRow& invitation) {
  {
    const std::lock_guard lock(file_mutex);
    auto change = file.begin();
    const auto row = file.invitation_of_id(invitation.id);
    if (!row || row->account_id != 0) return no_such_invitation();  // came in this very moment
    file.mark_taken_back(*row, clock.now_ms());
    change.commit();
  }
  if (options.post != nullptr) options.post->drop({LinkPurpose::invitation, invitation.token_hash});
  return finish_taking_back(invitation.id);
}

Outcome<Done> Accounts::State::finish_taking_back(std::uint64_t invitation_id) {
  std::optional<InvitationRow> row;
  {
    const std::lock_guard lock(file_mutex);
    row = file.invitation_of_id(invitation_id);
  }
  if (!row) return Done{};
  const auto member_id = finish_join(row->id);  // who the member is, should a crash have left that unsaid
  if (!member_id) return std::unexpected(member_id.error());
  v1::Command command;
  command.set_command_key(derived_command_key(row->created_at_ms, "taken back " + row->command_key));
  command.mutable_end_membership()->set_member_id(*member_id);
  command.mutable_end_membership()->set_status(v1::MEMBER_STATUS_LEFT);
  const auto ended = options.dismiss(row->community, command);
  if (!ended && ended.error().code() != v1::REFUSAL_CODE_ALREADY_DONE) return std::unexpected(ended.error());
  const std::lock_guard lock(file_mutex);
  auto change = file.begin();
  file.drop_invitation(row->id);
  if (const auto account = file.account(row->opens_account_id)) {
    file.unlink(account->id, row->community);
    if (account->password_hash.empty() && file.links_of(account->id).empty()) file.drop_account(account->id);
  }
  change.commit();
  sessions.set_memberships(row->opens_account_id, memberships_of(row->opens_account_id));
  return Done{};
}

void Accounts::invite_people(Inviter inviter, PeopleToInvite wish, Handler<v1::InvitedPeople> handler) {
  state_->on_pool<v1::InvitedPeople>(
      std::move(handler),
      [&s = *state_, inviter = std::move(inviter), wish = std::move(wish)] { return s.invite_people(inviter, wish); });
}

}  // namespace ramure::identity
