#include "client-cli/roadmaps/refusals.hpp"

#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct Cause {
  std::string_view name;
  Words words;
};

constexpr Cause causes[] = {
    {"rights",
     {"votre place dans cette feuille de route ne le permet pas (« ramure roadmap show » dit ce qui vous est ouvert)",
      "your place in this roadmap does not allow it (`ramure roadmap show` says what is open to you)"}},
    {"archived",
     {"la feuille de route est archivée : le binôme peut la reprendre (« status … brouillon »)",
      "the roadmap is archived: its pair can take it up again (`status … draft`)"}},
    {"frozen",
     {"cette version est figée : relisez la version présente, et dites-le sur ce qui suit",
      "this version is frozen: look at the present one, and say it of what follows"}},
    {"shared",
     {"partagez-la d’abord avec la communauté (« share … communauté ») : c’est un acte à part",
      "share it with the community first (`share … community`): that is an act of its own"}},
    {"version",
     {"quelqu’un a été plus rapide : relisez, puis recommencez", "somebody was faster: read it again, then try again"}},
    {"behind", {"trop de choses ont été écrites depuis votre version", "too much was written since your version"}},
    {"epoch",
     {"le serveur a été rétabli depuis une sauvegarde entre-temps",
      "the server was restored from a backup in the meantime"}},
    {"ahead",
     {"le serveur ne connaît pas la version d’où vous êtes parti·e",
      "the server does not know the version you began with"}},
    {"diverged",
     {"le serveur a gardé autre chose de cet envoi que ce qui est ici",
      "the server holds something else of what was sent than what is here"}},
};

}  // namespace

std::string roadmap_cause_text(std::string_view cause) {
  for (const Cause& known : causes) {
    if (known.name == cause) return t(known.words);
  }
  return {};
}

}  // namespace ramure::cli
