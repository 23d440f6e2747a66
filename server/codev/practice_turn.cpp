// Whose turn it is in a practice round. What is expected is tried in its order, and the first thing that the rules
// accept is done: who may say what, and when, is written nowhere but in them.
#include <algorithm>

#include "protocol/limits.hpp"
#include "server/codev/conditions.hpp"
#include "server/codev/minutes.hpp"
#include "server/codev/practice.hpp"
#include "server/codev/practice_lines.hpp"

namespace ramure::codev {

namespace {

using Meaning = v1::ContributionMeaning;

class Rehearsal {
 public:
  Rehearsal(const Round& round, const PracticeScript& script, TimestampMs now)
      : round_(round),
        state_(round.state),
        step_(open_step(round)),
        script_(script),
        now_(now),
        lines_(round, script, now) {
    for (const v1::RoundParticipant& person : state_.participants()) {
      if (!person.fictional_name().empty() && is_there(person)) people_.push_back(person.member_id());
    }
  }

  std::optional<Turn> next() {
    if (!is_running(round_) || state_.suspended()) return std::nullopt;
    const bool acts = accepts_frame() || answers() || asks_for_help() || holder_speaks() || plan_is_told() ||
                      somebody_speaks() || somebody_cannot_help() || agrees() || prefers() || answers_designation() ||
                      passes() || concludes() || confirms() || writes_minutes() || shares();
    return acts ? std::optional(std::move(turn_)) : std::nullopt;
  }

 private:
  // --- The door ---

  bool does(std::uint64_t id, const v1::RoundCommand& body) {
    v1::RoundCommand command = body;
    command.set_round_id(state_.id());
    command.set_opening(opening(round_));
    if (!decide(round_, Actor::member(id), command, {now_, state_.last_seq() + 1})) return false;
    turn_ = {id, std::move(command)};
    return true;
  }

  bool says(std::uint64_t id, v1::Contribution said) {
    v1::RoundCommand command;
    *command.mutable_contribute()->mutable_contribution() = std::move(said);
    return does(id, command);
  }

  // In the first kind of this meaning that is open to her; the form may have several.
  bool says(std::uint64_t id, Meaning meaning, v1::Contribution said) {
    return std::ranges::any_of(state_.form().kinds(), [&](const v1::RoundKind& kind) {
      if (kind.meaning() != meaning) return false;
      said.set_kind(kind.key());
      return says(id, said);
    });
  }

  template <class Wanted>
  bool says_line(std::uint64_t id, Wanted wanted) {
    return std::ranges::any_of(lines_.unsaid(id), [&](const PracticeLine* line) {
      return wanted(*line) && says(id, lines_.whole(id, *line));
    });
  }
  // Whoever waits for the floor says nothing before she has it; what she confides needs none.
  bool says_next_line(std::uint64_t id) {
    const bool waits = waits_for_floor(id);
    return says_line(id, [&](const PracticeLine& line) {
      return lines_.is_for_here(line) && !(waits && is_speech(lines_.meaning_of(line)));
    });
  }

  template <class Wanted>
  bool any_here(Wanted wanted) const {
    return std::ranges::any_of(state_.contributions(), [&](const v1::Contribution& said) {
      return said.step() == step_->key() && wanted(said);
    });
  }

  bool is_present(std::uint64_t id) const { return std::ranges::find(people_, id) != people_.end(); }
  bool waits_for_floor(std::uint64_t id) const {
    const auto& waiting = state_.floor().waiting_ids();
    return std::ranges::find(waiting, id) != waiting.end();
  }

  // --- Who does what, in the order in which it is expected ---

  bool accepts_frame() {
    return std::ranges::any_of(people_, [&](std::uint64_t id) {
      if (participant(round_, id)->frame_accepted_at_ms() != 0) return false;
      v1::RoundCommand command;
      command.mutable_accept_frame();
      return says(id, v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE, {}) || does(id, command);
    });
  }

  bool answers() {
    const std::uint64_t client = state_.client_id();
    const auto is_answered = [&](const v1::Contribution& question) {
      return any_here([&](const v1::Contribution& said) {
        return said.meaning() == v1::CONTRIBUTION_MEANING_ANSWER && said.reply_to_id() == question.id();
      });
    };
    return is_present(client) && any_here([&](const v1::Contribution& said) {
             if (said.meaning() != v1::CONTRIBUTION_MEANING_QUESTION || said.erased() || is_answered(said))
               return false;
             v1::Contribution answer;
             answer.set_reply_to_id(said.id());
             answer.set_text(lines_.answer_to(said));
             return says(client, v1::CONTRIBUTION_MEANING_ANSWER, answer);
           });
  }

  // Somebody cannot help so, or the contract was opened anew: the client says it in another way.
  bool must_ask_anew() const {
    const v1::HelpRequest& request = state_.request();
    if (request.contribution_id() == 0) return true;
    const v1::Contribution* asked = contribution(round_, request.contribution_id());
    return asked == nullptr || asked->opening() != opening(round_) || any_here([&](const v1::Contribution& said) {
             return said.meaning() == v1::CONTRIBUTION_MEANING_RESERVATION && said.id() > request.contribution_id();
           });
  }

  bool asks_for_help() {
    const std::uint64_t client = state_.client_id();
    if (!is_present(client) || !must_ask_anew()) return false;
    for (const PracticeLine* line : lines_.unsaid(client)) {
      if (lines_.meaning_of(*line) != v1::CONTRIBUTION_MEANING_HELP_REQUEST) continue;
      v1::Contribution said = line->said;
      said.set_version(state_.request().version());
      return says(client, said);
    }
    return false;
  }

  // The one who has the floor says one thing, and passes it on.
  bool holder_speaks() {
    const std::uint64_t holder = state_.floor().holder_id();
    if (!is_present(holder)) return false;
    const auto& said = state_.contributions();
    const auto last = std::find_if(said.rbegin(), said.rend(), [&](const v1::Contribution& one) {
      return one.author_id() != state_.client_id() || holder == state_.client_id() ? is_speech(one.meaning()) : false;
    });
    const bool has_spoken = last != said.rend() && last->author_id() == holder && last->opening() == opening(round_);
    if (!has_spoken && says_next_line(holder)) return true;
    const auto unheard = not_yet_heard(round_);
    const bool is_unheard = std::ranges::find(unheard, holder) != unheard.end();
    if (is_unheard && says(holder, v1::CONTRIBUTION_MEANING_PASS, {})) return true;
    v1::RoundCommand command;
    command.mutable_yield_floor();
    return does(holder, command);
  }

  // What becomes of a plan is told before anybody says a word about it: the client's, and the former client's.
  bool plan_is_told() {
    const auto is_of_plan = [&](const PracticeLine& line) {
      const Meaning meaning = lines_.meaning_of(line);
      return lines_.is_for_here(line) &&
             (meaning == v1::CONTRIBUTION_MEANING_SYNTHESIS || meaning == v1::CONTRIBUTION_MEANING_ACTION ||
              meaning == v1::CONTRIBUTION_MEANING_PROGRESS || meaning == v1::CONTRIBUTION_MEANING_EXPERIENCE);
    };
    return std::ranges::any_of(people_,
                               [&](std::uint64_t id) { return !waits_for_floor(id) && says_line(id, is_of_plan); });
  }

  // Whoever has said least in this opening of the step, in the order of the group; the client after the others.
  bool somebody_speaks() {
    std::vector<std::pair<std::ptrdiff_t, std::uint64_t>> order;
    for (const std::uint64_t id : people_) {
      const auto said = std::ranges::count_if(state_.contributions(), [&](const v1::Contribution& one) {
        return one.author_id() == id && one.opening() == opening(round_);
      });
      order.emplace_back(said * 2 + (id == state_.client_id() ? 1 : 0), id);
    }
    std::ranges::stable_sort(order, {}, &std::pair<std::ptrdiff_t, std::uint64_t>::first);
    return std::ranges::any_of(order, [&](const auto& one) { return says_next_line(one.second); });
  }

  bool somebody_cannot_help() {
    if (state_.request().version() != 1) return false;
    return std::ranges::any_of(people_, [&](std::uint64_t id) {
      return says_line(id, [&](const PracticeLine& line) {
        return lines_.meaning_of(line) == v1::CONTRIBUTION_MEANING_RESERVATION;
      });
    });
  }

  bool agrees() {
    return std::ranges::any_of(people_, [&](std::uint64_t id) {
      v1::Contribution said;
      said.set_version(state_.request().version());
      return says(id, v1::CONTRIBUTION_MEANING_AGREEMENT, said);
    });
  }

  // For the subject of whoever was asked, the others for another one.
  bool prefers() {
    return std::ranges::any_of(people_, [&](std::uint64_t id) {
      const bool has_one = any_here([&](const v1::Contribution& said) {
        return said.meaning() == v1::CONTRIBUTION_MEANING_PREFERENCE && said.author_id() == id;
      });
      if (has_one) return false;
      v1::Contribution preferred;
      for (const v1::Contribution& said : state_.contributions()) {
        const bool is_choice = said.meaning() == v1::CONTRIBUTION_MEANING_SUBJECT && said.author_id() != id;
        const bool comes_first = preferred.subject_id() == 0 || said.author_id() == state_.designated_id();
        if (is_choice && comes_first) preferred.set_subject_id(said.id());
      }
      return preferred.subject_id() != 0 && says(id, v1::CONTRIBUTION_MEANING_PREFERENCE, preferred);
    });
  }

  bool offers_acceptance(const v1::RoundStep& step) const {
    return std::ranges::any_of(step.rights(), [&](const v1::RoundRight& right) {
      return std::ranges::any_of(right.kinds(), [&](const std::string& kind) {
        return round_.form->kind(kind)->meaning == v1::CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE;
      });
    });
  }

  // Whether a step is still to come in which one says this, before the work begins.
  bool is_asked_later() const {
    for (int at = static_cast<int>(state_.step()); at < state_.form().steps_size(); ++at) {
      const v1::RoundStep& step = state_.form().steps(at);
      const bool begins =
          std::ranges::find(step.needs(), static_cast<int>(v1::ROUND_CONDITION_CLIENT_ACCEPTED)) != step.needs().end();
      if (begins || offers_acceptance(step)) return !begins;
    }
    return false;
  }

  // The one for whom the script was written says yes; the others leave it to her, while she is there.
  bool answers_designation() {
    const std::uint64_t id = state_.designated_id();
    if (!is_present(id) || state_.client_id() != 0) return false;
    const bool accepts = id == ramure::limits::fictional_id_first || !is_present(ramure::limits::fictional_id_first);
    v1::Contribution said;
    said.set_agrees(accepts);
    said.set_text(accepts ? script_.accepts : script_.declines);
    if (says(id, v1::CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE, said)) return true;
    if (accepts && is_asked_later()) return false;
    v1::RoundCommand command;
    command.mutable_answer_designation()->set_accepts(accepts);
    return does(id, command);
  }

  // For whom a condition of the step still waits, and who has nothing left to say.
  bool passes() {
    for (const int condition : step_->ready()) {
      for (const std::uint64_t id : waiting_for(round_, static_cast<v1::RoundCondition>(condition))) {
        const bool may = is_present(id) && !waits_for_floor(id);
        if (may && says(id, v1::CONTRIBUTION_MEANING_PASS, {})) return true;
      }
    }
    return false;
  }

  bool concludes() {
    const std::uint64_t client = state_.client_id();
    const auto lacks = [&](v1::RoundCondition condition) {
      return std::ranges::find(step_->ready(), static_cast<int>(condition)) != step_->ready().end() &&
             !holds(round_, condition, now_);
    };
    if (!is_present(client)) return false;
    return (lacks(v1::ROUND_CONDITION_CLIENT_DONE_OR_TIME_OVER) && says(client, v1::CONTRIBUTION_MEANING_DONE, {})) ||
           (lacks(v1::ROUND_CONDITION_CLIENT_NOURISHED) && says(client, v1::CONTRIBUTION_MEANING_NOURISHED, {}));
  }

  // What the facilitator noted for the client.
  bool confirms() {
    if (!is_present(state_.client_id())) return false;
    v1::RoundCommand command;
    command.mutable_confirm_words();
    return does(state_.client_id(), command);
  }

  // Where there is somebody to write them, the client wants minutes; they are drawn from the round.
  bool writes_minutes() {
    const std::uint64_t client = state_.client_id(), scribe = state_.plan().scribe_id();
    if (!round_.form->offers_sharing(state_.step()) || !is_present(client) || !is_present(scribe)) return false;
    if (!state_.minutes().wanted()) {
      v1::RoundCommand command;
      command.mutable_wish_minutes()->set_wanted(true);
      return does(client, command);
    }
    if (state_.minutes().contribution_id() == 0) {
      v1::Contribution minutes;
      minutes.set_text(draw_minutes(round_, scribe, {}));
      return says(scribe, v1::CONTRIBUTION_MEANING_MINUTES, minutes);
    }
    return false;
  }

  bool shares() {
    const std::uint64_t client = state_.client_id();
    const v1::RoundMinutes& minutes = state_.minutes();
    if (!is_present(client)) return false;
    if (minutes.contribution_id() != 0 && !minutes.answered()) {
      v1::Contribution answer;
      answer.set_agrees(true);
      if (says(client, v1::CONTRIBUTION_MEANING_MINUTES_ANSWER, answer)) return true;
    }
    if (minutes.share_level() != v1::SHARE_LEVEL_UNSPECIFIED) return false;
    v1::Contribution choice;
    choice.set_share_level(minutes.approved() ? v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS : v1::SHARE_LEVEL_NOTHING);
    return says(client, v1::CONTRIBUTION_MEANING_SHARING_CHOICE, choice);
  }

  const Round& round_;
  const v1::RoundState& state_;
  const v1::RoundStep* step_;
  const PracticeScript& script_;
  TimestampMs now_;
  UnsaidLines lines_;
  std::vector<std::uint64_t> people_;  // the imaginary ones who are there
  Turn turn_;
};

}  // namespace

std::optional<Turn> next_turn(const Round& round, const PracticeScript& script, TimestampMs now) {
  return Rehearsal(round, script, now).next();
}

}  // namespace ramure::codev
