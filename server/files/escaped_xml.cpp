#include "protocol/utf8.hpp"
#include "server/files/office_document.hpp"

namespace ramure::files {

namespace {

bool is_xml(char32_t value) {
  if (value < 0x20) return value == '\t' || value == '\n';
  return value != 0xFFFE && value != 0xFFFF && (value < 0xD800 || value > 0xDFFF);
}

}  // namespace

std::string escaped_xml(std::string_view text) {
  std::string xml;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const std::string_view bytes = text.substr(at, c.bytes);
    at += c.bytes;
    if (is_damaged(c)) xml += "\xEF\xBF\xBD";
    else if (c.value == '&') xml += "&amp;";
    else if (c.value == '<') xml += "&lt;";
    else if (c.value == '>') xml += "&gt;";
    else if (c.value == '"') xml += "&quot;";
    else if (is_xml(c.value)) xml += bytes;
  }
  return xml;
}

}  // namespace ramure::files
