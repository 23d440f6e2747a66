#include "storage/search/resolve.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "storage/search/french_words.hpp"
#include "storage/search/vocabulary.hpp"

namespace ramure::storage {

namespace {

v1::Refusal unknown_value(std::string_view operator_name, const std::string& value) {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_INVALID_ARGUMENT);
  refusal.set_field("search.text");
  refusal.set_message("\"" + value + "\" names nothing that " + std::string(operator_name) + ": could look for.");
  (*refusal.mutable_data())["reason"] = "unknown_value";
  (*refusal.mutable_data())["operator"] = operator_name;
  (*refusal.mutable_data())["value"] = value;
  return refusal;
}

bool means_me(const std::string& value) {
  const auto words = french_words(value);
  return words.size() == 1 && (words.front().exact == "moi" || words.front().exact == "me");
}

class Resolver {
 public:
  void ids(std::string_view operator_name, const std::vector<std::string>& values, const std::vector<Name>& names,
           std::vector<std::uint64_t>& ids) {
    for (const std::string& value : values) {
      const std::size_t before = ids.size();
      for (const Name& name : names) {
        if (name_is_meant(value, name.text)) ids.push_back(name.id);
      }
      if (ids.size() == before) refuse(operator_name, value);
    }
    std::ranges::sort(ids);
    const auto doubles = std::ranges::unique(ids);
    ids.erase(doubles.begin(), doubles.end());
  }

  void status(const std::string& value, SearchConditions& conditions) {
    const auto named = status_named(value);
    if (!named) return refuse("statut", value);
    using What = StatusName::What;
    const auto& statuses = named->obstacle_statuses;
    conditions.statuses.insert(conditions.statuses.end(), statuses.begin(), statuses.end());
    conditions.resolved |= named->what == What::resolved;
    conditions.unresolved |= named->what == What::unresolved;
    conditions.archived |= named->what == What::archived;
  }

  void kind(const std::string& value, SearchConditions& conditions) {
    const auto named = thread_kind_named(value);
    if (!named) return refuse("type", value);
    conditions.kinds.push_back(*named);
  }

  std::optional<v1::Refusal> refusal;  // the first

 private:
  void refuse(std::string_view operator_name, const std::string& value) {
    if (!refusal) refusal = unknown_value(operator_name, value);
  }
};

}  // namespace

std::expected<SearchConditions, v1::Refusal> resolve(
    const SearchQuery& query, const Names& names,
    const std::function<std::int64_t(std::chrono::sys_days)>& begin_of_day_ms) {
  SearchConditions conditions;
  Resolver resolver;
  std::vector<std::string> authors = query.authors;
  if (std::erase_if(authors, means_me) > 0) conditions.author_ids.push_back(names.me);
  resolver.ids("auteur", authors, names.members, conditions.author_ids);
  resolver.ids("theme", query.themes, names.themes, conditions.theme_ids);
  resolver.ids("territoire", query.territories, names.territories, conditions.territory_ids);
  resolver.ids("dans", query.channels, names.channels, conditions.channel_ids);
  for (const std::string& value : query.statuses) resolver.status(value, conditions);
  for (const std::string& value : query.kinds) resolver.kind(value, conditions);
  if (resolver.refusal) return std::unexpected(*resolver.refusal);
  if (query.from_day) conditions.from_ms = begin_of_day_ms(*query.from_day);
  if (query.before_day) conditions.before_ms = begin_of_day_ms(*query.before_day);
  return conditions;
}

}  // namespace ramure::storage
