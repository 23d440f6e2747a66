#include "storage/search/match.hpp"

#include <algorithm>
#include <array>

#include "storage/search/tokenizer.hpp"

namespace ramure::storage {

namespace {

// Too common to ask for: they count only when nothing else was typed.
constexpr std::array<std::string_view, 15> articles = {"le", "la",  "les", "un", "une", "des", "du", "de",
                                                       "au", "aux", "a",   "et", "ou",  "en",  "the"};

std::string exact_token(const Word& word) { return exact_mark + word.exact; }
std::string stem_token(const Word& word) { return stem_mark + word.stem; }

// Something typed without a blank: usually one word, but "co-construction" and "p01@example.org" are several.
struct Item {
  std::vector<Word> parts;
  std::vector<Word> joined;  // one, when the whole item is one compound

  explicit Item(std::string_view text) {
    for (Word& word : french_words(text)) (word.joined ? joined : parts).push_back(std::move(word));
    const bool whole =
        joined.size() == 1 && joined[0].begin == parts.front().begin && joined[0].end == parts.back().end;
    if (!whole) joined.clear();
  }

  bool is_article() const { return parts.size() == 1 && std::ranges::find(articles, parts[0].exact) != articles.end(); }
};

Pattern pattern_of(const std::vector<Word>& words, std::string (*token)(const Word&), bool prefix = false) {
  Pattern pattern{{}, prefix};
  for (const Word& word : words) pattern.tokens.push_back(token(word));
  return pattern;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
}

// Snowball leaves two common verb endings on (ils financent, nous décidons): they are asked for beside the stem. Short
// stems are left alone: "par" is not "parent".
constexpr std::size_t verb_stem_min = 5;

bool ends_like_a_verb_stem(std::string_view stem) {
  return stem.size() >= verb_stem_min &&
         std::string_view("bcdfghijklmnpqrstuvxz").find(stem.back()) != std::string_view::npos;
}

Alternatives any_form(std::string_view text) {
  const Item item(text);
  Alternatives ways{pattern_of(item.parts, stem_token)};
  if (!item.joined.empty()) ways.push_back(pattern_of(item.joined, stem_token));
  if (item.parts.size() == 1) {
    for (const std::string& stem : other_stems(item.parts.front())) ways.push_back({{stem_mark + stem}, false});
  }
  // Typed without accents the stem may differ from that of the accented word (decidee, décidée); the folded word does
  // not.
  if (is_ascii(text)) ways.push_back(pattern_of(item.parts, exact_token));
  return ways;
}

Alternatives exactly(std::string_view text) {
  const Item item(text);
  Alternatives ways{pattern_of(item.parts, exact_token)};
  if (!item.joined.empty()) ways.push_back(pattern_of(item.joined, exact_token));
  return ways;
}

void add_beginnings(Alternatives& ways, std::string_view text) {
  const Item item(text);
  const auto long_enough = [](const Word& word) { return word.exact.size() >= prefix_letters_min; };
  if (long_enough(item.parts.back())) ways.push_back(pattern_of(item.parts, exact_token, true));
  if (!item.joined.empty() && long_enough(item.joined[0])) ways.push_back(pattern_of(item.joined, exact_token, true));
}

void append(std::string& out, const Alternatives& ways) {
  out += '(';
  for (std::size_t i = 0; i < ways.size(); ++i) {
    out += i == 0 ? "\"" : " OR \"";
    for (std::size_t j = 0; j < ways[i].tokens.size(); ++j) {
      if (j > 0) out += ' ';
      out += ways[i].tokens[j];
    }
    out += ways[i].prefix ? "\" *" : "\"";
  }
  out += ')';
}

// The words of a text at their places, a joined word beside the part it stands with.
struct Place {
  const Word* word = nullptr;
  const Word* joined = nullptr;
};

bool is_token(const Word* word, std::string_view token, bool prefix) {
  if (word == nullptr) return false;
  const std::string_view letters = token.substr(1);
  const std::string& mine = token[0] == exact_mark ? word->exact : word->stem;
  return prefix ? mine.starts_with(letters) : mine == letters;
}

// The bytes that the pattern covers when it begins at this place; empty when it does not.
Range covered(const Pattern& pattern, const std::vector<Place>& places, std::size_t first) {
  if (first + pattern.tokens.size() > places.size()) return {};
  Range range{UINT32_MAX, 0};
  for (std::size_t i = 0; i < pattern.tokens.size(); ++i) {
    const Place& place = places[first + i];
    const bool prefix = pattern.prefix && i + 1 == pattern.tokens.size();
    const Word* found = is_token(place.word, pattern.tokens[i], prefix)     ? place.word
                        : is_token(place.joined, pattern.tokens[i], prefix) ? place.joined
                                                                            : nullptr;
    if (found == nullptr) return {};
    range = {std::min(range.begin, found->begin), std::max(range.end, found->end)};
  }
  return range;
}

std::vector<Place> places_of(const std::vector<Word>& words) {
  std::vector<Place> places;
  for (const Word& word : words) {
    if (word.joined) {
      places.back().joined = &word;
    } else {
      places.push_back({&word, nullptr});
    }
  }
  return places;
}

}  // namespace

std::vector<std::string> other_stems(const Word& word) {
  std::string base = word.stem;
  for (const std::string_view ending : {"ent", "on"}) {
    const std::size_t rest = base.size() - std::min(base.size(), ending.size());
    if (base.ends_with(ending) && ends_like_a_verb_stem(base.substr(0, rest))) base.resize(rest);
  }
  if (!ends_like_a_verb_stem(base)) return {};
  std::vector<std::string> stems{base, base + "ent", base + "on"};
  std::erase(stems, word.stem);
  return stems;
}

Match match_of(const SearchQuery& query) {
  Match match;
  const bool only_articles = query.phrases.empty() &&
                             std::ranges::all_of(query.words, [](const auto& word) { return Item(word).is_article(); });
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    const std::string& word = query.words[i];
    if (!only_articles && Item(word).is_article()) continue;
    Alternatives ways = any_form(word);
    if (i + 1 == query.words.size()) add_beginnings(ways, word);
    match.required.push_back(std::move(ways));
  }
  for (const auto& phrase : query.phrases) match.required.push_back(exactly(phrase));
  for (const auto& word : query.excluded_words) match.excluded.push_back(any_form(word));
  for (const auto& phrase : query.excluded_phrases) match.excluded.push_back(exactly(phrase));
  return match;
}

std::string match_text(const Match& match) {
  std::string out;
  for (const Alternatives& ways : match.required) {
    if (!out.empty()) out += " AND ";
    append(out, ways);
  }
  if (match.excluded.empty()) return out;
  if (match.required.empty()) out.append("\"").append(all_documents).append("\"");
  out = "(" + out + ") NOT (";
  for (std::size_t i = 0; i < match.excluded.size(); ++i) {
    if (i > 0) out += " OR ";
    append(out, match.excluded[i]);
  }
  return out + ")";
}

std::vector<Range> apart(std::vector<Range> found) {
  std::ranges::sort(found, {}, [](const Range& range) { return std::pair(range.begin, range.end); });
  std::vector<Range> merged;
  for (const Range& range : found) {
    if (!merged.empty() && range.begin < merged.back().end) {
      merged.back().end = std::max(merged.back().end, range.end);
    } else if (merged.size() < highlights_max) {
      merged.push_back(range);
    } else {
      break;
    }
  }
  return merged;
}

std::vector<Range> highlights(const Match& match, std::string_view text) {
  const auto words = french_words(text);
  const auto places = places_of(words);
  std::vector<Range> found;
  for (std::size_t at = 0; at < places.size(); ++at) {
    for (const Alternatives& ways : match.required) {
      for (const Pattern& pattern : ways) {
        const Range range = covered(pattern, places, at);
        if (range.end > 0) found.push_back(range);
      }
    }
  }
  return apart(std::move(found));
}

}  // namespace ramure::storage
