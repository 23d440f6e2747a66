#include "client-cli/roadmaps/passages.hpp"

#include <vector>

#include "client-cli/state/one_named.hpp"
#include "client-cli/text/language.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::cli {

namespace {

using View = std::u16string_view;

// Lines that begin with one to six # and a blank (CommonMark), outside of fenced code.
std::vector<Stretch> headings(View text) {
  std::vector<Stretch> found;
  bool is_code = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(u'\n', at), text.size());
    const View line = text.substr(at, end - at);
    const std::size_t marks = std::min(line.find_first_not_of(u'#'), line.size());
    if (line.starts_with(u"```")) is_code = !is_code;
    if (!is_code && marks > 0 && marks < 7 && marks < line.size() && line[marks] == u' ') found.push_back({at, end});
    at = end + 1;
  }
  return found;
}

std::string words_of(View text, const Stretch& heading) {
  const View line = text.substr(heading.from, heading.to - heading.from);
  const std::size_t begin = line.find_first_not_of(u"# ");
  return begin == View::npos ? std::string() : roadmap::to_utf8(line.substr(begin));
}

std::unexpected<Failure> not_there(Words none, Words several, std::size_t count, std::string_view words) {
  return fail(Exit::refused, t(count == 0 ? none : several, {words}));
}

}  // namespace

Result<Stretch> find_words(View text, std::string_view words) {
  const std::u16string wanted = roadmap::to_utf16(words);
  std::vector<Stretch> found;
  for (std::size_t at = text.find(wanted); !wanted.empty() && at != View::npos; at = text.find(wanted, at + 1)) {
    found.push_back({at, at + wanted.size()});
  }
  if (found.size() == 1) return found.front();
  return not_there(
      {"« {} » n’est pas dans le texte", "\"{}\" does not stand in the text"},
      {"« {} » s’y trouve plusieurs fois : donnez plus de mots", "\"{}\" is there several times: give more words"},
      found.size(), words);
}

Result<Stretch> find_heading(View text, std::string_view words) {
  OneNamed<Stretch> found(words);
  for (const Stretch& heading : headings(text)) found.see(heading, {words_of(text, heading)});
  if (found.one() != nullptr) return *found.one();
  return not_there({"aucune partie « {} »", "no section \"{}\""},
                   {"plusieurs parties « {} » : précisez", "several sections \"{}\": say more"},
                   found.is_none() ? 0 : 2, words);
}

Stretch whole_lines(View text, Stretch stretch) {
  const std::size_t before = stretch.from == 0 ? View::npos : text.rfind(u'\n', stretch.from - 1);
  const bool ends_with_break = stretch.to > stretch.from && text[stretch.to - 1] == u'\n';
  const std::size_t after = text.find(u'\n', ends_with_break ? stretch.to - 1 : stretch.to);
  return {before == View::npos ? 0 : before + 1, after == View::npos ? text.size() : after};
}

std::string heading_above(View text, std::size_t at) {
  std::string name;
  for (const Stretch& heading : headings(text)) {
    if (heading.from > at) break;
    name = words_of(text, heading);
  }
  return name;
}

}  // namespace ramure::cli
