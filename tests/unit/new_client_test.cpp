// Whoever signs in with a password from a program that the account did not know is told of it, at the account's
// address.
#include <gtest/gtest.h>

#include "tests/unit/post_fixture.hpp"

namespace ramure::identity {

namespace {

constexpr const char* chosen_password = "douze vaches rousses";

class NewClient : public WithPost {
 protected:
  NewClient() {
    (void)jeanne();
    (void)ask("jeanne@exemple.fr", LinkPurpose::password);
    EXPECT_TRUE(open_link(mailed_to("Jeanne@exemple.fr"), chosen_password));
  }
  Outcome<SignedIn> come_with(const std::string& client) {
    return sign_in("jeanne@exemple.fr", chosen_password, "192.0.2.1", client);
  }
};

TEST_F(NewClient, IsToldOnceToTheAddressAndTheKnownOneIsNot) {
  EXPECT_TRUE(come_with("test"));
  EXPECT_TRUE(fake.new_clients().empty()) << "the links were opened with it";
  const auto in = come_with("Firefox, Linux");
  ASSERT_TRUE(in);
  ASSERT_EQ(fake.new_clients().size(), 1U);
  const NewClientMail told = fake.new_clients().front();
  EXPECT_EQ(told.address, "Jeanne@exemple.fr");
  EXPECT_EQ(told.client_name, "Firefox, Linux");
  EXPECT_EQ(told.community, "demo");
  EXPECT_EQ(told.member_id, in->identity->member_in("demo"));
  EXPECT_TRUE(come_with("Firefox, Linux"));
  open();
  EXPECT_TRUE(come_with("Firefox, Linux"));
  EXPECT_EQ(fake.new_clients().size(), 1U) << "it is known now, also after a restart";
}

TEST_F(NewClient, AWrongPasswordTellsNobodyAndAMailThatIsNotKeptLocksNobodyOut) {
  EXPECT_FALSE(sign_in("jeanne@exemple.fr", "un autre mot de passe", "192.0.2.1", "Chrome, Windows"));
  EXPECT_TRUE(fake.new_clients().empty());
  fake.fails_to_release = true;
  EXPECT_TRUE(come_with("Chrome, Windows"));
}

TEST_F(NewClient, WhoHasNoAddressIsNotWrittenTo) {
  provision("paul", 7);
  EXPECT_TRUE(sign_in("paul", good_password, "192.0.2.1", "one"));
  EXPECT_TRUE(sign_in("paul", good_password, "192.0.2.1", "another"));
  EXPECT_TRUE(fake.new_clients().empty());
}

}  // namespace

}  // namespace ramure::identity
