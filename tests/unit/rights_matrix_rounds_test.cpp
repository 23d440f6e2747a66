// The rights matrix, third part: every command of a round of co-development × everybody, in a round that is as far as
// the command asks for. What may be said in which step is the state table's (codev_state_table_test.cpp). Letters as in
// rights_matrix_test.cpp; whoever is not in the round is answered as if there were none, whatever he sends.
//
// In each round: C client, F facilitator, A deputy who stands by, E observer, g consultant; in another round c and f.
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "tests/support/rights_grids.hpp"
#include "tests/support/rights_world.hpp"

namespace ramure::test {

namespace {

using namespace v1;

// How far the round is.
enum class Stage : std::uint8_t {
  planned,  // the client is asked
  running,  // clarification: C, the client, has the floor; a question and an observer wait
  suspended,
  agreed,      // consultation: something was set aside, and the facilitation is offered to A
  concluding,  // the last step that must be held is open
};
constexpr int stages = 5;

class Rounds {
 public:
  Rounds() {
    for (int stage = 0; stage < stages; ++stage) {
      RuledRound& round = rounds_.emplace_back(world.community(), world.round_people());
      round.admit(world.member('E'));
      const auto& people = round.people();
      if (stage == 0) continue;
      round.begin();
      if (stage == 1) set_up_running(round);
      if (stage == 2) {
        round.open("expose");
        send(round, people.facilitator, [](RoundCommand& c) { c.mutable_suspend_round(); });
      }
      if (stage == 3) {
        round.go_to("consultation");
        send(round, people.facilitator,
             [&](RoundCommand& c) { c.mutable_offer_facilitation()->set_to_member_id(people.deputy); });
      }
      if (stage == 4) round.go_to("apprentissages");
    }
  }

  RuledRound& at(Stage stage) { return rounds_[static_cast<std::size_t>(stage)]; }

  RightsWorld world;
  std::uint64_t question = 0, note = 0, said = 0;  // of a consultant without a column, in the running round
  std::uint64_t consultant = 0;

 private:
  void set_up_running(RuledRound& round) {
    const auto& people = round.people();
    consultant = people.consultants.back();
    round.propose(world.spare());
    round.go_to("clarification");
    said = round.say(consultant, "question", "Depuis quand ?");
    note = round.say(consultant, "note_privee", "Y revenir");
    send(round, people.facilitator, [](RoundCommand& c) { c.mutable_hide_questions(); });
    question = round.say(consultant, "question", "Avec qui ?");
    send(round, people.facilitator, [&](RoundCommand& c) { c.mutable_give_floor()->set_member_id(people.client); });
  }

  void send(const RuledRound& round, std::uint64_t member_id, const std::function<void(RoundCommand&)>& fill) {
    Command command = round.command();
    fill(*command.mutable_round());
    world.community().accept(member_id, command);
  }

  std::vector<RuledRound> rounds_;
};

struct Row {
  std::string command;  // the field of RoundCommand.body
  std::string what;
  Stage stage;
  std::string line;
  std::function<void(RoundCommand&, Rounds&, std::uint64_t asker)> fill;
};

using R = Rounds;
using Id = std::uint64_t;

//                            CFAESOTDXgcfaL
const std::string holder = "F+FFNNNNNFNNNS";  // whoever holds the frame
const std::string client = "+FFFNNNNNFNNNS";
const std::string everybody = "++++NNNNN+NNNS";
const std::string nobody = "FFFFNNNNNFNNNS";
const std::string peers = "+FFFNNNNN+NNNS";
const std::string unknown = "UUUUNNNNNUNNNS";

std::vector<Row> rows_of_people() {
  return {
      {"plan_round", "", Stage::planned, "F+FFFFFFFFF+FS",
       [](RoundCommand& c, R& r, Id asker) {
         RuledRound::People people = r.world.round_people();
         people.deputy = 0;
         if (asker != people.facilitator) people.facilitator = asker;
         c = command_plan_round(people, r.world.community().store().last_event_ms() + 600'000, "Encore un").round();
       }},
      {"replan_round", "", Stage::planned, holder,
       [](RoundCommand& c, R& r, Id) {
         *c.mutable_replan_round()->mutable_plan() = r.at(Stage::planned).state().state.plan();
         c.mutable_replan_round()->mutable_plan()->set_group("Groupe B");
       }},
      {"add_participant", "", Stage::planned, holder,
       [](RoundCommand& c, R& r, Id) {
         c.mutable_add_participant()->set_member_id(r.world.spare());
         c.mutable_add_participant()->set_role(ROUND_ROLE_CONSULTANT);
       }},
      {"remove_participant", "another", Stage::running, holder,
       [](RoundCommand& c, R& r, Id) { c.mutable_remove_participant()->set_member_id(r.consultant); }},
      {"remove_participant", "oneself", Stage::running, "+F++NNNNN+NNNS",
       [](RoundCommand& c, R&, Id asker) { c.mutable_remove_participant()->set_member_id(asker); }},
      {"note_attendance", "", Stage::running, holder,
       [](RoundCommand& c, R& r, Id) {
         c.mutable_note_attendance()->set_member_id(r.consultant);
         c.mutable_note_attendance()->set_attendance(ATTENDANCE_ABSENT);
       }},
      {"accept_frame", "", Stage::planned, everybody, [](RoundCommand& c, R&, Id) { c.mutable_accept_frame(); }},
      {"answer_designation", "", Stage::planned, client,
       [](RoundCommand& c, R&, Id) { c.mutable_answer_designation()->set_accepts(true); }},
      {"offer_facilitation", "", Stage::running, holder,
       [](RoundCommand& c, R& r, Id) { c.mutable_offer_facilitation()->set_to_member_id(r.world.member('A')); }},
      {"answer_offer", "", Stage::agreed, "FF+FNNNNNFNNNS",
       [](RoundCommand& c, R&, Id) { c.mutable_answer_offer()->set_accepts(true); }},
      {"take_over", "while the facilitator is there", Stage::running, nobody,
       [](RoundCommand& c, R&, Id) { c.mutable_take_over(); }},
      {"propose_observer", "", Stage::planned, holder,
       [](RoundCommand& c, R& r, Id) { c.mutable_propose_observer()->set_observer_id(r.world.spare()); }},
      {"answer_observer", "", Stage::running, peers,
       [](RoundCommand& c, R& r, Id) {
         c.mutable_answer_observer()->set_observer_id(r.world.spare());
         c.mutable_answer_observer()->set_agrees(true);
       }},
      {"wish_minutes", "", Stage::running, client,
       [](RoundCommand& c, R&, Id) { c.mutable_wish_minutes()->set_wanted(true); }},
      {"practice_turn", "where everybody is real", Stage::running, nobody,
       [](RoundCommand& c, R&, Id) { c.mutable_practice_turn(); }},
      {"tick", "", Stage::running, unknown, [](RoundCommand& c, R&, Id) { c.mutable_tick(); }},
      {"note_connection", "", Stage::running, unknown,
       [](RoundCommand& c, R& r, Id) { c.mutable_note_connection()->set_member_id(r.world.member('F')); }},
  };
}

std::vector<Row> rows_of_course() {
  return {
      {"open_step", "over those that are always held", Stage::planned, nobody,
       [](RoundCommand& c, R&, Id) { c.mutable_open_step()->set_step("apprentissages"); }},
      {"open_step", "the next", Stage::running, holder,
       [](RoundCommand& c, R&, Id) { c.mutable_open_step()->set_step("contrat"); }},
      {"schedule_step", "", Stage::running, holder,
       [](RoundCommand& c, R& r, Id) {
         c.mutable_schedule_step()->set_step("contrat");
         c.mutable_schedule_step()->set_at_ms(r.world.community().store().last_event_ms() + 600'000);
       }},
      {"extend_step", "", Stage::running, holder,
       [](RoundCommand& c, R&, Id) { c.mutable_extend_step()->set_by_ms(60'000); }},
      {"suspend_round", "", Stage::running, holder, [](RoundCommand& c, R&, Id) { c.mutable_suspend_round(); }},
      {"resume_round", "", Stage::suspended, holder, [](RoundCommand& c, R&, Id) { c.mutable_resume_round(); }},
      {"finish_round", "", Stage::concluding, holder, [](RoundCommand& c, R&, Id) { c.mutable_finish_round(); }},
      {"cancel_round", "", Stage::running, holder, [](RoundCommand& c, R&, Id) { c.mutable_cancel_round(); }},
      {"start_tour", "", Stage::running, holder,
       [](RoundCommand& c, R& r, Id) { c.mutable_start_tour()->add_order_ids(r.consultant); }},
      {"give_floor", "", Stage::running, holder,
       [](RoundCommand& c, R& r, Id) { c.mutable_give_floor()->set_member_id(r.consultant); }},
      {"yield_floor", "", Stage::running, "++FFNNNNNFNNNS", [](RoundCommand& c, R&, Id) { c.mutable_yield_floor(); }},
      {"start_silent_writing", "", Stage::running, holder,
       [](RoundCommand& c, R&, Id) { c.mutable_start_silent_writing(); }},
      {"hide_questions", "", Stage::agreed, holder, [](RoundCommand& c, R&, Id) { c.mutable_hide_questions(); }},
      {"reveal", "", Stage::running, holder, [](RoundCommand& c, R&, Id) { c.mutable_reveal(); }},
      {"show_contribution", "", Stage::running, holder,
       [](RoundCommand& c, R& r, Id) { c.mutable_show_contribution()->set_contribution_id(r.question); }},
  };
}

std::vector<Row> rows_of_words() {
  const auto says = [](std::string kind) {
    return [kind](RoundCommand& c, R&, Id) {
      c.mutable_contribute()->mutable_contribution()->set_kind(kind);
      c.mutable_contribute()->mutable_contribution()->set_text("Et alors ?");
    };
  };
  const auto erases = [](Id R::* said) {
    return [said](RoundCommand& c, R& r, Id) { c.mutable_erase_contribution()->set_contribution_id(r.*said); };
  };
  return {
      {"contribute", "a question", Stage::running, "FFFFNNNNN+NNNS", says("question")},
      {"contribute", "an answer", Stage::running, client,
       [](RoundCommand& c, R& r, Id) {
         c.mutable_contribute()->mutable_contribution()->set_kind("reponse");
         c.mutable_contribute()->mutable_contribution()->set_text("Depuis mars.");
         c.mutable_contribute()->mutable_contribution()->set_reply_to_id(r.said);
       }},
      {"contribute", "for oneself", Stage::running, everybody, says("note_privee")},
      {"contribute", "aside", Stage::running, "++FFNNNNN+NNNS", says("parking")},
      {"contribute", "for the facilitator", Stage::running, "+++FNNNNN+NNNS", says("signal_inconfort")},
      {"erase_contribution", "of another", Stage::running, nobody, erases(&R::said)},
      {"erase_contribution", "a note of another", Stage::running, "NNNNNNNNNNNNNS", erases(&R::note)},
      {"erase_contribution", "a hidden question", Stage::running, "NFFNNNNNNNNNNS", erases(&R::question)},
      {"confirm_words", "where nothing was noted", Stage::running, "=FFFNNNNNFNNNS",
       [](RoundCommand& c, R&, Id) { c.mutable_confirm_words(); }},
  };
}

std::vector<Row> rows() {
  std::vector<Row> all;
  for (const auto& family : {rows_of_people(), rows_of_course(), rows_of_words()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  return all;
}

}  // namespace

TEST(RightsMatrix, EveryCommandOfARoundHasItsLine) {
  std::set<std::string> in_rows;
  for (const Row& row : rows()) {
    in_rows.insert(row.command);
    ASSERT_EQ(row.line.size(), rights_columns.size()) << row.command;
  }
  EXPECT_EQ(in_rows, fields_of_body(*RoundCommand::descriptor()));
}

TEST(RightsMatrix, EveryCommandOfARoundByEverybody) {
  Rounds rounds;
  constexpr std::uint64_t nothing = 900'000'000;
  for (const Row& row : rows()) {
    for (std::size_t i = 0; i < rights_columns.size(); ++i) {
      const std::uint64_t asker = rounds.world.member(rights_columns[i]);
      Command command = rounds.at(row.stage).command();
      row.fill(*command.mutable_round(), rounds, asker);
      const auto decided = rounds.world.community().consider(asker, command);
      const std::string where = row.command + " (" + row.what + ") by " + rights_columns[i];
      EXPECT_EQ(letter_of(decided), row.line[i])
          << where << ": " << (decided ? "" : decided.error().ShortDebugString());
      const bool is_stranger = std::string_view("SOTDXcfa").find(rights_columns[i]) != std::string_view::npos;
      if (!is_stranger || row.command == "plan_round") continue;
      command.mutable_round()->set_round_id(nothing);
      const auto absent = rounds.world.community().consider(asker, command);
      ASSERT_FALSE(absent || decided) << where;
      EXPECT_EQ(decided.error().SerializeAsString(), absent.error().SerializeAsString()) << where;
    }
  }
}

// Whom everybody was asked about, and who did not get everybody's yes, is a stranger like any other.
TEST(RightsMatrix, AnObserverWhoIsNotAdmittedIsAStranger) {
  RightsWorld world;
  RuledCommunity& community = world.community();
  RuledRound round(community, world.round_people());
  round.propose(community.evaluator);
  for (const std::uint64_t id : round.people().consultants) round.answer_about(community.evaluator, id);
  round.begin();
  const auto is_told = [&](const Event& event) {
    return event.member_id() == community.evaluator ||
           community.view().readable(community.evaluator).may_read(event.channel_id(), event.birth_seq());
  };
  for (const Event& event : community.events()) {
    if (event.seq() < round.id()) continue;
    EXPECT_FALSE(is_told(event)) << event.ShortDebugString();
  }
  const auto hidden = community.refusal(community.evaluator, round.saying("note_privee"));
  Command absent = round.saying("note_privee");
  absent.mutable_round()->set_round_id(900'000'000);
  EXPECT_EQ(hidden.SerializeAsString(), community.refusal(community.evaluator, absent).SerializeAsString());
  round.answer_about(community.evaluator, round.people().client);  // the last one
  EXPECT_TRUE(community.accept(community.evaluator, round.saying("note_privee")).events.size() > 0);
}

}  // namespace ramure::test
