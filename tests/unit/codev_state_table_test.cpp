// The state table of the method (domain guide, 2.5), written here a second time and by hand: what the templates and the
// engine make of it must be the same, for every step, every role and every kind.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "server/ops/round_script.hpp"
#include "tests/support/round_corpus.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::test {

namespace {

using Kinds = std::set<std::string>;

const std::vector<std::string> steps{"cadre",          "retour",  "choix_sujet",  "expose",
                                     "clarification",  "contrat", "consultation", "synthese",
                                     "apprentissages", "cloture", "suivi"};

struct Row {
  Kinds client, consultant, facilitator, observer, former_client, scribe;
};

const std::map<std::string, Row> table{
    {"cadre", {{"accord_cadre"}, {"accord_cadre"}, {"accord_cadre"}, {"accord_cadre"}, {}, {}}},
    {"retour", {{"appreciation"}, {"question", "appreciation", "passe"}, {}, {}, {"retour_experience", "passe"}, {}}},
    {"choix_sujet",
     {{"sujet", "preference", "acceptation_client", "passe"},
      {"sujet", "preference", "acceptation_client", "passe"},
      {"reformulation", "designation"},
      {},
      {},
      {}}},
    {"expose", {{"expose", "document", "termine"}, {}, {}, {}, {}, {}}},
    {"clarification", {{"reponse"}, {"question", "passe"}, {"reformulation"}, {}, {}, {}}},
    {"contrat", {{"demande"}, {"question", "reformulation", "accord", "reserve"}, {"reformulation"}, {}, {}, {}}},
    {"consultation",
     {{"precision", "nourri"},
      {"suggestion", "temoignage", "ressenti", "hypothese", "question_reflexive", "ressource", "metaphore", "passe"},
      {"reformulation"},
      {},
      {},
      {}}},
    {"synthese", {{"synthese", "action"}, {"offre_aide"}, {"relance"}, {}, {}, {}}},
    {"apprentissages",
     {{"apprentissage", "appreciation", "evaluation", "passe"},
      {"apprentissage", "appreciation", "evaluation", "passe"},
      {"apprentissage"},
      {"observation"},
      {},
      {}}},
    {"cloture", {{"validation_cr", "choix_partage"}, {}, {"compte_rendu"}, {}, {}, {"compte_rendu"}}},
    {"suivi", {{"avancement", "retour_experience"}, {"appreciation"}, {"relance"}, {}, {}, {}}}};

const Kinds at_any_time_but_observers{"demande_parole", "parking", "signal_inconfort"};

// The people of the rounds below.
constexpr std::uint64_t facilitator = 1, client = 10, scribe = 20, former_client = 21, consultant = 22, observer = 300;
const std::map<std::string, std::uint64_t> roles{
    {"client", client},     {"consultant", consultant},       {"facilitator", facilitator},
    {"observer", observer}, {"former_client", former_client}, {"scribe", scribe}};

bool table_allows(const std::string& step, const std::string& role, const std::string& kind) {
  const Row& row = table.at(step);
  if (kind == "note_privee") return true;
  if (role != "observer" && at_any_time_but_observers.contains(kind)) return true;
  if (role == "client") return row.client.contains(kind);
  if (role == "facilitator") return kind == "message_cadre" || row.facilitator.contains(kind);
  if (role == "observer") return row.observer.contains(kind);
  if (role == "former_client" && row.former_client.contains(kind)) return true;
  if (role == "scribe" && row.scribe.contains(kind)) return true;
  return row.consultant.contains(kind);  // a hat is worn by a consultant
}

void admit_observer(RoundPlay& play) {
  v1::RoundCommand proposes = play.command();
  proposes.mutable_propose_observer()->set_observer_id(observer);
  ASSERT_TRUE(play.send(facilitator, std::move(proposes)));
  for (const std::uint64_t id : play.peers()) {
    v1::RoundCommand answers = play.command();
    answers.mutable_answer_observer()->set_observer_id(observer);
    answers.mutable_answer_observer()->set_agrees(true);
    ASSERT_TRUE(play.send(id, std::move(answers)));
  }
}

void accept_client(RoundPlay& play) {
  v1::RoundCommand accepts = play.command();
  accepts.mutable_answer_designation()->set_accepts(true);
  ASSERT_TRUE(play.send(client, std::move(accepts)));
}

v1::Contribution subject(const std::string& text) {
  v1::Contribution said = contribution_of("sujet", text);
  said.set_title("Relancer le collectif");
  said.set_subject_kind(v1::SUBJECT_KIND_PROJECT);
  return said;
}

v1::Contribution action() {
  v1::Contribution said = contribution_of("action", "Tenir la réunion");
  said.mutable_action()->set_first_step("Appeler lundi");
  said.mutable_action()->set_due_on("2018-09-30");
  return said;
}

// What makes each kind that the step allows possible in itself: a subject to prefer, a request to agree with.
void make_ready(RoundPlay& play, const std::string& step) {
  if (step == "choix_sujet") {
    ASSERT_TRUE(play.say(24, subject("le mien")));
  } else if (step == "clarification") {
    ASSERT_TRUE(play.say(24, "question", "Depuis quand ?"));
  } else if (step == "contrat") {
    ASSERT_TRUE(play.say(client, "demande", "J’aimerais que vous m’aidiez."));
  } else if (step == "synthese") {
    ASSERT_TRUE(play.say(client, action()));
  } else if (step == "cloture") {
    ASSERT_TRUE(play.say(scribe, "compte_rendu", "Une page."));
    v1::Contribution approval = contribution_of("validation_cr");
    approval.set_agrees(true);
    ASSERT_TRUE(play.say(client, approval));
  }
}

void open(RoundPlay& play, const std::string& step) { ASSERT_TRUE(play.open(step)) << step; }

void open_up_to(RoundPlay& play, const std::string& last) {
  for (const std::string& step : steps) {
    if (step == "retour") play.everybody_accepts();
    if (step == "choix_sujet" && play.state().client_id() == client && last == "choix_sujet") return;
    if (step == "consultation") play.agree_on_request();
    if (step == "suivi") {
      v1::Contribution choice = contribution_of("choix_partage");
      choice.set_share_level(v1::SHARE_LEVEL_NOTHING);
      ASSERT_TRUE(play.say(client, choice));
    }
    const bool jumps = step == "choix_sujet" && last != "choix_sujet";  // the client was asked beforehand
    if (!jumps) open(play, step);
    if (step == "synthese" && last != "synthese") {
      ASSERT_TRUE(play.say(client, action()));
    }
    if (step == last) return;
  }
}

void wish_minutes(RoundPlay& play) {
  v1::RoundCommand wish = play.command();
  wish.mutable_wish_minutes()->set_wanted(true);
  ASSERT_TRUE(play.send(client, std::move(wish)));
}

// A round in this step, everybody in it, ready for whatever the table allows.
RoundPlay round_in(const std::string& step) {
  const v1::RoundTemplate& form = shipped_form("standard");
  v1::PlanRound plan = RoundPlay::usual_plan(form, 5, 1'530'180'000'000);
  plan.mutable_plan()->set_scribe_id(scribe);
  plan.mutable_plan()->set_former_client_id(former_client);
  plan.mutable_plan()->set_deputy_id(30);
  const bool client_is_open = step == "choix_sujet";
  if (!client_is_open) plan.set_client_id(client);
  RoundPlay play(form, plan, facilitator, 1'530'180'000'000);
  admit_observer(play);
  if (!client_is_open) accept_client(play);
  if (!client_is_open) wish_minutes(play);
  open_up_to(play, step);
  make_ready(play, step);
  return play;
}

const RoundPlay& prepared(const std::string& step) {
  static std::map<std::string, RoundPlay> plays;
  auto found = plays.find(step);
  if (found == plays.end()) found = plays.emplace(step, round_in(step)).first;
  return found->second;
}

const v1::Contribution* first_of_kind(const RoundPlay& play, const std::string& kind) {
  for (const v1::Contribution& said : play.state().contributions()) {
    if (said.kind() == kind) return &said;
  }
  return nullptr;
}

// The contribution, with what it refers to taken from this round.
v1::Contribution fitted(const RoundPlay& play, v1::Contribution said) {
  if (said.kind() == "reponse") {
    const v1::Contribution* question = first_of_kind(play, "question");
    said.set_reply_to_id(question == nullptr ? 0 : question->id());
  }
  if (said.kind() == "preference") {
    const v1::Contribution* subject = first_of_kind(play, "sujet");
    said.set_subject_id(subject == nullptr ? 0 : subject->id());
  }
  if (said.kind() == "designation") said.set_designated_id(consultant);
  if (said.kind() == "demande" || said.kind() == "accord") said.set_version(play.state().request().version());
  for (v1::ActionProgress& progress : *said.mutable_progress()) {
    progress.set_action_id(play.state().actions().empty() ? 0 : play.state().actions(0).id());
  }
  return said;
}

// "" when it is accepted, else the cause.
std::string tried(const std::string& step, const std::string& role, const v1::Contribution& contribution) {
  const std::uint64_t author = roles.at(role);
  codev::Round asked_to_be_client;
  const RoundPlay* play = &prepared(step);
  const codev::Round* round = &play->round;
  if (contribution.kind() == "acceptation_client" && step == "choix_sujet") {
    asked_to_be_client = play->round;
    asked_to_be_client.state.set_designated_id(author);
    round = &asked_to_be_client;
  }
  v1::RoundCommand command = play->command();
  *command.mutable_contribute()->mutable_contribution() = fitted(*play, contribution);
  return cause_of(
      codev::decide(*round, codev::Actor::member(author), command, {play->now, play->state().last_seq() + 1}));
}

// In every step, by every role: accepted exactly where the table says so, refused elsewhere for want of rights.
void check_everywhere(const v1::Contribution& contribution, const std::string& name) {
  for (const std::string& step : steps) {
    for (const auto& [role, author] : roles) {
      const std::string cause = tried(step, role, contribution);
      const std::string expected = table_allows(step, role, contribution.kind()) ? "" : "rights";
      EXPECT_EQ(cause, expected) << name << " (" << contribution.kind() << ") by the " << role << " in " << step;
    }
  }
}

v1::Contribution sample(const std::string& kind) {
  v1::Contribution said = contribution_of(kind, "quelque chose");
  if (kind == "sujet") said = subject("un sujet");
  if (kind == "action") said = action();
  if (kind == "avancement") said.add_progress()->set_status(v1::PLAN_ACTION_STATUS_DONE);
  if (kind == "choix_partage") said.set_share_level(v1::SHARE_LEVEL_ACTIONS);
  if (kind == "acceptation_client" || kind == "validation_cr") said.set_agrees(true);
  return said;
}

}  // namespace

TEST(CodevStateTable, EveryContributionOfTheCorpusInEveryStepByEveryRoleIsAsTheTableSays) {
  std::size_t count = 0;
  // What else a contribution refers to is fitted to the round in which it is tried.
  const auto people_only = [](const std::string& name) {
    return name.starts_with("person:") ? corpus_person(name.substr(7)) : 0;
  };
  for (const ops::CorpusRound& round : corpus_rounds()) {
    for (const ops::CorpusRoundStep& step : round.steps) {
      for (const ops::CorpusContribution& said : step.contributions) {
        check_everywhere(ops::contribution_of(said, {}, people_only), said.id);
        ++count;
      }
    }
  }
  EXPECT_EQ(count, 187u);
}

TEST(CodevStateTable, EveryKindInEveryStepByEveryRoleIsAsTheTableSays) {
  Kinds kinds;
  for (const v1::RoundKind& kind : shipped_form("standard").kinds()) {
    kinds.insert(kind.key());
    check_everywhere(sample(kind.key()), "sample");
  }
  EXPECT_EQ(kinds.size(), 42u);
}

TEST(CodevStateTable, TheWrittenRoundGivesTheSameRights) {
  const v1::RoundTemplate& standard = shipped_form("standard");
  const v1::RoundTemplate& written = shipped_form("ecrit");
  ASSERT_EQ(standard.steps_size(), written.steps_size());
  for (int i = 0; i < standard.steps_size(); ++i) {
    const auto bytes = [&](const v1::RoundTemplate& form) {
      std::string text;
      for (const v1::RoundRight& right : form.steps(i).rights()) text += right.SerializeAsString();
      return text;
    };
    EXPECT_EQ(bytes(standard), bytes(written)) << standard.steps(i).key();
    EXPECT_TRUE(std::equal(standard.steps(i).needs().begin(), standard.steps(i).needs().end(),
                           written.steps(i).needs().begin(), written.steps(i).needs().end()));
  }
}

}  // namespace ramure::test
