#include "client-cli/rounds/telling.hpp"

#include <algorithm>

#include "client-cli/output/columns.hpp"
#include "client-cli/rounds/saying.hpp"
#include "client-cli/rounds/words.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

void add_wrapped(Lines& lines, const std::string& text, int columns, int indent, Style style) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  for (const std::string& line : wrap(text, columns - indent)) lines.push_back({margin + line, style});
}

bool was_opened(const v1::RoundView& view, const std::string& step) {
  return std::ranges::find(view.openings(), step, &v1::StepOpening::step) != view.openings().end();
}

// The steps around the open one, as many as fit: « … [x] Contrat  [>] Consultation  [ ] Synthèse … ».
std::string path_of(const v1::RoundView& view, int columns) {
  std::vector<std::string> marks;
  for (int at = 1; at <= view.form().steps_size(); ++at) {
    const v1::RoundStep& step = view.form().steps(at - 1);
    const bool is_open = at == static_cast<int>(view.step());
    marks.push_back((is_open ? "[>] " : was_opened(view, step.key()) ? "[x] " : "[ ] ") + harmless(step.label()));
  }
  if (marks.empty()) return {};
  std::size_t first = view.step() == 0 ? 0 : view.step() - 1, last = first;
  const auto text = [&] {
    std::string line = first > 0 ? "… " : "";
    for (std::size_t at = first; at <= last; ++at) line += (at > first ? "  " : "") + marks[at];
    return line + (last + 1 < marks.size() ? " …" : "");
  };
  std::string best = text();
  while (first > 0 || last + 1 < marks.size()) {
    const bool later = last + 1 < marks.size() && (first == 0 || last - (view.step() - 1) <= view.step() - 1 - first);
    later ? ++last : --first;
    if (columns_of(text()) > columns) break;
    best = text();
  }
  return cut_to(best, columns);
}

std::string standing(const Room& room, const Glance& glance) {
  const v1::RoundView& view = room.view();
  if (view.status() == v1::ROUND_STATUS_PLANNED)
    return std::string(status_text(view.status())) + " · " + moment_text(view.plan().starts_at_ms(), glance.now_ms);
  if (view.status() != v1::ROUND_STATUS_RUNNING) return status_text(view.status());
  std::string text =
      t({"étape {} sur {}", "step {} of {}"}, {std::to_string(view.step()), std::to_string(view.form().steps_size())});
  if (view.suspended()) text += t({" · suspendu", " · suspended"});
  if (room.shows_clock()) text += " · " + remaining_text(room.remaining_ms(glance.now_ms));
  return text;
}

}  // namespace

std::string who(const Glance& glance, std::uint64_t member_id) {
  return member_id == glance.me ? t({"vous", "you"}) : harmless(glance.names.member(member_id));
}

std::string names_of(const Glance& glance, const google::protobuf::RepeatedField<std::uint64_t>& ids) {
  std::string text;
  for (const std::uint64_t id : ids) text += (text.empty() ? "" : ", ") + who(glance, id);
  return text;
}

void tell_head(const Room& room, const Glance& glance, Lines& lines) {
  const v1::RoundView& view = room.view();
  std::string title = t({"Tour {}", "Round {}"}, {std::to_string(view.id())});
  for (const std::string& part : {view.plan().group(), view.plan().title()}) {
    if (!part.empty()) title += " · " + harmless(part);
  }
  lines.push_back({cut_to(title, glance.columns), Style::bold});
  if (view.plan().practice()) {
    lines.push_back({cut_to(t({"Salle d’essai : ces personnes sont imaginaires (« {}jouer »)",
                               "Practice room: these people are imaginary (`{}turn`)"},
                              {glance.prefix}),
                            glance.columns),
                     Style::warning});
  }
  lines.push_back({cut_to(standing(room, glance), glance.columns)});
  if (const std::string path = path_of(view, glance.columns); !path.empty()) lines.push_back({path, Style::accent});
  if (view.scheduled_at_ms() != 0) {
    lines.push_back({cut_to(t({"« {} » s’ouvrira d’elle-même : {}", "\"{}\" opens by itself: {}"},
                              {harmless(step_label(view.form(), view.scheduled_step())),
                               moment_text(view.scheduled_at_ms(), glance.now_ms)}),
                            glance.columns)});
  }
}

void tell_request(const Room& room, const Glance& glance, Lines& lines) {
  const v1::HelpRequest& request = room.view().request();
  if (request.contribution_id() == 0) return;
  std::string label = t({"La demande (version {})", "The request (version {})"}, {std::to_string(request.version())});
  if (!request.agreed_ids().empty())
    label += t({" · d’accord : {}", " · agreed: {}"}, {names_of(glance, request.agreed_ids())});
  lines.push_back({cut_to(label, glance.columns), Style::accent});
  add_wrapped(lines, harmless(request.text()), glance.columns, 2, Style::bold);
  std::string help;
  for (const std::string& wanted : request.help_wanted()) help += (help.empty() ? "" : ", ") + harmless(wanted);
  if (!help.empty())
    add_wrapped(lines, t({"aide souhaitée : {}", "help wanted: {}"}, {help}), glance.columns, 2, Style::dim);
}

void tell_floor(const Room& room, const Glance& glance, Lines& lines) {
  const v1::RoundView& view = room.view();
  const v1::Floor& floor = view.floor();
  std::string text;
  if (floor.holder_id() != 0) text = t({"Parole : {}", "Floor: {}"}, {who(glance, floor.holder_id())});
  auto next = floor.tour_ids();
  if (!next.empty() && next[0] == floor.holder_id()) next.erase(next.begin());
  if (!next.empty()) text += t({" · puis {}", " · then {}"}, {names_of(glance, next)});
  if (!floor.waiting_ids().empty())
    text += (text.empty() ? "" : " · ") +
            t({"demandent la parole : {}", "ask for the floor: {}"}, {names_of(glance, floor.waiting_ids())});
  if (!text.empty()) add_wrapped(lines, text, glance.columns, 0, Style::plain);
  if (view.silent_writing()) {
    const std::string until =
        view.silent_until_ms() == 0 ? "" : t({" jusqu’à {}", " until {}"}, {time_text(view.silent_until_ms())});
    add_wrapped(lines,
                t({"Écriture silencieuse{} : chacune et chacun écrit pour soi, tout sera dévoilé ensemble.",
                   "Silent writing{}: everybody writes alone, all is revealed together."},
                  {until}),
                glance.columns, 0, Style::plain);
  }
  if (view.questions_hidden()) {
    const std::string until = view.reveal_at_ms() == 0
                                  ? ""
                                  : t({" jusqu’à {}", " until {}"}, {moment_text(view.reveal_at_ms(), glance.now_ms)});
    lines.push_back({cut_to(t({"Les questions attendent leur tour{}.", "Questions wait for their turn{}."}, {until}),
                            glance.columns)});
  }
}

void tell_contribution(const Room& room, const Glance& glance, const v1::Contribution& said, Lines& lines) {
  const v1::RoundTemplate& form = room.view().form();
  std::string head = "~" + std::to_string(room.number_of(said.id())) + "  " + who(glance, said.author_id()) + " · " +
                     harmless(kind_label(form, said.kind()));
  if (const std::size_t to = room.number_of(said.reply_to_id()); to != 0) head += " → ~" + std::to_string(to);
  head += " · " + moment_text(said.at_ms(), glance.now_ms);
  if (said.shown_seq() == 0 && said.hiding() != v1::HIDING_UNSPECIFIED)
    head += std::string(" · (") + hiding_text(said.hiding()) + ")";
  if (said.noted_by_id() != 0 && said.text().empty() && !said.erased()) head += t({" · de vive voix", " · spoken"});
  lines.push_back({cut_to(head, glance.columns), Style::bold});
  const auto put = [&](const std::string& text) {
    if (!text.empty()) add_wrapped(lines, text, glance.columns, 4, Style::plain);
  };
  if (said.erased()) lines.push_back({t({"    (effacé)", "    (erased)"}), Style::dim});
  if (said.subject_kind() != v1::SUBJECT_KIND_UNSPECIFIED)
    put(std::string(subject_text(said.subject_kind())) + t({" : ", ": "}) + harmless(said.title()));
  put(harmless(glance.names.readable(said.text())));
  if (!said.urgency().empty()) put(t({"urgence : {}", "urgency: {}"}, {harmless(said.urgency())}));
  if (!said.expects().empty()) put(t({"ce que j’en attends : {}", "expects: {}"}, {harmless(said.expects())}));
  if (const std::size_t subject = room.number_of(said.subject_id()); subject != 0)
    put(t({"pour le sujet ~{}", "for subject ~{}"}, {std::to_string(subject)}));
  if (said.designated_id() != 0) put("→ " + who(glance, said.designated_id()));
  const bool answers = said.meaning() == v1::CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE ||
                       said.meaning() == v1::CONTRIBUTION_MEANING_MINUTES_ANSWER;
  if (answers && !said.erased()) put(said.agrees() ? t({"oui", "yes"}) : t({"non", "no"}));
  if (!said.action().first_step().empty())
    put(t({"premier pas : {} · échéance : {}", "first step: {} · due on: {}"},
          {harmless(said.action().first_step()), harmless(said.action().due_on())}));
  if (said.share_level() != v1::SHARE_LEVEL_UNSPECIFIED) put(share_text(said.share_level()));
}

void tell_actions(const Room& room, const Glance& glance, Lines& lines) {
  const auto tell = [&](Words label, const google::protobuf::RepeatedPtrField<v1::PlanAction>& actions) {
    if (actions.empty()) return;
    lines.push_back({t(label), Style::accent});
    for (int at = 0; at < actions.size(); ++at) {
      const v1::PlanAction& action = actions[at];
      std::string text = "~" + std::to_string(at + 1) + "  " + harmless(action.what());
      if (!action.due_on().empty()) text += t({" · échéance {}", " · due {}"}, {harmless(action.due_on())});
      if (action.status() != v1::PLAN_ACTION_STATUS_UNSPECIFIED)
        text += std::string(" · ") + action_status_text(action.status());
      if (!action.reason().empty()) text += " (" + harmless(action.reason()) + ")";
      add_wrapped(lines, text, glance.columns, 2, Style::plain);
      if (!action.first_step().empty())
        add_wrapped(lines, t({"premier pas : {}", "first step: {}"}, {harmless(action.first_step())}), glance.columns,
                    6, Style::plain);
    }
  };
  tell({"Plan d’action", "Plan of action"}, room.view().actions());
  tell({"Actions du tour précédent", "Actions of the former round"}, room.view().past_actions());
}

void tell_people(const Room& room, const Glance& glance, Lines& lines) {
  const v1::RoundView& view = room.view();
  const v1::RoundPlan& plan = view.plan();
  for (const v1::RoundParticipant& person : view.participants()) {
    const std::uint64_t id = person.member_id();
    const v1::RoundRole role = id == view.client_id() ? v1::ROUND_ROLE_CLIENT : person.role();
    std::string text = who(glance, id) + " · " + harmless(role_text(view.form(), role));
    const auto hat = [&](std::uint64_t wearer, v1::RoundRole worn) {
      if (wearer == id) text += ", " + harmless(role_text(view.form(), worn));
    };
    hat(plan.scribe_id(), v1::ROUND_ROLE_SCRIBE);
    hat(plan.timekeeper_id(), v1::ROUND_ROLE_TIMEKEEPER);
    hat(plan.former_client_id(), v1::ROUND_ROLE_FORMER_CLIENT);
    if (plan.deputy_id() == id) text += t({", relais", ", deputy"});
    text += std::string(" · ") + attendance_text(person.attendance());
    if (person.frame_accepted_at_ms() != 0) text += t({" · cadre accepté", " · frame accepted"});
    add_wrapped(lines, text, glance.columns, 2, Style::plain);
  }
}

}  // namespace ramure::cli
