#include "server/codev/sharing.hpp"

#include <algorithm>

#include "server/codev/conditions.hpp"
#include "server/codev/minutes_content.hpp"
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

}  // namespace

bool may_leave(const Round& round) {
  const v1::RoundState& state = round.state;
  if (state.plan().practice()) return false;  // of people who do not exist
  if (state.status() == v1::ROUND_STATUS_CANCELLED || !state.minutes().approved()) return false;
  const v1::ShareLevel chosen = state.minutes().share_level();
  if (chosen == v1::SHARE_LEVEL_UNSPECIFIED || chosen == v1::SHARE_LEVEL_NOTHING) return false;
  return holds(round, v1::ROUND_CONDITION_REQUEST_CONFIRMED, state.last_event_at_ms());
}

std::string shared_text(const Round& round, v1::ShareLevel level, files::Language language) {
  if (!may_leave(round)) return {};
  const std::string plan = titled(in(language, {"Plan d’action", "Action plan"}), action_table(round, language, {}));
  switch (std::min(level, round.state.minutes().share_level())) {
    case v1::SHARE_LEVEL_ACTIONS: return plan;
    case v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS: {
      const std::string kept = titled(in(language, {"Synthèse", "Synthesis"}), syntheses(round));
      return kept + (kept.empty() || plan.empty() ? "" : "\n") + plan;
    }
    case v1::SHARE_LEVEL_ALL: {
      const v1::Contribution* minutes = contribution(round, round.state.minutes().contribution_id());
      return minutes == nullptr || minutes->erased() ? "" : minutes->text();
    }
    default: return {};
  }
}

}  // namespace ramure::codev
