// From the names that somebody typed to the ids that the index knows. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <vector>

#include "ramure/v1/refusals.pb.h"
#include "storage/search/index_reader.hpp"
#include "storage/search/query.hpp"

namespace ramure::storage {

// A name under which a thing can be meant; one thing may have several (its name and its short key).
struct Name {
  std::uint64_t id = 0;
  std::string text;
};

// Only what the searcher may know of.
struct Names {
  std::uint64_t me = 0;  // auteur:moi
  std::vector<Name> members, themes, territories, channels;
};

// Everything whose name is meant counts: auteur:marie asks for every Marie. `begin_of_day_ms` knows the searcher's
// time zone (dates.hpp has one for a fixed offset). Refused with INVALID_ARGUMENT, field "search.text", data["reason"]
// "unknown_value", data["operator"] and data["value"] when a value names nothing.
std::expected<SearchConditions, v1::Refusal> resolve(
    const SearchQuery& query, const Names& names,
    const std::function<std::int64_t(std::chrono::sys_days)>& begin_of_day_ms);

}  // namespace ramure::storage
