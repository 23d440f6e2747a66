// The table of French search: what is typed, and what of the corpus of search_table_test.cpp is found. The benchmark
// asks the same questions of a million messages.
#pragma once

#include <iterator>

namespace ramure::test {

struct SearchCase {
  const char* typed;
  const char* expected;  // ids, newest first
};

inline constexpr SearchCase search_table[] = {
    // case and accents
    {"financement", "102 101 100"},
    {"FINANCEMENT", "102 101 100"},
    {"reunion", "108"},
    {"Réunion", "108"},
    {"REUNION", "108"},
    {"europeen", "101"},
    {"européenne", "101"},
    {"METEO", "107"},
    {"zoe", "106"},
    {"Zoé", "106"},
    // decomposed letters, on either side
    {"étude", "111"},
    {"etude", "111"},
    {"de\u0301compose\u0301e", "111"},
    {"e\u0301cole", "104"},
    // apostrophes and elisions
    {"l'ingénierie", "100"},
    {"l’ingenierie", "100"},
    {"ingénierie", "100"},
    {"d'ingénierie", "100"},
    {"aujourd'hui", "102"},
    {"aujourd’hui", "102"},
    {"quelqu'un", "106"},
    {"presqu’île", "108"},
    {"presqu'ile", "108"},
    {"d'Orléans", "104"},
    {"orleans", "104"},
    {"jusqu'à 17", "108"},
    // no-break spaces, numbers, symbols
    {"\"10 000\"", "105"},
    {"10\u202F000", "105"},
    {"trouvés\u00A0!", "105"},
    {"17 réunion", "108"},
    {"🎉 léger", "105"},
    // ligatures
    {"œuvre", "105"},
    {"oeuvre", "105"},
    {"OEUVRES", "105"},
    {"coeur", "105"},
    {"vœu", "109"},
    {"voeux", "109"},
    // plurals, feminines, conjugations
    {"financements", "102 101 100"},
    {"financer", "102 101 100"},
    {"finance", "102 101 100"},
    {"financent signée", "102"},
    {"décidons", "102"},
    {"demander", "104"},
    {"demandent", "104"},
    {"répondre", "106"},
    {"postes", "102"},
    {"décider", "102"},
    {"décidée", "102"},
    {"habitants", "106"},
    {"habitantes", "106"},
    {"association", "103"},
    {"territoriale", "111"},
    {"cheval", "111"},
    {"journal", "111"},
    {"travail", "111"},
    {"accompagner", "111"},
    {"accompagnons", "111"},
    // compounds
    {"co-construction", "105 104"},
    {"coconstruction", "105 104"},
    {"co construction", "104"},
    {"construction", "104"},
    {"co-constructions", "105 104"},
    {"tiers lieu", "101"},
    {"tiers-lieux", "101"},
    {"tierslieu", "101"},
    // beginnings: the last word, from three letters on
    {"fin", "102 101 100"},
    {"co-constr", "105 104"},
    {"sauvec", "109"},
    {"fi", ""},
    {"reun visite", ""},
    {"visite reun", "108"},
    // several words; articles do not matter beside others
    {"financement ingénierie", "100"},
    {"comité local", "109 108"},
    {"le comité des écoles", ""},
    {"les financeurs", "102"},
    // names, addresses
    {"Sauveclaire", "109"},
    {"equipe@ramure.example", "106"},
    {"ramure", "106"},
    // exact phrases
    {"\"comité local\"", "108"},
    {"« comité local »", "108"},
    {"\"COMITE LOCAL\"", "108"},
    {"\"local du comité\"", "109"},
    {"\"financement de l'ingénierie\"", "100"},
    {"\"financements\"", ""},
    {"\"la co-construction demande\"", "104"},
    {"\"coconstruction\"", "105 104"},
    {"\"deux postes aujourd'hui\"", "102"},
    // exclusions
    {"comité -fermé", "108"},
    {"comité -\"comité local\"", "109"},
    {"-financement dans:thématiques auteur:nadia", "106"},
    // operators
    {"auteur:nadia", "106 101 100"},
    {"auteur:\"le goff\" comité", "109"},
    {"auteur:zoe auteur:loic plén", "107"},
    {"auteur:moi écrit", "106"},
    {"theme:partenariats fin", "102 101 100"},
    {"thème:\"tiers lieux\" temps", "104"},
    {"territoire:kerlohan europ", "101"},
    {"territoire:ile", "106 105 104 103"},
    {"statut:levé finance", "102 101 100"},
    {"statut:résolu", "106 105 104 103"},
    {"statut:archivé comité", "109 108"},
    {"statut:persistant", ""},
    {"type:frein postes", "102"},
    {"type:question", "106 105 104 103"},
    {"dans:plénière", "109 108 107"},
    {"apres:13/09/2018 comité", "109 108"},
    {"apres:aujourd'hui", "111 109"},
    {"avant:06/2018", "102 101 100"},
    {"après:2018-06 avant:2018-07", "104 103"},
    // a thread's card and summary
    {"fonds commun", "100"},
    {"charte relecture", "103"},
    // what must not match
    {"confidentiel", ""},
    {"dans:coulisses", ""},
    {"auteur:nadia confidentiel", ""},
    {"marche", "111"},
    {"marcher silence", ""},
    {"inge", "100"},
    {"nierie", ""},
    {"hui", ""},
    {"AND", ""},
    {"financement OR coeur", ""},
    {"fin*", "102 101 100"},
    {"body", ""},
};
static_assert(std::size(search_table) >= 60);

}  // namespace ramure::test
