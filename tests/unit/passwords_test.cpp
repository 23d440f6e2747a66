#include "server/identity/passwords.hpp"

#include <gtest/gtest.h>

#include <set>

#include "server/identity/tokens.hpp"
#include "tests/support/seeded_random.hpp"

namespace ramure::identity {
namespace {

constexpr PasswordCost weak = PasswordCost::weak_for_tests();

TEST(Passwords, VerifyTheRightOneOnly) {
  const std::string hash = hash_password("onze chevaux blancs", weak);
  EXPECT_TRUE(verify_password("onze chevaux blancs", hash));
  EXPECT_FALSE(verify_password("onze chevaux blanc", hash));
  EXPECT_FALSE(verify_password("", hash));
  EXPECT_FALSE(verify_password("onze chevaux blancs", "not a hash"));
}

TEST(Passwords, AreHashedWithArgon2idAndASaltOfTheirOwn) {
  const std::string one = hash_password("onze chevaux blancs", weak);
  EXPECT_TRUE(one.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << one;
  EXPECT_NE(one, hash_password("onze chevaux blancs", weak));
  EXPECT_EQ(one.find("chevaux"), std::string::npos);
}

TEST(Passwords, TheStandardCostIsNotTheWeakOne) {
  EXPECT_GE(PasswordCost::standard().memory_bytes, 19u * 1024 * 1024);
  EXPECT_GE(PasswordCost::standard().passes, 2u);
  const std::string weak_hash = hash_password("onze chevaux blancs", weak);
  EXPECT_FALSE(needs_new_hash(weak_hash, weak));
  EXPECT_TRUE(needs_new_hash(weak_hash, PasswordCost::standard()));
}

TEST(Passwords, RuleSaysWhyNot) {
  EXPECT_FALSE(why_not_password("onze chevaux", "ada")) << "twelve characters are enough";
  EXPECT_EQ(why_not_password("onze chevau", "ada"), "a password needs at least 12 characters");
  EXPECT_FALSE(why_not_password("été été été ", "ada")) << "characters are counted, not bytes";
  EXPECT_TRUE(why_not_password("été été ét", "ada"));
  EXPECT_TRUE(why_not_password("Ada.Lovelace.1815", "ada.lovelace.1815"));
  EXPECT_TRUE(why_not_password("aaaaaaaaaaaaaaaa", "ada"));
  EXPECT_FALSE(why_not_password(std::string(password_bytes_max - 1, 'a') + "b", "ada"));
  EXPECT_TRUE(why_not_password(std::string(password_bytes_max, 'a') + "b", "ada"));
}

TEST(SignInNames, RuleSaysWhyNot) {
  for (const char* good : {"p01", "ada.lovelace@example.org", "A-b_c+1", "ab"})
    EXPECT_FALSE(why_not_sign_in_name(good)) << good;
  for (const char* bad : {"", "a", "ada lovelace", "hélène", "a\tb", "a\"b"})
    EXPECT_TRUE(why_not_sign_in_name(bad)) << bad;
  EXPECT_FALSE(why_not_sign_in_name(std::string(sign_in_name_bytes_max, 'a')));
  EXPECT_TRUE(why_not_sign_in_name(std::string(sign_in_name_bytes_max + 1, 'a')));
}

TEST(SignInNames, FoldCase) { EXPECT_EQ(folded_sign_in_name("Ada@Example.ORG"), "ada@example.org"); }

TEST(RandomPasswords, PassTheRuleAndDiffer) {
  test::SeededRandom random(7);
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) {
    const std::string password = random_password(random);
    EXPECT_EQ(password.size(), 23u);
    EXPECT_FALSE(why_not_password(password, "p01"));
    EXPECT_EQ(password.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz-"), std::string::npos) << password;
    seen.insert(password);
  }
  EXPECT_EQ(seen.size(), 1'000u);
}

TEST(Tokens, AreLongRandomAndUrlSafe) {
  test::SeededRandom random(7);
  const std::string token = new_token(random);
  EXPECT_EQ(token.size(), token_characters);
  EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_NE(token, new_token(random));
  EXPECT_EQ(hash_of_token(token), hash_of_token(token));
  EXPECT_NE(hash_of_token(token), hash_of_token(new_token(random)));
}

TEST(DerivedCommandKeys, AreUuidsOfVersion7ThatFollowFromTheirName) {
  const std::string key = derived_command_key(0x0123456789AB, "m001");
  ASSERT_EQ(key.size(), 16u);
  EXPECT_EQ(key.substr(0, 6), "\x01\x23\x45\x67\x89\xAB");
  EXPECT_EQ(static_cast<unsigned char>(key[6]) >> 4, 7);
  EXPECT_EQ(static_cast<unsigned char>(key[8]) >> 6, 2);
  EXPECT_EQ(key, derived_command_key(0x0123456789AB, "m001"));
  EXPECT_NE(key, derived_command_key(0x0123456789AB, "m002"));
}

}  // namespace
}  // namespace ramure::identity
