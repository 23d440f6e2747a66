#include <gtest/gtest.h>

#include "tests/tidy/rules.hpp"

namespace ramure::tidy {

namespace {

std::size_t banned(const char* path, const char* text) {
  return check_banned_calls(Tree{{make_file(path, text)}}).size();
}
std::size_t sql(const char* path, const char* text) { return check_sql(Tree{{make_file(path, text)}}).size(); }

TEST(BannedCalls, EachIsFound) {
  for (const char* line :
       {"getenv(\"X\");", "std::system(line);", "popen(a, b);", "std::cout << 1;", "sleep(1);",
        "std::this_thread::sleep_for(1s);", "std::time(nullptr);", "std::chrono::system_clock::now();", "rand();",
        "std::random_device device;", "assert(x);", "printf(\"a\");"}) {
    EXPECT_EQ(banned("server/live/feed.cpp", line), 1u) << line;
  }
}

TEST(BannedCalls, EachHasItsPlace) {
  EXPECT_EQ(banned("server/config.cpp", "getenv(\"RAMURE_DATA\");"), 0u);
  EXPECT_EQ(banned("server/system_clock.cpp", "std::chrono::system_clock::now();"), 0u);
  EXPECT_EQ(banned("server/main.cpp", "std::cout << 1;"), 0u);
  EXPECT_EQ(banned("tests/unit/feed_test.cpp", "std::random_device device;"), 0u);
}

TEST(BannedCalls, NamesThatOnlyLookAlikeAreFine) {
  EXPECT_EQ(
      banned("server/live/feed.cpp", "int operand(int x);  // rand() is banned\nlog(\"getenv(\");\ntimer.sleep(1);"),
      0u);
  EXPECT_EQ(banned("server/live/feed.cpp", "boost::system::error_code e; static_assert(true); auto t = event.time();"),
            0u);
}

TEST(BannedCalls, RulesCannotWaitOrLookAtAClock) {
  EXPECT_EQ(banned("server/community/post.cpp", "auto t = std::chrono::steady_clock::now();"), 1u);
  EXPECT_EQ(banned("server/community/post.cpp", "co_await timer;"), 1u);
  EXPECT_EQ(banned("server/live/feed.cpp", "auto t = std::chrono::steady_clock::now();"), 0u);
}

TEST(Sql, OutsideStorage) {
  EXPECT_EQ(sql("server/ops/check.cpp", "run(\"SELECT seq FROM journal\");"), 1u);
  EXPECT_EQ(sql("server/ops/check.cpp", "run(R\"(  DELETE FROM journal)\");"), 1u);
  EXPECT_EQ(sql("storage/journal.cpp", "run(\"SELECT seq FROM journal\");"), 0u);
  EXPECT_EQ(sql("server/ops/check.cpp", "say(\"Select a thread\");  // \"SELECT 1\""), 0u);
}

}  // namespace

}  // namespace ramure::tidy
