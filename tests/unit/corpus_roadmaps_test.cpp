#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "server/ops/document_actions.hpp"
#include "server/ops/document_writing.hpp"
#include "server/ops/roadmap_script.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::ops {
namespace {

namespace json = boost::json;

constexpr auto community = R"({"programme": {"title": "Un parcours"}, "themes": [],
  "territories": [{"id": "t01", "name": "Valmérac"}],
  "people": [{"id": "p01", "display_name": "Ada", "role": "catalyseur", "territory_id": "t01"},
             {"id": "p02", "display_name": "Grace", "role": "catalyseur", "territory_id": "t01"},
             {"id": "f01", "display_name": "Barbara", "role": "facilitateur"}]})";

constexpr auto plan = R"(---
territoire: t01
---

# Notre bilan

## 1. Vision

Un mot.

## 2. Actions

| Réf. | Action | Pilote | Échéance | Statut |
| --- | --- | --- | --- | --- |
| A1 | Écrire | Ada | 31/12/2018 | en cours |

- **B1. Lire** – pilote : Grace ; échéance : 01/02/2019 ; statut : bloqué.
- **Rien** – d’autre
)";

json::object roadmaps() {
  return json::parse(R"({"roadmaps": [{"id": "fr1", "title": "Nous", "template": "bilan", "author_id": "p01",
    "begun_at": "2018-05-07T18:00:00", "acts": [
      {"act": "write", "at": "2018-05-07T18:10:00", "author_id": "p01", "toward": "a.md", "headings": ["## 1."]},
      {"act": "write", "at": "2018-05-08T18:10:00", "author_id": "p02", "toward": "a.md"},
      {"act": "add_actions", "at": "2018-05-09T18:10:00", "author_id": "p02", "from": "a.md", "references": ["A1"]},
      {"act": "comment", "id": "c1", "at": "2018-05-10T18:10:00", "author_id": "f01", "box": "relance", "on": "Un mot", "text": "Lequel ?"},
      {"act": "suggest", "id": "s1", "at": "2018-05-11T18:10:00", "author_id": "f01", "words": "Un mot", "by": "Deux mots"},
      {"act": "settle", "at": "2018-05-11T19:10:00", "author_id": "p01", "suggestion_id": "s1", "taken": true},
      {"act": "answer", "at": "2018-05-11T20:10:00", "author_id": "p01", "comment_id": "c1", "verdict": "retenu"},
      {"act": "freeze", "at": "2018-05-12T18:10:00", "author_id": "p01", "stage": "v0"}]}]})")
      .as_object();
}

std::expected<Corpus, CorpusFault> read_with(const json::object& told, const std::string& document = plan) {
  return read_corpus({.community = community,
                      .threads = {},
                      .rounds = {},
                      .roadmaps = json::serialize(told),
                      .documents = {{"a.md", document}}});
}

std::string fault_of(const char* pointer, const json::value& replacement) {
  json::value root = roadmaps();
  root.at_pointer(pointer) = replacement;
  const auto corpus = read_with(root.as_object());
  return corpus ? "none" : corpus.error().where + ": " + corpus.error().sentence;
}

TEST(DocumentActions, AreReadFromTablesAndLists) {
  const auto actions = actions_in(
      "## 4. Axes\n### Axe A – Tenir\n"
      "- **A1. Charte** – pilote\u00a0: Ville\u00a0; partenaires : tous ; statut : bloqué.\n"
      "## 5.\n| Réf. | Action | Pilote |\n| --- | --- | --- |\n| C1 | Compter | Ada |\n"
      "\n| Acteur | Rôle |\n");
  ASSERT_TRUE(actions) << actions.error();
  ASSERT_EQ(actions->size(), 2u);
  EXPECT_EQ(actions->at(0).axis, "Axe A – Tenir");
  EXPECT_EQ(actions->at(0).partners, "tous");
  EXPECT_EQ(actions->at(0).status, v1::ROADMAP_ACTION_STATUS_BLOCKED);
  EXPECT_EQ(actions->at(1).title, "Compter");
  EXPECT_EQ(actions->at(1).axis, "");
}

TEST(DocumentActions, SayWhatTheyCannotRead) {
  EXPECT_EQ(actions_in("- **A1. Charte** – statut : perdu").error(), "no action has the status \"perdu\"");
  EXPECT_EQ(actions_in("- **A1. Charte** – échéance : demain").error(), "a day is written 31/12/2018, not \"demain\"");
  EXPECT_EQ(actions_in("- **A1. Charte**\n- **A1. Chartes**").error(), "two actions are called A1");
}

std::u16string written(std::u16string text, std::u16string_view document, const std::vector<std::u16string>& headings) {
  for (const roadmap::Change& change : writing_of(text, document, headings)) roadmap::apply_change(change, text);
  return text;
}

TEST(DocumentWriting, WritesWhatIsUnderTheChosenHeadingsAndThenTheRest) {
  const std::u16string before = u"# T\n\n## 1. A\n\nvide\n\n## 2. B\n\nvide\n";
  const std::u16string document = u"# Titre\n\n## 1. A\n\nun\n\ndeux\n\n## 2. B\n\ntrois\n\n### C\n\nquatre\n";
  const std::u16string first = written(before, document, {u"## 2."});
  EXPECT_EQ(first, u"# T\n\n## 1. A\n\nvide\n\n## 2. B\n\ntrois\n\n### C\n\nquatre\n");
  EXPECT_EQ(written(before, document, {u"# Titre"}), u"# Titre\n\n## 1. A\n\nvide\n\n## 2. B\n\nvide\n");
  EXPECT_EQ(written(first, document, {}), document);
  EXPECT_GT(writing_of(before, document, {}).size(), 3u) << "in small steps";
  EXPECT_TRUE(writing_of(document, document, {}).empty());
  EXPECT_EQ(written(document, u"", {}), u"");
  EXPECT_EQ(written(u"", document, {}), document);
}

TEST(CorpusRoadmaps, BecomeWhatTheirPeopleDid) {
  const auto corpus = read_with(roadmaps());
  ASSERT_TRUE(corpus) << corpus.error().where << ": " << corpus.error().sentence;
  const auto steps = steps_of(*corpus, corpus->roadmaps[0], {}, 0);
  ASSERT_TRUE(steps);
  EXPECT_EQ(steps->front().name, "roadmap:fr1");
  EXPECT_TRUE(std::ranges::is_sorted(*steps, {}, &RoadmapStep::at_ms));
  const v1::Command last = steps->back().command([](const std::string&) { return 7u; });
  EXPECT_EQ(last.roadmap().roadmap_id(), 7u);
  const auto pushes = std::ranges::count_if(*steps, [](const RoadmapStep& step) {
    return step.command([](const std::string&) { return 7u; }).has_push_text();
  });
  EXPECT_EQ(last.roadmap().freeze_roadmap().text_version(), 1u + static_cast<std::uint64_t>(pushes) + 1u)
      << "the template, what was pushed, and the suggestion";
}

TEST(CorpusRoadmaps, FaultsAreNamedWithTheirPlace) {
  EXPECT_EQ(fault_of("/roadmaps/0/template", "roman"),
            "roadmaps.json: roadmaps[0].template: there is no template called roman");
  EXPECT_EQ(fault_of("/roadmaps/0/acts/0/toward", "b.md"),
            "roadmaps.json: roadmaps[0].acts[0].toward: there is no roadmaps/b.md");
  EXPECT_EQ(fault_of("/roadmaps/0/acts/1/at", "2018-05-07T17:10:00"),
            "roadmaps.json: roadmaps[0].acts[1].at: it is earlier than what comes before it");
  EXPECT_EQ(fault_of("/roadmaps/0/acts/2/references/0", "A9"),
            "roadmaps.json: roadmaps[0].acts[2].references[0]: the document tells no action A9");
  EXPECT_EQ(fault_of("/roadmaps/0/acts/3/on", "Trois mots"),
            "roadmaps.json: roadmaps[0].acts[3]: the text has no such words by then: Trois mots");
  EXPECT_EQ(fault_of("/roadmaps/0/acts/5/suggestion_id", "s2"),
            "roadmaps.json: roadmaps[0].acts[5].suggestion_id: no suggestion before has the id s2");
  EXPECT_EQ(fault_of("/roadmaps/0/acts/6/comment_id", "c2"),
            "roadmaps.json: roadmaps[0].acts[6].comment_id: no comment before is called c2");
  EXPECT_EQ(fault_of("/roadmaps/0/acts/7/author_id", "p09"),
            "roadmaps.json: roadmaps[0].acts[7].author_id: nobody has the id p09");
}

TEST(CorpusRoadmaps, DocumentsAreCheckedToo) {
  const auto fault = [](const std::string& document) {
    const auto corpus = read_with(roadmaps(), document);
    return corpus ? "none" : corpus.error().where + ": " + corpus.error().sentence;
  };
  EXPECT_EQ(fault("\xff"), "roadmaps/a.md: this is not UTF-8");
  EXPECT_EQ(fault("---\na: b\n---\n"), "roadmaps/a.md: there is no text in it");
  EXPECT_EQ(fault(std::string(1'000, '\n')), "roadmaps/a.md: it has more than 1000 lines");
}

}  // namespace
}  // namespace ramure::ops
