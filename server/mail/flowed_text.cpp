#include "server/mail/flowed_text.hpp"

#include <algorithm>

namespace ramure::mail {

namespace {

struct Line {
  std::size_t depth = 0;   // of its quote
  std::string_view words;  // behind the marks, unstuffed
};

Line line_at(std::string_view text) {
  Line line;
  line.depth = std::min(text.find_first_not_of('>'), text.size());
  line.words = text.substr(line.depth);
  if (line.words.starts_with(' ')) line.words.remove_prefix(1);
  return line;
}

}  // namespace

std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') out += text[at];
    else if (at + 1 == text.size() || text[at + 1] != '\n') out += '\n';
  }
  return out;
}

std::string unflowed(std::string_view text, bool drops_space) {
  std::string out;
  bool goes_on = false;
  std::size_t depth = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const Line line = line_at(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool is_signature_mark = line.words == "-- ";
    if (goes_on && line.depth == depth && !is_signature_mark) {
      out += line.words;
    } else {
      if (!out.empty()) out += '\n';
      out += std::string(line.depth, '>') + (line.depth > 0 ? " " : "");
      out += line.words;
    }
    depth = line.depth;
    goes_on = line.words.ends_with(' ') && !is_signature_mark;
    if (goes_on && drops_space) out.pop_back();
  }
  return out.empty() ? out : out + "\n";
}

}  // namespace ramure::mail
