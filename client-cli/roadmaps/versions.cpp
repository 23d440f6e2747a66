#include "client-cli/roadmaps/versions.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "client-cli/roadmaps/words.hpp"
#include "client-cli/state/one_named.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

// Nothing: it is no number.
std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

Result<VersionFound> unknown(std::string_view text) {
  return fail(Exit::refused, t({"aucune version « {} » (« ramure roadmap show » les nomme)",
                                "no version \"{}\" (`ramure roadmap show` names them)"},
                               {text}));
}

}  // namespace

Result<VersionFound> find_version(const v1::RoadmapView& view, std::string_view text) {
  const auto found = [](const v1::RoadmapVersion& version) {
    return VersionFound{version.text_version(), version.id()};
  };
  const bool is_place = text.starts_with('~');
  const auto number = number_in(is_place ? text.substr(1) : text);
  if (is_place) {
    const bool is_there = number && *number > 0 && *number <= static_cast<std::uint64_t>(view.versions_size());
    return is_there ? found(view.versions(static_cast<int>(*number) - 1)) : unknown(text);
  }
  if (number) return *number > 0 ? VersionFound{*number, 0} : unknown(text);
  OneNamed<VersionFound> named(text);
  for (const v1::RoadmapVersion& version : view.versions()) {
    std::vector<std::string> names{version_name(version)};
    if (version.stage() != v1::ROADMAP_STAGE_UNSPECIFIED) names.emplace_back(stage_key(version.stage()));
    named.see(found(version), names);
  }
  if (named.one() != nullptr) return *named.one();
  if (named.is_none()) return unknown(text);
  return fail(Exit::refused, t({"plusieurs versions « {} » : précisez", "several versions \"{}\": say more"}, {text}));
}

}  // namespace ramure::cli
