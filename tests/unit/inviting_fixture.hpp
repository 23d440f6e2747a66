// A facilitator who pastes addresses, and people who follow the links.
#pragma once

#include "tests/unit/accounts_fixture.hpp"

namespace ramure::identity {

class InvitingPeople : public AccountsTest {
 protected:
  static constexpr std::uint64_t admin = 1, facilitator = 2, catalyst = 3, other_facilitator = 6;

  InvitingPeople() {
    roles = {{admin, v1::ROLE_ADMIN},
             {facilitator, v1::ROLE_FACILITATOR},
             {catalyst, v1::ROLE_CATALYST},
             {other_facilitator, v1::ROLE_FACILITATOR}};
  }

  Outcome<v1::InvitedPeople> paste(const std::string& addresses, std::uint64_t inviter = facilitator,
                                   const std::string& community = "demo", v1::Role role = v1::ROLE_CATALYST) {
    PeopleToInvite wish{.addresses = addresses, .person = {}};
    wish.person.set_role(role);
    return wait_for<v1::InvitedPeople>(
        [&](auto done) { accounts->invite_people({community, inviter}, wish, std::move(done)); });
  }
  // The only one of a list.
  v1::InvitedPerson paste_one(const std::string& address, std::uint64_t inviter = facilitator,
                              const std::string& community = "demo") {
    const auto people = paste(address, inviter, community);
    if (!people || people->people_size() != 1) {
      ADD_FAILURE() << (people ? people->ShortDebugString() : people.error().ShortDebugString());
      return {};
    }
    return people->people(0);
  }
  Outcome<SignedIn> follow(const std::string& token, const std::string& attempt = {}) {
    return wait_for<SignedIn>([&](auto done) {
      accounts->accept_invitation({token, "", "", "192.0.2.1", "test", attempt}, std::move(done));
    });
  }
  Outcome<NewInvitation> renew(std::uint64_t id, std::uint64_t inviter = facilitator) {
    return wait_for<NewInvitation>(
        [&](auto done) { accounts->renew_invitation({"demo", inviter}, id, std::move(done)); });
  }
  Outcome<Done> take_back(std::uint64_t id, std::uint64_t inviter = facilitator) {
    return wait_for<Done>([&](auto done) { accounts->revoke_invitation({"demo", inviter}, id, std::move(done)); });
  }
  std::vector<PendingInvitation> pending(std::uint64_t who = facilitator) {
    return wait_for<std::vector<PendingInvitation>>(
               [&](auto done) { accounts->list_invitations({"demo", who}, std::move(done)); })
        .value();
  }
  Outcome<Done> choose_password(const SignedIn& who, const std::string& password = good_password) {
    return wait_for<Done>(
        [&](auto done) { accounts->change_password({who.identity, "", password, "192.0.2.1"}, std::move(done)); });
  }
  bool has_password(const SignedIn& who) {
    return wait_for<SessionList>([&](auto done) { accounts->list_sessions(who.identity->account_id, std::move(done)); })
        ->has_password;
  }
};

}  // namespace ramure::identity
