#include "server/files/printed_page.hpp"

#include "server/files/markdown.hpp"
#include "server/files/markdown_text.hpp"

namespace ramure::files {

namespace {

// A column is never narrower than its longest word: a date stays one that can be read.
constexpr const char* style_sheet =
    "@page{size:A4;margin:18mm 16mm;@bottom-center{content:counter(page)\" / \"counter(pages);font:9pt "
    "system-ui,sans-serif;color:#4d5763}}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d2327;"
    "background:#fff;overflow-wrap:break-word}h1{line-height:1.25;margin-bottom:.25rem}h2{margin-top:1.75rem}"
    "h1,h2,h3{break-after:avoid}.below{color:#4d5763;margin-top:0}"
    "blockquote{border-left:3px solid #c9ced6;margin-left:0;padding-left:1rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #c9ced6;padding:.35rem .6rem;text-align:left;"
    "vertical-align:top;overflow-wrap:normal}th{background:#f1f5f2}thead{display:table-header-group}"
    "tr,li,blockquote{break-inside:avoid}p{orphans:3;widows:3}"
    ".wide{overflow-x:auto;margin:1rem 0}.wide:focus-visible{outline:2px solid #1f6b4a}"
    ".ending{border-top:1px solid #c9ced6;margin-top:2rem;padding-top:.75rem;color:#4d5763}"
    "@media print{body{margin:0;padding:0;max-width:none;font-size:11pt}.wide{overflow:visible}"
    "table{font-size:9pt}.appendix{break-before:page}}";

// A table that is wider than a phone is moved in a frame of its own, also with the keyboard. cmark writes the tag alone
// on its line, and nothing that people write can: their "<" is "&lt;".
std::string framed_tables(Language language, std::string html) {
  const std::string open = std::string("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"") +
                           in(language, {"Tableau", "Table"}) + "\">\n<table>";
  const auto replace_all = [&html](std::string_view old, const std::string& by) {
    std::string replaced;
    for (std::size_t from = 0;;) {
      const std::size_t at = html.find(old, from);
      replaced += html.substr(from, at - from);
      if (at == std::string::npos) break;
      replaced += by;
      from = at + old.size();
    }
    html = std::move(replaced);
  };
  replace_all("<table>", open);
  replace_all("</table>", "</table>\n</div>");
  return html;
}

constexpr const char* outside_heads =
    "<meta name=\"robots\" content=\"noindex,nofollow,noarchive\">\n<meta name=\"referrer\" content=\"no-referrer\">\n";

bool brings_title(std::string_view markdown) { return markdown.starts_with("# "); }

}  // namespace

std::string printed_page(Language language, const PrintedPage& page) {
  const std::string title = escaped_html(one_line(page.title));
  std::string html = "<!doctype html>\n<html lang=\"" + std::string(in(language, {"fr", "en"})) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
                     "</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n" +
                     (page.is_for_outside ? outside_heads : "") +
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                     "'unsafe-inline'\">\n<style>" +
                     style_sheet + "</style>\n</head>\n<body>\n<main dir=\"auto\">\n";
  if (!brings_title(page.markdown)) {
    html += "<h1>" + title + "</h1>\n";
    if (!page.below.empty()) html += "<p class=\"below\">" + escaped_html(one_line(page.below)) + "</p>\n";
  }
  html += framed_tables(language, html_of_markdown(page.markdown, 1));
  if (!page.appendix.empty()) {
    html +=
        "<section class=\"appendix\">\n" + framed_tables(language, html_of_markdown(page.appendix, 1)) + "</section>\n";
  }
  html += "</main>\n";
  if (!page.ending.empty()) html += "<footer class=\"ending\">" + escaped_html(one_line(page.ending)) + "</footer>\n";
  return html + "</body>\n</html>\n";
}

}  // namespace ramure::files
