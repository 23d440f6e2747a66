// Files for word processors: whole archives, well-formed parts, and nothing of a stranger's words taken for more than
// words. That LibreOffice opens them is shown in tests/office/.
#include "server/files/office_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/files/media_type.hpp"
#include "server/files/zip_writer.hpp"
#include "tests/support/stored_zip.hpp"

namespace ramure::files {

namespace {

using testing::HasSubstr;
using testing::Not;

OfficeDocument document_of(std::string_view markdown) {
  return {
      .language = Language::french, .title = "Notre <feuille> & \"route\"", .blocks = rich_text_of_markdown(markdown)};
}

std::string word_text(std::string_view markdown) {
  return test::stored_files(word_file(document_of(markdown))).at("word/document.xml");
}
std::string open_text(std::string_view markdown) {
  return test::stored_files(open_document_file(document_of(markdown))).at("content.xml");
}

std::string media_type(const std::string& bytes) {
  const ReadAt read = [&](std::uint64_t at, std::size_t count) { return bytes.substr(at, count); };
  return media_type_of(read, bytes.size()).name;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all{
      "",
      "# Titre\n\nUn *mot* **gras** ~~barré~~ `code` [ici](https://ramure.example/a?b=1&c=\"2\").\nEt la ligne "
      "d’après.",
      "- un\n- deux\n  1. trois\n  2. quatre\n\n     encore quatre\n- cinq\n\n7. sept\n8. huit",
      "- - - profond\n\n* [ ] à faire\n* [x] fait",
      "> cité\n>\n> > deux fois\n\n---\n\n```\nligne 1\n  ligne 2\n```",
      "| A | B |\n| --- | --- |\n| un **gras** | 2 \\| 3 |\n| seul |\n\n| C |\n| --- |\n",
      "<script>alert(1)</script>\n\n&lt;w:p/&gt; ]]> <!-- x --> <text:p> \x01\x02\x1F \xEF\xBF\xBE \xEF\xBF\xBF \xFF",
      "[a](javascript:alert(1)) [b](http://a b/ç[) ![img](https://ramure.example/x.png) [c](/fil/12) "
      "<p@ramure.example>",
      "1. a\n\n   | x |\n   | - |\n   | y |\n\n2. b\n\n# T\n\n3. c",
      std::string(300, '>') + " profond\n\n" + std::string(60'000, '|'),
      "a  b   c\td\n\n     code  indenté",
  };
  return all;
}

}  // namespace

TEST(OfficeDocument, EveryPartIsWellFormedWhateverIsWritten) {
  for (const std::string& text : texts()) {
    for (const std::string& bytes : {word_file(document_of(text)), open_document_file(document_of(text))}) {
      for (const auto& [name, content] : test::stored_files(bytes)) {
        if (name != "mimetype") EXPECT_EQ(test::wrong_in_xml(content), "") << name << " of " << text.substr(0, 80);
      }
    }
  }
}

TEST(OfficeDocument, IsTakenForWhatItIs) {
  const std::string word = word_file(document_of("# Titre")), open = open_document_file(document_of("# Titre"));
  EXPECT_EQ(media_type(word), word_media_type);
  EXPECT_EQ(media_type(open), open_document_media_type);
  EXPECT_EQ(word, word_file(document_of("# Titre"))) << "the same text gives the same bytes";
  EXPECT_EQ(open.substr(30, 8 + 39), std::string("mimetype") + open_document_media_type);
}

TEST(OfficeDocument, WordsKeepTheirLook) {
  const std::string& text = texts()[1];
  EXPECT_THAT(word_text(text), HasSubstr("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t "
                                         "xml:space=\"preserve\">Titre</w:t></w:r></w:p>"));
  EXPECT_THAT(word_text(text), HasSubstr("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">gras</w:t>"));
  EXPECT_THAT(word_text(text), HasSubstr("<w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">mot</w:t>"));
  EXPECT_THAT(word_text(text), HasSubstr("<w:strike/>"));
  EXPECT_THAT(word_text(text), HasSubstr("<w:r><w:br/></w:r><w:r><w:t xml:space=\"preserve\">Et la ligne"));
  EXPECT_THAT(open_text(text),
              HasSubstr("<text:h text:style-name=\"Heading_20_1\" text:outline-level=\"1\">Titre</text:h>"));
  EXPECT_THAT(open_text(text), HasSubstr("<text:span text:style-name=\"T1\">gras</text:span>"));
  EXPECT_THAT(open_text(text), HasSubstr("xlink:href=\"https://ramure.example/a?b=1&amp;c=%222%22\""));
}

TEST(OfficeDocument, ListsAreCountedWhereTheyBegin) {
  const auto files = test::stored_files(word_file(document_of(texts()[2])));
  EXPECT_THAT(files.at("word/numbering.xml"), HasSubstr("<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/>"));
  EXPECT_THAT(files.at("word/numbering.xml"), HasSubstr("<w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"1\"/>"));
  EXPECT_THAT(open_text(texts()[2]),
              HasSubstr("<text:list-item text:start-value=\"7\"><text:p text:style-name=\"Standard\">sept"));
}

TEST(OfficeDocument, AddressesAreUrisAndLeadOutOnly) {
  const auto files = test::stored_files(word_file(document_of(texts()[7])));
  const std::string& relations = files.at("word/_rels/document.xml.rels");
  EXPECT_THAT(relations, Not(HasSubstr("javascript")));
  EXPECT_THAT(relations, Not(HasSubstr("/fil/12")));
  EXPECT_THAT(relations, HasSubstr("Target=\"https://ramure.example/x.png\" TargetMode=\"External\""));
  EXPECT_THAT(relations, HasSubstr("mailto:p@ramure.example"));
  EXPECT_THAT(files.at("word/document.xml"), Not(HasSubstr("w:drawing"))) << "nothing is fetched when it is opened";
}

TEST(OfficeDocument, TablesHaveAHeadThatComesAgainOnEveryPage) {
  EXPECT_THAT(word_text(texts()[5]), HasSubstr("<w:cantSplit/><w:tblHeader/>"));
  EXPECT_THAT(open_text(texts()[5]), HasSubstr("<table:table-header-rows>"));
  EXPECT_THAT(open_text(texts()[5]), HasSubstr("2 | 3"));
}

TEST(OfficeDocument, SeveralSpacesStaySeveral) { EXPECT_THAT(open_text("a  b"), HasSubstr("a <text:s/>b")); }

TEST(Crc32, IsThatOfRfc1952) { EXPECT_EQ(crc32_of("123456789"), 0xCBF43926U); }

}  // namespace ramure::files
