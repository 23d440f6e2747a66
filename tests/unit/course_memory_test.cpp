// « Votre parcours »: what the course was for a pair, as each of the two may read it.
#include <gmock/gmock.h>

#include "server/community/take_memory.hpp"
#include "server/files/course_memory_page.hpp"
#include "tests/support/course_world.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::test {

namespace {

using community::MemoryCopy;
using testing::HasSubstr;
using testing::Not;

class CourseMemory : public CourseWorld {
 protected:
  std::string page(std::uint64_t member_id, MemoryCopy copy = MemoryCopy::own,
                   files::Language language = files::Language::french) {
    const auto reader = storage::Reader::open(c_.folder());
    const auto memory = community::take_memory(*reader, {}, member_id, copy, now() + 3 * day_ms);
    EXPECT_TRUE(memory);
    if (!memory) return "";
    return files::course_memory_page({.language = language, .memory = *memory, .at_ms = now()});
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
  EXPECT_THAT(page(anna_), HasSubstr("Je parle trop vite"));
  EXPECT_THAT(page(anna_, MemoryCopy::handed_on), Not(HasSubstr("Je parle trop vite"))) << "to be handed on";
  EXPECT_THAT(page(basile_), Not(HasSubstr("Je parle trop vite")));
}

// Promise 3: a follow-up stays with its people, and what was said in a round stays there.
TEST_F(CourseMemory, HandsOnNothingOfPrivatePlaces) {
  v1::Gathering session = look(c_.facilitator, begun_session()).gathering();
  session.set_outcome("Le bilan est à écrire");
  c_.accept(c_.facilitator, command_edit_gathering(session));
  c_.accept(anna_, command_evaluate(session.id(), 4, "Je garde le silence"));
  const std::uint64_t meeting = made(c_.adviser, command_plan(c_.valmerac.first_follow_up, v1::GATHERING_KIND_FOLLOW_UP,
                                                              now() - 3 * hour_ms, "Rendez-vous d’Anna"));
  v1::Gathering agreed = look(c_.adviser, meeting).gathering();
  agreed.set_outcome("Changer de poste");
  c_.accept(c_.adviser, command_edit_gathering(agreed));
  v1::Command hidden = command_declare(v1::OBSTACLE_SCOPE_PAIR, c_.theme, false);
  hidden.mutable_declare_obstacle()->set_title("Mon élu me bloque");
  c_.accept(anna_, hidden);
  c_.declare(anna_, v1::OBSTACLE_SCOPE_COMMUNITY);
  RuledRound round(c_, {c_.facilitator, 0, anna_, {chloe_, c_.adviser, c_.other_facilitator}}, "Le tour d’Anna");
  round.begin();
  const std::string own = page(anna_), handed_on = page(anna_, MemoryCopy::handed_on);
  for (const char* shared : {"Le bilan est à écrire", "La convention est bloquée", "pour votre binôme"}) {
    EXPECT_THAT(handed_on, HasSubstr(shared));
  }
  for (const char* secret : {"Je garde le silence", "Rendez-vous d’Anna", "Changer de poste", "Mon élu me bloque",
                             "Le tour d’Anna", "client"}) {
    EXPECT_THAT(own, HasSubstr(secret));
    EXPECT_THAT(handed_on, Not(HasSubstr(secret)));
  }
}

TEST_F(CourseMemory, NamesThePairAndSpeaksTwoLanguages) {
  EXPECT_THAT(page(anna_), HasSubstr("Votre parcours – Métropole de Valmérac"));
  EXPECT_THAT(page(anna_), HasSubstr("Personne valmerac-1 et Personne valmerac-2"));
  const std::string english = page(anna_, MemoryCopy::own, files::Language::english);
  EXPECT_THAT(english, HasSubstr("Your course – Métropole de Valmérac"));
  EXPECT_THAT(english, HasSubstr("lang=\"en\""));
  const auto reader = storage::Reader::open(c_.folder());
  EXPECT_FALSE(community::take_memory(*reader, {}, c_.gone, MemoryCopy::own, now()));
  EXPECT_FALSE(community::take_memory(*reader, {}, 999'999, MemoryCopy::own, now()));
}

}  // namespace ramure::test
