#include "storage/search/latin_letters.hpp"
#include "protocol/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ramure::storage {

namespace {

// The letter without its accents, in lower case; '.' where there is no single one. Sixty-four to a line.
constexpr std::string_view bases_from_00c0 =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll"
    "lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bb...............ff.............oo.............uu..............."
    ".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...."
    "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............"
    "...b............";
constexpr std::string_view bases_from_1e00 =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";
static_assert(bases_from_00c0.size() == 0x0250 - 0x00C0 && bases_from_1e00.size() == 0x1F00 - 0x1E00);

// Letters that are written out.
constexpr std::array<std::pair<char32_t, const char*>, 20> written_out{{
    {U'Æ', "ae"}, {U'æ', "ae"},  {U'Œ', "oe"},  {U'œ', "oe"}, {U'ß', "ss"}, {U'ẞ', "ss"}, {U'Þ', "th"},
    {U'þ', "th"}, {U'Ĳ', "ij"},  {U'ĳ', "ij"},  {U'Ǽ', "ae"}, {U'ǽ', "ae"}, {U'ﬀ', "ff"}, {U'ﬁ', "fi"},
    {U'ﬂ', "fl"}, {U'ﬃ', "ffi"}, {U'ﬄ', "ffl"}, {U'ﬅ', "st"}, {U'ﬆ', "st"}, {U'Ǣ', "ae"},
}};

struct FrenchAccent {
  char32_t lower, upper;
  char base;
  char32_t mark;
};
// The accented letters that the stemmer knows (ÿ is not among them): NFC for French, and its inverse.
constexpr std::array<FrenchAccent, 12> french_accents{{
    {U'à', U'À', 'a', 0x300},
    {U'â', U'Â', 'a', 0x302},
    {U'ç', U'Ç', 'c', 0x327},
    {U'è', U'È', 'e', 0x300},
    {U'é', U'É', 'e', 0x301},
    {U'ê', U'Ê', 'e', 0x302},
    {U'ë', U'Ë', 'e', 0x308},
    {U'î', U'Î', 'i', 0x302},
    {U'ï', U'Ï', 'i', 0x308},
    {U'ô', U'Ô', 'o', 0x302},
    {U'ù', U'Ù', 'u', 0x300},
    {U'û', U'Û', 'u', 0x302},
}};

bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_ascii_letter_or_digit(char32_t c) { return in(c, U'a', U'z') || in(c, U'A', U'Z') || in(c, U'0', U'9'); }

char base_of(char32_t c) {
  if (in(c, 0x00C0, 0x024F)) return bases_from_00c0[c - 0x00C0];
  if (in(c, 0x1E00, 0x1EFF)) return bases_from_1e00[c - 0x1E00];
  return '.';
}

bool is_ignorable(char32_t c) {
  return c == 0x00AD || in(c, 0x200B, 0x200F) || in(c, 0x202A, 0x202E) || in(c, 0x2060, 0x2064) || c == 0x034F ||
         in(c, 0xFE00, 0xFE0F) || c == 0xFEFF || in(c, 0xE0000, 0xE01EF);
}

bool is_mark(char32_t c) {
  return in(c, 0x0300, 0x036F) || in(c, 0x1AB0, 0x1AFF) || in(c, 0x1DC0, 0x1DFF) || in(c, 0x20D0, 0x20FF);
}

// Blocks above Latin that hold no letters.
bool is_symbol(char32_t c) {
  return in(c, 0x02B0, 0x02FF) || c == 0x037E || c == 0x0387 || c == 0x1680 || c == 0x180E || in(c, 0x2000, 0x2BFF) ||
         in(c, 0x2E00, 0x2E7F) || in(c, 0x3000, 0x303F) || in(c, 0xD800, 0xF8FF) || in(c, 0xFE10, 0xFE6F) ||
         in(c, 0xFF00, 0xFF0F) || in(c, 0xFF1A, 0xFF20) || in(c, 0xFF3B, 0xFF40) || in(c, 0xFF5B, 0xFF65) ||
         in(c, 0xFFE0, 0xFFFF) || in(c, 0x1F000, 0x1FAFF) || c > 0xE0000;
}

}  // namespace

CharacterClass character_class(char32_t c) {
  if (is_ascii_letter_or_digit(c)) return CharacterClass::letter;
  if (c == U'\'' || c == U'’' || c == U'‘' || c == 0x02BC || c == 0x00B4 || c == 0xFF07)
    return CharacterClass::apostrophe;
  if (c == U'-' || c == 0x2010 || c == 0x2011) return CharacterClass::hyphen;
  if (c == U'·' || c == U'•' || c == 0x2027) return CharacterClass::middle_dot;
  if (is_mark(c)) return CharacterClass::mark;
  if (is_ignorable(c)) return CharacterClass::ignorable;
  if (c < 0x00C0) return c == U'µ' ? CharacterClass::letter : CharacterClass::separator;
  if (c == U'×' || c == U'÷') return CharacterClass::separator;
  return is_symbol(c) ? CharacterClass::separator : CharacterClass::letter;
}

void append_normal(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(in(c, U'A', U'Z') ? c + 32 : c);
    return;
  }
  for (const auto& accent : french_accents) {
    if (c == accent.lower || c == accent.upper) return append_utf8(out, accent.lower);
  }
  for (const auto& [letter, letters] : written_out) {
    if (c == letter) {
      out += letters;
      return;
    }
  }
  const char base = base_of(c);
  if (base == '.') {
    append_utf8(out, c);
  } else {
    out += base;
  }
}

void add_mark(std::string& normal, char32_t mark) {
  if (normal.empty()) return;
  for (const auto& accent : french_accents) {
    if (accent.mark == mark && accent.base == normal.back()) {
      normal.pop_back();
      return append_utf8(normal, accent.lower);
    }
  }
}

std::string folded(std::string_view normal) {
  if (std::ranges::all_of(normal, [](unsigned char c) { return c < 0x80; })) return std::string(normal);
  std::string out;
  out.reserve(normal.size());
  for (std::size_t at = 0; at < normal.size();) {
    const CodePoint c = code_point_at(normal, at);
    const auto accent = std::ranges::find(french_accents, c.value, &FrenchAccent::lower);
    if (c.value >= 0x80 && accent != french_accents.end()) {
      out += accent->base;
    } else {
      out.append(normal, at, c.bytes);
    }
    at += c.bytes;
  }
  return out;
}

}  // namespace ramure::storage
