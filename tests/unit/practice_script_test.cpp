// The imaginary people of practice rounds: the file that is shipped fits the forms that are shipped, and a file with a
// mistake says where it is.
#include <gtest/gtest.h>

#include <set>

#include "server/codev/practice_script.hpp"
#include "server/codev/shipped_templates.hpp"

namespace ramure::test {

namespace {

using namespace v1;

std::string mistake(const std::string& text) {
  const auto read = codev::read_practice_script(text);
  return read ? "" : read.error();
}

const std::string head = "title = \"Essai\"\nanswer_otherwise = \"Je ne sais pas.\"\n";
const std::string two = "[[people]]\nname = \"Une\"\n[[people]]\nname = \"Deux\"\n";

// What somebody imaginary says without words of her own, or never says in her own name.
bool needs_no_line(ContributionMeaning meaning) {
  static const std::set<ContributionMeaning> without{CONTRIBUTION_MEANING_FRAMING,
                                                     CONTRIBUTION_MEANING_FRAME_ACCEPTANCE,
                                                     CONTRIBUTION_MEANING_PREFERENCE,
                                                     CONTRIBUTION_MEANING_DESIGNATION,
                                                     CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE,
                                                     CONTRIBUTION_MEANING_ANSWER,
                                                     CONTRIBUTION_MEANING_AGREEMENT,
                                                     CONTRIBUTION_MEANING_MINUTES,
                                                     CONTRIBUTION_MEANING_MINUTES_ANSWER,
                                                     CONTRIBUTION_MEANING_SHARING_CHOICE,
                                                     CONTRIBUTION_MEANING_DONE,
                                                     CONTRIBUTION_MEANING_NOURISHED,
                                                     CONTRIBUTION_MEANING_PRIVATE_NOTE};
  return without.contains(meaning);
}

bool is_peers_kind(const RoundTemplate& form, const std::string& kind) {
  for (const RoundStep& step : form.steps()) {
    for (const RoundRight& right : step.rights()) {
      const bool is_peer = right.role() != ROUND_ROLE_FACILITATOR && right.role() != ROUND_ROLE_OBSERVER;
      if (is_peer && std::ranges::find(right.kinds(), kind) != right.kinds().end()) return true;
    }
  }
  return false;
}

}  // namespace

TEST(PracticeScript, HasWordsForEveryKindOfTheShippedForms) {
  const codev::PracticeScript& script = codev::shipped_practice_script();
  EXPECT_EQ(script.people.size(), 5u);
  std::set<std::string> kinds, known;
  const auto take = [&](const codev::PracticeLines& lines) {
    for (const codev::PracticeLine& line : lines) kinds.insert(line.said.kind());
  };
  take(script.client);
  for (const auto& person : script.people) take(person.lines);
  for (const auto& [key, form] : codev::shipped_templates().all()) {
    for (const RoundKind& kind : form.kinds()) {
      known.insert(kind.key());
      if (needs_no_line(kind.meaning()) || !is_peers_kind(form, kind.key())) continue;
      EXPECT_TRUE(kinds.contains(kind.key())) << key << ": nobody has words for " << kind.key();
    }
  }
  for (const std::string& kind : kinds) EXPECT_TRUE(known.contains(kind)) << "no form has the kind " << kind;
}

TEST(PracticeScript, EveryQuestionHasItsAnswer) {
  for (const auto& person : codev::shipped_practice_script().people) {
    for (const codev::PracticeLine& line : person.lines) {
      EXPECT_EQ(line.said.kind() == "question", !line.answer.empty()) << line.said.text();
    }
  }
}

TEST(PracticeScript, SaysWhereAMistakeIs) {
  EXPECT_EQ(mistake(head + two), "");
  EXPECT_EQ(mistake(two), "title: it is wanted");
  EXPECT_EQ(mistake(head), "people: somebody to be helped and somebody who helps are wanted");
  EXPECT_EQ(mistake(head + "scribe = \"Personne\"\n" + two),
            "scribe: one of the people is wanted, and not the one who is asked to be the client");
  EXPECT_EQ(mistake(head + two + "[[people.lines]]\ntext = \"Bonjour\"\n"), "people[1].lines[0].kind: it is wanted");
  EXPECT_EQ(mistake(head + two + "[[client]]\nkind = \"sujet\"\nsubject_kind = \"idea\"\n"),
            "client[0].subject_kind: concern, problem or project is wanted");
  EXPECT_EQ(mistake(head + two + "[[client]]\nkind = \"action\"\ndue_in_days = 367\n"),
            "client[0].due_in_days: between 1 and 366 is wanted");
  EXPECT_EQ(mistake(head + two + "[[client]]\nkind = \"avancement\"\nprogress = [{ status = \"late\" }]\n"),
            "client[0].progress[0].status: to_do, in_progress, done or abandoned is wanted");
  EXPECT_EQ(mistake(head + two + "[[client]]\nkind = \"expose\"\ntxt = \"Voilà\"\n"),
            "client[0].txt: there is no such field");
  EXPECT_EQ(mistake(head + two + "[[client]]\nkind = \"expose\"\nsteps = [1]\n"),
            "client[0].steps: a list of texts is wanted");
  EXPECT_TRUE(mistake("title = ").starts_with("line 1: ")) << mistake("title = ");
}

}  // namespace ramure::test
