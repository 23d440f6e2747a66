// What somebody typed into the search field, understood. Pure.
//
//   financement « comité local » -région auteur:nadia thème:"tiers lieux" apres:09/2018
//
// - Free words are all required, in any form (financement finds financements, financer); the last one is also taken
//   as a beginning, from three letters on. Articles and the like count only when nothing else was typed.
// - "…", “…” and « … » ask for exactly these words in this order (accents, case and elisions still do not matter).
// - A hyphen right before a word or phrase excludes it.
// - Operators: theme: territoire: auteur: statut: dans: type: avant: apres: (English: theme: territory: author: status:
//   in: kind: before: after:). Values may be quoted. One operator given several times means "one of these".
//   apres:X begins with the first day of X, avant:X ends before it: apres:2018 avant:2019 is the year 2018.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/refusals.pb.h"

namespace ramure::storage {

inline constexpr std::size_t search_items_max = 32;  // words, phrases and operators together

struct SearchQuery {
  std::vector<std::string> words;  // as typed
  std::vector<std::string> phrases;
  std::vector<std::string> excluded_words;
  std::vector<std::string> excluded_phrases;
  // Values as typed; vocabulary.hpp helps to find what they name.
  std::vector<std::string> themes, territories, authors, statuses, channels, kinds;
  std::optional<std::chrono::sys_days> from_day;    // included
  std::optional<std::chrono::sys_days> before_day;  // excluded

  bool has_text() const {
    return !words.empty() || !phrases.empty() || !excluded_words.empty() || !excluded_phrases.empty();
  }
};

// `today` is the searcher's day. Refused with INVALID_ARGUMENT, field "search.text" and data["reason"]:
//   empty, unknown_operator, empty_value, bad_date, excluded_operator (with data["operator"], data["value"]), not_utf8;
// or with TOO_LARGE when it is longer than limits::search_text_bytes_max, or has more than search_items_max items.
std::expected<SearchQuery, v1::Refusal> parse_query(std::string_view text, std::chrono::sys_days today);

}  // namespace ramure::storage
