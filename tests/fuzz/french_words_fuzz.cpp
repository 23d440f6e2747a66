// Any bytes into words: places inside the text and in order, forms that are folded already.
#include "protocol/check.hpp"
#include "protocol/codec.hpp"
#include "protocol/utf8.hpp"
#include "storage/search/french_words.hpp"
#include "storage/search/latin_letters.hpp"

using namespace ramure;

namespace {

bool is_boundary(std::string_view text, std::size_t at) { return at == text.size() || (text[at] & 0xC0) != 0x80; }

// A word is known by what it looks like: reading it again gives the same word.
void check_word(std::string_view text, const storage::Word& word) {
  CHECK(word.begin < word.end && word.end <= text.size(), "a word stands in the text");
  CHECK(!word.exact.empty() && !word.stem.empty(), "a word has both forms");
  CHECK(storage::folded(word.exact) == word.exact, "what is folded stays as it is");
  CHECK(word.exact.find_first_of(" \"=~@&#\n") == std::string::npos, "no mark of the index, no blank, no quote");
  CHECK(word.stem.find_first_of(" \"=~@&#\n") == std::string::npos, "no mark of the index, no blank, no quote");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool valid = is_utf8(text);
  std::uint32_t last_begin = 0;
  for (const storage::Word& word : storage::french_words(text)) {
    check_word(text, word);
    CHECK(word.begin >= last_begin, "words come in the order of the text");
    CHECK(!valid || (is_boundary(text, word.begin) && is_boundary(text, word.end)), "on whole characters");
    CHECK(!valid || (is_utf8(word.exact) && is_utf8(word.stem)), "UTF-8 stays UTF-8");
    last_begin = word.begin;
  }
  return 0;
}
