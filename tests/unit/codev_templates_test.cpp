// The templates that are shipped, and every mistake that the loader can find in one: each with file, step and field.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "server/codev/templates.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::codev {

namespace {

using testing::Contains;
using testing::ElementsAre;

const std::string folder = RAMURE_SOURCE_DIR "/deploy/templates";

std::string shipped(const std::string& name) {
  std::ifstream file(folder + "/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> mistakes_in(std::map<std::string, std::string> texts) {
  const auto loaded = read_templates(texts);
  std::vector<std::string> sentences;
  if (!loaded) {
    for (const TemplateMistake& mistake : loaded.error()) sentences.push_back(to_string(mistake));
  }
  return sentences;
}

// The mistakes of a template `mine` that is the standard one but for `text`.
std::vector<std::string> with(const std::string& text, const std::string& head = "key = \"mine\"\n") {
  return mistakes_in(
      {{"standard.toml", shipped("standard.toml")}, {"mine.toml", head + "based_on = \"standard\"\n" + text}});
}

std::string step(const std::string& key, const std::string& fields) {
  return "[[steps]]\nkey = \"" + key + "\"\n" + fields;
}

struct Case {
  const char* text;
  const char* sentence;
};

}  // namespace

TEST(CodevTemplates, AllThatAreShippedAreGood) {
  const auto loaded = load_templates(folder);
  ASSERT_TRUE(loaded) << to_string(loaded.error().front());
  std::vector<std::string> keys;
  for (const auto& [key, form] : loaded->all()) keys.push_back(key);
  EXPECT_THAT(keys, ElementsAre("a-distance", "atelier-partage", "atelier-pitch", "deux-clients", "ecrit", "flash",
                                "standard"));
  EXPECT_EQ(loaded->find("nothing"), nullptr);
}

TEST(CodevTemplates, TheStandardRoundLastsAsLongAsTheGuideSays) {
  const auto loaded = load_templates(folder);
  const auto total = [](const v1::RoundTemplate& form, bool with_optional, auto field) {
    std::int64_t ms = 0;
    for (const v1::RoundStep& step : form.steps()) ms += with_optional || !step.optional() ? (step.*field)() : 0;
    return ms / 60'000;
  };
  const v1::RoundTemplate& standard = *loaded->find("standard");
  EXPECT_EQ(total(standard, false, &v1::RoundStep::minimum_ms), 54);
  EXPECT_EQ(total(standard, false, &v1::RoundStep::standard_ms), 100);
  EXPECT_EQ(total(standard, false, &v1::RoundStep::maximum_ms), 150);
  EXPECT_EQ(total(standard, true, &v1::RoundStep::standard_ms), 135);
  EXPECT_EQ(total(*loaded->find("flash"), false, &v1::RoundStep::standard_ms), 43);
  EXPECT_EQ(total(*loaded->find("flash"), true, &v1::RoundStep::standard_ms), 50);
  EXPECT_LE(total(*loaded->find("a-distance"), false, &v1::RoundStep::standard_ms), 120);
}

TEST(CodevTemplates, ATemplateSaysOnlyWhatDiffersFromItsBase) {
  const auto loaded = load_templates(folder);
  const v1::RoundTemplate& written = *loaded->find("ecrit");
  const v1::RoundTemplate& standard = *loaded->find("standard");
  ASSERT_EQ(written.steps_size(), standard.steps_size());
  EXPECT_EQ(written.kinds_size(), standard.kinds_size());
  EXPECT_THAT(written.steps(4).hidden_kinds(), ElementsAre("question"));
  EXPECT_EQ(written.steps(4).standard_ms(), 3LL * 24 * 3600 * 1000);
  EXPECT_EQ(written.steps(4).rights_size(), standard.steps(4).rights_size());
}

TEST(CodevTemplates, AStepCanBeAddedBehindAnother) {
  const std::string text = step("inclusion", "label = \"Météo\"\nafter = \"cadre\"\noptional = true\n");
  const auto loaded = read_templates(
      {{"standard.toml", shipped("standard.toml")}, {"mine.toml", "key = \"mine\"\nbased_on = \"standard\"\n" + text}});
  ASSERT_TRUE(loaded) << to_string(loaded.error().front());
  EXPECT_EQ(loaded->find("mine")->steps(1).key(), "inclusion");
  EXPECT_EQ(loaded->find("mine")->steps(2).key(), "retour");
}

TEST(CodevTemplates, AFolderThatIsMissingOrEmptyIsAMistake) {
  EXPECT_EQ(to_string(load_templates("/nowhere/at/all").error().front()), "/nowhere/at/all: it holds no *.toml file");
  const test::TemporaryFolder empty;
  EXPECT_EQ(to_string(load_templates(empty.path()).error().front()),
            empty.path().string() + ": it holds no *.toml file");
}

TEST(CodevTemplates, WhatIsNoTomlIsToldWithItsLine) {
  EXPECT_THAT(mistakes_in({{"mine.toml", "key = \"mine\"\nlabel = \n"}}),
              ElementsAre(testing::StartsWith("mine.toml, line 2: ")));
}

TEST(CodevTemplates, ABaseThatIsMissingOrACircleOfBasesIsAMistake) {
  EXPECT_THAT(mistakes_in({{"a.toml", "key = \"a\"\nbased_on = \"b\""}}),
              ElementsAre("a.toml, based_on: there is no template \"b\" (no b.toml)"));
  EXPECT_THAT(mistakes_in({{"a.toml", "key = \"a\"\nbased_on = \"b\""}, {"b.toml", "key = \"b\"\nbased_on = \"a\""}}),
              ElementsAre("b.toml, based_on: the templates are based on one another in a circle: a → b → a"));
}

TEST(CodevTemplates, OneBadTemplateNeverHidesTheMistakesOfAnother) {
  const auto mistakes = mistakes_in({{"standard.toml", shipped("standard.toml")},
                                     {"a.toml", "key = \"a\"\nbased_on = \"standard\"\nlabel = \"\""},
                                     {"b.toml", "key = \"b\"\nbased_on = \"standard\"\nlabel = 7"}});
  EXPECT_THAT(mistakes,
              ElementsAre("b.toml, label: a text in quotes is wanted", "a.toml, label: people need to see a name"));
}

TEST(CodevTemplates, EveryMistakeInTheHeadIsFound) {
  const Case cases[] = {
      {"labl = \"x\"", "mine.toml, labl: there is no such field"},
      {"label = \"a\\nb\"", "mine.toml, label: one line of at most 120 bytes is wanted"},
      {"summary = 3", "mine.toml, summary: a text in quotes is wanted"},
      {"summary = \"\\u0007\"", "mine.toml, summary: at most 1,000 bytes of text are wanted"},
      {"follows_method = \"yes\"", "mine.toml, follows_method: true or false is wanted"},
      {"modes = []", "mine.toml, modes: it says at least one of written, beside_video, in_room"},
      {"modes = [\"email\"]",
       "mine.toml, modes: there is no mode \"email\"; the modes are written, beside_video, in_room"},
      {"modes = \"written\"", "mine.toml, modes: a list of texts is wanted, like [\"a\", \"b\"]"},
      {"members = 8", "mine.toml, members: a table is wanted"},
      {"members = { min = 4, ideal = \"8\", max = 10 }", "mine.toml, members.ideal: a whole number is wanted"},
      {"members = { min = 9, ideal = 8, max = 10 }", "mine.toml, members: min, ideal and max go upwards"},
      {"members = { min = 0, ideal = 8, max = 10 }", "mine.toml, members.min: a round has members"},
      {"members = { min = 4, ideal = 8, max = 31 }", "mine.toml, members.max: at most 30 are possible"},
      {"members = { min = 4, ideal = 8, max = 10, mean = 7 }", "mine.toml, members.mean: there is no such field"},
      {"drop = [\"nothing\"]", "mine.toml, drop: there is no step \"nothing\" to leave out"},
      {"second_round_from = \"nothing\"", "mine.toml, second_round_from: there is no step \"nothing\""},
      {"finish_needs = [\"happy\"]", "mine.toml, finish_needs: there is no condition \"happy\""},
      {"finish_needs = [\"dated_action\"]", "mine.toml, finish_needs: \"dated_action\" is no lock"},
      {"steps = 3", "mine.toml, steps: steps are written as [[steps]]"},
      {"inherit_steps = false", "mine.toml, steps: a template has steps"},
      {"[kinds]\nidee = { label = \"Idée\" }", "mine.toml, kinds.idee.means: it says what such a contribution does"},
      {"[kinds]\nidee = { label = \"Idée\", means = \"idea\" }",
       "mine.toml, kinds.idee.means: there is no meaning \"idea\""},
      {"[kinds]\nidee = { label = \"Idée\", means = \"words\", after = \"noon\" }",
       "mine.toml, kinds.idee.after: there is no condition \"noon\""},
      {"[kinds]\nidee = { means = \"words\" }", "mine.toml, kinds.idee.label: people need to see a name"},
      {"[kinds]\nidee = { label = \"Idée\", means = \"words\", colour = \"red\" }",
       "mine.toml, kinds.idee.colour: there is no such field"},
      {"[kinds]\nidee = \"Idée\"", "mine.toml, kinds.idee: a table is wanted"},
      {"[kinds]\n\"Idée !\" = { label = \"Idée\", means = \"words\" }",
       "mine.toml, kinds.Idée !: a key of lower-case letters, digits, - and _ is wanted"},
      {"[roles]\nboss = \"Chef\"", "mine.toml, roles.boss: there is no role of this name"},
      {"[always]\nboss = [\"passe\"]", "mine.toml, always.boss: there is no role of this name"},
      {"[always]\nclient = [\"chanson\"]", "mine.toml, always.client: there is no kind of contribution \"chanson\""}};
  for (const Case& tried : cases) EXPECT_THAT(with(tried.text), Contains(tried.sentence)) << tried.text;
}

TEST(CodevTemplates, ItsKeyIsTheNameOfItsFile) {
  EXPECT_THAT(with("", ""), Contains("mine.toml, key: a key of lower-case letters, digits, - and _ is wanted"));
  EXPECT_THAT(with("", "key = \"Mine\"\n"),
              Contains("mine.toml, key: a key of lower-case letters, digits, - and _ is wanted"));
  EXPECT_THAT(with("", "key = \"yours\"\n"),
              Contains("mine.toml, key: the file of this template is called yours.toml"));
}

TEST(CodevTemplates, EveryMistakeInAStepIsFound) {
  const std::pair<std::string, const char*> cases[] = {
      {"[[steps]]\nlabel = \"Sans clé\"", "mine.toml, step \"?\", key: every step has a key"},
      {step("expose", "") + step("expose", ""), "mine.toml, step \"expose\", key: there are two steps of this key"},
      {step("Exposé", "label = \"x\""),
       "mine.toml, step \"Exposé\", key: a key of lower-case letters, digits, - and _ is wanted"},
      {step("autre", ""), "mine.toml, step \"autre\", label: people need to see a name"},
      {step("autre", "label = \"x\"\nafter = \"rien\""), "mine.toml, step \"autre\", after: there is no step \"rien\""},
      {step("expose", "minuts = 3"), "mine.toml, step \"expose\", minuts: there is no such field"},
      {step("expose", "sentence = 3"), "mine.toml, step \"expose\", sentence: a text in quotes is wanted"},
      {step("expose", "sentence = \"\\u0007\""),
       "mine.toml, step \"expose\", sentence: at most 1,000 bytes of text are wanted"},
      {step("expose", "optional = 1"), "mine.toml, step \"expose\", optional: true or false is wanted"},
      {step("expose", "minutes = -5"), "mine.toml, step \"expose\", minutes.min: a time cannot be negative"},
      {step("expose", "minutes = \"5\""),
       "mine.toml, step \"expose\", minutes: a whole number is wanted, or { min = …, standard = …, max = … }"},
      {step("expose", "minutes = { min = 5, max = 7 }"),
       "mine.toml, step \"expose\", minutes: min, standard and max are all wanted"},
      {step("expose", "minutes = { min = 5, standard = 4, max = 7 }"),
       "mine.toml, step \"expose\", minutes: min, standard and max go upwards"},
      {step("expose", "days = 61"), "mine.toml, step \"expose\", minutes.max: a step lasts at most 60 days"},
      {step("expose", "needs = [\"sun\"]"), "mine.toml, step \"expose\", needs: there is no condition \"sun\""},
      {step("expose", "needs = [\"frame_accepted\", \"client_accepted\", \"client_nourished\"]"),
       "mine.toml, step \"expose\", needs: \"client_nourished\" is no lock: the facilitator may always pass over it"},
      {step("expose", "needs = [\"frame_accepted\", \"client_accepted\", \"request_agreed\"]"),
       "mine.toml, step \"expose\", needs: \"request_agreed\" can never hold: no such step lets the client contribute "
       "what means \"help_request\""},
      {step("expose", "ready = [\"dated_action\"]"),
       "mine.toml, step \"expose\", ready: \"dated_action\" can never hold: no such step lets the client contribute "
       "what means \"action\""},
      {step("expose", "ready = [\"each_consultant_heard\"]"),
       "mine.toml, step \"expose\", ready: \"each_consultant_heard\" can never hold: no such step lets the consultant "
       "contribute what means \"pass\""},
      {step("expose", "releases_parked = true"),
       "mine.toml, step \"consultation\", releases_parked: what was set aside is released by one step only"},
      {step("expose", "hidden = [\"question\"]"),
       "mine.toml, step \"expose\", hidden: nobody may contribute \"question\" in this step"},
      {step("expose", "[steps.rights]\nboss = [\"expose\"]"),
       "mine.toml, step \"expose\", rights.boss: there is no role of this name"},
      {step("expose", "[steps.rights]\nclient = [\"chanson\"]"),
       "mine.toml, step \"expose\", rights.client: there is no kind of contribution \"chanson\""},
      {step("expose", "[steps.rights]\nclient = [\"expose\", \"expose\"]"),
       "mine.toml, step \"expose\", rights.client: \"expose\" is there twice"}};
  for (const auto& [text, sentence] : cases) EXPECT_THAT(with(text), Contains(sentence)) << text;
}

TEST(CodevTemplates, AFormOfTheMethodCannotBreakItsRules) {
  const std::pair<std::string, const char*> cases[] = {
      {"members = { min = 3, ideal = 8, max = 10 }",
       "mine.toml, members.min: a round needs a client and three consultants at least"},
      {"members = { min = 4, ideal = 8, max = 11 }", "mine.toml, members.max: beyond ten a round is no longer one"},
      {step("expose", "[steps.rights]\nconsultant = [\"synthese\"]"),
       "mine.toml, step \"expose\", rights.consultant: \"synthese\" cannot be here: it is the client's alone"},
      {step("contrat", "[steps.rights]\nfacilitator = [\"demande\"]"),
       "mine.toml, step \"contrat\", rights.facilitator: \"demande\" cannot be here: it is the client's alone"},
      {step("consultation", "[steps.rights]\nfacilitator = [\"suggestion\"]"),
       "mine.toml, step \"consultation\", rights.facilitator: \"suggestion\" cannot be here: advice comes from "
       "consultants: the facilitator gives no solutions, the client listens"},
      {step("choix_sujet", "[steps.rights]\nconsultant = [\"designation\"]"),
       "mine.toml, step \"choix_sujet\", rights.consultant: \"designation\" cannot be here: after the discussion, the "
       "facilitator says who could be the client"},
      {step("contrat", "[steps.rights]\nclient = [\"demande\", \"accord\"]"),
       "mine.toml, step \"contrat\", rights.client: \"accord\" cannot be here: consultants agree to the request"},
      {step("expose", "[steps.rights]\nclient = [\"message_cadre\"]"),
       "mine.toml, step \"expose\", rights.client: \"message_cadre\" cannot be here: the facilitator holds the frame"},
      {step("clarification", "[steps.rights]\nobserver = [\"question\"]"),
       "mine.toml, step \"clarification\", rights.observer: \"question\" cannot be here: an observer is silent"},
      {step("clarification", "[steps.rights]\nconsultant = [\"question\", \"passe\", \"suggestion\"]"),
       "mine.toml, step \"clarification\", needs: advice comes after a request on which all agree: \"request_agreed\" "
       "is missing"},
      {"drop = [\"consultation\"]", "mine.toml, steps: a round has a consultation: no step lets consultants advise"},
      {"drop = [\"synthese\"]",
       "mine.toml, steps: a round has a step for the synthesis: no step lets the client contribute what means "
       "\"synthesis\""},
      {"drop = [\"apprentissages\"]",
       "mine.toml, steps: a round has a step for learning: no step lets the consultant contribute what means "
       "\"learning\""},
      {step("synthese", "optional = true"),
       "mine.toml, step \"synthese\", optional: the synthesis can be shortened, never skipped"},
      {step("contrat", "optional = true"),
       "mine.toml, step \"contrat\", optional: the request can be shortened, never skipped"},
      {step("expose", "needs = [\"client_accepted\"]"),
       "mine.toml, step \"expose\", needs: the first step that is always held needs \"frame_accepted\""},
      {"[always]\nconsultant = [\"parking\", \"note_privee\"]",
       "mine.toml, always.consultant: it must be possible at any time: \"discomfort\""},
      {"[always]\nobserver = []", "mine.toml, always.observer: it must be possible at any time: \"private_note\""},
      {"[always]\nfacilitator = [\"note_privee\"]",
       "mine.toml, always.facilitator: it must be possible at any time: \"framing\""},
      {"finish_needs = []",
       "mine.toml, finish_needs: nothing leaves without the client's choice: \"sharing_chosen\" is missing"},
      {step("cloture", "ready = []\n[steps.rights]\nclient = [\"validation_cr\"]"),
       "mine.toml, steps: minutes need a step in which the client approves them and chooses what is shared"}};
  for (const auto& [text, sentence] : cases) EXPECT_THAT(with(text), Contains(sentence)) << text;
}

}  // namespace ramure::codev
