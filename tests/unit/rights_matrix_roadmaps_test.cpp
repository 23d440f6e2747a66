// The rights matrix, fourth part: every command of a roadmap × everybody, in a roadmap that is shared with the pair's
// adviser and the facilitators, and that g writes along. Letters as in rights_matrix_test.cpp; whoever does not read
// the roadmap is answered as if there were none, whatever he sends.
#include <gtest/gtest.h>

#include "server/roadmap/stored_text.hpp"
#include "tests/support/rights_grids.hpp"
#include "tests/support/rights_world.hpp"
#include "tests/support/ruled_roadmap.hpp"

namespace ramure::test {

namespace {

using namespace v1;

struct Row {
  std::string command;  // the field of RoadmapCommand.body
  std::string line;     // columns: CFAESOTDXgcfaL
  std::function<void(RoadmapCommand&)> fill;
};

const std::string pairs = "+FFNNNNNNFNFNS";     // settles
const std::string writers = "+FFNNNNNN+NFNS";   // text and actions
const std::string readers = "+++NNNNNN+N+NS";   // comments
const std::string suggests = "F++NNNNNNFN+NS";  // who writes changes it himself

class World {
 public:
  World() {
    action = add_action(), other_action = add_action();
    Command comment = command([](RoadmapCommand& c) {
      c.mutable_comment()->set_box(ROADMAP_COMMENT_BOX_UNCLEAR);
      c.mutable_comment()->set_text("Pourquoi ?");
    });
    comment_id = rights.community().accept(rights.member('A'), comment).events.front().seq();
    Command suggestion = command([&](RoadmapCommand& c) {
      c.mutable_suggest_text()->mutable_passage()->set_version(version());
      c.mutable_suggest_text()->set_replacement("Un mot. ");
    });
    suggestion_id = rights.community().accept(rights.member('f'), suggestion).events.front().seq();
    write_and_delete(u"quatre mots ");
  }

  Command command(const std::function<void(RoadmapCommand&)>& fill) const {
    Command command;
    command.mutable_roadmap()->set_roadmap_id(rights.roadmap());
    fill(*command.mutable_roadmap());
    return command;
  }
  std::uint64_t version() { return rights.community().view().roadmap(rights.roadmap()).text_version(); }

  RightsWorld rights;
  std::uint64_t action = 0, other_action = 0, comment_id = 0, suggestion_id = 0;

 private:
  void write_and_delete(const std::u16string& words) {
    const auto& stored = rights.community().view().roadmap(rights.roadmap());
    const std::size_t length = roadmap::text_at(community::text_in(stored), version()).size();
    push(roadmap::replacement(length, 0, 0, words));
    push(roadmap::replacement(length + words.size(), 0, words.size(), {}));
  }
  void push(const roadmap::Change& change) {
    Command command;
    command.mutable_push_text()->set_roadmap_id(rights.roadmap());
    TextPush& text = *command.mutable_push_text()->mutable_push();
    text.set_editor_id(version());
    text.set_base_version(version());
    *text.add_changes() = roadmap::to_wire(change);
    rights.community().accept(rights.member('C'), command);
  }
  std::uint64_t add_action() {
    const Command add = command([](RoadmapCommand& c) { c.mutable_add_action()->add_fields()->set_title("Agir"); });
    return rights.community().accept(rights.member('C'), add).events.front().seq();
  }
};

std::vector<Row> rows(World& w) {
  return {
      {"create_roadmap", "+FFFFFFFF++FFS",
       [](RoadmapCommand& c) {
         c.mutable_create_roadmap()->set_template_key("bilan");
         c.mutable_create_roadmap()->set_title("Bilan");
       }},
      {"retitle_roadmap", pairs, [](RoadmapCommand& c) { c.mutable_retitle_roadmap()->set_title("Autre titre"); }},
      {"set_roadmap_status", pairs,
       [](RoadmapCommand& c) { c.mutable_set_roadmap_status()->set_status(ROADMAP_STATUS_IN_REVIEW); }},
      {"share_roadmap", pairs,
       [](RoadmapCommand& c) { c.mutable_share_roadmap()->set_sharing(ROADMAP_SHARING_COMMUNITY); }},
      {"invite_pen", pairs, [&](RoadmapCommand& c) { c.mutable_invite_pen()->set_member_id(w.rights.member('c')); }},
      {"end_pen", writers, [&](RoadmapCommand& c) { c.mutable_end_pen()->set_member_id(w.rights.member('g')); }},
      {"begin_stage", pairs, [](RoadmapCommand& c) { c.mutable_begin_stage()->set_stage(ROADMAP_STAGE_PITCH); }},
      {"add_action", writers,
       [](RoadmapCommand& c) { c.mutable_add_action()->add_fields()->set_title("Agir encore"); }},
      {"set_action", writers,
       [&](RoadmapCommand& c) {
         c.mutable_set_action()->set_action_id(w.action);
         c.mutable_set_action()->mutable_field()->set_owner("La ville");
       }},
      {"move_action", writers,
       [&](RoadmapCommand& c) {
         c.mutable_move_action()->set_action_id(w.other_action);
         c.mutable_move_action()->set_before_id(w.action);
       }},
      {"remove_action", writers, [&](RoadmapCommand& c) { c.mutable_remove_action()->set_action_id(w.action); }},
      {"comment", readers,
       [](RoadmapCommand& c) {
         c.mutable_comment()->set_box(ROADMAP_COMMENT_BOX_CONVINCES);
         c.mutable_comment()->set_text("Bien");
       }},
      {"answer_comment", pairs,
       [&](RoadmapCommand& c) {
         c.mutable_answer_comment()->set_comment_id(w.comment_id);
         c.mutable_answer_comment()->set_verdict(ROADMAP_VERDICT_KEPT);
       }},
      {"suggest_text", suggests,
       [&](RoadmapCommand& c) {
         c.mutable_suggest_text()->mutable_passage()->set_version(w.version());
         c.mutable_suggest_text()->set_replacement("Un mot. ");
       }},
      {"answer_suggestion", pairs,
       [&](RoadmapCommand& c) { c.mutable_answer_suggestion()->set_suggestion_id(w.suggestion_id); }},
      {"erase_words", "FF+NNNNNNFNFNS", [&](RoadmapCommand& c) { c.mutable_erase_words()->set_id(w.comment_id); }},
      {"freeze_roadmap", pairs,
       [&](RoadmapCommand& c) {
         c.mutable_freeze_roadmap()->set_stage(ROADMAP_STAGE_IMPLEMENTATION);
         c.mutable_freeze_roadmap()->set_text_version(w.version());
       }},
      {"name_version", writers, [](RoadmapCommand& c) { c.mutable_name_version()->set_name("Avant la relecture"); }},
      // g reads the text from his invitation on.
      {"bring_back_text", writers, [&](RoadmapCommand& c) { c.mutable_bring_back_text()->set_version(1); }},
      {"remove_passage", pairs, [](RoadmapCommand& c) { c.mutable_remove_passage()->set_passage("quatre mots"); }},
  };
}

}  // namespace

TEST(RightsMatrix, EveryCommandOfARoadmapByEverybody) {
  World world;
  std::set<std::string> in_rows;
  for (const Row& row : rows(world)) {
    in_rows.insert(row.command);
    const Command command = world.command(row.fill);
    Command of_absent = command;
    of_absent.mutable_roadmap()->set_roadmap_id(900'000'000);
    for (std::size_t i = 0; i < rights_columns.size(); ++i) {
      const std::uint64_t asker = world.rights.member(rights_columns[i]);
      const auto decided = world.rights.community().consider(asker, command);
      const std::string where = row.command + " by " + rights_columns[i];
      EXPECT_EQ(letter_of(decided), row.line[i])
          << where << ": " << (decided ? "" : decided.error().ShortDebugString());
      if (row.line[i] != 'N' || decided) continue;
      const auto absent = world.rights.community().consider(asker, of_absent);
      ASSERT_FALSE(absent) << where;
      EXPECT_EQ(decided.error().SerializeAsString(), absent.error().SerializeAsString()) << where;
    }
  }
  EXPECT_EQ(in_rows, fields_of_body(*RoadmapCommand::descriptor()));
}

}  // namespace ramure::test
