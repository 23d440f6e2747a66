#include "client-cli/roadmaps/telling.hpp"

#include <algorithm>

#include "client-cli/output/columns.hpp"
#include "client-cli/roadmaps/lines_of_text.hpp"
#include "client-cli/roadmaps/words.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

void add(std::string& text, const std::string& more) {
  if (!more.empty()) text += (text.empty() ? "" : " · ") + more;
}

std::string moment(const Glance& glance, std::int64_t at_ms) { return moment_text(at_ms, glance.now_ms); }

template <typename Ids>
std::string people(const Glance& glance, const Ids& ids) {
  std::string text;
  for (const std::uint64_t id : ids) text += (text.empty() ? "" : ", ") + who(glance, id);
  return text;
}

void tell_title(const std::string& title, Lines& lines) {
  if (!lines.empty() && !lines.back().text.empty()) lines.emplace_back();
  lines.push_back({title, Style::accent});
}

// « 3 actions : 1 en cours, 2 à lancer »
std::string actions_by_status(const google::protobuf::RepeatedPtrField<v1::RoadmapAction>& actions) {
  std::string text;
  for (int value = v1::ROADMAP_ACTION_STATUS_TO_START; value <= v1::ROADMAP_ACTION_STATUS_ABANDONED; ++value) {
    const auto status = static_cast<v1::RoadmapActionStatus>(value);
    const auto count = std::ranges::count(actions, status, &v1::RoadmapAction::status);
    if (count > 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + status_text(status);
  }
  return text;
}

void tell_action(const v1::RoadmapAction& action, int place, const Glance& glance, Lines& lines) {
  std::string text = harmless(action.title());
  add(text, status_text(action.status()));
  if (!action.starts().empty()) add(text, t({"dès {}", "from {}"}, {harmless(action.starts())}));
  if (!action.due().empty()) add(text, t({"échéance {}", "due {}"}, {harmless(action.due())}));
  put_text("~" + std::to_string(place) + "  ", text, glance.columns, Style::plain, lines);
  const auto field = [&](Words name, const std::string& value) {
    if (!value.empty()) put_text("    ", t(name) + harmless(value), glance.columns, Style::dim, lines);
  };
  field({"pilote : ", "owner: "}, action.owner());
  field({"partenaires : ", "partners: "}, action.partners());
  field({"moyens : ", "means: "}, action.means());
  field({"indicateur : ", "indicator: "}, action.indicator());
  field({"axe : ", "axis: "}, action.axis());
  if (action.obstacle_thread_id() == 0) return;
  const std::string title = glance.names.thread(action.obstacle_thread_id());
  field({"frein : ", "obstacle: "}, title.empty() ? std::to_string(action.obstacle_thread_id()) : title);
}

// « sur « trois ateliers par an » », or where it was.
std::string anchored(const v1::RoadmapPassage& passage, std::uint64_t version, std::u16string_view text) {
  if (passage.version() != version || passage.to() > text.size()) return {};
  if (passage.from() >= passage.to()) return t({"sur un passage qui n’y est plus", "on words that are gone"});
  const std::string words = quoted(text.substr(passage.from(), passage.to() - passage.from()));
  return t({"sur « {} »", "on \"{}\""}, {words});
}

std::string anchor_text(const v1::RoadmapView& view, const v1::RoadmapAnchor& anchor, std::u16string_view text) {
  if (anchor.has_passage()) return anchored(anchor.passage(), view.text_version(), text);
  const auto action = std::ranges::find(view.actions(), anchor.action_id(), &v1::RoadmapAction::id);
  if (anchor.place_case() != v1::RoadmapAnchor::kActionId || action == view.actions().end()) return {};
  return t({"sur l’action « {} »", "on the action \"{}\""}, {cut_to(harmless(action->title()), 40)});
}

void tell_comment(const v1::RoadmapView& view, const v1::RoadmapComment& comment, const std::string& handle,
                  std::u16string_view text, const Glance& glance, Lines& lines) {
  std::string head = who(glance, comment.author_id());
  add(head, box_text(comment.box()));
  add(head, moment(glance, comment.at_ms()));
  add(head, anchor_text(view, comment.anchor(), text));
  if (comment.closed()) add(head, t({"sur une version figée", "on a frozen version"}));
  put_text(handle, head, glance.columns, Style::bold, lines);
  const std::string words = comment.erased() ? t({"(effacé)", "(erased)"}) : harmless(comment.text());
  put_text("    ", words, glance.columns, Style::plain, lines);
  if (comment.verdict() == v1::ROADMAP_VERDICT_UNSPECIFIED) return;
  std::string answer = "→ " + std::string(verdict_text(comment.verdict())) + ", " + who(glance, comment.answered_by());
  if (!comment.answer().empty()) answer += t({" : ", ": "}) + harmless(comment.answer());
  put_text("    ", answer, glance.columns, Style::plain, lines);
}

void tell_suggestion(const v1::RoadmapView& view, const v1::RoadmapSuggestion& suggestion, const std::string& handle,
                     std::u16string_view text, const Glance& glance, Lines& lines) {
  std::string head = who(glance, suggestion.author_id());
  add(head, t({"proposition", "suggestion"}));
  add(head, state_text(suggestion.state()));
  add(head, moment(glance, suggestion.at_ms()));
  put_text(handle, head, glance.columns, Style::bold, lines);
  if (suggestion.state() == v1::ROADMAP_SUGGESTION_STATE_WITHDRAWN) return;
  const v1::RoadmapPassage& passage = suggestion.passage();
  const bool is_there = passage.version() == view.text_version() && passage.to() <= text.size();
  std::string words;
  if (is_there && passage.to() > passage.from()) {
    words = "[-" + quoted(text.substr(passage.from(), passage.to() - passage.from())) + "-]";
  }
  if (!suggestion.replacement().empty()) words += "{+" + harmless(suggestion.replacement()) + "+}";
  put_text("    ", words, glance.columns, Style::plain, lines);
  if (!suggestion.reason().empty()) put_text("    ", harmless(suggestion.reason()), glance.columns, Style::dim, lines);
}

}  // namespace

std::string stage_in_full(v1::RoadmapStage stage) {
  if (*stage_key(stage) == '\0') return {};
  return std::string(stage_text(stage)) + " (" + stage_key(stage) + ")";
}

void tell_row(const v1::RoadmapRow& row, std::size_t place, const Glance& glance, Lines& lines) {
  put_text("~" + std::to_string(place) + "  ", harmless(row.title()), glance.columns, Style::bold, lines);
  std::string details = harmless(glance.names.territory(row.territory_id()));
  add(details, stage_in_full(row.stage()));
  add(details, status_text(row.status()));
  add(details, sharing_text(row.sharing()));
  if (row.frozen() != v1::ROADMAP_STAGE_UNSPECIFIED)
    add(details, t({"{} figée", "{} frozen"}, {stage_key(row.frozen())}));
  if (row.updated_at_ms() != 0)
    add(details, t({"mise à jour {} par {}", "updated {} by {}"},
                   {moment(glance, row.updated_at_ms()), who(glance, row.updated_by())}));
  add(details, actions_by_status(row.actions()));
  if (row.open_comments() > 0)
    add(details,
        t({"{} commentaire(s) sans réponse", "{} comment(s) not answered"}, {std::to_string(row.open_comments())}));
  put_text("    ", details, glance.columns, Style::dim, lines);
}

void tell_head(const v1::RoadmapView& view, const Glance& glance, Lines& lines) {
  put_text("", harmless(view.title()), glance.columns, Style::bold, lines);
  std::string details = harmless(glance.names.territory(view.territory_id()));
  add(details, stage_in_full(view.stage()));
  add(details, status_text(view.status()));
  add(details, sharing_text(view.sharing()));
  add(details, t({"version {} du texte", "version {} of the text"}, {std::to_string(view.text_version())}));
  if (view.updated_at_ms() != 0)
    add(details, t({"mise à jour {} par {}", "updated {} by {}"},
                   {moment(glance, view.updated_at_ms()), who(glance, view.updated_by())}));
  put_text("  ", details, glance.columns, Style::dim, lines);
  std::string pens;
  for (const v1::RoadmapPen& pen : view.pens()) pens += (pens.empty() ? "" : ", ") + who(glance, pen.member_id());
  if (!pens.empty())
    put_text("  ", t({"écrivent aussi : {}", "also writing: {}"}, {pens}), glance.columns, Style::dim, lines);
}

void tell_actions(const v1::RoadmapView& view, const Glance& glance, Lines& lines) {
  if (view.actions().empty()) return;
  tell_title(t({"Actions : ", "Actions: "}) + actions_by_status(view.actions()), lines);
  for (int i = 0; i < view.actions_size(); ++i) tell_action(view.actions(i), i + 1, glance, lines);
}

std::vector<std::uint64_t> talk_ids(const v1::RoadmapView& view) {
  std::vector<std::uint64_t> ids;
  for (const v1::RoadmapComment& comment : view.comments()) ids.push_back(comment.id());
  for (const v1::RoadmapSuggestion& suggestion : view.suggestions()) ids.push_back(suggestion.id());
  std::ranges::sort(ids);
  return ids;
}

void tell_talk(const v1::RoadmapView& view, std::u16string_view text, const Glance& glance, Lines& lines) {
  const auto ids = talk_ids(view);
  if (ids.empty()) return;
  tell_title(t({"Commentaires et propositions", "Comments and suggestions"}), lines);
  for (std::size_t place = 1; place <= ids.size(); ++place) {
    const std::string handle = "~" + std::to_string(place) + "  ";
    const auto comment = std::ranges::find(view.comments(), ids[place - 1], &v1::RoadmapComment::id);
    if (comment != view.comments().end()) {
      tell_comment(view, *comment, handle, text, glance, lines);
      continue;
    }
    const auto suggestion = std::ranges::find(view.suggestions(), ids[place - 1], &v1::RoadmapSuggestion::id);
    tell_suggestion(view, *suggestion, handle, text, glance, lines);
  }
}

void tell_versions(const v1::RoadmapView& view, const Glance& glance, Lines& lines) {
  if (view.versions().empty()) return;
  tell_title(t({"Versions", "Versions"}), lines);
  for (int i = 0; i < view.versions_size(); ++i) {
    const v1::RoadmapVersion& version = view.versions(i);
    std::string text = harmless(version_name(version));
    const bool is_frozen = version.stage() != v1::ROADMAP_STAGE_UNSPECIFIED;
    add(text, t(is_frozen ? Words{"figée {} par {}", "frozen {} by {}"} : Words{"nommée {} par {}", "named {} by {}"},
                {moment(glance, version.at_ms()), who(glance, version.made_by())}));
    add(text, t({"version {} du texte", "version {} of the text"}, {std::to_string(version.text_version())}));
    std::vector<std::uint64_t> authors;
    for (const v1::RoadmapAuthor& author : version.authors()) authors.push_back(author.member_id());
    if (!authors.empty()) add(text, t({"écrite par {}", "written by {}"}, {people(glance, authors)}));
    put_text("~" + std::to_string(i + 1) + "  ", text, glance.columns, Style::plain, lines);
  }
}

void tell_allowed(const v1::RoadmapView& view, const Glance& glance, Lines& lines) {
  const v1::RoadmapRights& rights = view.rights();
  std::string acts;
  const auto list = [&acts](const char* names) { acts += (acts.empty() ? "" : ", ") + std::string(names); };
  if (rights.write()) list("edit, action, name, restore");
  if (rights.comment()) list(rights.write() ? "comment" : "comment, suggest");
  if (rights.settle()) list("share, status, invite, answer, freeze, begin");
  if (acts.empty()) return;
  lines.emplace_back();
  put_text("", t({"Vous pouvez : ", "You may: "}) + acts, glance.columns, Style::dim, lines);
}

void tell_session(const v1::WorkingSession& session, const Glance& glance, Lines& lines) {
  std::string text = moment(glance, session.began_ms());
  if (session.ended_ms() / 60'000 != session.began_ms() / 60'000) text += " – " + time_text(session.ended_ms());
  std::string headings;
  for (const std::string& heading : session.headings()) {
    const std::string name = heading.empty() ? t({"le début", "the beginning"}) : harmless(heading);
    headings += (headings.empty() ? "" : ", ") + name;
  }
  add(text, headings);
  add(text, t({"versions {} à {}", "versions {} to {}"},
              {std::to_string(session.from_version()), std::to_string(session.to_version())}));
  add(text, people(glance, session.author_ids()));
  put_text("", text, glance.columns, Style::plain, lines);
}

void tell_news(const v1::RoadmapNews& news, std::size_t place, const Glance& glance, Lines& lines) {
  put_text("~" + std::to_string(place) + "  ", harmless(news.title()), glance.columns, Style::bold, lines);
  std::string text = harmless(glance.names.territory(news.territory_id()));
  const auto count = [&text](std::size_t number, Words words) {
    if (number > 0) add(text, t(words, {std::to_string(number)}));
  };
  if (news.to_text_version() != news.from_text_version()) {
    const std::string authors = people(glance, news.author_ids());
    add(text, authors.empty() ? t({"texte changé", "text changed"})
                              : t({"texte changé par {}", "text changed by {}"}, {authors}));
  }
  count(news.changed_actions(), {"{} action(s) changée(s)", "{} action(s) changed"});
  count(news.new_comments(), {"{} commentaire(s)", "{} comment(s)"});
  count(news.new_answers(), {"{} réponse(s) à vos mots", "{} answer(s) to your words"});
  count(static_cast<std::size_t>(news.version_ids_size()), {"{} version(s) faite(s)", "{} version(s) made"});
  add(text, moment(glance, news.at_ms()));
  put_text("    ", text, glance.columns, Style::dim, lines);
}

}  // namespace ramure::cli
