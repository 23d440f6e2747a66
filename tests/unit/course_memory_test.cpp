// « Votre parcours »: what the course was for a pair, as each of the two may read it.
#include <gmock/gmock.h>

#include "server/community/take_memory.hpp"
#include "server/files/course_memory_page.hpp"
#include "tests/support/course_world.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::Not;

class CourseMemory : public CourseWorld {
 protected:
  std::string page(std::uint64_t member_id, bool with_notebook = false,
                   files::Language language = files::Language::french) {
    const auto reader = storage::Reader::open(c_.folder());
    const auto memory = community::take_memory(*reader, {}, member_id, now() + 3 * day_ms);
    EXPECT_TRUE(memory);
    if (!memory) return "";
    return files::course_memory_page(
        {.language = language, .memory = *memory, .at_ms = now(), .with_notebook = with_notebook});
  }
  std::uint64_t anna_ = c_.valmerac.first, basile_ = c_.valmerac.second, chloe_ = c_.kerlohan.first;
};

}  // namespace

TEST_F(CourseMemory, TellsOfGatheringsWhatIsKeptAndWhatOneKeeps) {
  v1::Gathering words = look(c_.facilitator, begun_session()).gathering();
  words.set_outcome("Chacun a nommé **un** frein.");
  words.set_place("Salle <i>verte</i>");
  c_.accept(c_.facilitator, command_edit_gathering(words));
  c_.accept(anna_, command_evaluate(words.id(), 4, "Écouter avant de proposer"));
  const std::uint64_t missed =
      made(c_.facilitator, command_plan(c_.plenary, v1::GATHERING_KIND_VISIT, now() + day_ms, "Visite manquée"));
  c_.accept(anna_, command_answer(missed, v1::PARTICIPATION_NOT_COMING));
  const std::uint64_t cancelled =
      made(c_.facilitator, command_plan(c_.plenary, v1::GATHERING_KIND_VISIT, now() - day_ms, "Visite annulée"));
  c_.accept(c_.facilitator, command_cancel(cancelled, "La pluie"));
  made(c_.facilitator, command_plan(c_.plenary, v1::GATHERING_KIND_VISIT, now() + 9 * day_ms, "Visite à venir"));
  const std::string hers = page(anna_);
  EXPECT_THAT(hers, HasSubstr("Comprendre"));
  EXPECT_THAT(hers, HasSubstr("Chacun a nommé <strong>un</strong> frein."));
  EXPECT_THAT(hers, HasSubstr("Salle &lt;i&gt;verte"));
  EXPECT_THAT(hers, HasSubstr("Écouter avant de proposer"));
  for (const char* title : {"Visite manquée", "Visite annulée", "Visite à venir"}) {
    EXPECT_THAT(hers, Not(HasSubstr(title)));
  }
  const std::string his = page(basile_);
  EXPECT_THAT(his, HasSubstr("Visite manquée")) << "he has been there";
  EXPECT_THAT(his, Not(HasSubstr("Écouter avant de proposer"))) << "she said it without her name";
}

TEST_F(CourseMemory, TellsOfTheObstaclesOfOnesTerritoryAlone) {
  const std::uint64_t obstacle = c_.declare(anna_, v1::OBSTACLE_SCOPE_COMMUNITY);
  v1::Command lifted = command_status(obstacle, v1::OBSTACLE_STATUS_LIFTED);
  lifted.mutable_set_obstacle_status()->set_outcome("Une convention cadre");
  c_.accept(anna_, lifted);
  EXPECT_THAT(page(basile_), HasSubstr("La convention est bloquée</strong> – levé"));
  EXPECT_THAT(page(basile_), HasSubstr("Une convention cadre"));
  EXPECT_THAT(page(chloe_), Not(HasSubstr("La convention est bloquée")));
}

// One that is followed up for months was held nevertheless.
TEST_F(CourseMemory, TellsOfRoundsThatHaveBegunWithThePlanOfOnesOwnPairAlone) {
  RuledRound round(c_, {c_.facilitator, 0, anna_, {chloe_, c_.adviser, c_.other_facilitator}}, "Le tour d’Anna");
  EXPECT_THAT(page(anna_), Not(HasSubstr("Le tour d’Anna"))) << "it lies ahead";
  round.begin();
  EXPECT_THAT(page(anna_), HasSubstr("Le tour d’Anna"));
  EXPECT_THAT(page(anna_), HasSubstr("client : Personne valmerac-1"));
  EXPECT_THAT(page(chloe_), HasSubstr("pour un pair"));
  EXPECT_THAT(page(chloe_), Not(HasSubstr("Le tour d’Anna"))) << "it names her difficulty";
  EXPECT_THAT(page(chloe_), Not(HasSubstr("Personne valmerac-1")));
  EXPECT_THAT(page(basile_), Not(HasSubstr("Le tour d’Anna"))) << "he is not in it";
}

TEST_F(CourseMemory, HoldsTheNotebookOnlyForItsAuthorAndWhenAsked) {
  c_.accept(anna_, command_note(std::string(16, 'n'), "Je parle trop vite"));
  EXPECT_THAT(page(anna_, true), HasSubstr("Je parle trop vite"));
  EXPECT_THAT(page(anna_), Not(HasSubstr("Je parle trop vite"))) << "to be handed on";
  EXPECT_THAT(page(basile_, true), Not(HasSubstr("Je parle trop vite")));
}

TEST_F(CourseMemory, NamesThePairAndSpeaksTwoLanguages) {
  EXPECT_THAT(page(anna_), HasSubstr("Votre parcours – Métropole de Valmérac"));
  EXPECT_THAT(page(anna_), HasSubstr("Personne valmerac-1 et Personne valmerac-2"));
  const std::string english = page(anna_, false, files::Language::english);
  EXPECT_THAT(english, HasSubstr("Your course – Métropole de Valmérac"));
  EXPECT_THAT(english, HasSubstr("lang=\"en\""));
  const auto reader = storage::Reader::open(c_.folder());
  EXPECT_FALSE(community::take_memory(*reader, {}, c_.gone, now()));
  EXPECT_FALSE(community::take_memory(*reader, {}, 999'999, now()));
}

}  // namespace ramure::test
