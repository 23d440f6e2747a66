#include "client-cli/course/refusals.hpp"

#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct Cause {
  std::string_view name;
  Words words;
};

constexpr Cause causes[] = {
    {"rights", {"votre rôle ne le permet pas ici", "your role does not allow it here"}},
    {"cancelled",
     {"cette rencontre est annulée (« ramure course edit … --again » la reprend)",
      "this gathering is cancelled (`ramure course edit … --again` takes it up again)"}},
    {"too_early", {"pas encore : la rencontre n’a pas commencé", "not yet: the gathering has not begun"}},
    {"over", {"c’est terminé : on n’y répond plus", "it is over: it takes no answers any more"}},
    {"kind",
     {"on évalue les sessions, webinaires, visites et témoignages",
      "sessions, webinars, visits and testimonies are evaluated"}},
};

}  // namespace

std::string course_cause_text(std::string_view cause) {
  for (const Cause& known : causes) {
    if (known.name == cause) return t(known.words);
  }
  return {};
}

}  // namespace ramure::cli
