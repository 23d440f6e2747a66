#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {
Language spoken = Language::french;
}  // namespace

void speak(Language language) { spoken = language; }
Language language() { return spoken; }
const char* t(Words words) { return spoken == Language::french ? words.french : words.english; }

std::string t(Words words, std::initializer_list<std::string_view> values) {
  const std::string_view pattern = t(words);
  std::string text;
  auto value = values.begin();
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern.substr(at, 2) == "{}" && value != values.end()) {
      text += *value++;
      ++at;
    } else {
      text += pattern[at];
    }
  }
  return text;
}

}  // namespace ramure::cli
