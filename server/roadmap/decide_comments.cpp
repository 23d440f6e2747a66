// Comments in their three boxes, the questions de relance, and suggestions for the text; what the pair answers.
#include "protocol/limits.hpp"
#include "server/community/text.hpp"
#include "server/roadmap/decide_parts.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::roadmap {

namespace {

Checked check_box(const Case& asked, v1::RoadmapCommentBox box) {
  constexpr auto field = "comment.box";
  if (!v1::RoadmapCommentBox_IsValid(box) || box == v1::ROADMAP_COMMENT_BOX_UNSPECIFIED) {
    return refuse::invalid(field, "there is no such box");
  }
  const bool may_prompt = asked.person.role == v1::ROLE_FACILITATOR || asked.person.advises_pair;
  if (box != v1::ROADMAP_COMMENT_BOX_PROMPT || may_prompt) return {};
  return refuse::forbidden("rights", field, "questions de relance are the facilitators' and the adviser's");
}

// What is asked while the pitch is held is asked of the whole.
Checked check_question(const v1::CommentRoadmap& command) {
  const bool hangs = command.anchor().place_case() != v1::RoadmapAnchor::PLACE_NOT_SET;
  if (command.box() != v1::ROADMAP_COMMENT_BOX_QUESTION || !hangs) return {};
  return refuse::invalid("comment.anchor", "a question to the pitch hangs on no passage");
}

// Of a frozen version comments are closed. And what one does not read cannot be pointed at.
Checked check_version(const Case& asked, const v1::RoadmapPassage& passage, std::string_view field) {
  const auto since = reads_since(asked.roadmap, asked.person);
  if (!since || passage.version() < since->text_version) {
    return refuse::invalid(field, "this version of the text is not shown");
  }
  const v1::RoadmapVersion* frozen = last_frozen(asked.view());
  const bool is_frozen = frozen != nullptr && passage.version() < frozen->text_version();
  if (!is_frozen) return {};
  return refuse::forbidden("frozen", field, "comments on a frozen version are closed: look at what follows it");
}

Checked check_room(const Case& asked, std::string_view field) {
  const auto used = static_cast<std::size_t>(asked.view().comments_size() + asked.view().suggestions_size());
  if (used < limits::anchors_max) return {};
  return refuse::too_large(field, limits::anchors_max, "comments");
}

void set_passage(v1::RoadmapPassage& wire, std::uint64_t version, const Passage& passage) {
  wire.set_version(version);
  wire.set_from(static_cast<std::uint32_t>(passage.from));
  wire.set_to(static_cast<std::uint32_t>(passage.to));
}

// Where the comment hangs, moved to the text as it is.
Checked place(const Case& asked, const v1::RoadmapAnchor& anchor, Decision& decision) {
  v1::RoadmapAnchor& placed = *body_of(decision).mutable_commented()->mutable_anchor();
  placed = anchor;
  if (anchor.has_passage()) {
    constexpr auto field = "comment.anchor.passage";
    if (auto checked = check_version(asked, anchor.passage(), field); !checked) return checked;
    auto passage = bring_to_now(asked, anchor.passage(), field);
    if (!passage) return pass_on(passage);
    set_passage(*placed.mutable_passage(), asked.text.log.version(), *passage);
    decision.placed.push_back({asked.moment.next_seq, *passage});
  }
  if (anchor.place_case() == v1::RoadmapAnchor::kActionId && !has_action(asked.view(), anchor.action_id())) {
    return refuse::not_found("comment.anchor.action_id");
  }
  return {};
}

std::expected<const v1::RoadmapSuggestion*, v1::Refusal> open_suggestion(const Case& asked, std::uint64_t id) {
  constexpr auto field = "answer_suggestion.suggestion_id";
  const v1::RoadmapSuggestion* suggestion = find_suggestion(asked.view(), id);
  if (suggestion == nullptr) return refuse::not_found(field);
  if (suggestion->state() != v1::ROADMAP_SUGGESTION_STATE_OPEN) return refuse::already_done(field);
  return suggestion;
}

// Only what stands where the pair saw it is replaced.
Checked take_suggestion(const Case& asked, const v1::RoadmapSuggestion& suggestion, const std::string& replaces,
                        Decision& decision) {
  constexpr auto field = "answer_suggestion.replaces";
  const TextLog& log = asked.text.log;
  const auto anchor = log.anchors().find(suggestion.id());
  const bool has_place = anchor != log.anchors().end();
  const bool was_a_place = suggestion.passage().from() == suggestion.passage().to();
  const bool is_gone = has_place && anchor->second.is_gone() && !was_a_place;
  if (!has_place || is_gone) return refuse::other_version(field, log.version());
  const Passage passage = anchor->second;
  if (log.text().substr(passage.from, passage.to - passage.from) != to_utf16(replaces)) {
    return refuse::other_version(field, log.version());
  }
  auto entry = entry_by_server(
      asked, suggestion.author_id(),
      replacement(log.text().size(), passage.from, passage.to, to_utf16(suggestion.replacement())), field);
  if (!entry) return pass_on(entry);
  decision.entries.push_back(std::move(*entry));
  return {};
}

}  // namespace

Decided comment(const Case& asked, const v1::CommentRoadmap& command) {
  if (auto checked = check_may(asked, Act::comment, "comment"); !checked) return pass_on(checked);
  if (auto checked = check_box(asked, command.box()); !checked) return pass_on(checked);
  if (auto checked = check_question(command); !checked) return pass_on(checked);
  auto words = community::check_text("comment.text", command.text(), ramure::limits::comment_bytes_max);
  if (!words) return pass_on(words);
  if (auto checked = check_room(asked, "comment"); !checked) return pass_on(checked);
  Decision decision = one_event(asked);
  if (auto checked = place(asked, command.anchor(), decision); !checked) return pass_on(checked);
  v1::RoadmapCommented& commented = *body_of(decision).mutable_commented();
  commented.set_box(command.box());
  commented.set_text(command.text());
  return decision;
}

Decided answer_comment(const Case& asked, const v1::AnswerRoadmapComment& command) {
  constexpr auto field = "answer_comment.comment_id";
  if (auto checked = check_may(asked, Act::settle, field); !checked) return pass_on(checked);
  const v1::RoadmapComment* comment = find_comment(asked.view(), command.comment_id());
  if (comment == nullptr) return refuse::not_found(field);
  if (comment->erased()) return community::refuse::erased(field);
  if (!v1::RoadmapVerdict_IsValid(command.verdict()) || command.verdict() == v1::ROADMAP_VERDICT_UNSPECIFIED) {
    return refuse::invalid("answer_comment.verdict", "a comment is kept, to be discussed, or set aside");
  }
  auto words =
      community::check_optional_text("answer_comment.answer", command.answer(), ramure::limits::comment_bytes_max);
  if (!words) return pass_on(words);
  Decision decision = one_event(asked, comment->id());
  v1::RoadmapCommentAnswered& answered = *body_of(decision).mutable_comment_answered();
  answered.set_comment_id(comment->id());
  answered.set_verdict(command.verdict());
  answered.set_answer(command.answer());
  return decision;
}

Decided suggest_text(const Case& asked, const v1::SuggestText& command) {
  constexpr auto field = "suggest_text.passage";
  if (auto checked = check_may(asked, Act::suggest, field); !checked) return pass_on(checked);
  if (may(asked.roadmap, asked.person, Act::write)) {
    return refuse::forbidden("rights", field, "whoever writes the text changes it");
  }
  auto words = community::check_optional_text("suggest_text.replacement", command.replacement(),
                                              ramure::limits::replacement_bytes_max);
  if (!words) return pass_on(words);
  words = community::check_optional_text("suggest_text.reason", command.reason(), ramure::limits::comment_bytes_max);
  if (!words) return pass_on(words);
  if (auto checked = check_room(asked, field); !checked) return pass_on(checked);
  if (auto checked = check_version(asked, command.passage(), field); !checked) return pass_on(checked);
  auto passage = bring_to_now(asked, command.passage(), field);
  if (!passage) return pass_on(passage);
  if (passage->is_gone() && command.replacement().empty()) return refuse::already_done(field);
  Decision decision = one_event(asked);
  v1::TextSuggested& suggested = *body_of(decision).mutable_text_suggested();
  set_passage(*suggested.mutable_passage(), asked.text.log.version(), *passage);
  suggested.set_replacement(command.replacement());
  suggested.set_reason(command.reason());
  decision.placed.push_back({asked.moment.next_seq, *passage});
  return decision;
}

Decided answer_suggestion(const Case& asked, const v1::AnswerSuggestion& command) {
  auto checked = check_may(asked, Act::settle, "answer_suggestion.suggestion_id");
  if (!checked) return pass_on(checked);
  auto suggestion = open_suggestion(asked, command.suggestion_id());
  if (!suggestion) return pass_on(suggestion);
  Decision decision = one_event(asked, command.suggestion_id());
  v1::SuggestionAnswered& answered = *body_of(decision).mutable_suggestion_answered();
  answered.set_suggestion_id(command.suggestion_id());
  answered.set_state(v1::ROADMAP_SUGGESTION_STATE_DECLINED);
  if (command.taken()) {
    if (auto taken = take_suggestion(asked, **suggestion, command.replaces(), decision); !taken) return pass_on(taken);
    answered.set_state(v1::ROADMAP_SUGGESTION_STATE_TAKEN);
    answered.set_text_version(decision.entries.back().version);
  }
  decision.taken_off.push_back(command.suggestion_id());
  tell_update(asked, decision);
  return decision;
}

Decided erase_words(const Case& asked, const v1::EraseRoadmapWords& command) {
  constexpr auto field = "erase_words.id";
  const v1::RoadmapComment* comment = find_comment(asked.view(), command.id());
  const v1::RoadmapSuggestion* suggestion = find_suggestion(asked.view(), command.id());
  const std::uint64_t author = comment != nullptr      ? comment->author_id()
                               : suggestion != nullptr ? suggestion->author_id()
                                                       : 0;
  const auto since = reads_since(asked.roadmap, asked.person);
  if (author == 0 || !since || command.id() < since->seq) return refuse::not_found(field);
  if (author != asked.person.member_id) return refuse::forbidden("rights", field, "only one's own words");
  if (comment != nullptr && comment->erased()) return refuse::already_done(field);
  Decision decision = one_event(asked);
  body_of(decision).mutable_words_erased()->set_id(command.id());
  decision.taken_off.push_back(command.id());
  return decision;
}

}  // namespace ramure::roadmap
