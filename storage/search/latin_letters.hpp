// What search needs to know about single characters: enough Unicode for Latin script, in small tables of our own.
//
// Two spellings of a letter are wanted. The *normal* form is what the French stemmer understands: lower case, with the
// accents of French kept and all others dropped, ligatures written out. The *folded* form has no accent at all.
//
//   É  → normal é, folded e      Œ → normal oe, folded oe      Ü → normal u, folded u      ﬁ → fi, fi
#pragma once

#include <string>
#include <string_view>

namespace ramure::storage {

enum class CharacterClass {
  separator,   // blanks of every width, punctuation, symbols, emoji, damaged bytes
  letter,      // letters and digits; characters of scripts that we have no table for pass as letters, unchanged
  mark,        // combining accents: belong to the letter before them
  ignorable,   // zero-width characters, soft hyphens, variation selectors: as if they were not there
  apostrophe,  // ' ’ and their look-alikes
  hyphen,      // - ‐ and the no-break hyphen
  middle_dot,  // · • ‧, as in « participant·e·s »
};

CharacterClass character_class(char32_t character);

// Appends the normal form of a letter.
void append_normal(std::string& out, char32_t letter);

// Puts a combining accent on the last character of a normal form: "e" and U+0301 make "é". Accents that French does
// not use are dropped, as append_normal drops them from composed letters.
void add_mark(std::string& normal, char32_t mark);

// The folded form of a normal form.
std::string folded(std::string_view normal);

}  // namespace ramure::storage
