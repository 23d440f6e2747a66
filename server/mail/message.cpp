#include "server/mail/message.hpp"

#include "server/files/markdown.hpp"
#include "server/mail/encoding.hpp"

namespace ramure::mail {

namespace {

std::string text_of(const Template& letter, const std::string& link) {
  std::string text;
  for (const Paragraph& each : letter.paragraphs) {
    if (!text.empty()) text += "\n";
    if (!each.text.empty()) text += each.text + "\n";
    if (each.is_button) text += link + "\n";
    for (const Line& line : each.lines) {
      text += (line.is_prose ? "" : "- ") + line.text + "\n";
      if (!line.link.empty()) text += (line.is_prose ? "" : "  ") + line.link + "\n";
    }
  }
  return text;
}

constexpr std::string_view link_style = "color:#1f5c3f";

std::string linked(const Line& line) {
  const std::string words = files::escaped_html(line.text);
  if (line.link.empty()) return words;
  return "<a href=\"" + files::escaped_html(line.link) + "\" style=\"" + std::string(link_style) + "\">" + words +
         "</a>";
}

// Words above a list are its heading, so that one can go from one to the next by ear.
std::string html_of_list(const Paragraph& list) {
  std::string html;
  if (!list.text.empty()) {
    html += "<h2 style=\"font-size:17px;margin:28px 0 8px\">" + files::escaped_html(list.text) + "</h2>\n";
  }
  bool is_open = false;
  for (const Line& line : list.lines) {
    if (is_open == line.is_prose) html += is_open ? "</ul>\n" : "<ul style=\"padding-left:1.2em\">\n";
    is_open = !line.is_prose;
    html += line.is_prose ? "<p>" + linked(line) + "</p>\n" : "<li>" + linked(line) + "</li>\n";
  }
  return html + (is_open ? "</ul>\n" : "");
}

std::string html_of_button(const Paragraph& button, const std::string& link) {
  const std::string address = files::escaped_html(link);
  return "<p><a href=\"" + address +
         "\" style=\"display:inline-block;padding:12px 20px;border-radius:6px;background:#1f5c3f;color:#ffffff;"
         "text-decoration:none\">" +
         files::escaped_html(button.text) + "</a></p>\n<p style=\"font-size:14px;word-break:break-all\"><a href=\"" +
         address + "\" style=\"" + std::string(link_style) + "\">" + address + "</a></p>\n";
}

// Colours that can be told apart on white; the text says what the button does, and the address stands below it for
// whoever cannot follow it.
std::string html_of(const Template& letter, const std::string& locale, const std::string& link) {
  std::string html = "<!DOCTYPE html>\n<html lang=\"" + locale + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
                     files::escaped_html(letter.subject) +
                     "</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n</head>\n"
                     "<body style=\"margin:0;padding:24px;background:#ffffff;color:#1f2421;"
                     "font:16px/1.5 sans-serif\">\n"
                     "<main style=\"max-width:34em;margin:0 auto\">\n";
  for (const Paragraph& each : letter.paragraphs) {
    if (each.is_button) {
      html += html_of_button(each, link);
    } else if (!each.list.empty()) {
      html += html_of_list(each);
    } else {
      html += "<p>" + files::escaped_html(each.text) + "</p>\n";
    }
  }
  return html + "</main>\n</body>\n</html>\n";
}

// Made of the message's own id: it stands in no line of quoted-printable, where "=" is followed by digits.
std::string boundary_of(const std::string& message_id) {
  std::string boundary = "=_";
  for (const char c : message_id) {
    if (boundary.size() < 40 && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))) boundary += c;
  }
  return boundary;
}

std::string part(const std::string& boundary, const std::string& media_type, const std::string& text) {
  return "--" + boundary + "\r\nContent-Type: " + media_type +
         "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted_printable(text);
}

}  // namespace

std::string compose(const Envelope& envelope, const Template& letter, const std::string& link) {
  const auto header = [](const std::string& name, const std::string& value) { return name + ": " + value + "\r\n"; };
  const auto mailbox = [](const std::string& name, const Mailbox& box) {
    return name + ": " + header_mailbox(box.name, box.address, name.size() + 2) + "\r\n";
  };
  const std::string boundary = boundary_of(envelope.message_id);
  std::string answers;
  if (!envelope.reply_to.empty()) answers += mailbox("Reply-To", {envelope.from.name, envelope.reply_to});
  if (!envelope.stop_link.empty()) {
    answers += header("List-Unsubscribe", "<" + envelope.stop_link + ">");
    answers += header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }
  return header("Date", header_date(envelope.at_ms)) + mailbox("From", envelope.from) + mailbox("To", envelope.to) +
         header("Subject", header_text(letter.subject, sizeof "Subject: " - 1)) +
         header("Message-ID", envelope.message_id) + answers + header("Auto-Submitted", "auto-generated") +
         header("Content-Language", envelope.locale) + header("MIME-Version", "1.0") +
         header("Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"") + "\r\n" +
         part(boundary, "text/plain", text_of(letter, link)) +
         part(boundary, "text/html", html_of(letter, envelope.locale, link)) + "--" + boundary + "--\r\n";
}

}  // namespace ramure::mail
