// Under which name a file is handed out, and which part of it.
#include "server/files/sending.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ramure::files {

TEST(ContentDisposition, NamesAreEncodedForOldAndNewClients) {
  EXPECT_EQ(content_disposition(Disposition::download, "budget 2018.pdf"),
            "attachment; filename=\"budget 2018.pdf\"; filename*=UTF-8''budget%202018.pdf");
  EXPECT_EQ(content_disposition(Disposition::shown, "Été.png"),
            "inline; filename=\"_t_.png\"; filename*=UTF-8''%C3%89t%C3%A9.png");
}

TEST(ContentDisposition, NothingInANameEndsTheHeader) {
  for (const char* name :
       {"a\"; filename=\"evil.html", "a\r\nSet-Cookie: x=1", "a\\\"b", "%22%0d%0a", "a;b", "a'b*c"}) {
    const std::string value = content_disposition(Disposition::download, name);
    EXPECT_EQ(value.find_first_of("\r\n\\"), std::string::npos) << value;
    EXPECT_EQ(std::ranges::count(value, '"'), 2) << value;
    EXPECT_EQ(std::ranges::count(value, ';'), 2) << value;
    EXPECT_EQ(std::ranges::count(value, '\''), 2) << value;
  }
}

TEST(FileNames, OfDocumentsFitEverySystem) {
  EXPECT_EQ(file_name_of("Par où commencer ?", ".md"), "Par où commencer.md");
  EXPECT_EQ(file_name_of("../../etc/passwd", ".html"), "etc passwd.html");
  EXPECT_EQ(file_name_of("a/b\\c:d*e\"f<g>h|i\nj", ".md"), "a b c d e f g h i j.md");
  EXPECT_EQ(file_name_of(" … ? ", ".md"), "….md");
  EXPECT_EQ(file_name_of("???", ".md"), "export.md");
  const std::string cut = file_name_of(std::string(119, 'a') + "éé", ".md");
  EXPECT_EQ(cut, std::string(119, 'a') + ".md") << "never in the middle of a character";
}

namespace {

void expect_part(std::string_view header, std::uint64_t size, std::uint64_t first, std::uint64_t bytes) {
  const RangeAnswer answer = range_asked(header, size);
  EXPECT_EQ(answer.kind, RangeAnswer::Kind::part) << header;
  EXPECT_EQ(answer.part.first, first) << header;
  EXPECT_EQ(answer.part.bytes, bytes) << header;
}

}  // namespace

TEST(Ranges, OnePart) {
  expect_part("bytes=0-0", 10, 0, 1);
  expect_part("bytes=0-9", 10, 0, 10);
  expect_part("bytes=2-", 10, 2, 8);
  expect_part("bytes=-3", 10, 7, 3);
  expect_part("bytes=-300", 10, 0, 10);
  expect_part("bytes=9-100", 10, 9, 1);
  expect_part("bytes=5-99999999999999999999999999999999", 10, 5, 5);
  expect_part("bytes= 1-2 ", 10, 1, 2);
}

TEST(Ranges, BeyondTheEnd) {
  for (const char* header : {"bytes=10-", "bytes=10-20", "bytes=99999999999999999999999999-", "bytes=-0"}) {
    EXPECT_EQ(range_asked(header, 10).kind, RangeAnswer::Kind::unsatisfiable) << header;
  }
  EXPECT_EQ(range_asked("bytes=0-", 0).kind, RangeAnswer::Kind::unsatisfiable);
}

TEST(Ranges, WhatIsNotOnePartIsTheWhole) {
  for (const char* header :
       {"", "bytes=", "bytes=-", "bytes=0-1,3-4", "bytes=0-0,0-0,0-0,0-0", "lines=1-2", "bytes=a-b", "bytes=5-2",
        "bytes=+1-2", "bytes=1", "bytes=1-2-3", "bytes=0x1-2", "1-2", "bytes==1-2"}) {
    EXPECT_EQ(range_asked(header, 10).kind, RangeAnswer::Kind::whole) << header;
  }
}

TEST(EntityTags, AreFoundInLists) {
  EXPECT_TRUE(names_tag("\"a-1-0\"", "\"a-1-0\""));
  EXPECT_TRUE(names_tag("\"x\", W/\"a-1-0\" ,\"y\"", "\"a-1-0\""));
  EXPECT_TRUE(names_tag("*", "\"a-1-0\""));
  EXPECT_FALSE(names_tag("", "\"a-1-0\""));
  EXPECT_FALSE(names_tag("\"a-1-00\", a-1-0", "\"a-1-0\""));
}

}  // namespace ramure::files
