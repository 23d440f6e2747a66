// Files that came by mail are kept for one message: all of them or none.
#include "server/files/keep_upload.hpp"

#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {
namespace {

TEST(KeepUploads, WithoutRoomForAllNoneIsLeftWaiting) {
  FoundedCommunity community;
  const std::uint64_t member = community.valmerac.first;
  const auto uploads = storage::Uploads::open(community.folder(), false);
  const std::vector<files::WholeFile> two{{"a1", "un.txt", "onze octets"}, {"a2", "deux.txt", "onze octets"}};
  auto taken = uploads->begin(member, limits::uploads_bytes_max - 15);
  ASSERT_NE(taken, nullptr);
  EXPECT_FALSE(files::keep_uploads(*uploads, member, two, 1'000));
  EXPECT_FALSE(uploads->has(member, "a1")) << "there was room for this one";
  taken = uploads->begin(member, 15);
  EXPECT_NE(taken, nullptr) << "nor was room lost";
}

TEST(KeepUploads, TwiceIsOnce) {
  FoundedCommunity community;
  const std::uint64_t member = community.valmerac.first;
  const auto uploads = storage::Uploads::open(community.folder(), false);
  const std::vector<files::WholeFile> one{{"a1", "un.txt", "onze octets"}};
  EXPECT_TRUE(files::keep_uploads(*uploads, member, one, 1'000));
  EXPECT_TRUE(files::keep_uploads(*uploads, member, one, 2'000));
  EXPECT_TRUE(uploads->has(member, "a1"));
  EXPECT_FALSE(uploads->has(community.valmerac.second, "a1")) << "it is hers";
}

}  // namespace
}  // namespace ramure::test
