#include <gtest/gtest.h>

#include "tests/tidy/rules.hpp"

namespace ramure::tidy {

namespace {

Complaints direction(const char* path, const char* text) {
  return check_include_direction(Tree{{make_file(path, text)}});
}

TEST(IncludeDirection, BackwardsIsFound) {
  EXPECT_EQ(direction("protocol/codec.cpp", "#include \"storage/journal.hpp\"\n").size(), 1u);
  EXPECT_EQ(direction("storage/journal.cpp", "#include \"server/clock.hpp\"\n").size(), 1u);
  EXPECT_EQ(direction("client-cli/main.cpp", "#include \"server/config.hpp\"\n").size(), 1u);
  EXPECT_EQ(direction("client-cli/main.cpp", "#include \"server/roadmap/text_log.hpp\"\n").size(), 1u);
  EXPECT_EQ(direction("server/community/post.cpp", "#include \"server/live/writer.hpp\"\n").size(), 1u);
  EXPECT_EQ(direction("server/identity/permissions.cpp", "#include \"server/identity/accounts.hpp\"\n").size(), 1u);
  EXPECT_EQ(direction("server/app.cpp", "#include \"tests/support/clock.hpp\"\n").size(), 1u);
}

TEST(IncludeDirection, ForwardsIsFine) {
  EXPECT_TRUE(
      direction("server/live/writer.cpp", "#include \"storage/journal.hpp\"\n#include \"server/community/post.hpp\"\n")
          .empty());
  EXPECT_TRUE(direction("client-cli/main.cpp", "#include \"ramure/v1/frames.pb.h\"\n#include <string>\n").empty());
  EXPECT_TRUE(direction("client-cli/main.cpp", "#include \"server/roadmap/changes.hpp\"\n").empty());
  EXPECT_TRUE(direction("protocol/codec.cpp", "// #include \"storage/journal.hpp\"\n").empty());
}

TEST(IncludeDirection, OwnHeadersGoByTheirPathFromTheRoot) {
  EXPECT_EQ(direction("storage/journal.cpp", "#include \"journal.hpp\"\n").size(), 1u);
}

TEST(HeavyHeaders, BeastOutsideNet) {
  const char* beast = "#include <boost/beast/core.hpp>\n";
  EXPECT_EQ(check_heavy_headers(Tree{{make_file("server/live/feed.cpp", beast)}}).size(), 1u);
  EXPECT_TRUE(check_heavy_headers(Tree{{make_file("server/net/connection.cpp", beast)}}).empty());
}

TEST(HeavyHeaders, AsioInARuleRoomEvenThroughAnotherHeader) {
  const Tree tree{{make_file("server/community/post.cpp", "#include \"storage/view.hpp\"\n"),
                   make_file("storage/view.hpp", "#include <boost/asio/io_context.hpp>\n")}};
  const Complaints complaints = check_heavy_headers(tree);
  ASSERT_EQ(complaints.size(), 2u);  // the rule room and storage itself
  EXPECT_NE(complaints[0].text.find("through → storage/view.hpp"), std::string::npos) << complaints[0].text;
}

TEST(HeavyHeaders, SqliteShownToTheServer) {
  const Tree tree{{make_file("server/app.cpp", "#include \"storage/database.hpp\"\n"),
                   make_file("storage/database.hpp", "#include <SQLiteCpp/Database.h>\n")}};
  EXPECT_EQ(check_heavy_headers(tree).size(), 1u);
  EXPECT_EQ(check_heavy_headers(Tree{{make_file("server/ops/check.cpp", "#include <sqlite3.h>\n")}}).size(), 1u);
  EXPECT_TRUE(check_heavy_headers(Tree{{make_file("storage/database.cpp", "#include <sqlite3.h>\n")}}).empty());
}

TEST(InternalHeaders, UsedFromOutside) {
  const auto header = make_file("storage/connection.hpp", "// One connection. Internal to storage/: no other room.\n");
  const char* use = "#include \"storage/connection.hpp\"\n";
  EXPECT_EQ(check_internal_headers(Tree{{header, make_file("server/app.cpp", use)}}).size(), 1u);
  EXPECT_TRUE(check_internal_headers(Tree{{header, make_file("storage/store.cpp", use)}}).empty());
  EXPECT_TRUE(check_internal_headers(Tree{{header, make_file("tests/unit/connection_test.cpp", use)}}).empty());
}

TEST(InternalHeaders, OfThisRoom) {
  const auto header = make_file("server/community/families.hpp", "// By family. Internal to this room.\n");
  const char* use = "#include \"server/community/families.hpp\"\n";
  EXPECT_EQ(check_internal_headers(Tree{{header, make_file("server/live/a.cpp", use)}}).size(), 1u);
  EXPECT_TRUE(check_internal_headers(Tree{{header, make_file("server/community/a.cpp", use)}}).empty());
}

TEST(Headers, DeadUnguardedOrSilent) {
  const auto header = make_file("server/clock.hpp", "// Time.\n#pragma once\n");
  EXPECT_EQ(check_headers(Tree{{header}}).size(), 1u);
  EXPECT_TRUE(check_headers(Tree{{header, make_file("server/app.cpp", "#include \"server/clock.hpp\"\n")}}).empty());
  const auto bare = make_file("server/clock.hpp", "struct Clock {};\n");
  EXPECT_EQ(check_headers(Tree{{bare, make_file("server/app.cpp", "#include \"server/clock.hpp\"\n")}}).size(), 2u);
}

}  // namespace

}  // namespace ramure::tidy
