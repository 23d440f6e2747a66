#include "storage/search/text_words.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "storage/search/french_words.hpp"
#include "storage/search/tokenizer.hpp"

namespace ramure::storage {

namespace {

constexpr std::size_t letters_max = 255;  // of a word that is kept: french_words cuts long ones before

std::string_view cut(std::string_view word) { return word.substr(0, letters_max); }

}  // namespace

TextWords::TextWords(std::string_view text) {
  const std::vector<Word> words = french_words(text);
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> numbers;  // sorted as known_ is to be
  for (const Word& word : words) numbers.try_emplace({cut(word.exact), cut(word.stem)});
  const auto keep = [this](std::string_view letters) {
    letters_ += letters;
    return static_cast<std::uint32_t>(letters_.size() - letters.size());
  };
  known_.reserve(numbers.size());
  for (auto& [word, number] : numbers) {
    number = static_cast<std::uint32_t>(known_.size());
    Known& known = known_.emplace_back();
    known.exact_at = keep(word.first);
    known.exact_bytes = static_cast<std::uint8_t>(word.first.size());
    const bool begins_so = word.first.starts_with(word.second);
    known.stem_at = begins_so ? known.exact_at : keep(word.second);
    known.stem_bytes = static_cast<std::uint8_t>(word.second.size());
    by_stem_.push_back(number);
  }
  std::ranges::sort(by_stem_, {}, [this](std::uint32_t number) { return std::pair(stem(known_[number]), number); });
  for (const Word& word : words) {
    const std::uint32_t number = numbers.at({cut(word.exact), cut(word.stem)});
    if (word.joined) {
      places_.back().joined = number;
      places_.back().joined_begin = word.begin;
      places_.back().joined_end = word.end;
    } else {
      places_.push_back({.begin = word.begin, .end = word.end, .known = number});
    }
  }
  letters_.shrink_to_fit();
  places_.shrink_to_fit();
}

TextWords::Ids TextWords::words_of(std::string_view token, bool is_beginning) const {
  const std::string_view letters = token.substr(1);
  Ids ids;
  if (token.front() != exact_mark) {
    const auto stem_of = [this](std::uint32_t number) { return stem(known_[number]); };
    for (auto at = std::ranges::lower_bound(by_stem_, letters, {}, stem_of);
         at != by_stem_.end() && (is_beginning ? stem_of(*at).starts_with(letters) : stem_of(*at) == letters); ++at) {
      ids.push_back(*at);
    }
    std::ranges::sort(ids);
    return ids;
  }
  const auto exact_of = [this](const Known& word) { return exact(word); };
  for (auto at = std::ranges::lower_bound(known_, letters, {}, exact_of);
       at != known_.end() && (is_beginning ? exact(*at).starts_with(letters) : exact(*at) == letters); ++at) {
    ids.push_back(static_cast<std::uint32_t>(at - known_.begin()));
  }
  return ids;
}

template <class Found>
void TextWords::look_for(const Pattern& pattern, Found found) const {
  std::vector<Ids> tokens;
  for (std::size_t i = 0; i < pattern.tokens.size(); ++i) {
    tokens.push_back(words_of(pattern.tokens[i], pattern.prefix && i + 1 == pattern.tokens.size()));
    if (tokens.back().empty()) return;
  }
  const auto is_one_of = [](const Ids& ids, std::uint32_t number) {
    return number != no_word && std::ranges::binary_search(ids, number);
  };
  for (std::size_t first = 0; first + tokens.size() <= places_.size(); ++first) {
    Range range{UINT32_MAX, 0};
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Place& place = places_[first + i];
      if (is_one_of(tokens[i], place.known)) {
        range = {std::min(range.begin, place.begin), std::max(range.end, place.end)};
      } else if (is_one_of(tokens[i], place.joined)) {
        range = {std::min(range.begin, place.joined_begin), std::max(range.end, place.joined_end)};
      } else {
        range.end = 0;
        break;
      }
    }
    if (range.end > 0 && !found(range)) return;
  }
}

bool TextWords::has(const Alternatives& ways) const {
  for (const Pattern& pattern : ways) {
    if (pattern.tokens.size() == 1) {
      if (!words_of(pattern.tokens[0], pattern.prefix).empty()) return true;
      continue;
    }
    bool is_found = false;
    look_for(pattern, [&](const Range&) { return is_found = true, false; });
    if (is_found) return true;
  }
  return false;
}

std::vector<Range> TextWords::highlights(const Match& match) const {
  std::vector<Range> found;
  for (const Alternatives& ways : match.required) {
    for (const Pattern& pattern : ways) {
      look_for(pattern, [&](const Range& range) {
        found.push_back(range);
        return true;
      });
    }
  }
  return apart(std::move(found));
}

std::size_t TextWords::bytes() const {
  return letters_.size() + known_.size() * (sizeof(Known) + sizeof(std::uint32_t)) + places_.size() * sizeof(Place);
}

bool holds(const Match& match, std::span<const TextWords* const> parts) {
  const auto stands = [&](const Alternatives& ways) {
    return std::ranges::any_of(parts, [&](const TextWords* part) { return part->has(ways); });
  };
  return !match.required.empty() && std::ranges::all_of(match.required, stands) &&
         std::ranges::none_of(match.excluded, stands);
}

}  // namespace ramure::storage
