#include "ramure/v1/accounts.pb.h"
#include "server/net/answering.hpp"
#include "server/net/entrance.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

// What they share: who asks, what, and as which member of which community; then `use` has the floor.
template <class Message, class Use>
void with_inviter(const Services& services, const Request& request, Respond respond, Use use) {
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  Message wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  const auto member = find_membership(**who, wish.community());
  if (!member) return respond(refusal_answer(member.error()));
  use(std::move(wish), identity::Inviter{member->community, member->member_id}, std::move(respond));
}

v1::AddMember person_of(const v1::CreateInvitation& wish) {
  v1::AddMember person;
  person.set_name(wish.name());
  person.set_role(static_cast<v1::Role>(wish.role()));
  person.set_territory_id(wish.territory_id());
  person.set_organisation(wish.organisation());
  person.set_function(wish.function());
  return person;
}

identity::PeopleToInvite people_of(const v1::InvitePeople& wish) {
  identity::PeopleToInvite people{.addresses = wish.addresses(), .person = {}};
  people.person.set_role(wish.role() == 0 ? v1::ROLE_CATALYST : static_cast<v1::Role>(wish.role()));
  people.person.set_territory_id(wish.territory_id());
  people.person.set_organisation(wish.organisation());
  return people;
}

Response answer_new(const identity::NewInvitation& invitation) {
  v1::NewInvitation message;
  message.set_token(invitation.token);
  message.set_expires_at_ms(invitation.expires_at_ms);
  message.set_invitation_id(invitation.id);
  return answer(message);
}

}  // namespace

void create_invitation(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto create = [&](v1::CreateInvitation wish, identity::Inviter inviter, Respond answer_to) {
    services.accounts.invite(std::move(inviter), wish.member_id(), person_of(wish),
                             answering<identity::NewInvitation>(loop, std::move(answer_to), answer_new));
  };
  with_inviter<v1::CreateInvitation>(services, request, std::move(respond), create);
}

void list_invitations(const Services& services, live::Loop& loop, Request request, Respond respond) {
  using Pending = std::vector<identity::PendingInvitation>;
  const auto list = [&](const v1::ListInvitations&, identity::Inviter inviter, Respond answer_to) {
    services.accounts.list_invitations(std::move(inviter),
                                       answering<Pending>(loop, std::move(answer_to), [](const Pending& invitations) {
                                         v1::InvitationList message;
                                         for (const identity::PendingInvitation& invitation : invitations) {
                                           v1::PendingInvitation* one = message.add_invitations();
                                           one->set_invitation_id(invitation.id);
                                           one->set_person_name(invitation.person_name);
                                           one->set_member_id(invitation.member_id);
                                           one->set_created_at_ms(invitation.created_at_ms);
                                           one->set_expires_at_ms(invitation.expires_at_ms);
                                           one->set_address(invitation.address);
                                           one->set_invited_by(invitation.invited_by);
                                           one->set_may_renew(invitation.may_renew);
                                         }
                                         return answer(message);
                                       }));
  };
  with_inviter<v1::ListInvitations>(services, request, std::move(respond), list);
}

void revoke_invitation(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto revoke = [&](const v1::RevokeInvitation& wish, identity::Inviter inviter, Respond answer_to) {
    services.accounts.revoke_invitation(
        std::move(inviter), wish.invitation_id(),
        answering<identity::Done>(loop, std::move(answer_to),
                                  [](const identity::Done&) { return answer(v1::Done()); }));
  };
  with_inviter<v1::RevokeInvitation>(services, request, std::move(respond), revoke);
}

void renew_invitation(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto renew = [&](const v1::RenewInvitation& wish, identity::Inviter inviter, Respond answer_to) {
    services.accounts.renew_invitation(std::move(inviter), wish.invitation_id(),
                                       answering<identity::NewInvitation>(loop, std::move(answer_to), answer_new));
  };
  with_inviter<v1::RenewInvitation>(services, request, std::move(respond), renew);
}

void send_invitation(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto send = [&](const v1::RenewInvitation& wish, identity::Inviter inviter, Respond answer_to) {
    services.accounts.send_invitation(std::move(inviter), wish.invitation_id(),
                                      answering<identity::NewInvitation>(loop, std::move(answer_to), answer_new));
  };
  with_inviter<v1::RenewInvitation>(services, request, std::move(respond), send);
}

void invite_people(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto invite = [&](const v1::InvitePeople& wish, identity::Inviter inviter, Respond answer_to) {
    services.accounts.invite_people(
        std::move(inviter), people_of(wish),
        answering<v1::InvitedPeople>(loop, std::move(answer_to),
                                     [](const v1::InvitedPeople& people) { return answer(people); }));
  };
  with_inviter<v1::InvitePeople>(services, request, std::move(respond), invite);
}

}  // namespace ramure::net
