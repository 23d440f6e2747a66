#include "tests/integration/word_hunt.hpp"

#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "storage/search/french_words.hpp"

namespace ramure::test {

namespace {

constexpr std::size_t middle_begin = 6;  // behind what a word may share with its neighbour in an index
constexpr std::size_t middle_bytes = 8;

std::uint64_t number_of(const char* bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes, middle_bytes);
  return number;
}

std::size_t bucket_of(std::uint64_t number) { return (number * 0x9E3779B97F4A7C15u) >> 48; }

// The middle of the folded stem; it must also stand in the word as it was written.
std::string middle_of(const std::string& word) {
  const auto read = storage::french_words(word);
  if (read.size() != 1 || read[0].stem == read[0].exact) throw std::logic_error("this word has no stem: " + word);
  const std::string middle = read[0].stem.substr(middle_begin, middle_bytes);
  if (middle.size() != middle_bytes || word.find(middle) == std::string::npos) {
    throw std::logic_error("this word cannot be recognised: " + word);
  }
  return middle;
}

}  // namespace

std::string WordMaker::next() {
  constexpr std::string_view consonants = "bdfgjklmnprtvz";
  constexpr std::string_view vowels = "aiou";
  while (true) {
    std::string word = "dé";
    for (int i = 0; i < 9; ++i) {
      word += consonants[random_() % consonants.size()];
      word += vowels[random_() % vowels.size()];
    }
    word += "tions";
    if (is_unlike_the_others(word)) return word;
  }
}

// A middle that stands anywhere in another word would be found there, also when its own word is gone.
bool WordMaker::is_unlike_the_others(const std::string& word) {
  const std::string middle = middle_of(word);
  std::set<std::string> parts;
  for (std::size_t at = 0; at + middle_bytes <= word.size(); ++at) parts.insert(word.substr(at, middle_bytes));
  if (parts_.contains(middle)) return false;
  for (const std::string& part : parts) {
    if (middles_.contains(part)) return false;
  }
  middles_.insert(middle);
  parts_.merge(parts);
  return true;
}

WordHunt::WordHunt(std::span<const std::string> words) {
  for (const std::string& word : words) {
    const std::uint64_t number = number_of(middle_of(word).data());
    words_by_middle_[number] = word;
    maybe_.set(bucket_of(number));
  }
}

void WordHunt::look(std::string_view text, std::string_view place,
                    std::unordered_map<std::string, std::string>& found) const {
  for (std::size_t at = 0; at + middle_bytes <= text.size(); ++at) {
    const std::uint64_t number = number_of(text.data() + at);
    if (!maybe_.test(bucket_of(number))) continue;
    const auto word = words_by_middle_.find(number);
    if (word != words_by_middle_.end()) found.emplace(word->second, place);
  }
}

std::unordered_map<std::string, std::string> WordHunt::find_in_text(std::string_view text,
                                                                    std::string_view place) const {
  std::unordered_map<std::string, std::string> found;
  look(text, place, found);
  return found;
}

std::unordered_map<std::string, std::string> WordHunt::find_below(const std::filesystem::path& folder) const {
  std::unordered_map<std::string, std::string> found;
  std::error_code gone;  // files come and go while a server runs
  for (auto entry = std::filesystem::recursive_directory_iterator(folder, gone);
       entry != std::filesystem::recursive_directory_iterator(); entry.increment(gone)) {
    if (!entry->is_regular_file(gone)) continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry->path(), std::ios::binary).rdbuf();
    look(bytes.view(), entry->path().filename().string(), found);
  }
  return found;
}

}  // namespace ramure::test
