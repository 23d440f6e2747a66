#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/unit/accounts_fixture.hpp"

namespace ramure::identity {
namespace {

TEST_F(AccountsTest, ATokenSpeaksForWhoSignedIn) {
  provision("Ada", 12);
  const auto signed_in = sign_in("aDa", good_password);
  ASSERT_TRUE(signed_in) << signed_in.error().message();
  const auto identity = accounts->authenticate(signed_in->token);
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->name, "Ada");
  EXPECT_EQ(identity->member_in("demo"), 12u);
  EXPECT_EQ(identity->member_in(""), 12u);
  EXPECT_EQ(identity->member_in("other"), 0u);
  EXPECT_TRUE(accounts->is_live(identity->session_id));
  EXPECT_FALSE(accounts->authenticate(""));
  EXPECT_FALSE(accounts->authenticate(std::string(43, 'A')));
  EXPECT_FALSE(accounts->authenticate(signed_in->token + "A"));
}

TEST_F(AccountsTest, UnknownNameAndWrongPasswordAreRefusedInTheSameWords) {
  provision("ada", 12);
  const auto wrong = sign_in("ada", "douze chevaux blancs");
  const auto unknown = sign_in("grace", good_password);
  const auto overlong = sign_in("ada", std::string(100'000, 'a'));
  const auto nonsense = sign_in("a \xff b", good_password);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code(), v1::REFUSAL_CODE_UNAUTHENTICATED);
  for (const auto* other : {&unknown, &overlong, &nonsense}) {
    ASSERT_FALSE(*other);
    EXPECT_EQ(other->error().SerializeAsString(), wrong.error().SerializeAsString());
  }
}

TEST_F(AccountsTest, SessionsOutliveTheServer) {
  provision("ada", 12);
  const auto token = sign_in("ada", good_password)->token;
  open();
  const auto identity = accounts->authenticate(token);
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->member_in("demo"), 12u);
}

TEST_F(AccountsTest, SigningOutEndsTheSessionForGoodAndTells) {
  provision("ada", 12);
  const auto here = sign_in("ada", good_password);
  const auto there = sign_in("ada", good_password);
  const auto done =
      wait_for<Done>([&](Handler<Done> h) { accounts->sign_out(here->identity->session_id, std::move(h)); });
  EXPECT_TRUE(done);
  EXPECT_EQ(revoked, std::vector{here->identity->session_id});
  EXPECT_FALSE(accounts->authenticate(here->token));
  EXPECT_FALSE(accounts->is_live(here->identity->session_id));
  EXPECT_TRUE(accounts->authenticate(there->token));
  open();
  EXPECT_FALSE(accounts->authenticate(here->token));
  EXPECT_TRUE(accounts->authenticate(there->token));
}

TEST_F(AccountsTest, RevokesOnlyOnesOwnSessions) {
  provision("ada", 12);
  provision("grace", 13);
  const auto ada = sign_in("ada", good_password);
  const auto grace = sign_in("grace", good_password);
  const auto revoke = [&](std::uint64_t account_id, std::uint64_t session_id) {
    return wait_for<Done>([&](Handler<Done> h) { accounts->revoke_session(account_id, session_id, std::move(h)); });
  };
  const auto refused = revoke(ada->identity->account_id, grace->identity->session_id);
  ASSERT_FALSE(refused);
  const auto absent = revoke(ada->identity->account_id, 4'711);
  EXPECT_EQ(refused.error().SerializeAsString(), absent.error().SerializeAsString());
  EXPECT_TRUE(accounts->authenticate(grace->token));
  EXPECT_TRUE(revoke(grace->identity->account_id, grace->identity->session_id));
  EXPECT_FALSE(accounts->authenticate(grace->token));
}

TEST_F(AccountsTest, ListsSessionsWithTheirLastUse) {
  provision("ada", 12);
  const auto signed_in = sign_in("ada", good_password);
  clock.advance(5'000);
  accounts->authenticate(signed_in->token);
  const auto account_id = signed_in->identity->account_id;
  const auto list = [&] {
    return wait_for<SessionList>([&](auto handler) { accounts->list_sessions(account_id, std::move(handler)); });
  };
  EXPECT_TRUE(list()->has_password);
  ASSERT_EQ(list()->sessions.size(), 1u);
  EXPECT_EQ(list()->sessions.front().client_name, "test");
  EXPECT_EQ(list()->sessions.front().last_used_ms - list()->sessions.front().created_at_ms, 5'000);
  open();
  EXPECT_EQ(list()->sessions.front().last_used_ms - list()->sessions.front().created_at_ms, 5'000)
      << "written when the server stopped";
}

TEST_F(AccountsTest, AnIdleSessionExpiresAUsedOneDoesNot) {
  provision("ada", 12);
  const auto idle = sign_in("ada", good_password)->token;
  const auto used = sign_in("ada", good_password)->token;
  clock.advance(session_idle_ms_max - 1);
  EXPECT_TRUE(accounts->authenticate(used));
  clock.advance(2);
  EXPECT_FALSE(accounts->authenticate(idle));
  EXPECT_TRUE(accounts->authenticate(used));
  open();
  EXPECT_TRUE(accounts->authenticate(used));
  EXPECT_FALSE(accounts->authenticate(idle));
}

TEST_F(AccountsTest, TheOldestSessionMakesRoom) {
  provision("ada", 12);
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i <= sessions_per_account_max; ++i) {
    clock.advance(1);
    tokens.push_back(sign_in("ada", good_password)->token);
  }
  EXPECT_FALSE(accounts->authenticate(tokens[0]));
  EXPECT_TRUE(accounts->authenticate(tokens[1]));
  EXPECT_TRUE(accounts->authenticate(tokens.back()));
  EXPECT_EQ(revoked.size(), 1u);
}

TEST_F(AccountsTest, GuessingIsThrottledPerNameAndPerAddress) {
  provision("ada", 12);
  const auto burst = ThrottleLimits::per_name().burst;
  for (int i = 0; i < burst; ++i) sign_in("ada", "falsches Passwort", "192.0.2." + std::to_string(i));
  const auto refused = sign_in("ADA", good_password, "192.0.2.200");
  ASSERT_FALSE(refused) << "the right password does not help before the time has passed";
  EXPECT_EQ(refused.error().code(), v1::REFUSAL_CODE_RATE_LIMITED);
  EXPECT_TRUE(refused.error().retryable());
  const auto wait_ms = std::stoll(refused.error().data().at("retry_after_ms"));
  EXPECT_EQ(wait_ms, ThrottleLimits::per_name().refill_ms);
  clock.advance(wait_ms);
  EXPECT_TRUE(sign_in("ada", good_password, "192.0.2.200"));

  for (int i = 0; i < ThrottleLimits::per_address().burst; ++i) sign_in("n" + std::to_string(i), "x", "198.51.100.1");
  EXPECT_EQ(sign_in("ada", good_password, "198.51.100.1").error().code(), v1::REFUSAL_CODE_RATE_LIMITED);
  EXPECT_TRUE(sign_in("ada", good_password, "198.51.100.2"));
}

TEST_F(AccountsTest, RightPasswordsAreNotThrottled) {
  provision("ada", 12);
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(sign_in("ada", good_password)) << i;
}

TEST_F(AccountsTest, AResetPasswordEndsEverySession) {
  provision("ada", 12);
  const auto token = sign_in("ada", good_password)->token;
  EXPECT_FALSE(accounts->reset_password_now("ada", "zu kurz"));
  EXPECT_EQ(accounts->reset_password_now("grace", "treize lapins verts").error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_TRUE(accounts->authenticate(token));
  EXPECT_TRUE(accounts->reset_password_now("ADA", "treize lapins verts"));
  EXPECT_FALSE(accounts->authenticate(token));
  EXPECT_EQ(revoked.size(), 1u);
  EXPECT_FALSE(sign_in("ada", good_password));
  EXPECT_TRUE(sign_in("ada", "treize lapins verts"));
}

TEST_F(AccountsTest, AHashOfAnotherCostIsMadeAnewAtSignIn) {
  provision("ada", 12);
  AccountsOptions options;
  options.file = folder / "accounts.db";
  options.password_cost = {.passes = 2, .memory_bytes = std::size_t{16} * 1024};
  options.durable = false;
  accounts.reset();
  accounts = std::make_unique<Accounts>(options, clock, random);
  EXPECT_TRUE(sign_in("ada", good_password));
  EXPECT_TRUE(sign_in("ada", good_password));
  accounts.reset();
  std::ifstream wal(folder / "accounts.db", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(wal)), std::istreambuf_iterator<char>());
  EXPECT_NE(bytes.find("$m=16,t=2,p=1$"), std::string::npos);
}

TEST_F(AccountsTest, ProvisionsAllOrNone) {
  provision("ada", 12);
  const auto refused = accounts->provision_now("other", {{"grace", good_password, 1}, {"Ada", good_password, 2}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), v1::REFUSAL_CODE_CONFLICT);
  EXPECT_FALSE(sign_in("grace", good_password));
  EXPECT_FALSE(accounts->provision_now("other", {{"x1", good_password, 1}, {"X1", good_password, 2}}));
  EXPECT_FALSE(accounts->provision_now("other", {{"x1", "court", 1}}));
}

TEST_F(AccountsTest, AnInterruptedProvisionIsRepeated) {
  provision("ada", 12, "demo");
  ASSERT_TRUE(accounts->forget_community_now("demo"));
  ASSERT_TRUE(accounts->provision_now("demo", {{"ada", "treize lapins verts", 40}}));
  EXPECT_EQ(sign_in("ada", "treize lapins verts")->identity->member_in("demo"), 40u);
}

TEST_F(AccountsTest, WaitsForNothingWhenTooMuchIsWaiting) {
  AccountsOptions options;
  options.file = folder / "other.db";
  options.password_cost = PasswordCost::weak_for_tests();
  options.durable = false;
  options.threads = 1;
  options.waiting_max = 1;
  std::promise<void> go;
  std::promise<void> running;
  options.admit = [&](const std::string&, const v1::Command&) -> Outcome<std::uint64_t> {
    running.set_value();
    go.get_future().wait();
    return 1;
  };
  accounts = std::make_unique<Accounts>(options, clock, random);
  std::atomic<int> overloaded = 0, others = 0;
  const auto count = [&](const auto& outcome) {
    const bool is_overloaded = !outcome && outcome.error().code() == v1::REFUSAL_CODE_OVERLOADED;
    ++(is_overloaded ? overloaded : others);
  };
  accounts->accept_invitation({invite(0), "ada", good_password, "192.0.2.1", ""}, count);
  running.get_future().wait();
  for (int i = 0; i < 3; ++i) accounts->sign_in({"grace", good_password, "192.0.2.1", ""}, count);
  EXPECT_EQ(overloaded, 2) << "one runs, one waits";
  go.set_value();
  accounts->stop();
  EXPECT_EQ(overloaded + others, 4) << "every handler is called exactly once";
  accounts->sign_in({"grace", good_password, "192.0.2.1", ""}, count);
  EXPECT_EQ(overloaded + others, 5);
}

TEST_F(AccountsTest, NoPasswordAndNoTokenIsInTheFile) {
  provision("ada", 12);
  const std::string session = sign_in("ada", good_password)->token;
  const std::string invitation = invite(0);
  accounts.reset();
  EXPECT_FALSE(std::filesystem::is_empty(folder.path()));
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    for (const auto& secret : {session, invitation, std::string(good_password)}) {
      EXPECT_EQ(bytes.find(secret), std::string::npos) << entry.path();
    }
    struct stat status{};
    ASSERT_EQ(stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 077, 0u) << entry.path() << " is for its owner only";
  }
}

TEST_F(AccountsTest, AuthenticatesWhileSessionsComeAndGo) {
  provision("ada", 12);
  const auto token = sign_in("ada", good_password)->token;
  std::atomic<bool> stop = false;
  std::atomic<int> missed = 0;
  std::thread reader([&] {
    while (!stop) missed += accounts->authenticate(token) ? 0 : 1;
  });
  for (int i = 0; i < 30; ++i) {
    const auto other = sign_in("ada", good_password);
    wait_for<Done>([&](Handler<Done> h) { accounts->sign_out(other->identity->session_id, std::move(h)); });
  }
  stop = true;
  reader.join();
  EXPECT_EQ(missed, 0);
}

}  // namespace
}  // namespace ramure::identity
