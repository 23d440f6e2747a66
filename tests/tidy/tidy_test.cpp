// The rules on this repository itself.
#include <gtest/gtest.h>

#include <ostream>

#include "tests/tidy/rules.hpp"

namespace ramure::tidy {

namespace {

const Tree& this_repository() {
  static const Tree tree = load_tree(RAMURE_SOURCE_DIR);
  return tree;
}

void expect_none(const Complaints& complaints) {
  for (const Complaint& complaint : complaints) {
    ADD_FAILURE() << complaint.path << (complaint.line == 0 ? "" : ":" + std::to_string(complaint.line)) << ": "
                  << complaint.text;
  }
}

TEST(Tidy, ReadsTheWholeRepository) {
  ASSERT_NE(this_repository().find("CMakeLists.txt"), nullptr);
  ASSERT_NE(this_repository().find("tests/tidy/tidy_test.cpp"), nullptr);
  EXPECT_FALSE(this_repository().has_folder("build"));
}

TEST(Tidy, IncludesPointOneWay) { expect_none(check_include_direction(this_repository())); }
TEST(Tidy, HeavyHeadersStayInTheirRooms) { expect_none(check_heavy_headers(this_repository())); }
TEST(Tidy, InternalHeadersStayInside) { expect_none(check_internal_headers(this_repository())); }
TEST(Tidy, HeadersAreUsedAndTeach) { expect_none(check_headers(this_repository())); }
TEST(Tidy, NoBannedCalls) { expect_none(check_banned_calls(this_repository())); }
TEST(Tidy, SqlInStorageOnly) { expect_none(check_sql(this_repository())); }
TEST(Tidy, FilesAreShort) { expect_none(check_file_sizes(this_repository())); }
TEST(Tidy, FunctionsAreShort) { expect_none(check_function_sizes(this_repository())); }
TEST(Tidy, ReasonsStillHold) { expect_none(check_reasons(this_repository())); }
TEST(Tidy, NothingPutOff) { expect_none(check_words(this_repository())); }
TEST(Tidy, LinksLeadSomewhere) { expect_none(check_links(this_repository())); }
TEST(Tidy, NamedPathsAreThere) { expect_none(check_named_paths(this_repository())); }
TEST(Tidy, EachFolderSaysWhatItIs) { expect_none(check_readmes(this_repository())); }

}  // namespace

}  // namespace ramure::tidy
