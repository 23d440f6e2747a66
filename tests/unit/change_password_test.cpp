// A person's own password: who changes it must know it, and every other session ends.
#include "tests/unit/accounts_fixture.hpp"

namespace ramure::identity {
namespace {

constexpr const char* new_password = "deux chevaux noirs";

class ChangePasswordTest : public AccountsTest {
 protected:
  ChangePasswordTest() {
    provision("ada", 12);
    here = sign_in("ada", good_password).value();
  }
  Outcome<Done> change(const std::string& old_one, const std::string& new_one) {
    return wait_for<Done>(
        [&](auto done) { accounts->change_password({here.identity, old_one, new_one, "192.0.2.1"}, std::move(done)); });
  }
  SignedIn here;
};

TEST_F(ChangePasswordTest, TheOtherSessionsEndAndThisOneGoesOn) {
  const auto there = sign_in("ada", good_password);
  provision("grace", 13);
  const auto stranger = sign_in("grace", good_password);
  ASSERT_TRUE(change(good_password, new_password));
  EXPECT_EQ(revoked, std::vector{there->identity->session_id});
  EXPECT_FALSE(accounts->authenticate(there->token));
  EXPECT_TRUE(accounts->authenticate(here.token));
  EXPECT_TRUE(accounts->authenticate(stranger->token));
  EXPECT_FALSE(sign_in("ada", good_password));
  EXPECT_TRUE(sign_in("ada", new_password));
  open();
  EXPECT_FALSE(accounts->authenticate(there->token)) << "in the file too";
  EXPECT_TRUE(accounts->authenticate(here.token));
}

TEST_F(ChangePasswordTest, RefusalsNameTheField) {
  const auto wrong = change("neuf chevaux blancs", new_password);
  EXPECT_EQ(wrong.error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(wrong.error().field(), "old_password");
  const auto weak = change(good_password, "court");
  EXPECT_EQ(weak.error().code(), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(weak.error().field(), "new_password");
  EXPECT_EQ(change(good_password, good_password).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_TRUE(revoked.empty());
  EXPECT_TRUE(sign_in("ada", good_password));
}

TEST_F(ChangePasswordTest, GuessingIsThrottledAsSigningInIs) {
  v1::RefusalCode last = v1::REFUSAL_CODE_UNSPECIFIED;
  int tries = 0;
  while (last != v1::REFUSAL_CODE_RATE_LIMITED && tries < 20) {
    last = change("devinette numéro " + std::to_string(++tries), new_password).error().code();
  }
  EXPECT_EQ(last, v1::REFUSAL_CODE_RATE_LIMITED);
  EXPECT_EQ(tries, ThrottleLimits::per_name().burst + 1);
  EXPECT_EQ(change(good_password, new_password).error().code(), v1::REFUSAL_CODE_RATE_LIMITED);
  EXPECT_EQ(sign_in("ada", good_password).error().code(), v1::REFUSAL_CODE_RATE_LIMITED) << "the same tries";
}

TEST_F(ChangePasswordTest, ASessionThatEndedMeanwhileChangesNothing) {
  ASSERT_TRUE(accounts->reset_password_now("ada", new_password));
  EXPECT_EQ(change(new_password, "trois chevaux gris").error().code(), v1::REFUSAL_CODE_UNAUTHENTICATED);
  EXPECT_TRUE(sign_in("ada", new_password));
}

}  // namespace
}  // namespace ramure::identity
