#include <gtest/gtest.h>

#include "tests/tidy/rules.hpp"

namespace ramure::tidy {

namespace {

std::string repeated(const char* line, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += line;
  return text;
}

SourceFile reasons(const char* text) { return make_file("tests/tidy/reasons.txt", text); }

TEST(FileSizes, OnePastTheLimit) {
  EXPECT_TRUE(check_file_sizes(Tree{{make_file("server/a.cpp", repeated("int x;\n", 400))}}).empty());
  const auto long_file = make_file("server/a.cpp", repeated("int x;\n", 401));
  EXPECT_EQ(check_file_sizes(Tree{{long_file}}).size(), 1u);
  EXPECT_TRUE(check_file_sizes(Tree{{long_file, reasons("server/a.cpp: one table, read as a whole\n")}}).empty());
}

std::string function_of(int lines) {
  return "namespace a {\n\nint decide(const View& view,\n           int more) {\n" +
         repeated("  step();\n", lines - 3) + "}\n\n}  // namespace a\n";
}

TEST(FunctionSizes, OnePastTheLimit) {
  EXPECT_TRUE(check_function_sizes(Tree{{make_file("server/a.cpp", function_of(70))}}).empty());
  const auto long_function = make_file("server/a.cpp", function_of(71));
  const Complaints complaints = check_function_sizes(Tree{{long_function}});
  ASSERT_EQ(complaints.size(), 1u);
  EXPECT_EQ(complaints[0].line, 3u);
  EXPECT_EQ(complaints[0].text.substr(0, 19), "decide has 71 lines");
  EXPECT_TRUE(check_function_sizes(Tree{{long_function, reasons("server/a.cpp#decide: one switch\n")}}).empty());
}

TEST(FunctionSizes, TypesAndTablesAreNotFunctions) {
  const auto text =
      "class A {\n" + repeated("  int f();\n", 90) + "};\nconst int table[] = {\n" + repeated("  1,\n", 90) + "};\n";
  EXPECT_TRUE(check_function_sizes(Tree{{make_file("server/a.hpp", text)}}).empty());
}

TEST(Reasons, OneThatOutlivedItsFile) {
  EXPECT_EQ(check_reasons(Tree{{make_file("server/a.cpp", "int x;\n"), reasons("server/a.cpp: it was long\n")}}).size(),
            1u);
}

}  // namespace

}  // namespace ramure::tidy
