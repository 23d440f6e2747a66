#include "tests/support/roadmap_random.hpp"

#include <array>

#include "server/roadmap/utf16.hpp"

namespace ramure::test {

namespace {

std::size_t whole_character(const std::u16string& text, std::size_t at) {
  return roadmap::cuts_pair(text, at) ? at - 1 : at;
}

roadmap::Change many_places(Dice& dice, const std::u16string& text) {
  roadmap::Change change;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t to = whole_character(text, std::min(text.size(), at + 2 + dice.below(5)));
    const std::size_t end = whole_character(text, std::min(text.size(), to + 2 + dice.below(9)));
    const std::u16string words = random_words(dice);
    roadmap::add_section(change.sections,
                         {static_cast<std::uint32_t>(to - at), static_cast<std::int32_t>(words.size())});
    roadmap::add_section(change.sections, {static_cast<std::uint32_t>(end - to), roadmap::Section::kept});
    change.inserted += words;
    at = end;
  }
  return change;
}

}  // namespace

std::u16string random_words(Dice& dice) {
  static const std::array<std::u16string, 12> words{u"a",          u"b",
                                                    u"é",          u"e\u0301",
                                                    u"\n",         u" ",
                                                    u"l’alliance", u"\U0001F469\u200D\U0001F4BB",
                                                    u"\U0001F600", u"## Gouvernance\n",
                                                    u"œ",          u"\u0301"};
  std::u16string text;
  for (std::uint32_t i = 0, count = 1 + dice.below(3); i < count; ++i) text += words[dice.below(words.size())];
  return text;
}

roadmap::Change random_edit(Dice& dice, const std::u16string& text) {
  if (text.size() > 20 && dice.one_in(30)) return many_places(dice, text);
  const std::size_t from = whole_character(text, dice.below(text.size() + 1));
  const std::size_t to = whole_character(text, std::min(text.size(), from + dice.below(6)));
  const bool is_long = text.size() > 120;
  const auto kind = dice.below(4);
  if (is_long && kind < 2) {
    return roadmap::replacement(text.size(), from, whole_character(text, std::min(text.size(), from + 30)), u"");
  }
  if (kind == 0) return roadmap::replacement(text.size(), from, std::max(from, to), u"");
  if (kind == 1) return roadmap::replacement(text.size(), from, std::max(from, to), random_words(dice));
  return roadmap::replacement(text.size(), from, from, random_words(dice));
}

}  // namespace ramure::test
