// The code on the wall: one at a time, until the workshop closes; a whole room asks from one address.
#include "tests/unit/accounts_fixture.hpp"

namespace ramure::identity {
namespace {

constexpr TimestampMs hour_ms = 60LL * 60 * 1000;

class WorkshopCodesTest : public AccountsTest {
 protected:
  std::string make(std::uint64_t workshop_id = 12, const std::string& community = "demo") {
    const WorkshopCode code{.community = community,
                            .epoch = "epoch",
                            .workshop_id = workshop_id,
                            .expires_at_ms = clock.now_ms() + hour_ms};
    return wait_for<std::string>([&](auto done) { accounts->make_workshop_code(code, std::move(done)); }).value();
  }
  Outcome<WorkshopCode> find(const std::string& token, const std::string& address = "192.0.2.1") {
    return wait_for<WorkshopCode>([&](auto done) { accounts->find_workshop_code(token, address, std::move(done)); });
  }
};

TEST_F(WorkshopCodesTest, OpensItsWorkshopAlsoAfterARestartUntilItCloses) {
  const std::string token = make();
  open();
  const WorkshopCode found = find(token).value();
  EXPECT_EQ(found.workshop_id, 12u);
  EXPECT_EQ(found.community, "demo");
  EXPECT_EQ(found.epoch, "epoch");
  clock.advance(hour_ms - 1);
  EXPECT_TRUE(find(token));
  clock.advance(1);
  EXPECT_FALSE(find(token));
}

TEST_F(WorkshopCodesTest, UnknownReplacedAndExpiredOnesAreToldAlike) {
  const std::string first = make(), other = make(13);
  const std::string second = make();
  const std::string unknown = find("x").error().SerializeAsString();
  EXPECT_EQ(find(first).error().SerializeAsString(), unknown);
  EXPECT_TRUE(find(second));
  EXPECT_TRUE(find(other)) << "of another workshop";
  clock.advance(hour_ms);
  EXPECT_EQ(find(second).error().SerializeAsString(), unknown);
}

TEST_F(WorkshopCodesTest, ARoomIsHeldBackByItsCodeAndNeverByItsAddress) {
  const std::string token = make(), other = make(13);
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(find(token)) << i;
  ASSERT_FALSE(find(token));
  EXPECT_EQ(find(token).error().code(), v1::REFUSAL_CODE_RATE_LIMITED);
  EXPECT_TRUE(find(other)) << "the next room";
  clock.advance(200);
  EXPECT_TRUE(find(token));
}

TEST_F(WorkshopCodesTest, WhoGuessesIsHeldBackByHisAddressAndTheRoomBesideHimIsNot) {
  const std::string token = make();
  v1::RefusalCode last = v1::REFUSAL_CODE_UNSPECIFIED;
  for (int i = 0; i < 200 && last != v1::REFUSAL_CODE_RATE_LIMITED; ++i) last = find("guess").error().code();
  EXPECT_EQ(last, v1::REFUSAL_CODE_RATE_LIMITED);
  EXPECT_TRUE(find(token));
}

TEST_F(WorkshopCodesTest, ARoomWhoseWorkshopIsOverCostsItsAddressNothing) {
  const std::string token = make();
  clock.advance(hour_ms);
  make(13);  // what is long over is dropped by this; that one is not
  for (int i = 0; i < 200; ++i) ASSERT_EQ(find(token).error().code(), v1::REFUSAL_CODE_NOT_FOUND) << i;
  EXPECT_EQ(find("guess").error().code(), v1::REFUSAL_CODE_NOT_FOUND) << "the address has its tries";
}

TEST_F(WorkshopCodesTest, GoWithTheirCommunity) {
  const std::string token = make();
  ASSERT_TRUE(accounts->forget_community_now("demo"));
  EXPECT_FALSE(find(token));
}

}  // namespace
}  // namespace ramure::identity
