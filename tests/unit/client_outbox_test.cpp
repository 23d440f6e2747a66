#include <gtest/gtest.h>

#include <fstream>

#include "client-cli/environment.hpp"
#include "client-cli/session/listing.hpp"
#include "client-cli/session/outbox.hpp"
#include "client-cli/session/profile.hpp"
#include "protocol/hex.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::cli {
namespace {

v1::Command post(std::int64_t at_ms, const std::string& body) {
  v1::Command command;
  command.set_command_key(make_command_key(at_ms));
  command.mutable_post_message()->set_body(body);
  return command;
}

TEST(ClientOutbox, KeepsWhatWasNotSentInOrderWithItsKey) {
  const test::TemporaryFolder folder;
  const Outbox outbox(folder.path(), "p01@http://x");
  const v1::Command second = post(2'000, "deux"), first = post(1'000, "un");
  outbox.keep(second);
  outbox.keep(first);
  const auto waiting = outbox.waiting();
  ASSERT_EQ(waiting.size(), 2u);
  EXPECT_EQ(waiting[0].SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(waiting[1].command_key(), second.command_key());
  outbox.drop(first);
  EXPECT_EQ(outbox.waiting().size(), 1u);
}

TEST(ClientOutbox, IsOnePerAccount) {
  const test::TemporaryFolder folder;
  Outbox(folder.path(), "p01@http://x").keep(post(1, "secret"));
  EXPECT_TRUE(Outbox(folder.path(), "p02@http://x").waiting().empty());
}

TEST(ClientOutbox, SetsDamagedFilesAsideInsteadOfLosingThem) {
  const test::TemporaryFolder folder;
  const Outbox outbox(folder.path(), "x");
  outbox.keep(post(1, "bon"));
  const auto inside = folder.path() / "outbox" / hex_of("x");
  std::ofstream(inside / "00.command") << "\xff\xff\xff";
  EXPECT_EQ(outbox.waiting().size(), 1u);
  EXPECT_TRUE(std::filesystem::exists(inside / "00.command.unreadable"));
}

TEST(ClientOutbox, FilesAreForTheOwnerAlone) {
  const test::TemporaryFolder folder;
  Outbox(folder.path(), "x").keep(post(1, "à moi"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path() / "outbox" / hex_of("x"))) {
    EXPECT_EQ(entry.status().permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
              std::filesystem::perms::none);
  }
}

TEST(ClientKeys, AreUuidVersion7AndSortByTime) {
  const std::string key = make_command_key(1'000);
  EXPECT_EQ(key.size(), 16u);
  EXPECT_EQ(static_cast<unsigned char>(key[6]) >> 4, 7);
  EXPECT_EQ(static_cast<unsigned char>(key[8]) >> 6, 2);
  EXPECT_LT(key, make_command_key(1'001));
  EXPECT_NE(key, make_command_key(1'000));
}

TEST(ClientListing, PlacesOfTheLastListBecomeIds) {
  const test::TemporaryFolder folder;
  const Listing listing(folder.path(), "x", "threads");
  listing.remember({40, 12, 7});
  EXPECT_EQ(listing.find("~2").value(), 12u);
  EXPECT_EQ(listing.find("812").value(), 812u);
  EXPECT_EQ(listing.find("~4").error().exit, Exit::refused);
  EXPECT_EQ(listing.find("abc").error().exit, Exit::usage);
  EXPECT_EQ(listing.find("~").error().exit, Exit::usage);
  EXPECT_EQ(Listing(folder.path(), "x", "never-shown").find("~1").error().exit, Exit::usage);
}

TEST(ClientProfile, IsKeptForTheOwnerAloneAndForgotten) {
  const test::TemporaryFolder folder;
  const ProfileFile file(folder.path(), "default");
  EXPECT_EQ(file.load().error().exit, Exit::signed_out);
  file.save({"http://127.0.0.1:1", "secret", "p01", ""});
  EXPECT_EQ(file.load()->token, "secret");
  EXPECT_EQ(std::filesystem::status(folder.path() / "profiles" / "default.json").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  file.remove();
  EXPECT_FALSE(file.load().has_value());
}

}  // namespace
}  // namespace ramure::cli
