// The structured actions: one field at a time, so that two people can change two fields of one action.
#include <array>
#include <chrono>
#include <set>

#include "protocol/iso_day.hpp"
#include "protocol/limits.hpp"
#include "server/community/text.hpp"
#include "server/roadmap/decide_parts.hpp"
#include "server/roadmap/roadmap_limits.hpp"

namespace ramure::roadmap {

namespace {

using Field = v1::RoadmapActionField;

// "2018-12-31", or empty: none.
bool is_iso_date(std::string_view text) {
  if (text.empty()) return true;
  const auto day = iso_day(text);
  return day && day->year() >= std::chrono::year(1);
}

Checked check_words(std::string_view field, std::string_view words) {
  return community::check_optional_text(field, words, ramure::limits::action_field_bytes_max);
}

Checked check_date(std::string_view field, std::string_view date) {
  if (is_iso_date(date)) return {};
  return refuse::invalid(field, "a date is written 2018-12-31");
}

Checked check_field(std::string_view path, const Field& field) {
  switch (field.field_case()) {
    case Field::kTitle: return community::check_text(path, field.title(), ramure::limits::action_field_bytes_max);
    case Field::kOwner: return check_words(path, field.owner());
    case Field::kPartners: return check_words(path, field.partners());
    case Field::kMeans: return check_words(path, field.means());
    case Field::kIndicator: return check_words(path, field.indicator());
    case Field::kAxis: return check_words(path, field.axis());
    case Field::kDue: return check_date(path, field.due());
    case Field::kStarts: return check_date(path, field.starts());
    case Field::kStatus:
      if (v1::RoadmapActionStatus_IsValid(field.status()) && field.status() != v1::ROADMAP_ACTION_STATUS_UNSPECIFIED) {
        return {};
      }
      return refuse::invalid(path, "there is no such status");
    case Field::kObstacleThreadId: return {};  // whether he reads it is the community's to say
    case Field::FIELD_NOT_SET: break;
  }
  return refuse::invalid(path, "a field is required");
}

Checked check_action(const Case& asked, std::uint64_t id, std::string_view field) {
  if (has_action(asked.view(), id)) return {};
  return refuse::not_found(field);
}

}  // namespace

Decided add_action(const Case& asked, const v1::AddRoadmapAction& command) {
  constexpr auto path = "add_action.fields";
  if (auto checked = check_may(asked, Act::write, path); !checked) return pass_on(checked);
  if (static_cast<std::size_t>(asked.view().actions_size()) >= limits::actions_max) {
    return refuse::too_large(path, limits::actions_max, "actions");
  }
  std::set<Field::FieldCase> seen;
  for (const Field& field : command.fields()) {
    if (auto checked = check_field(path, field); !checked) return pass_on(checked);
    if (!seen.insert(field.field_case()).second) return refuse::invalid(path, "a field is given twice");
  }
  if (!seen.contains(Field::kTitle)) return refuse::invalid(path, "an action has a title");
  Decision decision = one_event(asked);
  *body_of(decision).mutable_action_added()->mutable_fields() = command.fields();
  return decision;
}

Decided set_action(const Case& asked, const v1::SetRoadmapAction& command) {
  if (auto checked = check_may(asked, Act::write, "set_action.field"); !checked) return pass_on(checked);
  auto known = check_action(asked, command.action_id(), "set_action.action_id");
  if (!known) return pass_on(known);
  if (auto checked = check_field("set_action.field", command.field()); !checked) return pass_on(checked);
  Decision decision = one_event(asked);
  v1::RoadmapActionSet& set = *body_of(decision).mutable_action_set();
  set.set_action_id(command.action_id());
  *set.mutable_field() = command.field();
  return decision;
}

Decided move_action(const Case& asked, const v1::MoveRoadmapAction& command) {
  if (auto checked = check_may(asked, Act::write, "move_action.action_id"); !checked) return pass_on(checked);
  auto known = check_action(asked, command.action_id(), "move_action.action_id");
  if (!known) return pass_on(known);
  if (command.before_id() != 0) {
    if (auto checked = check_action(asked, command.before_id(), "move_action.before_id"); !checked) {
      return pass_on(checked);
    }
  }
  if (command.before_id() == command.action_id()) return refuse::already_done("move_action.before_id");
  Decision decision = one_event(asked);
  v1::RoadmapActionMoved& moved = *body_of(decision).mutable_action_moved();
  moved.set_action_id(command.action_id());
  moved.set_before_id(command.before_id());
  return decision;
}

Decided remove_action(const Case& asked, const v1::RemoveRoadmapAction& command) {
  constexpr auto field = "remove_action.action_id";
  if (auto checked = check_may(asked, Act::write, field); !checked) return pass_on(checked);
  if (auto checked = check_action(asked, command.action_id(), field); !checked) return pass_on(checked);
  Decision decision = one_event(asked);
  body_of(decision).mutable_action_removed()->set_action_id(command.action_id());
  return decision;
}

}  // namespace ramure::roadmap
