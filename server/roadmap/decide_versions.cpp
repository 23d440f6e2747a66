// Versions: frozen for a session, or named; and the text of an older one brought back as a new change.
#include <algorithm>

#include "server/community/text.hpp"
#include "server/roadmap/decide_parts.hpp"
#include "server/roadmap/difference.hpp"
#include "server/roadmap/roadmap_limits.hpp"

namespace ramure::roadmap {

namespace {

Checked check_stage(const Case& asked, v1::RoadmapStage stage) {
  constexpr auto field = "freeze_roadmap.stage";
  if (!v1::RoadmapStage_IsValid(stage) || stage == v1::ROADMAP_STAGE_UNSPECIFIED) {
    return refuse::invalid(field, "there is no such stage");
  }
  if (asked.view().stage() == v1::ROADMAP_STAGE_UNSPECIFIED) {
    return refuse::invalid(field, "a text outside the sessions is named, not frozen");
  }
  const v1::RoadmapVersion* last = last_frozen(asked.view());
  if (last == nullptr || last->stage() < stage) return {};
  if (last->stage() == stage) return refuse::already_done(field);
  return refuse::forbidden("frozen", field, "a later version is frozen already");
}

Checked check_room(const Case& asked, std::string_view field) {
  if (static_cast<std::size_t>(asked.view().versions_size()) < limits::versions_max) return {};
  return refuse::too_large(field, limits::versions_max, "versions");
}

v1::RoadmapVersionMade& made_in(Decision& decision, const Case& asked) {
  v1::RoadmapVersionMade& made = *body_of(decision).mutable_version_made();
  made.set_text_version(asked.text.log.version());
  return made;
}

}  // namespace

// Its authors: whose words stand in it, in the order in which they do. The community adds the organisations.
Decided freeze(const Case& asked, const v1::FreezeRoadmap& command) {
  constexpr auto field = "freeze_roadmap.text_version";
  if (auto checked = check_may(asked, Act::settle, field); !checked) return pass_on(checked);
  if (auto checked = check_stage(asked, command.stage()); !checked) return pass_on(checked);
  if (auto checked = check_room(asked, field); !checked) return pass_on(checked);
  if (command.text_version() != asked.text.log.version()) {
    return refuse::other_version(field, asked.text.log.version());
  }
  Decision decision = one_event(asked);
  v1::RoadmapVersionMade& made = made_in(decision, asked);
  made.set_stage(command.stage());
  for (const Run& run : asked.text.log.runs()) {
    const auto is_him = [&](const v1::RoadmapAuthor& author) { return author.member_id() == run.author_id; };
    if (std::ranges::none_of(made.authors(), is_him)) made.add_authors()->set_member_id(run.author_id);
  }
  return decision;
}

Decided name_version(const Case& asked, const v1::NameRoadmapVersion& command) {
  constexpr auto field = "name_version.name";
  if (auto checked = check_may(asked, Act::write, field); !checked) return pass_on(checked);
  if (auto checked = community::check_title(field, command.name()); !checked) return pass_on(checked);
  if (auto checked = check_room(asked, field); !checked) return pass_on(checked);
  Decision decision = one_event(asked);
  made_in(decision, asked).set_name(command.name());
  return decision;
}

Decided bring_back_text(const Case& asked, const v1::BringBackText& command) {
  constexpr auto field = "bring_back_text.version";
  if (auto checked = check_may(asked, Act::write, field); !checked) return pass_on(checked);
  const auto since = reads_since(asked.roadmap, asked.person);
  const TextLog& log = asked.text.log;
  if (!since || command.version() < since->text_version || command.version() > log.version()) {
    return refuse::not_found(field);
  }
  Change change = change_between(log.text(), text_at(asked.text.stored, command.version()));
  if (change.is_empty()) return refuse::already_done(field);
  auto entry = entry_by_server(asked, asked.person.member_id, std::move(change), field);
  if (!entry) return pass_on(entry);
  Decision decision;
  decision.entries.push_back(std::move(*entry));
  tell_update(asked, decision);
  return decision;
}

}  // namespace ramure::roadmap
