#include <gtest/gtest.h>

#include "tests/tidy/rules.hpp"

namespace ramure::tidy {

namespace {

TEST(Words, PutOffOrOfOneMachine) {
  const std::string put_off =
      "// TO"
      "DO later\n";
  const std::string machine_path =
      "cd /ho"
      "me/somebody\n";
  EXPECT_EQ(check_words(Tree{{make_file("server/a.cpp", put_off)}}).size(), 1u);
  EXPECT_EQ(check_words(Tree{{make_file("deploy/b", machine_path)}}).size(), 1u);
  const std::string page = "import Page from '../pages" + machine_path.substr(3, 6) + "Page.svelte';\n";
  EXPECT_TRUE(check_words(Tree{{make_file("client-web/a.ts", page)}}).empty());
  EXPECT_TRUE(check_words(Tree{{make_file("server/a.cpp", "// method, nothing to do\n")}}).empty());
}

TEST(Links, ToNowhere) {
  const auto target = make_file("server/README.md", "# Server\n## How one message travels\n");
  const auto complaints_of = [&](const char* text) {
    return check_links(Tree{{target, make_file("README.md", text)}}).size();
  };
  EXPECT_EQ(complaints_of("[a](server/gone.md)\n"), 1u);
  EXPECT_EQ(complaints_of("[a](server/README.md#gone)\n"), 1u);
  EXPECT_EQ(complaints_of("[a](server/) [b](server/README.md#how-one-message-travels) [c](https://example.org/x)\n"),
            0u);
}

TEST(NamedPaths, NotThere) {
  const auto writer = make_file("server/live/writer.cpp", "int x;\n");
  const auto complaints_of = [&](const char* text) {
    return check_named_paths(Tree{{writer, make_file("README.md", text)}}).size();
  };
  EXPECT_EQ(complaints_of("Start in `server/live/reader.cpp`.\n"), 1u);
  EXPECT_EQ(complaints_of("Then `reader.hpp`.\n"), 1u);
  EXPECT_EQ(complaints_of("Then `writer.cpp`, a `*.cpp`, some `Writer` and `text.md`.\n"), 0u);
  EXPECT_EQ(complaints_of("Start in `server/live/writer.cpp`, below `server/live/`; `server/*/` too.\n"), 0u);
}

TEST(Readmes, MissingOrTooLong) {
  const auto complaints_of = [](std::vector<SourceFile> files) { return check_readmes(Tree{std::move(files)}).size(); };
  const auto readme = make_file("server/README.md", "# Server\n");
  EXPECT_EQ(complaints_of({make_file("server/a.cpp", "")}), 1u);
  EXPECT_EQ(complaints_of({readme, make_file("server/net/a.cpp", "")}), 1u);
  EXPECT_EQ(complaints_of({readme, make_file("server/a.cpp", "")}), 0u);
  std::string page;
  for (int i = 0; i < 81; ++i) page += "line\n";
  EXPECT_EQ(complaints_of({make_file("server/README.md", page)}), 1u);
}

}  // namespace

}  // namespace ramure::tidy
