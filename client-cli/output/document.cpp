#include "client-cli/output/document.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <google/protobuf/util/json_util.h>

#include <memory>

#include "client-cli/commands/show.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      default: html += c;
    }
  }
  return html;
}

std::string rendered(const std::string& markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, void (*)(cmark_parser*)> parser(cmark_parser_new(CMARK_OPT_DEFAULT),
                                                                      cmark_parser_free);
  for (const char* name : {"table", "strikethrough", "autolink", "tasklist"}) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name))
      cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const std::unique_ptr<cmark_node, void (*)(cmark_node*)> document(cmark_parser_finish(parser.get()), cmark_node_free);
  const std::unique_ptr<char, void (*)(void*)> html(
      cmark_render_html(document.get(), CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser.get())),
      std::free);
  return html.get();
}

std::string place_of(const Names& names, const v1::Thread& thread) {
  return thread.theme_id() != 0 ? names.theme(thread.theme_id()) : names.channel(thread.channel_id());
}

std::string one_line(std::string_view text) {
  std::string line = harmless(text);
  for (char& c : line) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return line;
}

std::string to_json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string text;
  return google::protobuf::util::MessageToJsonString(message, &text, options).ok() ? text : "null";
}

constexpr const char* style_sheet =
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 "
    "1rem;color:#1d2327;background:#fff}"
    "h1{line-height:1.25}article{border-top:1px solid #c9ced6;padding:.5rem 0}h2{font-size:1rem;margin:.5rem 0}"
    "time,.place{color:#4d5763;font-weight:400}blockquote{border-left:3px solid "
    "#c9ced6;margin-left:0;padding-left:1rem}"
    ".summary{background:#f1f5f2;padding:.5rem 1rem}@media "
    "print{body{margin:0;max-width:none}article{break-inside:avoid}}";

}  // namespace

std::string markdown_document(const Names& names, const v1::Thread& thread, std::span<const v1::Message> messages) {
  std::string text = "# " + one_line(thread.title()) + "\n\n" + one_line(place_of(names, thread)) + "\n";
  if (!thread.summary().text().empty()) {
    text += "\n## " + std::string(t({"Où en est-on ?", "Where do we stand?"})) + "\n\n" +
            names.readable(thread.summary().text()) + "\n";
  }
  for (const v1::Message& message : messages) {
    text += "\n---\n\n**" + one_line(names.member(message.author_id())) + "**, " + date_text(message.posted_at_ms()) +
            ", " + time_text(message.posted_at_ms()) + "\n\n";
    text += (message.redacted() ? "*" + body_text(names, message) + "*" : body_text(names, message)) + "\n";
  }
  return text + "\n---\n\n" +
         t({"{} message(s), exporté le {}", "{} message(s), exported on {}"},
           {std::to_string(messages.size()), date_text(now_ms())}) +
         "\n";
}

std::string html_document(const Names& names, const v1::Thread& thread, std::span<const v1::Message> messages) {
  const std::string title = escaped(one_line(thread.title()));
  std::string html = "<!doctype html>\n<html lang=\"" + std::string(t({"fr", "en"})) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
                     "</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                     "'unsafe-inline'\">\n<style>" +
                     style_sheet + "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n<p class=\"place\">" +
                     escaped(one_line(place_of(names, thread))) + "</p>\n";
  if (!thread.summary().text().empty()) {
    html += "<section class=\"summary\"><h2>" + std::string(t({"Où en est-on ?", "Where do we stand?"})) + "</h2>\n" +
            rendered(names.readable(thread.summary().text())) + "</section>\n";
  }
  for (const v1::Message& message : messages) {
    html += "<article>\n<h2>" + escaped(one_line(names.member(message.author_id()))) + " <time>" +
            date_text(message.posted_at_ms()) + ", " + time_text(message.posted_at_ms()) + "</time></h2>\n";
    html += message.redacted() ? "<p><em>" + escaped(body_text(names, message)) + "</em></p>\n"
                               : rendered(body_text(names, message));
    html += "</article>\n";
  }
  return html + "</main>\n<footer><p>" +
         t({"{} message(s), exporté le {}", "{} message(s), exported on {}"},
           {std::to_string(messages.size()), date_text(now_ms())}) +
         "</p></footer>\n</body>\n</html>\n";
}

std::string json_document(const v1::Thread& thread, std::span<const v1::Message> messages) {
  std::string text = "{\"thread\":" + to_json(thread) + ",\n\"messages\":[";
  for (std::size_t i = 0; i < messages.size(); ++i) text += (i == 0 ? "\n" : ",\n") + to_json(messages[i]);
  return text + "\n]}\n";
}

}  // namespace ramure::cli
