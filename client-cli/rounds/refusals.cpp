#include "client-cli/rounds/refusals.hpp"

#include <algorithm>
#include <cctype>
#include <span>
#include <sstream>

#include "client-cli/rounds/words.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct Cause {
  std::string_view name;
  Words words;
};

constexpr Cause causes[] = {
    {"rights",
     {"cela ne se dit pas à cette étape, dans ce rôle ; « keep » le garde pour la consultation",
      "this is not said in this step by this role; `keep` keeps it for the consultation"}},
    {"facilitator", {"c’est à la facilitation de le faire", "that is for the facilitator"}},
    {"client",
     {"c’est à la cliente ou au client de le faire, et il y en a une ou un seul par tour",
      "that is for the client, and a round has one"}},
    {"floor", {"un tour de table est en cours : votre tour vient", "a tour goes round: your turn comes"}},
    {"frame",
     {"acceptez d’abord le cadre (« join ») : ce qui se dit ici reste ici",
      "accept the frame first (`join`): what is said here stays here"}},
    {"suspended", {"le tour est suspendu", "the round is suspended"}},
    {"over", {"le tour est terminé", "the round is over"}},
    {"step", {"cette étape ne peut pas s’ouvrir ou se faire maintenant", "this step cannot be opened or done now"}},
    {"method", {"la méthode ne le permet pas ainsi", "the method does not allow it like this"}},
    {"time",
     {"pas encore : la facilitation est là, ou absente depuis trop peu de temps",
      "not yet: the facilitator is there, or has not been gone for long enough"}},
    {"opening",
     {"le tour a avancé entre-temps : regardez l’étape ouverte, et redites-le s’il y a lieu",
      "the round has moved on: look at the open step, and say it again if it fits there"}},
    {"version",
     {"la demande a une autre version : relisez-la d’abord", "the request has another version now: read it first"}},
    {"practice",
     {"dans la salle d’essai, on est seul·e avec des personnes imaginaires ; ailleurs, chaque personne est réelle",
      "in the practice room one is alone with imaginary people; elsewhere everybody is real"}},
};

// What is up to the facilitator where nobody imaginary has anything to do: data["next"].
constexpr Cause nexts[] = {
    {"open_step", {"à vous : ouvrez l’étape suivante (« next »)", "your turn: open the next step (`next`)"}},
    {"finish_round", {"à vous : terminez le tour (« finish »)", "your turn: finish the round (`finish`)"}},
    {"designate",
     {"à vous : dites qui pourrait être cliente ou client (« designate »)",
      "your turn: say who could be the client (`designate`)"}},
    {"show_contribution",
     {"à vous : des questions attendent, prenez la prochaine (« take-up »)",
      "your turn: questions wait, take up the next one (`take-up`)"}},
    {"give_floor",
     {"à vous : quelqu’un a demandé la parole, donnez-la (« floor NOM »)",
      "your turn: somebody asked for the floor, give it (`floor NAME`)"}},
    {"reveal", {"à vous : dévoilez (« reveal »)", "your turn: reveal (`reveal`)"}},
    {"resume_round", {"à vous : reprenez le tour (« resume »)", "your turn: resume the round (`resume`)"}},
};

// "frame_accepted client_accepted" of a lock.
std::string missing_text(const std::string& words) {
  std::string text, word;
  for (std::istringstream stream(words); stream >> word;) {
    std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    v1::RoundCondition condition{};
    if (v1::RoundCondition_Parse("ROUND_CONDITION_" + word, &condition))
      text += (text.empty() ? "" : ", ") + std::string(condition_text(condition));
  }
  return text;
}

}  // namespace

std::string cause_text(const v1::Refusal& refusal) {
  const auto cause = refusal.data().find("cause");
  if (cause == refusal.data().end()) return {};
  if (cause->second == "lock") {
    const auto missing = refusal.data().find("missing");
    return t({"il manque encore : {}", "still missing: {}"},
             {missing == refusal.data().end() ? std::string() : missing_text(missing->second)});
  }
  const auto next = refusal.data().find("next");
  const bool is_turn = cause->second == "turn" && next != refusal.data().end();
  for (const Cause& known : is_turn ? std::span<const Cause>(nexts) : std::span<const Cause>(causes)) {
    if (known.name == (is_turn ? next->second : cause->second)) return t(known.words);
  }
  return {};
}

}  // namespace ramure::cli
