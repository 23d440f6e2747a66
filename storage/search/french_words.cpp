#include "storage/search/french_words.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <utility>

#include "protocol/utf8.hpp"
#include "storage/search/latin_letters.hpp"

namespace ramure::storage {

namespace {

constexpr std::array<std::string_view, 13> elisions = {"l", "d",  "j",     "m",      "n",      "s",     "t",
                                                       "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"};
// What may follow a dot or stand in parentheses behind a word, folded.
constexpr std::array<std::string_view, 34> inclusive_endings = {
    "e",     "s",      "es",   "x",     "ne",   "nes",   "le", "les", "te",  "tes",  "ve",   "ves",
    "se",    "ses",    "re",   "res",   "fe",   "fes",   "he", "hes", "ere", "eres", "rice", "rices",
    "trice", "trices", "euse", "euses", "esse", "esses", "de", "des", "ue",  "ues"};
// After a full stop only the commonest, in lower case: sentences are sometimes written without a blank.
constexpr std::array<std::string_view, 5> endings_after_full_stop = {"e", "s", "es", "ne", "nes"};

// Plurals that Snowball does not bring back to their singular, in normal form.
constexpr std::array<std::pair<std::string_view, std::string_view>, 38> irregular_plurals{{
    {"lieux", "lieu"},
    {"milieux", "milieu"},
    {"enjeux", "enjeu"},
    {"jeux", "jeu"},
    {"feux", "feu"},
    {"voeux", "voeu"},
    {"aveux", "aveu"},
    {"neveux", "neveu"},
    {"cheveux", "cheveu"},
    {"adieux", "adieu"},
    {"essieux", "essieu"},
    {"moyeux", "moyeu"},
    {"travaux", "travail"},
    {"baux", "bail"},
    {"vitraux", "vitrail"},
    {"coraux", "corail"},
    {"émaux", "émail"},
    {"soupiraux", "soupirail"},
    {"vantaux", "vantail"},
    {"yeux", "oeil"},
    {"cieux", "ciel"},
    {"aïeux", "aïeul"},
    {"tuyaux", "tuyau"},
    {"noyaux", "noyau"},
    {"joyaux", "joyau"},
    {"boyaux", "boyau"},
    {"bijoux", "bijou"},
    {"cailloux", "caillou"},
    {"choux", "chou"},
    {"genoux", "genou"},
    {"hiboux", "hibou"},
    {"poux", "pou"},
    {"messieurs", "monsieur"},
    {"mesdames", "madame"},
    {"mesdemoiselles", "mademoiselle"},
    {"pieux", "pieu"},
    {"épieux", "épieu"},
    {"camaïeux", "camaïeu"},
}};

std::string singular_of(const std::string& normal) {
  if (!normal.ends_with('x') && !normal.ends_with('s')) return normal;
  const auto plural = std::ranges::find(irregular_plurals, std::string_view(normal),
                                        &std::pair<std::string_view, std::string_view>::first);
  return plural == irregular_plurals.end() ? normal : std::string(plural->second);
}

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

std::string french_stem(const std::string& normal) {
  thread_local const std::unique_ptr<sb_stemmer, StemmerDeleter> stemmer(sb_stemmer_new("french", "UTF_8"));
  if (!stemmer) throw std::bad_alloc();
  const auto* stem = sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(normal.data()),
                                     static_cast<int>(normal.size()));
  if (stem == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

// A word between apostrophes and hyphens, in its normal form.
struct Part {
  std::string normal;
  std::size_t letters = 0;
  std::uint32_t begin = 0, end = 0;
};

// `to_stem` is the normal form with an irregular plural replaced.
Word finished(const Part& part, const std::string& to_stem, bool joined) {
  Word word{folded(part.normal), {}, part.begin, part.end, joined};
  const bool has_digit = std::ranges::any_of(part.normal, [](char c) { return c >= '0' && c <= '9'; });
  if (!has_digit && part.letters < word_letters_max) word.stem = folded(french_stem(to_stem));
  if (word.stem.empty()) word.stem = word.exact;
  return word;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Word> split() {
    while (at_ < text_.size()) {
      if (skip_reference()) continue;
      const CodePoint c = code_point_at(text_, at_);
      if (character_class(c.value) == CharacterClass::letter) {
        read_compound();
      } else {
        at_ += c.bytes;
      }
    }
    return std::move(words_);
  }

 private:
  CharacterClass class_at(std::size_t at) const {
    return at < text_.size() ? character_class(code_point_at(text_, at).value) : CharacterClass::separator;
  }

  std::size_t after_ignorable(std::size_t at) const {
    while (class_at(at) == CharacterClass::ignorable) at += code_point_at(text_, at).bytes;
    return at;
  }

  // Where the letters go on behind a connecting character of this class at `at_`; 0 when they do not.
  std::size_t letters_behind(CharacterClass connector) const {
    const std::size_t at = after_ignorable(at_);
    if (class_at(at) != connector) return 0;
    const std::size_t next = after_ignorable(at + code_point_at(text_, at).bytes);
    return class_at(next) == CharacterClass::letter ? next : 0;
  }

  // Parts joined by hyphens, each perhaps behind an elision: « c'est-à-dire ».
  void read_compound() {
    std::vector<Part> parts;
    for (;;) {
      parts.push_back(read_part());
      const std::size_t next = letters_behind(CharacterClass::hyphen);
      if (next == 0) break;
      at_ = next;
      if (parts.size() == compound_parts_max) break;
    }
    emit(parts);
  }

  Part read_part() {
    Part part{{}, 0, static_cast<std::uint32_t>(at_), 0};
    read_letters(part);
    while (const std::size_t next = letters_behind(CharacterClass::apostrophe)) {
      at_ = next;
      if (std::ranges::find(elisions, part.normal) != elisions.end())
        part = {{}, 0, static_cast<std::uint32_t>(at_), 0};
      read_letters(part);
    }
    part.end = static_cast<std::uint32_t>(at_);
    while (skip_inclusive_ending()) {
    }
    return part;
  }

  void read_letters(Part& part) {
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      switch (character_class(c.value)) {
        case CharacterClass::letter:
          if (part.letters < word_letters_max) {
            append_normal(part.normal, c.value);
            ++part.letters;
          }
          break;
        case CharacterClass::mark:
          if (part.letters < word_letters_max) add_mark(part.normal, c.value);
          break;
        case CharacterClass::ignorable: break;
        default: return;
      }
      at_ += c.bytes;
    }
  }

  // « ·e », « ·s », « .e.s », « (s) » right behind a word.
  bool skip_inclusive_ending() {
    const CodePoint opening = code_point_at(text_, at_);
    const bool parenthesis = opening.value == U'(';
    const bool full_stop = opening.value == U'.';
    if (!parenthesis && !full_stop && character_class(opening.value) != CharacterClass::middle_dot) return false;
    const std::size_t begin = at_ + opening.bytes;
    std::size_t end = begin;
    std::string ending;
    while (ending.size() <= 6 && class_at(end) == CharacterClass::letter) {
      const CodePoint c = code_point_at(text_, end);
      append_normal(ending, c.value);
      end += c.bytes;
    }
    const auto known = [](const auto& endings, std::string_view word) {
      return std::ranges::find(endings, word) != endings.end();
    };
    if (full_stop ? !known(endings_after_full_stop, text_.substr(begin, end - begin))
                  : !known(inclusive_endings, folded(ending)))
      return false;
    if (class_at(end) == CharacterClass::letter || class_at(end) == CharacterClass::apostrophe) return false;
    if (parenthesis) {
      if (code_point_at(text_, end).value != U')') return false;
      ++end;
      if (end < text_.size() && text_[end] == 's' && class_at(end + 1) != CharacterClass::letter)
        ++end;  // concerné(e)s
    }
    at_ = end;
    return true;
  }

  bool skip_reference() {
    if (text_[at_] != '<' || at_ + 2 >= text_.size() ||
        std::string_view("@#!").find(text_[at_ + 1]) == std::string_view::npos)
      return false;
    const std::size_t end = text_.find_first_not_of("0123456789", at_ + 2);
    if (end == std::string_view::npos || end == at_ + 2 || text_[end] != '>') return false;
    at_ = end + 1;
    return true;
  }

  void emit(const std::vector<Part>& parts) {
    Part joined{{}, 0, parts.front().begin, parts.back().end};
    std::string joined_to_stem;
    for (const Part& part : parts) {
      joined_to_stem = joined.normal + singular_of(part.normal);
      joined.normal += part.normal;
      joined.letters += part.letters;
    }
    for (const Part& part : parts) {
      words_.push_back(finished(part, singular_of(part.normal), false));
      const bool first_of_many = &part == parts.data() && parts.size() > 1;
      if (first_of_many && joined.letters <= word_letters_max) words_.push_back(finished(joined, joined_to_stem, true));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Word> words_;
};

}  // namespace

std::vector<Word> french_words(std::string_view text) { return Splitter(text).split(); }

}  // namespace ramure::storage
