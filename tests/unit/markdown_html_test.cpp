// Markdown of strangers to HTML that runs nothing and loads nothing: server/files/markdown.hpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/files/markdown.hpp"

namespace ramure::files {

using testing::HasSubstr;
using testing::Not;

TEST(MarkdownHtml, LinksLeadWhereThePageWouldFollowThem) {
  for (const char* good : {"https://ramure.example/a", "HTTP://ramure.example", "mailto:p@ramure.example", "/fil/12"}) {
    EXPECT_THAT(html_of_markdown(std::string("[ici](") + good + ")", 3), HasSubstr(std::string("href=\"") + good));
  }
}

TEST(MarkdownHtml, OtherAddressesLeadNowhereAndTheirWordsStay) {
  for (const char* bad :
       {"//elsewhere.example", "/\\elsewhere.example", "blob:https://a.example/1", "feed:https://a.example",
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http:elsewhere.example"}) {
    const std::string html = html_of_markdown(std::string("[ici](<") + bad + ">)", 3);
    EXPECT_THAT(html, HasSubstr("ici"));
    EXPECT_THAT(html, HasSubstr("href=\"\"")) << html;
  }
}

TEST(MarkdownHtml, WordsInAngleBracketsStay) {
  EXPECT_THAT(html_of_markdown("Écrire à <nom du maire> avant mardi", 3),
              HasSubstr("&lt;nom du maire&gt; avant mardi"));
  EXPECT_THAT(html_of_markdown("<titre>\nà compléter\n\nLa suite", 3), HasSubstr("&lt;titre&gt;\nà compléter"));
  EXPECT_THAT(html_of_markdown("<b onclick=alert(1)>gras</b>", 3), Not(HasSubstr("onclick")));
}

TEST(MarkdownHtml, APictureFromElsewhereIsALinkSoThatOpeningTellsNobody) {
  const std::string html = html_of_markdown("Avant ![le **plan**](https://elsewhere.example/plan.png) après", 3);
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://elsewhere.example/plan.png\">le <strong>plan</strong></a>"));
  EXPECT_THAT(html_of_markdown("![](https://elsewhere.example/x.png)", 3),
              HasSubstr(">https://elsewhere.example/x.png</a>"));
  EXPECT_THAT(html_of_markdown("[![plan](https://elsewhere.example/x.png)](https://ramure.example)", 3),
              HasSubstr("<a href=\"https://ramure.example\"><em>plan</em></a>"));
  EXPECT_THAT(html_of_markdown("![](//elsewhere.example/x.png)", 3), Not(HasSubstr("elsewhere")));
}

}  // namespace ramure::files
