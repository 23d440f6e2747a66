// What is asked of one person, what he may do, and the facilitator's desk.
#include <algorithm>

#include "client-cli/output/columns.hpp"
#include "client-cli/rounds/saying.hpp"
#include "client-cli/rounds/telling.hpp"
#include "client-cli/rounds/words.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

class Asking {
 public:
  Asking(const Room& room, const Glance& glance, Lines& lines)
      : room_(room), view_(room.view()), glance_(glance), lines_(lines) {}

  void tell() {
    if (view_.status() == v1::ROUND_STATUS_CANCELLED)
      put(t({"Ce tour a été annulé. Ce qui y avait été dit est effacé ; plus rien n’est attendu de vous.",
             "This round was cancelled. What had been said in it is erased; nothing more is expected of you."}));
    if (view_.status() == v1::ROUND_STATUS_CANCELLED || view_.status() == v1::ROUND_STATUS_LAPSED) return;
    tell_questions_to_me();
    tell_words_to_agree_with();
    if (view_.floor().holder_id() == glance_.me && glance_.me != 0)
      put(t({"À vous la parole.", "The floor is yours."}));
    for (const std::uint64_t id : view_.notes_offered()) {
      const v1::Contribution* note = find_contribution(view_, id);
      if (note != nullptr)
        put(t({"Gardé pour la consultation : {}", "Kept for the consultation: {}"}, {harmless(note->text())}));
    }
  }

 private:
  void put(const std::string& text) {
    for (const std::string& line : wrap(text, glance_.columns)) lines_.push_back({line, Style::warning});
  }
  std::string act(Words name, const char* rest = "") const {
    return "« " + std::string(glance_.prefix) + t(name) + rest + " »";
  }

  void tell_questions_to_me() {
    const bool holds_frame = has_role(view_, v1::ROUND_ROLE_FACILITATOR);
    if (!view_.frame_accepted() && !holds_frame && view_.status() != v1::ROUND_STATUS_FINISHED)
      put(t({"Le cadre : ce qui se dit ici reste ici. Pour l’accepter : {}",
             "The frame: what is said here stays here. To accept it: {}"},
            {act({"rejoindre", "join"})}));
    if (view_.designated_id() == glance_.me && view_.client_id() != glance_.me)
      put(t({"On vous demande d’être cliente ou client : {}, ou {}", "You are asked to be the client: {}, or {}"},
            {act({"client", "client"}), act({"client", "client"}, " --decline")}));
    if (view_.observer_asked_id() != 0)
      put(t({"Accepteriez-vous l’observation de {} ? Votre réponse n’est montrée à personne : {} ou {}",
             "Would you agree to {} observing? Your answer is shown to nobody: {} or {}"},
            {who(glance_, view_.observer_asked_id()), act({"observation", "observer"}, " --agree"),
             act({"observation", "observer"}, " --refuse")}));
    if (view_.offered_to_id() == glance_.me)
      put(t({"La facilitation vous est proposée : {} ou {}", "The facilitation is offered to you: {} or {}"},
            {act({"passer-relais", "handover"}, " --accept"), act({"passer-relais", "handover"}, " --decline")}));
    if (view_.may_take_over())
      put(t({"La facilitation n’est plus là ; vous pouvez prendre la suite : {}",
             "The facilitator is gone; you may take over: {}"},
            {act({"passer-relais", "handover"}, " --take-over")}));
  }

  void tell_words_to_agree_with() {
    const bool is_client = view_.client_id() == glance_.me;
    if (is_client && view_.words_unconfirmed())
      put(t({"Vos mots ont été notés pour vous. Est-ce bien ce que vous avez dit ? {}",
             "Your words were noted for you. Are they what you said? {}"},
            {act({"confirmer", "confirm"})}));
    const auto& agreed = view_.request().agreed_ids();
    const bool may_agree = view_.request().contribution_id() != 0 &&
                           is_allowed_now(view_, v1::CONTRIBUTION_MEANING_AGREEMENT) &&
                           std::ranges::find(agreed, glance_.me) == agreed.end();
    if (may_agree)
      put(t({"Pouvez-vous aider ainsi ? {} ou {}", "Can you help like this? {} or {}"},
            {act({"accord", "agree"}), act({"reserve", "reserve"})}));
    const v1::Contribution* question =
        is_allowed_now(view_, v1::CONTRIBUTION_MEANING_ANSWER) ? waiting_question(view_) : nullptr;
    if (question != nullptr)
      put(t({"La question ~{} attend votre réponse.", "Question ~{} waits for your answer."},
            {std::to_string(room_.number_of(question->id()))}));
    if (is_client && view_.minutes().contribution_id() != 0 && !view_.minutes().answered())
      put(t({"Le compte rendu attend votre avis : {} ou {}", "The minutes wait for your answer: {} or {}"},
            {act({"compte-rendu", "minutes"}, " --approve"), act({"compte-rendu", "minutes"}, " --decline")}));
  }

  const Room& room_;
  const v1::RoundView& view_;
  const Glance& glance_;
  Lines& lines_;
};

void tell_conditions(const v1::RoundView& view, const Glance& glance, bool locks, Lines& lines) {
  for (const v1::ConditionState& state : view.conditions()) {
    if (state.is_lock() != locks) continue;
    std::string text = std::string(state.holds() ? "[x] " : "[ ] ") + condition_text(state.condition());
    if (!state.waiting_for_ids().empty())
      text += t({" – on attend {}", " – waiting for {}"}, {names_of(glance, state.waiting_for_ids())});
    if (locks && !state.holds()) text += t({" (verrou)", " (lock)"});
    for (const std::string& line : wrap(text, glance.columns)) lines.push_back({line});
  }
}

}  // namespace

void tell_asked(const Room& room, const Glance& glance, Lines& lines) { Asking(room, glance, lines).tell(); }

void tell_allowed(const Room& room, const Glance& glance, Lines& lines) {
  const v1::RoundView& view = room.view();
  std::string text = roles_text(view.form(), view.my_roles());
  text = text.empty() ? t({"Vous", "You"}) : t({"Vous ({})", "You ({})"}, {harmless(text)});
  std::string kinds;
  for (const std::string& key : view.kinds_allowed_now())
    kinds += (kinds.empty() ? "" : " · ") + harmless(kind_label(view.form(), key));
  text += kinds.empty() ? t({" : rien à dire pour l’instant", ": nothing to say just now"})
                        : t({" pouvez : ", " may: "}) + kinds;
  for (const std::string& line : wrap(text, glance.columns)) lines.push_back({line, Style::dim});
}

void tell_desk(const Room& room, const Glance& glance, Lines& lines) {
  const v1::RoundView& view = room.view();
  if (!has_role(view, v1::ROUND_ROLE_FACILITATOR) || view.status() != v1::ROUND_STATUS_RUNNING) return;
  if (view.reserve_reached())
    lines.push_back({cut_to(t({"Le temps qui reste ne suffit plus à la synthèse et aux apprentissages.",
                               "What is left does not suffice for synthesis and learning."}),
                            glance.columns),
                     Style::warning});
  const int next = static_cast<int>(view.step());  // position of the next step, from 0 on
  const std::string label =
      next < view.form().steps_size() ? harmless(view.form().steps(next).label()) : t({"fin du tour", "the end"});
  lines.push_back({cut_to(t({"Ensuite : {}", "Next: {}"}, {label}), glance.columns), Style::accent});
  tell_conditions(view, glance, true, lines);
  tell_conditions(view, glance, false, lines);
  if (!view.not_yet_heard_ids().empty())
    lines.push_back(
        {cut_to(t({"Pas encore entendu·e : {}", "Not yet heard: {}"}, {names_of(glance, view.not_yet_heard_ids())}),
                glance.columns)});
  if (const v1::RoundStep* step = open_step(view); step != nullptr && !step->sentence().empty()) {
    for (const std::string& line : wrap(t({"À dire : {}", "To say: {}"}, {harmless(step->sentence())}), glance.columns))
      lines.push_back({line, Style::dim});
  }
  if (!view.proposed_observer_ids().empty())
    lines.push_back({cut_to(t({"Observation demandée, réponses attendues : {}", "Observer asked for: {}"},
                              {names_of(glance, view.proposed_observer_ids())}),
                            glance.columns)});
}

}  // namespace ramure::cli
