#include "server/files/document.hpp"
#include "server/files/markdown.hpp"
#include "server/files/markdown_text.hpp"

namespace ramure::files {

namespace {

constexpr int top_heading_of_bodies = 3;

constexpr const char* style_sheet =
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d2327;"
    "background:#fff;overflow-wrap:anywhere}h1{line-height:1.25}"
    "article{border-top:1px solid #c9ced6;padding:.5rem 0}h2{font-size:1rem;margin:.5rem 0}"
    "time,.place,.marks,.reactions,figcaption,footer{color:#4d5763;font-weight:400}"
    "blockquote{border-left:3px solid #c9ced6;margin-left:0;padding-left:1rem}"
    ".summary,.card{background:#f1f5f2;padding:.5rem 1rem;margin:1rem 0}dt{font-weight:600;margin-top:.5rem}dd{margin:0}dd p,dd ul{margin:.25rem 0}"
    "figure{margin:1rem 0}img{max-width:100%;height:auto}code{overflow-wrap:anywhere}pre{overflow-x:auto}"
    "table{border-collapse:collapse}td,th{border:1px solid #c9ced6;padding:.25rem .5rem}"
    "@media print{body{margin:0;max-width:none}article,figure{break-inside:avoid}}";

// Text from other people in the middle of a line.
std::string inline_text(std::string_view text) { return escaped_html(one_line(text)); }

class HtmlDocument final : public Document {
 public:
  explicit HtmlDocument(Language language) : language_(language) {}

  bool takes_files_in() const override { return true; }

  std::string head(const Heading& heading) override {
    const std::string title = inline_text(heading.title);
    std::string html = "<!doctype html>\n<html lang=\"" + std::string(t({"fr", "en"})) +
                       "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
                       "</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                       "'unsafe-inline'; img-src data:\">\n<style>" +
                       style_sheet + "</style>\n</head>\n<body>\n<main>\n<h1 dir=\"auto\">" + title + "</h1>\n";
    html += "<p class=\"place\">" + inline_text(heading.place) + marks(heading.marks) + "</p>\n";
    if (!heading.card.empty()) html += card(heading);
    if (!heading.summary.empty()) {
      html += "<section class=\"summary\" dir=\"auto\">\n<h2>" +
              std::string(t({"Où en est-on\u00A0?", "Where do we stand?"})) + "</h2>\n" +
              html_of_markdown(heading.summary, top_heading_of_bodies) + "</section>\n";
    }
    if (heading.older_hidden) {
      html += "<p><em>" +
              std::string(t({"Les messages antérieurs à votre arrivée n’y figurent pas.",
                             "Messages from before your arrival are not in it."})) +
              "</em></p>\n";
    }
    return html;
  }

  std::string message(const Said& said) override {
    std::string html = "<article id=\"m" + std::to_string(said.id) + "\">\n<h2>" + inline_text(said.author) +
                       " <time datetime=\"" + said.machine_time + "\">" + said.moment + "</time>" + marks(said.marks) +
                       "</h2>\n";
    if (said.answers) {
      html +=
          "<p class=\"marks\">" + std::string(t({"En réponse à ", "In answer to "})) + source(*said.answers) + "</p>\n";
    }
    for (const Quoted& quoted : said.quotes) {
      html += "<blockquote dir=\"auto\">\n<p class=\"marks\">" + source(quoted) + "</p>\n";
      if (!quoted.is_hidden) html += html_of_markdown(quoted.text, top_heading_of_bodies);
      html += "</blockquote>\n";
    }
    if (said.is_erased) return html + "<p><em>" + t({"Message effacé.", "Message erased."}) + "</em></p>\n";
    html += "<div dir=\"auto\">\n" + html_of_markdown(said.body, top_heading_of_bodies) + "</div>\n";
    if (!said.reactions.empty()) html += "<p class=\"reactions\">" + inline_text(said.reactions) + "</p>\n";
    return html;
  }

  std::string file(const FileLine& file) override {
    return "<p class=\"file\">" + caption(file) + ", SHA-256 <code>" + file.sha256_hex + "</code></p>\n";
  }

  std::string begin_file(const FileLine& file) override {
    const std::string name = inline_text(file.name);
    const std::string data = "data:" + file.media_type + ";base64,";
    if (!file.is_picture) return "<p class=\"file\"><a download=\"" + name + "\" href=\"" + data;
    std::string html = "<figure><img alt=\"" + name + "\"";
    if (file.width != 0) {
      html += " width=\"" + std::to_string(file.width) + "\" height=\"" + std::to_string(file.height) + "\"";
    }
    return html + " src=\"" + data;
  }

  std::string end_file(const FileLine& file) override {
    if (!file.is_picture) return "\">" + inline_text(file.name) + "</a> " + details(file) + "</p>\n";
    return "\"><figcaption>" + caption(file) + "</figcaption></figure>\n";
  }

  std::string end_message() override { return "</article>\n"; }
  std::string foot() override { return "</main>\n"; }

  std::string ending(const Numbers& numbers) override {
    return "<footer>\n<p>" + counted(language_, numbers) + "</p>\n<p>" + how_to_check(language_, numbers) + "<code>" +
           numbers.content_sha256_hex + "</code></p>\n</footer>\n</body>\n</html>\n";
  }

 private:
  const char* t(Words words) const { return in(language_, words); }

  static std::string marks(const std::string& text) {
    return text.empty() ? "" : " <span class=\"marks\">· " + inline_text(text) + "</span>";
  }

  std::string details(const FileLine& file) const {
    return "(" + inline_text(file.media_type) + ", " + size_text(language_, file.size_bytes) + ")";
  }
  std::string caption(const FileLine& file) const { return inline_text(file.name) + " " + details(file); }

  std::string source(const Quoted& quoted) const {
    if (!quoted.is_hidden) return inline_text(quoted.author) + ", " + quoted.moment;
    return t({"message antérieur à votre arrivée, ou effacé", "a message from before your arrival, or erased"});
  }

  std::string card(const Heading& heading) const {
    std::string html = "<dl class=\"card\" dir=\"auto\">\n";
    for (const auto& [label, text] : heading.card) {
      html += "<dt>" + escaped_html(label) + "</dt>\n<dd>" + html_of_markdown(text, top_heading_of_bodies) + "</dd>\n";
    }
    return html + "</dl>\n";
  }

  const Language language_;
};

}  // namespace

std::unique_ptr<Document> make_html_document(Language language) { return std::make_unique<HtmlDocument>(language); }

}  // namespace ramure::files
