#include "server/codev/minutes_content.hpp"

#include <algorithm>

#include "server/codev/minutes_parts.hpp"
#include "server/community/text.hpp"
#include "server/files/markdown_text.hpp"

namespace ramure::codev {

namespace {

constexpr std::size_t opening_bytes_max = 450;   // of a situation: four lines
constexpr std::size_t question_bytes_max = 250;  // and one for the question on which an exposé ends

bool is_readable(const Round& round, const v1::RoundParticipant& reader, const v1::Contribution& said) {
  return has_shown_words(said) && may_read(round, reader, said);
}

// The exposé is the step in which the client can say that he has finished, whatever the form calls it.
std::string_view telling_step(const Round& round) {
  for (const v1::RoundStep& step : round.state.form().steps()) {
    for (const v1::RoundRight& right : step.rights()) {
      if (right.role() != v1::ROUND_ROLE_CLIENT) continue;
      const bool ends = std::ranges::any_of(right.kinds(), [&](const std::string& key) {
        const Form::Kind* kind = round.form->kind(key);
        return kind != nullptr && kind->meaning == v1::CONTRIBUTION_MEANING_DONE;
      });
      if (ends) return step.key();
    }
  }
  return {};
}

// Where a client left and another took his place, what was said to the first is no part of the second's minutes: it
// counts from what this client told, or, where nothing of that was written, from the last time that the step opened.
std::uint64_t first_opening_of_client(const Round& round) {
  const std::string_view step = telling_step(round);
  for (const v1::Contribution& said : round.state.contributions()) {
    if (said.step() == step && said.author_id() == round.state.client_id()) return said.opening();
  }
  const auto& openings = round.state.openings();
  for (int i = openings.size(); i > 0; --i) {
    if (openings[i - 1].step() == step) return static_cast<std::uint64_t>(i);
  }
  return 0;
}

// A lead is advice; in a workshop also the words that all write in silence and see together.
bool is_lead(const Round& round, const v1::Contribution& said) {
  if (said.meaning() == v1::CONTRIBUTION_MEANING_ADVICE) return true;
  if (said.meaning() != v1::CONTRIBUTION_MEANING_WORDS) return false;
  const Form::Kind* kind = round.form->kind(said.kind());
  return kind != nullptr && round.form->hides(round.form->position(said.step()), *kind);
}

bool is_offer(const Round& round, const v1::Contribution& said) {
  const Form::Kind* kind = round.form->kind(said.kind());
  return said.meaning() == v1::CONTRIBUTION_MEANING_WORDS && kind != nullptr &&
         kind->after == v1::ROUND_CONDITION_DATED_ACTION;
}

std::size_t end_of_sentence(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '\n') return at;
    const bool ends = text[at] == '.' || text[at] == '?' || text[at] == '!';
    if (ends && (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n')) return at + 1;
  }
  return text.size();
}

// Its first and its last sentences: an exposé ends on the question that its teller asks.
std::string in_a_few_lines(std::string_view text) {
  if (text.size() <= opening_bytes_max + question_bytes_max) return std::string(text);
  std::size_t opening_end = 0, last = 0, question = text.size();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_sentence(text, at);
    if (end <= opening_bytes_max) opening_end = end;
    if (question == text.size() && text.size() - at <= question_bytes_max) question = at;
    last = at;
    at = std::min(text.find_first_not_of(" \n", end), text.size());
  }
  const std::string opening =
      opening_end == 0 ? shortened(text, opening_bytes_max) : std::string(text.substr(0, opening_end)) + " […]";
  if (last == 0) return opening;  // all of it is one sentence
  return opening + "\n" + shortened(text.substr(std::min(question, last)), question_bytes_max);
}

template <class Wanted>
std::vector<std::string> sorted_words(const Round& round, Wanted wanted) {
  std::vector<std::string> words;
  for (const v1::Contribution& said : round.state.contributions()) {
    if (wanted(said)) words.push_back(said.text());
  }
  std::ranges::sort(words);
  return words;
}

}  // namespace

bool has_shown_words(const v1::Contribution& said) {
  return said.shown_seq() != 0 && !said.erased() && !community::is_blank(said.text());
}

std::string shortened(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  const std::size_t space = text.find_last_of(" \n", end);
  if (space != std::string_view::npos && space > bytes_max / 2) end = space;
  return std::string(text.substr(0, end)) + " […]";
}

std::string situation_of(const Round& round, const v1::RoundParticipant& reader) {
  const std::string_view step = telling_step(round);
  std::string told;
  for (const v1::Contribution& said : round.state.contributions()) {
    const bool is_told = said.meaning() == v1::CONTRIBUTION_MEANING_WORDS && said.step() == step &&
                         said.author_id() == round.state.client_id() && is_readable(round, reader, said);
    if (is_told) told += (told.empty() ? "" : "\n") + said.text();
  }
  return in_a_few_lines(told);
}

std::vector<std::string> syntheses_of(const Round& round, const v1::RoundParticipant* reader) {
  std::vector<std::string> syntheses;
  for (const v1::Contribution& said : round.state.contributions()) {
    const bool is_his =
        said.meaning() == v1::CONTRIBUTION_MEANING_SYNTHESIS && said.author_id() == round.state.client_id();
    const bool is_seen = reader == nullptr ? has_shown_words(said) : is_readable(round, *reader, said);
    if (is_his && is_seen) syntheses.push_back(said.text());
  }
  return syntheses;
}

std::vector<Family> leads_of(const Round& round, const v1::RoundParticipant& reader) {
  const std::uint64_t from = first_opening_of_client(round);
  std::vector<Family> families;
  for (const v1::RoundKind& kind : round.state.form().kinds()) {
    std::vector<std::string> leads = sorted_words(round, [&](const v1::Contribution& said) {
      return said.kind() == kind.key() && said.opening() >= from && is_lead(round, said) &&
             is_readable(round, reader, said);
    });
    if (!leads.empty()) families.push_back({kind.label(), std::move(leads)});
  }
  return families;
}

Offers offers_of(const Round& round, const v1::RoundParticipant& reader) {
  const std::uint64_t from = first_opening_of_client(round);
  Offers offers;
  for (const v1::Contribution& said : round.state.contributions()) {
    if (said.opening() < from || !is_offer(round, said) || !is_readable(round, reader, said)) continue;
    const v1::Contribution* to = contribution(round, said.reply_to_id());
    offers.emplace_back(to == nullptr ? 0 : to->action().id(), said.text());
  }
  std::ranges::sort(offers);
  return offers;
}

std::string action_table(const Round& round, files::Language language, const Offers& offers) {
  if (round.state.actions().empty()) return {};
  const bool with_help = std::ranges::any_of(offers, [](const auto& offer) { return offer.first != 0; });
  const auto row = [&](const std::string& what, const std::string& first, const std::string& due,
                       const std::string& help, const std::string& indicator) {
    return "| " + what + " | " + first + " | " + due + " | " + (with_help ? help + " | " : "") + indicator + " |\n";
  };
  const auto t = [&](files::Words words) { return std::string(in(language, words)); };
  std::string table = row(t({"Action", "Action"}), t({"Premier pas", "First step"}), t({"Échéance", "Due"}),
                          t(help_column), t({"Indicateur", "Indicator"})) +
                      row("---", "---", "---", "---", "---");
  for (const v1::PlanAction& action : round.state.actions()) {
    std::string help;
    for (const auto& [id, words] : offers) {
      if (id == action.id()) help += (help.empty() ? "" : " · ") + files::escaped_markdown(words);
    }
    table += row(files::escaped_markdown(action.what()), files::escaped_markdown(action.first_step()),
                 files::date_text(language, action.due_on()), help, files::escaped_markdown(action.indicator()));
  }
  return table;
}

std::vector<std::string> learnings_of(const Round& round, const v1::RoundParticipant& reader) {
  const std::uint64_t from = first_opening_of_client(round);
  return sorted_words(round, [&](const v1::Contribution& said) {
    return said.meaning() == v1::CONTRIBUTION_MEANING_LEARNING && said.opening() >= from &&
           is_readable(round, reader, said);
  });
}

}  // namespace ramure::codev
