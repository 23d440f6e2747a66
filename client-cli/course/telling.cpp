#include "client-cli/course/telling.hpp"

#include <algorithm>
#include <map>

#include "client-cli/course/words.hpp"
#include "client-cli/roadmaps/lines_of_text.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

void add(std::string& text, const std::string& more) {
  if (!more.empty()) text += (text.empty() ? "" : " · ") + more;
}

void tell_title(Words title, Lines& lines) {
  if (!lines.empty() && !lines.back().text.empty()) lines.emplace_back();
  lines.push_back({t(title), Style::accent});
}

void tell_text(const std::string& text, const Glance& glance, Lines& lines) {
  if (!text.empty()) put_text("  ", harmless(glance.names.readable(text)), glance.columns, Style::plain, lines);
}

void tell_passage(Words title, const std::string& text, const Glance& glance, Lines& lines) {
  if (text.empty()) return;
  tell_title(title, lines);
  tell_text(text, glance, lines);
}

std::string mine_text(v1::Participation participation) {
  switch (participation) {
    case v1::PARTICIPATION_COMING: return t({"vous venez", "you are coming"});
    case v1::PARTICIPATION_MAYBE: return t({"vous venez peut-être", "you may come"});
    case v1::PARTICIPATION_NOT_COMING: return t({"vous ne venez pas", "you are not coming"});
    default: return {};
  }
}

std::string coming_text(std::uint32_t coming) {
  if (coming == 0) return {};
  return coming == 1 ? t({"1 personne vient", "1 person coming"})
                     : t({"{} personnes viennent", "{} people coming"}, {std::to_string(coming)});
}

void tell_head(const v1::Gathering& gathering, const Glance& glance, Lines& lines) {
  put_text("", title_text(gathering), glance.columns, Style::bold, lines);
  std::string details = kind_text(gathering.kind());
  add(details, harmless(glance.names.channel(gathering.channel_id())));
  put_text("  ", details, glance.columns, Style::dim, lines);
  put_text("  ", when_text(gathering), glance.columns, Style::plain, lines);
  std::string where = harmless(gathering.place());
  add(where, harmless(gathering.time_zone()));
  if (!where.empty()) put_text("  ", where, glance.columns, Style::plain, lines);
  if (!gathering.video_url().empty())
    put_text(t({"  Visio : ", "  Video: "}), harmless(gathering.video_url()), glance.columns, Style::plain, lines);
  if (!gathering.cancelled()) return;
  const std::string because = harmless(gathering.cancelled_because());
  put_text("  ", t({"Annulée", "Cancelled"}) + (because.empty() ? "" : t({" : ", ": "}) + because), glance.columns,
           Style::warning, lines);
}

void tell_programme(const v1::Gathering& gathering, const Glance& glance, Lines& lines) {
  if (gathering.programme().empty()) return;
  tell_title({"Programme", "Programme"}, lines);
  for (const v1::ProgrammeItem& item : gathering.programme()) {
    put_text("  ", std::string(part_text(item.part())) + t({" : ", ": "}) + harmless(item.title()), glance.columns,
             Style::plain, lines);
    if (!item.text().empty())
      put_text("    ", harmless(glance.names.readable(item.text())), glance.columns, Style::dim, lines);
  }
}

void tell_documents(const v1::Gathering& gathering, const Glance& glance, Lines& lines) {
  if (gathering.documents().empty()) return;
  tell_title({"Documents", "Documents"}, lines);
  for (const v1::GatheringDocument& document : gathering.documents()) {
    const std::string where = document.url().empty() ? t({"« ramure message {} »", "`ramure message {}`"},
                                                         {std::to_string(document.message_id())})
                                                     : harmless(document.url());
    put_text("  ", harmless(document.title()) + " – " + where, glance.columns, Style::plain, lines);
  }
}

void tell_participants(const v1::GatheringAnswer& answer, const Glance& glance, Lines& lines) {
  if (answer.participants().empty()) return;
  tell_title({"Qui vient", "Who comes"}, lines);
  for (const auto what : {v1::PARTICIPATION_COMING, v1::PARTICIPATION_MAYBE, v1::PARTICIPATION_NOT_COMING}) {
    std::string people;
    for (const v1::Participant& participant : answer.participants()) {
      if (participant.participation() != what) continue;
      people += (people.empty() ? "" : ", ") + who(glance, participant.member_id());
    }
    if (!people.empty())
      put_text("  ", std::string(participation_text(what)) + t({" : ", ": "}) + people, glance.columns, Style::plain,
               lines);
  }
}

std::string hundredths_text(std::uint32_t hundredths) {
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + t({",", "."}) + (rest.size() < 2 ? "0" : "") + rest + " / 4";
}

void tell_averages(const v1::GatheringAnswer& answer, const Glance& glance, Lines& lines) {
  if (!answer.has_evaluations()) return;
  const v1::EvaluationFigure& figure = answer.evaluations();
  tell_title({"Évaluations", "Evaluations"}, lines);
  if (figure.hidden()) {
    put_text("  ",
             t({"effectif insuffisant : moins de trois territoires ont répondu",
                "too few to show: fewer than three territories answered"}),
             glance.columns, Style::plain, lines);
  } else {
    const auto line = [&](Words label, std::uint32_t value) {
      if (value != 0) put_text("  ", t(label) + hundredths_text(value), glance.columns, Style::plain, lines);
    };
    line({"utile dans mon territoire : ", "useful in my territory: "}, figure.useful_hundredths());
    line({"appris de mes pairs : ", "learnt from my peers: "}, figure.learnt_from_peers_hundredths());
    line({"pu dire ce que j’avais à dire : ", "could say what I had to say: "}, figure.was_heard_hundredths());
  }
}

void tell_words(const v1::GatheringAnswer& answer, const Glance& glance, Lines& lines) {
  for (const v1::EvaluationPassed& words : answer.words()) {
    if (!words.keeps().empty())
      put_text(t({"  + à garder : ", "  + to keep: "}), harmless(words.keeps()), glance.columns, Style::plain, lines);
    if (!words.missed().empty())
      put_text(t({"  – a manqué : ", "  – missed: "}), harmless(words.missed()), glance.columns, Style::plain, lines);
  }
}

void tell_mine(const v1::GatheringAnswer& answer, const Glance& glance, Lines& lines) {
  if (!answer.has_my_evaluation()) return;
  const v1::Evaluation& mine = answer.my_evaluation();
  tell_title({"Votre évaluation", "Your evaluation"}, lines);
  const auto rating = [](std::uint32_t value) {
    return value == 0 ? std::string(t({"sans réponse", "no answer"})) : std::to_string(value) + " / 4";
  };
  put_text("  ",
           t({"utile : {} · appris de mes pairs : {} · pu dire : {}", "useful: {} · learnt from peers: {} · heard: {}"},
             {rating(mine.useful()), rating(mine.learnt_from_peers()), rating(mine.was_heard())}),
           glance.columns, Style::plain, lines);
  tell_text(mine.keeps(), glance, lines);
  tell_text(mine.missed(), glance, lines);
}

void tell_workshops(const v1::GatheringAnswer& answer, const Glance& glance, Lines& lines) {
  if (answer.workshops().empty()) return;
  tell_title({"Ateliers", "Workshops"}, lines);
  for (const v1::Workshop& workshop : answer.workshops()) {
    const std::string state = workshop.closed() ? t({"fermé", "closed"})
                                                : t({"ouvert jusqu’à {}", "open until {}"},
                                                    {moment_text(workshop.closes_at_ms(), glance.now_ms)});
    put_text("  ", harmless(workshop.question()) + " (" + state + ")", glance.columns, Style::plain, lines);
  }
}

void tell_allowed(const v1::GatheringAnswer& answer, const Glance& glance, Lines& lines) {
  std::string acts;
  if (answer.can_answer()) add(acts, "come");
  if (answer.can_evaluate()) add(acts, "evaluate");
  if (answer.can_edit()) add(acts, answer.gathering().cancelled() ? "edit --again" : "edit · cancel");
  if (acts.empty()) return;
  lines.emplace_back();
  put_text("", t({"Ce que vous pouvez faire ici : ", "What you may do here: "}) + acts, glance.columns, Style::dim,
           lines);
}

}  // namespace

void tell_row(const v1::GatheringRow& row, std::size_t place, const Glance& glance, Lines& lines) {
  const v1::Gathering& gathering = row.gathering();
  const std::string handle = "~" + std::to_string(place);
  put_text(std::string(handle.size() < 4 ? 4 - handle.size() : 0, ' ') + handle + "  ", title_text(gathering),
           glance.columns, Style::bold, lines);
  std::string details = when_text(gathering);
  add(details, harmless(gathering.place()));
  add(details, kind_text(gathering.kind()));
  if (gathering.cancelled()) add(details, t({"ANNULÉE", "CANCELLED"}));
  add(details, coming_text(row.coming()));
  add(details, mine_text(row.my_participation()));
  put_text("      ", details, glance.columns, Style::dim, lines);
  if (row.awaits_evaluation())
    put_text("      ",
             t({"votre évaluation est attendue : « ramure course evaluate ~{} »",
                "your evaluation is awaited: `ramure course evaluate ~{}`"},
               {std::to_string(place)}),
             glance.columns, Style::warning, lines);
}

void tell_rows(const google::protobuf::RepeatedPtrField<v1::GatheringRow>& rows, const Glance& glance, Lines& lines) {
  if (rows.empty()) return lines.push_back({t({"Aucune rencontre pour l’instant.", "No gathering yet."})});
  const auto is_to_come = [&](const v1::GatheringRow& row) { return row.gathering().ends_at_ms() > glance.now_ms; };
  const auto group = [&](Words title, bool to_come) {
    bool has_title = false;
    for (int i = 0; i < rows.size(); ++i) {
      if (is_to_come(rows[i]) != to_come) continue;
      if (!has_title) tell_title(title, lines);
      has_title = true;
      tell_row(rows[i], static_cast<std::size_t>(i) + 1, glance, lines);
    }
  };
  group({"À venir", "To come"}, true);
  group({"Passées", "Past"}, false);
}

void tell_gathering(const v1::GatheringAnswer& answer, const Glance& glance, Lines& lines) {
  const v1::Gathering& gathering = answer.gathering();
  tell_head(gathering, glance, lines);
  if (!gathering.description().empty()) lines.emplace_back();
  tell_text(gathering.description(), glance, lines);
  tell_programme(gathering, glance, lines);
  tell_documents(gathering, glance, lines);
  tell_participants(answer, glance, lines);
  const Words outcome = gathering.kind() == v1::GATHERING_KIND_FOLLOW_UP
                            ? Words{"Ce qui est convenu", "What was agreed"}
                        : gathering.kind() == v1::GATHERING_KIND_COMMITTEE ? Words{"Compte rendu", "Minutes"}
                                                                           : Words{"Ce qui est retenu", "What is kept"};
  tell_passage(outcome, gathering.outcome(), glance, lines);
  tell_workshops(answer, glance, lines);
  tell_mine(answer, glance, lines);
  tell_averages(answer, glance, lines);
  tell_words(answer, glance, lines);
  tell_allowed(answer, glance, lines);
}

void tell_workshop(const v1::Workshop& workshop, const Glance& glance, Lines& lines) {
  put_text("", harmless(workshop.question()), glance.columns, Style::bold, lines);
  const std::string state = workshop.closed() ? t({"atelier fermé", "workshop closed"})
                                              : t({"ouvert jusqu’à {}", "open until {}"},
                                                  {moment_text(workshop.closes_at_ms(), glance.now_ms)});
  put_text("  ", state, glance.columns, Style::dim, lines);
  std::map<std::uint64_t, Lines> by_theme;
  int place = 0;
  for (const v1::WorkshopSentence& sentence : workshop.sentences()) {
    ++place;
    if (sentence.withdrawn()) continue;
    put_text("  ~" + std::to_string(place) + "  ", harmless(sentence.text()), glance.columns, Style::plain,
             by_theme[sentence.theme_id()]);
  }
  if (by_theme.empty()) return lines.push_back({t({"  Aucune phrase pour l’instant.", "  No sentence yet."})});
  for (const auto& [theme, sentences] : by_theme) {
    lines.emplace_back();
    const std::string title = theme == 0 ? t({"À classer", "To be sorted"}) : harmless(glance.names.theme(theme));
    lines.push_back({title, Style::accent});
    lines.insert(lines.end(), sentences.begin(), sentences.end());
  }
}

}  // namespace ramure::cli
