#include "server/codev/minutes.hpp"

#include <algorithm>

#include "server/codev/minutes_content.hpp"
#include "server/codev/minutes_parts.hpp"
#include "server/files/markdown_text.hpp"

namespace ramure::codev {

namespace {

using files::escaped_markdown;
using files::quoted_markdown;

std::string first_word(const std::string& name) { return name.substr(0, name.find(' ')); }

files::Words role_words(v1::RoundRole role) {
  switch (role) {
    case v1::ROUND_ROLE_CLIENT: return {"Cliente ou client", "Client"};
    case v1::ROUND_ROLE_FACILITATOR: return {"Facilitatrice ou facilitateur", "Facilitator"};
    case v1::ROUND_ROLE_OBSERVER: return {"Observatrice ou observateur", "Observer"};
    case v1::ROUND_ROLE_SCRIBE: return {"Secrétaire", "Scribe"};
    case v1::ROUND_ROLE_TIMEKEEPER: return {"Gardienne ou gardien du temps", "Timekeeper"};
    default: return {"Consultante ou consultant", "Consultant"};
  }
}

// One page, section by section. A section of which there is nothing is not there.
class Page {
 public:
  Page(const Round& round, const v1::RoundParticipant& reader, const MinutesWish& wish)
      : round_(round), state_(round.state), reader_(reader), wish_(wish), calendar_(wish.language, wish.zone) {}

  std::string draw() {
    const std::vector<std::string> kept = syntheses_of(round_, &reader_);
    const Offers offers = offers_of(round_, reader_);
    text_ = "# " + escaped_markdown(title()) + "\n\n" + when() + "\n\n" + people() + broke_off();
    section({"La situation", "The situation"}, quoted_markdown(situation_of(round_, reader_)));
    section({"La demande", "The request"}, request());
    section({"Les pistes", "Leads"}, leads());
    section(kept_heading, quotes(kept));
    section(plan_heading, action_table(round_, wish_.language, offers) + help(offers));
    section({"Ce que nous avons appris", "What we learnt"}, items(learnings_of(round_, reader_)));
    section({"La suite", "What comes next"}, next());
    return std::move(text_);
  }

 private:
  std::string t(files::Words words) const { return in(wish_.language, words); }

  void section(files::Words title, const std::string& body) {
    if (!body.empty()) text_ += "\n## " + t(title) + "\n\n" + body;
  }

  // A round is often planned before its subject has a name: then it is called as its client called it.
  std::string title() const {
    if (!state_.plan().title().empty()) return state_.plan().title();
    for (const v1::Contribution& said : state_.contributions()) {
      const bool is_chosen = said.meaning() == v1::CONTRIBUTION_MEANING_SUBJECT && state_.client_id() != 0 &&
                             said.author_id() == state_.client_id() && said.shown_seq() != 0 && !said.erased() &&
                             may_read(round_, reader_, said);
      if (is_chosen) return said.title();
    }
    return t({"Tour de codéveloppement", "Round of co-development"});
  }

  std::string when() const {
    const auto& openings = state_.openings();
    const TimestampMs at = openings.empty() ? state_.plan().starts_at_ms() : openings[0].at_ms();
    const std::string& group = state_.plan().group();
    return calendar_.day(at) + (group.empty() ? "" : " · " + escaped_markdown(group));
  }

  std::string label(v1::RoundRole role) const {
    const auto& labels = state_.form().roles();
    const auto own = std::ranges::find(labels, role, &v1::RoundRoleLabel::role);
    const bool is_in_french = wish_.language == files::Language::french;
    return is_in_french && own != labels.end() ? escaped_markdown(own->label()) : t(role_words(role));
  }

  // First names; where there is none, what he is in the round stands for him.
  std::string people() const {
    std::string lines;
    for (const v1::RoundRole role : {v1::ROUND_ROLE_CLIENT, v1::ROUND_ROLE_CONSULTANT, v1::ROUND_ROLE_FACILITATOR,
                                     v1::ROUND_ROLE_SCRIBE, v1::ROUND_ROLE_TIMEKEEPER, v1::ROUND_ROLE_OBSERVER}) {
      std::vector<std::string> names;
      for (const v1::RoundParticipant& person : state_.participants()) {
        if (is_there(person) && includes(roles_of(round_, person), role)) names.push_back(shown_name(person));
      }
      std::ranges::sort(names);
      std::string line;
      for (const std::string& name : names) line += (line.empty() ? "" : ", ") + name;
      if (!line.empty()) lines += "- **" + label(role) + "**" + t({"\u00A0: ", ": "}) + line + "\n";
    }
    return lines;
  }

  std::string shown_name(const v1::RoundParticipant& person) const {
    const std::string& imaginary = person.fictional_name();
    const std::string known = imaginary.empty() && wish_.name ? wish_.name(person.member_id()) : imaginary;
    const std::string name = first_word(known);
    return name.empty() ? t({"une personne", "one person"}) : escaped_markdown(name);
  }

  std::string broke_off() const {
    if (state_.status() != v1::ROUND_STATUS_LAPSED) return {};
    const v1::RoundStep* step = open_step(round_);
    return "\n*" + t({"Ce tour s’est arrêté avant sa fin", "This round stopped before its end"}) +
           (step == nullptr ? ""
                            : t({", à l’étape «\u00A0", ", in the step “"}) + escaped_markdown(step->label()) +
                                  t({"\u00A0»", "”"})) +
           ".*\n";
  }

  std::string request() const {
    const v1::HelpRequest& request = state_.request();
    if (request.text().empty()) return {};
    std::string text = quoted_markdown(request.text());
    if (!request.confirmed()) {
      text += "\n*" +
              t({"Notée par la facilitation, à confirmer par la cliente ou le client.",
                 "Noted by the facilitator, still to be confirmed by the client."}) +
              "*\n";
    }
    return text;
  }

  std::string leads() const {
    std::string text;
    for (const Family& family : leads_of(round_, reader_)) {
      text += (text.empty() ? "### " : "\n### ") + escaped_markdown(family.label) + "\n\n" + items(family.leads);
    }
    return text;
  }

  std::string help(const Offers& offers) const {
    std::vector<std::string> to_all;
    for (const auto& [action_id, words] : offers) {
      if (action_id == 0) to_all.push_back(words);
    }
    if (to_all.empty()) return {};
    return "\n" + t(help_heading) + "\n\n" + items(to_all);
  }

  // When the group meets again, and the first date of the plan that is still ahead.
  std::string next() const {
    std::string text, due;
    if (wish_.next_at_ms != 0) {
      text = "- " + t({"Prochaine rencontre\u00A0: ", "Next meeting: "}) + calendar_.moment(wish_.next_at_ms) + "\n";
    }
    for (const v1::PlanAction& action : state_.actions()) {
      const bool is_over =
          action.status() == v1::PLAN_ACTION_STATUS_DONE || action.status() == v1::PLAN_ACTION_STATUS_ABANDONED;
      if (!is_over && (due.empty() || action.due_on() < due)) due = action.due_on();
    }
    if (due.empty()) return text;
    return text + "- " + t({"Première échéance\u00A0: ", "First due date: "}) + date_text(wish_.language, due) + "\n";
  }

  static std::string items(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& item : words) text += "- " + escaped_markdown(item) + "\n";
    return text;
  }

  static std::string quotes(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& quote : words) text += (text.empty() ? "" : "\n") + quoted_markdown(quote);
    return text;
  }

  const Round& round_;
  const v1::RoundState& state_;
  const v1::RoundParticipant& reader_;
  const MinutesWish& wish_;
  const files::Calendar calendar_;
  std::string text_;
};

// Whether he may write minutes in any step of this form.
bool may_write(const Round& round, Roles roles) {
  return std::ranges::any_of(round.state.form().kinds(), [&](const v1::RoundKind& told) {
    const Form::Kind& kind = *round.form->kind(told.key());
    if (kind.meaning != v1::CONTRIBUTION_MEANING_MINUTES) return false;
    Roles allowed = kind.always;
    for (int step = 1; step <= round.state.form().steps_size(); ++step) {
      allowed |= round.form->allowed(static_cast<std::uint32_t>(step), kind);
    }
    return (roles & allowed) != 0;
  });
}

}  // namespace

bool may_draw_minutes(const Round& round, std::uint64_t member_id) {
  const v1::RoundParticipant* person = participant(round, member_id);
  if (person == nullptr) return false;
  const Roles roles = roles_of(round, *person);
  if (includes(roles, v1::ROUND_ROLE_CLIENT)) return true;
  return round.state.minutes().wanted() && may_write(round, roles);
}

std::string draw_minutes(const Round& round, std::uint64_t reader_id, const MinutesWish& wish) {
  const v1::RoundParticipant* reader = participant(round, reader_id);
  if (reader == nullptr || roles_of(round, *reader) == 0) return {};
  if (round.state.status() == v1::ROUND_STATUS_CANCELLED) return {};
  return Page(round, *reader, wish).draw();
}

}  // namespace ramure::codev
