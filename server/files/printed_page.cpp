#include "server/files/printed_page.hpp"

#include "server/files/markdown.hpp"
#include "server/files/markdown_text.hpp"

namespace ramure::files {

namespace {

// A column is never narrower than its longest word: a date stays one that can be read.
constexpr const char* style_sheet =
    "@page{size:A4;margin:18mm 16mm}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d2327;"
    "background:#fff;overflow-wrap:break-word}h1{line-height:1.25;margin-bottom:.25rem}h2{margin-top:1.75rem}"
    "h1,h2,h3{break-after:avoid}.below{color:#4d5763;margin-top:0}"
    "blockquote{border-left:3px solid #c9ced6;margin-left:0;padding-left:1rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #c9ced6;padding:.35rem .6rem;text-align:left;"
    "vertical-align:top;overflow-wrap:normal}th{background:#f1f5f2}tr,li,blockquote{break-inside:avoid}"
    "@media print{body{margin:0;padding:0;max-width:none;font-size:11pt}}";

bool brings_title(std::string_view markdown) { return markdown.starts_with("# "); }

}  // namespace

std::string printed_page(Language language, const PrintedPage& page) {
  const std::string title = escaped_html(one_line(page.title));
  std::string html = "<!doctype html>\n<html lang=\"" + std::string(in(language, {"fr", "en"})) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
                     "</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                     "'unsafe-inline'\">\n<style>" +
                     style_sheet + "</style>\n</head>\n<body>\n<main dir=\"auto\">\n";
  if (!brings_title(page.markdown)) {
    html += "<h1>" + title + "</h1>\n";
    if (!page.below.empty()) html += "<p class=\"below\">" + escaped_html(one_line(page.below)) + "</p>\n";
  }
  return html + html_of_markdown(page.markdown, 1) + "</main>\n</body>\n</html>\n";
}

}  // namespace ramure::files
