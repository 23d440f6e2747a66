// The private calendar feed of a member: its token opens the calendar of one member, until it is revoked.
#include <fstream>

#include "tests/unit/accounts_fixture.hpp"

namespace ramure::identity {
namespace {

constexpr std::uint64_t anna = 7, bruno = 8;

class CalendarFeedsTest : public AccountsTest {
 protected:
  CalendarFeedsTest() {
    provision("anna", anna);
    provision("bruno", bruno);
    anna_account = sign_in("anna", good_password)->identity->account_id;
    bruno_account = sign_in("bruno", good_password)->identity->account_id;
  }
  Outcome<std::string> make(std::uint64_t account, const std::string& community = "demo") {
    return wait_for<std::string>([&](auto done) { accounts->make_calendar_feed(account, community, std::move(done)); });
  }
  Outcome<Done> revoke(std::uint64_t account, const std::string& community = "demo") {
    return wait_for<Done>([&](auto done) { accounts->revoke_calendar_feed(account, community, std::move(done)); });
  }
  TimestampMs made_at(std::uint64_t account) {
    return wait_for<TimestampMs>([&](auto done) { accounts->calendar_feed_made_at(account, "demo", std::move(done)); })
        .value();
  }
  Outcome<MemberOf> find(const std::string& token, const std::string& address = "192.0.2.1") {
    return wait_for<MemberOf>([&](auto done) { accounts->find_calendar_feed(token, address, std::move(done)); });
  }

  std::uint64_t anna_account = 0, bruno_account = 0;
};

TEST_F(CalendarFeedsTest, ATokenLeadsToItsMemberAlsoAfterARestart) {
  EXPECT_EQ(made_at(anna_account), 0);
  const std::string of_anna = make(anna_account).value(), of_bruno = make(bruno_account).value();
  EXPECT_EQ(made_at(anna_account), clock.now_ms());
  open();
  EXPECT_EQ(find(of_anna)->member_id, anna);
  EXPECT_EQ(find(of_anna)->community, "demo");
  EXPECT_EQ(find(of_bruno)->member_id, bruno);
}

TEST_F(CalendarFeedsTest, ANewOneEndsTheOneBeforeAndRevokingEndsIt) {
  const std::string first = make(anna_account).value(), second = make(anna_account).value();
  EXPECT_EQ(find(first).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_TRUE(find(second));
  ASSERT_TRUE(revoke(anna_account));
  EXPECT_EQ(find(second).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(revoke(anna_account).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
}

TEST_F(CalendarFeedsTest, OnlyAMemberHasOne) {
  EXPECT_EQ(make(anna_account, "autre").error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(make(999).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
}

TEST_F(CalendarFeedsTest, AResetPasswordEndsItAsItEndsSessions) {
  const std::string token = make(anna_account).value();
  ASSERT_TRUE(accounts->reset_password_now("anna", "douze chevaux noirs"));
  EXPECT_EQ(find(token).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
}

TEST_F(CalendarFeedsTest, ATokenOpensNothingElseAndASessionsTokenIsNoFeed) {
  const std::string token = make(anna_account).value();
  EXPECT_EQ(accounts->authenticate(token), nullptr);
  EXPECT_EQ(find(sign_in("anna", good_password)->token).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
}

TEST_F(CalendarFeedsTest, GuessesAreThrottledAndFetchingIsNot) {
  const std::string token = make(anna_account).value();
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(find(token, "192.0.2.9")) << "number " << i;
  bool is_limited = false;
  for (int i = 0; i < 500 && !is_limited; ++i) {
    is_limited = find("x" + std::to_string(i), "192.0.2.9").error().code() == v1::REFUSAL_CODE_RATE_LIMITED;
  }
  EXPECT_TRUE(is_limited);
}

TEST_F(CalendarFeedsTest, TheTokenIsInNoFile) {
  const std::string token = make(anna_account).value();
  accounts->stop();
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(bytes.find(token), std::string::npos) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 0u);
}

}  // namespace
}  // namespace ramure::identity
