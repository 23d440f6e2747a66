#include "server/codev/sharing.hpp"

#include <algorithm>

#include "server/codev/conditions.hpp"
#include "server/codev/minutes_content.hpp"
#include "server/codev/minutes_parts.hpp"
#include "server/files/markdown_text.hpp"

namespace ramure::codev {

namespace {

// Words of one's own may carry any markup: only the title above them is the server's.
std::string titled(const std::string& title, const std::string& text) {
  return text.empty() ? "" : "## " + title + "\n\n" + text;
}

std::string syntheses(const Round& round) {
  std::string text;
  for (const std::string& kept : syntheses_of(round, nullptr)) {
    text += (text.empty() ? "" : "\n") + files::quoted_markdown(kept);
  }
  return text;
}

const std::string& approved_text(const Round& round) {
  static const std::string nothing;
  const v1::Contribution* minutes = contribution(round, round.state.minutes().contribution_id());
  return minutes == nullptr || minutes->erased() ? nothing : minutes->text();
}

bool may_be_shared(const Round& round) {
  const v1::RoundState& state = round.state;
  if (state.status() == v1::ROUND_STATUS_CANCELLED || !state.minutes().approved()) return false;
  return holds(round, v1::ROUND_CONDITION_REQUEST_CONFIRMED, state.last_event_at_ms());
}

struct Parts {
  std::string kept, plan;
};

Parts parts_of(const Round& round, files::Language language) {
  const std::string& text = approved_text(round);
  const auto kept = part_of(text, kept_heading);
  const auto plan = part_of(text, plan_heading);
  if (kept || plan) return {kept.value_or(""), without_help(plan.value_or(""))};
  return {syntheses(round), action_table(round, language, {})};
}

}  // namespace

bool may_leave(const Round& round) {
  if (round.state.plan().practice()) return false;  // of people who do not exist
  const v1::ShareLevel chosen = round.state.minutes().share_level();
  if (chosen == v1::SHARE_LEVEL_UNSPECIFIED || chosen == v1::SHARE_LEVEL_NOTHING) return false;
  return may_be_shared(round);
}

std::string text_at(const Round& round, v1::ShareLevel level, files::Language language) {
  if (!may_be_shared(round)) return {};
  if (level == v1::SHARE_LEVEL_ALL) return approved_text(round);
  const bool has_kept = level == v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS;
  if (!has_kept && level != v1::SHARE_LEVEL_ACTIONS) return {};
  const Parts parts = parts_of(round, language);
  const std::string plan = titled(in(language, {"Plan d’action", "Action plan"}), parts.plan);
  const std::string kept = has_kept ? titled(in(language, {"Synthèse", "Synthesis"}), parts.kept) : "";
  return kept + (kept.empty() || plan.empty() ? "" : "\n") + plan;
}

std::optional<TakenAlong> taken_along(const Round& round, std::uint64_t member_id, v1::ShareLevel level,
                                      files::Language language) {
  const bool is_client = member_id != 0 && member_id == round.state.client_id();
  if (is_client ? !may_be_shared(round) : !may_leave(round)) return std::nullopt;
  const v1::ShareLevel most = is_client ? v1::SHARE_LEVEL_ALL : round.state.minutes().share_level();
  const v1::ShareLevel taken = level == v1::SHARE_LEVEL_UNSPECIFIED ? most : std::min(level, most);
  return TakenAlong{taken, text_at(round, taken, language)};
}

std::string shared_text(const Round& round, v1::ShareLevel level, files::Language language) {
  if (!may_leave(round)) return {};
  return text_at(round, std::min(level, round.state.minutes().share_level()), language);
}

}  // namespace ramure::codev
