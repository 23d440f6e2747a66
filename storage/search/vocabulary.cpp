#include "storage/search/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "storage/search/french_words.hpp"

namespace ramure::storage {

namespace {

// The stems of all words, so that gender and number do not matter: "En codév" and "en codev", "levée" and "levés".
std::string key_of(std::string_view text) {
  std::string key;
  for (const Word& word : french_words(text)) {
    if (word.joined) continue;
    if (!key.empty()) key += ' ';
    key += word.stem;
  }
  return key;
}

struct NamedStatus {
  const char* names;  // separated by '|'
  StatusName status;
};

const std::vector<NamedStatus>& statuses() {
  using enum v1::ObstacleStatus;
  using What = StatusName::What;
  static const std::vector<NamedStatus> all = {
      {"brouillon|draft", {What::obstacle, {OBSTACLE_STATUS_DRAFT}}},
      {"ouvert|ouverte|open", {What::obstacle, {OBSTACLE_STATUS_OPEN}}},
      {"en discussion|discussion|in discussion", {What::obstacle, {OBSTACLE_STATUS_IN_DISCUSSION}}},
      {"proposé en codev|proposée en codev|proposé|proposée|propose|proposed",
       {What::obstacle, {OBSTACLE_STATUS_PROPOSED_FOR_ROUND}}},
      {"en codev|codev|in round", {What::obstacle, {OBSTACLE_STATUS_IN_ROUND}}},
      {"plan d'action en cours|plan d'action|action plan", {What::obstacle, {OBSTACLE_STATUS_ACTION_PLAN}}},
      {"levé|levée|leve|levee|lifted", {What::obstacle, {OBSTACLE_STATUS_LIFTED}}},
      {"contourné|contournée|contourne|contournee|bypassed", {What::obstacle, {OBSTACLE_STATUS_BYPASSED}}},
      {"persistant|persistante|persistent", {What::obstacle, {OBSTACLE_STATUS_PERSISTENT}}},
      {"on y travaille|en cours",
       {What::obstacle,
        {OBSTACLE_STATUS_IN_DISCUSSION, OBSTACLE_STATUS_PROPOSED_FOR_ROUND, OBSTACLE_STATUS_IN_ROUND,
         OBSTACLE_STATUS_ACTION_PLAN}}},
      {"levés ou contournés|leves ou contournes", {What::obstacle, {OBSTACLE_STATUS_LIFTED, OBSTACLE_STATUS_BYPASSED}}},
      {"archivé|archivée|archive|archivee|archived", {What::archived, {}}},
      {"résolu|résolue|resolu|resolue|resolved", {What::resolved, {}}},
      {"non résolu|non résolue|non resolu|unresolved|à résoudre", {What::unresolved, {}}},
  };
  return all;
}

bool names_contain(std::string_view names, const std::string& key) {
  for (;;) {
    const auto bar = names.find('|');
    if (key_of(names.substr(0, bar)) == key) return true;
    if (bar == std::string_view::npos) return false;
    names.remove_prefix(bar + 1);
  }
}

}  // namespace

std::optional<StatusName> status_named(std::string_view typed) {
  const std::string key = key_of(typed);
  for (const NamedStatus& named : statuses()) {
    if (!key.empty() && names_contain(named.names, key)) return named.status;
  }
  return std::nullopt;
}

std::optional<v1::ThreadKind> thread_kind_named(std::string_view typed) {
  static constexpr std::array<std::pair<const char*, v1::ThreadKind>, 6> kinds{{
      {"discussion", v1::THREAD_KIND_DISCUSSION},
      {"question", v1::THREAD_KIND_QUESTION},
      {"témoignage|temoignage|testimony", v1::THREAD_KIND_TESTIMONY},
      {"frein|obstacle", v1::THREAD_KIND_OBSTACLE},
      {"ressource|resource", v1::THREAD_KIND_RESOURCE},
      {"choix|choix d'un sujet|choice", v1::THREAD_KIND_CHOICE},
  }};
  const std::string key = key_of(typed);
  for (const auto& [names, kind] : kinds) {
    if (!key.empty() && names_contain(names, key)) return kind;
  }
  return std::nullopt;
}

bool name_is_meant(std::string_view typed, std::string_view name) {
  const auto wanted = french_words(typed);
  const auto words = french_words(name);
  const auto begins_one = [&](const Word& part) {
    return part.joined ||
           std::ranges::any_of(words, [&](const Word& word) { return word.exact.starts_with(part.exact); });
  };
  return !wanted.empty() && std::ranges::all_of(wanted, begins_one);
}

}  // namespace ramure::storage
