#include "server/roadmap/decide.hpp"

#include "protocol/limits.hpp"
#include "server/community/text.hpp"
#include "server/roadmap/decide_parts.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::roadmap {

namespace {

using Body = v1::RoadmapCommand;

// An archived roadmap is read-only, but it can be brought back, left, and lose words.
bool goes_on_when_archived(Body::BodyCase body) {
  return body == Body::kSetRoadmapStatus || body == Body::kEndPen || body == Body::kEraseWords ||
         body == Body::kShareRoadmap || body == Body::kRemovePassage;
}

Decided decide_case(const Case& asked, const v1::RoadmapCommand& command) {
  switch (command.body_case()) {
    case Body::kRetitleRoadmap: return retitle(asked, command.retitle_roadmap());
    case Body::kSetRoadmapStatus: return set_status(asked, command.set_roadmap_status());
    case Body::kShareRoadmap: return share(asked, command.share_roadmap());
    case Body::kInvitePen: return invite_pen(asked, command.invite_pen());
    case Body::kEndPen: return end_pen(asked, command.end_pen());
    case Body::kBeginStage: return begin_stage(asked, command.begin_stage());
    case Body::kAddAction: return add_action(asked, command.add_action());
    case Body::kSetAction: return set_action(asked, command.set_action());
    case Body::kMoveAction: return move_action(asked, command.move_action());
    case Body::kRemoveAction: return remove_action(asked, command.remove_action());
    case Body::kComment: return comment(asked, command.comment());
    case Body::kAnswerComment: return answer_comment(asked, command.answer_comment());
    case Body::kSuggestText: return suggest_text(asked, command.suggest_text());
    case Body::kAnswerSuggestion: return answer_suggestion(asked, command.answer_suggestion());
    case Body::kEraseWords: return erase_words(asked, command.erase_words());
    case Body::kFreezeRoadmap: return freeze(asked, command.freeze_roadmap());
    case Body::kNameVersion: return name_version(asked, command.name_version());
    case Body::kBringBackText: return bring_back_text(asked, command.bring_back_text());
    case Body::kRemovePassage: return remove_passage(asked, command.remove_passage());
    default: return refuse::unknown_command();
  }
}

Checked check_not_archived(const Roadmap& roadmap, std::string_view field) {
  if (roadmap.view.status() != v1::ROADMAP_STATUS_ARCHIVED) return {};
  return refuse::forbidden("archived", field, "an archived roadmap is read-only: its pair can take it up again");
}

}  // namespace

Checked check_may(const Case& asked, Act act, std::string_view field) {
  if (may(asked.roadmap, asked.person, act)) return {};
  return refuse::forbidden("rights", field, "your place in this roadmap does not allow it");
}

Decision one_event(const Case& asked, std::uint64_t birth_seq) {
  Decision decision;
  decision.events.push_back({{}, birth_seq});
  body_of(decision).set_roadmap_id(asked.roadmap.id());
  return decision;
}

void tell_update(const Case& asked, Decision& decision) {
  if (decision.entries.empty()) return;
  const auto told = asked.roadmap.told_at.find(asked.person.member_id);
  const bool is_told =
      told != asked.roadmap.told_at.end() && asked.moment.now - told->second < ramure::limits::text_updated_interval_ms;
  if (is_told) return;
  v1::RoadmapEvent& event = decision.events.emplace_back().event;
  event.set_roadmap_id(asked.roadmap.id());
  event.mutable_text_updated()->set_text_version(decision.entries.back().version);
}

std::expected<Passage, v1::Refusal> bring_to_now(const Case& asked, const v1::RoadmapPassage& passage,
                                                 std::string_view field) {
  const TextLog& log = asked.text.log;
  if (passage.version() > log.version()) return refuse::invalid(field, "the text has not reached this version");
  if (log.version() - passage.version() > limits::late_entries_max) return refuse::other_version(field, log.version());
  const auto older = entries_between(asked.text.stored, passage.version(), log.held_from());
  return log.bring_forward(field, passage.version(), {passage.from(), passage.to()}, older);
}

std::expected<Entry, v1::Refusal> entry_by_server(const Case& asked, std::uint64_t author_id, Change change,
                                                  std::string_view field) {
  if (auto checked = check_fits(field, change, asked.text.log.text()); !checked) return pass_on(checked);
  return Entry{asked.text.log.version() + 1, author_id, 0, asked.moment.now, std::move(change)};
}

Decided decide(const Roadmap& roadmap, const Text& text, const Person& person, const v1::RoadmapCommand& command,
               const Moment& moment) {
  if (!may(roadmap, person, Act::read)) return refuse::not_found("roadmap_id");
  if (!goes_on_when_archived(command.body_case())) {
    if (auto checked = check_not_archived(roadmap, "roadmap_id"); !checked) return pass_on(checked);
  }
  return decide_case({roadmap, text, person, moment}, command);
}

Decided create(const v1::RoadmapTemplate& form, const Person& person, std::uint64_t territory_id,
               const v1::CreateRoadmap& command, const Moment& moment) {
  if (auto checked = community::check_title("create_roadmap.title", command.title()); !checked) {
    return pass_on(checked);
  }
  Decision decision;
  v1::RoadmapEvent& event = decision.events.emplace_back().event;
  event.set_roadmap_id(moment.next_seq);
  v1::RoadmapCreated& created = *event.mutable_roadmap_created();
  created.set_territory_id(territory_id);
  created.set_title(command.title());
  created.set_template_key(form.key());
  created.set_stage(form.stage());
  std::u16string text = to_utf16(form.markdown());
  if (!text.empty()) {
    decision.entries.push_back({1, person.member_id, 0, moment.now, replacement(0, 0, 0, std::move(text))});
  }
  return decision;
}

std::expected<Pushed, v1::Refusal> push(const Roadmap& roadmap, const Text& text, const Person& person,
                                        const v1::TextPush& wire, const Moment& moment) {
  const Case asked{roadmap, text, person, moment};
  if (!may(roadmap, person, Act::read)) return refuse::not_found("push_text.roadmap_id");
  if (auto checked = check_may(asked, Act::write, "push_text.roadmap_id"); !checked) return pass_on(checked);
  if (auto checked = check_not_archived(roadmap, "push_text.roadmap_id"); !checked) return pass_on(checked);
  auto read = read_push(person.member_id, wire, moment.now);
  if (!read) return pass_on(read);
  const std::uint64_t head = text.log.version();
  if (read->base_version < head && head - read->base_version > limits::late_entries_max) {
    return refuse::push_conflict("behind", head);
  }
  const auto older = read->base_version > text.log.version()
                         ? std::vector<Entry>()
                         : entries_between(text.stored, read->base_version, text.log.held_from());
  auto taken = text.log.decide(*read, older);
  if (!taken) return pass_on(taken);
  Pushed pushed;
  pushed.answer.set_version(text.log.version() + taken->entries.size());
  pushed.answer.set_taken(static_cast<std::uint32_t>(taken->already_held + taken->entries.size()));
  pushed.answer.set_left(static_cast<std::uint32_t>(taken->left));
  pushed.decision.entries = std::move(taken->entries);
  tell_update(asked, pushed.decision);
  return pushed;
}

}  // namespace ramure::roadmap
