#include "server/community/text.hpp"

#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "server/community/mentions.hpp"

namespace ramure::community {

namespace {

v1::RefusalCode code_of(const Checked& checked) {
  return checked ? v1::REFUSAL_CODE_UNSPECIFIED : checked.error().code();
}
v1::RefusalCode title(std::string_view text) { return code_of(check_title("title", text)); }
v1::RefusalCode body(std::string_view text) { return code_of(check_body("body", text)); }

constexpr auto accepted = v1::REFUSAL_CODE_UNSPECIFIED;
constexpr auto invalid = v1::REFUSAL_CODE_INVALID_ARGUMENT;

using Ids = std::vector<std::uint64_t>;
Ids mentions(std::string_view text) { return mentioned_ids(text, 100); }

}  // namespace

TEST(Text, LinesAreOneLineWithoutControlsOrTurnedDirections) {
  for (const char* text :
       {"Où en est-on ?", "été", "« Île » d’outre-mer", "a\u00A0b\u202Fc", "👩‍🌾🌾🌾", "日本語", "שלום"}) {
    EXPECT_EQ(title(text), accepted) << text;
  }
  using std::string_view_literals::operator""sv;
  for (const std::string_view text : {"a\nbc"sv, "a\tbc"sv, "a\rbc"sv, "a\0bc"sv, "abc\x7F"sv, "abc\u0085"sv,
                                      "abc\u2028"sv, "abc\u202E"sv, "abc\u2066"sv, "abc\x1B[31m"sv}) {
    EXPECT_EQ(title(text), invalid) << text;
  }
}

TEST(Text, BodiesHoldLineFeedsAndTabsButNoOtherControls) {
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(body("un\n\n\tdeux\n"), accepted);
  for (const std::string_view text : {"un\rdeux"sv, "un\0deux"sv, "un\x1B[0m"sv, "un\u009B"sv}) {
    EXPECT_EQ(body(text), invalid) << text;
  }
}

TEST(Text, WhatIsNotUtf8IsRefused) {
  for (const char* text : {"abc\xFF", "abc\xC3",
                           "\xC0\xAF"
                           "abc",
                           "abc\xED\xA0\x80", "abc\xF4\x90\x80\x80",
                           "\xE0\x80\x80"
                           "abc",
                           "\x80"
                           "abc"}) {
    EXPECT_EQ(title(text), invalid);
    EXPECT_EQ(body(text), invalid);
  }
}

TEST(Text, WhatCannotBeSeenIsBlank) {
  for (const char* text :
       {"", "   ", " \n\t\n ", "\u00A0\u00A0\u00A0", "\u202F\u2009\u3000", "\u200B\u200D\uFEFF", "\u2060"}) {
    EXPECT_TRUE(is_blank(text)) << text;
    EXPECT_EQ(body(text), invalid);
  }
  for (const char* text : {".", " x ", "👍", "\u200Bé"}) EXPECT_FALSE(is_blank(text)) << text;
}

TEST(Text, LengthsAreBytes) {
  EXPECT_EQ(title("ab"), invalid);
  EXPECT_EQ(title("abc"), accepted);
  EXPECT_EQ(title("é."), accepted) << "three bytes";
  const Checked long_title = check_title("open_thread.title", std::string(limits::title_bytes_max + 1, 'x'));
  ASSERT_FALSE(long_title);
  EXPECT_EQ(long_title.error().code(), v1::REFUSAL_CODE_TOO_LARGE);
  EXPECT_EQ(long_title.error().field(), "open_thread.title");
  EXPECT_EQ(long_title.error().data().at("limit"), "300");
  EXPECT_EQ(long_title.error().data().at("unit"), "bytes");
}

TEST(Text, KeysAreLowerCaseLettersDigitsAndHyphens) {
  EXPECT_TRUE(check_key("key", "c-terr-t08"));
  EXPECT_TRUE(check_key("key", ""));
  for (const char* key : {"T08", "t 8", "t_8", "été", "a/b", "../a"})
    EXPECT_EQ(code_of(check_key("key", key)), invalid) << key;
  EXPECT_EQ(code_of(check_key("key", std::string(limits::key_bytes_max + 1, 'a'))), v1::REFUSAL_CODE_TOO_LARGE);
}

TEST(Text, PositionsCountUtf16UnitsAndCutNoCharacter) {
  constexpr std::string_view text = "aé👍b";  // 1 + 1 + 2 + 1 units
  for (const std::uint32_t units : {0u, 1u, 2u, 4u, 5u}) EXPECT_TRUE(is_utf16_boundary(text, units)) << units;
  for (const std::uint32_t units : {3u, 6u, 1'000'000u}) EXPECT_FALSE(is_utf16_boundary(text, units)) << units;
}

TEST(Mentions, AreDrawnInOrderOnce) {
  EXPECT_EQ(mentions("Bonjour <@12>, <@7> et <@12>."), (Ids{12, 7}));
  EXPECT_EQ(mentions("<@9007199254740991>"), Ids{9007199254740991});
  EXPECT_EQ(mentions("<<@3>>"), Ids{3});
  EXPECT_EQ(mentioned_ids("<@1><@2><@3>", 2), (Ids{1, 2}));
}

TEST(Mentions, OtherThingsAreText) {
  for (const char* text : {"<@>", "<@0>", "<@012>", "<@-1>", "<@ 1>", "<@1 >", "<@1", "<#1>", "<!1>", "@1",
                           "<@9007199254740992>", "<@99999999999999999999999>", "<@1a>", "\\<@1>", "<@+1>"}) {
    EXPECT_EQ(mentions(text), Ids{}) << text;
  }
}

TEST(Mentions, CodeIsNotLookedInto) {
  EXPECT_EQ(mentions("`<@1>` <@2>"), Ids{2});
  EXPECT_EQ(mentions("``<@1> ` <@3>`` <@2>"), Ids{2});
  EXPECT_EQ(mentions("`<@1>"), Ids{1}) << "nothing closes it";
  EXPECT_EQ(mentions("`<@1>\n\n` <@2>"), (Ids{1, 2})) << "another paragraph does not close it";
  EXPECT_EQ(mentions("```\n<@1>\n```\n<@2>"), Ids{2});
  EXPECT_EQ(mentions("avant\n~~~~ texte\n<@1>\n~~~\n<@3>\n~~~~\n<@2>"), Ids{2});
  EXPECT_EQ(mentions("```\n<@1>"), Ids{}) << "an open fence reaches to the end";
  EXPECT_EQ(mentions("\\`<@1>`"), Ids{1});
  EXPECT_EQ(mentions("    ```\n<@1>"), Ids{1}) << "too far in to be a fence";
}

TEST(Mentions, HostileBodiesTakeNoTime) {
  std::string ticks, opened, spans;
  while (ticks.size() < limits::body_bytes_max) ticks += std::string(ticks.size() % 200 + 1, '`') + " ";
  while (opened.size() < limits::body_bytes_max) opened += "<@";
  while (spans.size() < limits::body_bytes_max) spans += "`a`";
  EXPECT_EQ(mentions(ticks + "<@1>"), Ids{1});
  EXPECT_EQ(mentions(opened), Ids{});
  EXPECT_EQ(mentions(spans), Ids{});
}

}  // namespace ramure::community
