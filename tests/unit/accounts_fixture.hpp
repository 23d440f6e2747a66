// A file of accounts, a community that takes people in, and a clock that stands still.
#pragma once

#include <gtest/gtest.h>

#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/identity/accounts.hpp"
#include "server/identity/permissions.hpp"
#include "server/identity/refuse.hpp"
#include "server/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::identity {

inline constexpr const char* good_password = "onze chevaux blancs";

// Asks something that answers through a handler, and waits for the answer.
template <class T, class Ask>
Outcome<T> wait_for(Ask ask) {
  std::promise<Outcome<T>> promise;
  auto future = promise.get_future();
  ask([&promise](Outcome<T> outcome) { promise.set_value(std::move(outcome)); });
  return future.get();
}

class AccountsTest : public ::testing::Test {
 protected:
  AccountsTest() { open(); }

  void open() {
    accounts.reset();
    AccountsOptions options;
    options.file = folder / "accounts.db";
    options.password_cost = PasswordCost::weak_for_tests();
    options.durable = false;
    options.waiting_max = 10'000;
    options.admit = [this](const std::string& community, const v1::Command& command) {
      return admit(community, command);
    };
    options.dismiss = [this](const std::string& community, const v1::Command& command) {
      return dismiss(community, command);
    };
    options.check_new_member = [this](const std::string&, std::uint64_t inviter_id, const v1::AddMember& person) {
      return check_new_member(inviter_id, person);
    };
    options.roles_of_members = [this](const std::string&, std::span<const std::uint64_t> ids) {
      std::vector<v1::Role> found;
      for (const std::uint64_t id : ids) found.push_back(roles.contains(id) ? roles.at(id) : v1::ROLE_UNSPECIFIED);
      return Outcome<std::vector<v1::Role>>(found);
    };
    options.post = post;
    if (post != nullptr) options.threads = 1;  // one thing behind the other
    accounts = std::make_unique<Accounts>(options, clock, random);
    accounts->on_revoked([this](std::uint64_t id) { revoked.push_back(id); });
  }

  // A community that knows what it was asked before.
  Outcome<std::uint64_t> admit(const std::string& community, const v1::Command& command) {
    admissions.push_back(community + ":" + command.add_member().name());
    if (fail_admissions) {
      v1::Refusal refusal;
      refusal.set_code(v1::REFUSAL_CODE_STORAGE_UNAVAILABLE);
      return std::unexpected(refusal);
    }
    const auto [member, is_new] = members.try_emplace(command.command_key(), 100 + members.size());
    if (is_new) roles.try_emplace(member->second, command.add_member().role());
    return member->second;
  }

  // … and ends a membership, which it says when it is asked again.
  Outcome<Done> dismiss(const std::string& community, const v1::Command& command) {
    const std::uint64_t member_id = command.end_membership().member_id();
    dismissals.push_back(community + ":" + std::to_string(member_id));
    if (fail_admissions) return refuse(v1::REFUSAL_CODE_STORAGE_UNAVAILABLE, "", "not now", true);
    if (roles.erase(member_id) == 0) return refuse(v1::REFUSAL_CODE_ALREADY_DONE, "", "gone already");
    return Done{};
  }

  Outcome<Done> check_new_member(std::uint64_t inviter_id, const v1::AddMember& person) {
    if (person.name().empty() || person.name().size() > 120) {
      return refuse(v1::REFUSAL_CODE_TOO_LARGE, "add_member.name", "not a name");
    }
    if (may_add_member(roles[inviter_id], person.role())) return Done{};
    return refuse(v1::REFUSAL_CODE_FORBIDDEN, "add_member.role", "not by you");
  }

  Outcome<SignedIn> sign_in(const std::string& name, const std::string& password,
                            const std::string& address = "192.0.2.1", const std::string& client = "test") {
    return wait_for<SignedIn>(
        [&](Handler<SignedIn> done) { accounts->sign_in({name, password, address, client}, std::move(done)); });
  }
  Outcome<SignedIn> accept(const std::string& token, const std::string& name,
                           const std::string& password = good_password) {
    return wait_for<SignedIn>([&](Handler<SignedIn> done) {
      accounts->accept_invitation({token, name, password, "192.0.2.1", "test"}, std::move(done));
    });
  }
  Outcome<Invitation> look(const std::string& token, std::shared_ptr<const Identity> who = nullptr) {
    return wait_for<Invitation>(
        [&](auto done) { accounts->look_at_invitation(token, "192.0.2.1", who, std::move(done)); });
  }
  void provision(const std::string& name, std::uint64_t member_id, const std::string& community = "demo") {
    const auto done = accounts->provision_now(community, {{name, good_password, member_id}});
    ASSERT_TRUE(done) << done.error().message();
  }
  std::string invite(std::uint64_t member_id, const std::string& community = "demo") {
    v1::AddMember person;
    person.set_name("Ada");
    return accounts->invite_now(community, member_id, person).value();
  }

  test::TemporaryFolder folder;
  ManualClock clock{1'700'000'000'000};
  test::SeededRandom random{1};
  std::vector<std::uint64_t> revoked;
  std::vector<std::string> admissions, dismissals;
  std::map<std::string, std::uint64_t> members;
  std::map<std::uint64_t, v1::Role> roles;  // of those who invite and are invited
  bool fail_admissions = false;             // and dismissals
  LinkPost* post = nullptr;                 // in force after open()
  std::unique_ptr<Accounts> accounts;
};

}  // namespace ramure::identity
