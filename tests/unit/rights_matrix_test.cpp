// The rights matrix: every command × everybody × every kind of channel, against grids written by hand from the domain
// guide (5.1), not from the code. A command, a role or a kind of channel without a line here fails the test.
//
// In a grid, one line per kind of channel and one letter per person (rights_world.hpp):
//   +  accepted           F  FORBIDDEN: visible, but not allowed     I  INVALID_ARGUMENT: makes no sense in this place
//   N  NOT_FOUND, in the very words that are used for what does not exist
//   U  UNIMPLEMENTED, as an unknown command                           S  UNAUTHENTICATED: no member any more
//   =  ALREADY_DONE: allowed, and nothing would change
//   .  the command cannot name such a place
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/rights_matrix_rows.hpp"

namespace ramure::test {

namespace {

using namespace v1;

// ---- The grids. Lines: directory, plenary, themes, territory, pair, obstacles of the pair, its follow-up, a personal
// follow-up, a conversation, backstage, a round, its desk. with_roadmap() adds the line of a roadmap. Columns:
// CFAESOTDXgcfaL
const Grid writes{"NNNNNNNNNNNNNS", "+++FFNNNF++++S", "+++FNNNNF++++S", "+++NNNNNN+NNNS",
                  "+NNNNNNNNNNNNS", "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS",
                  "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS"};
// Keeping order in the threads of others: facilitators in the places of the community, everybody in the small ones.
const Grid hosts{"NNNNNNNNNNNNNS", "F+FFFNNNFFF+FS", "F+FFNNNNFFF+FS", "+FFNNNNNNFNNNS",
                 "+NNNNNNNNNNNNS", "+NFNNNNNNNNNNS", "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS",
                 "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS"};
// Erasing the words of others: facilitators, in the plenary and the themes.
const Grid moderates{"NNNNNNNNNNNNNS", "F+FFFNNNFFF+FS", "F+FFNNNNFFF+FS", "FFFNNNNNNFNNNS",
                     "FNNNNNNNNNNNNS", "FNFNNNNNNNNNNS", "FNFNNNNNNNNNNS", "FNFNNNNNNNNNNS",
                     "FFFNNNNNNNNNNS", "NFNNNNNNNNNFNS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS"};
// Obstacles keep their messages; the pair has no other threads beside them, and nothing of them was merged.
Grid in_obstacles(Grid grid, std::string line) {
  grid[5] = std::move(line);
  return grid;
}
const Grid splits = in_obstacles(hosts, "FNFNNNNNNNNNNS");
const Grid merges = in_obstacles(hosts, "INFNNNNNNNNNNS");
const Grid undoes = in_obstacles(hosts, ".NFNNNNNNNNNNS");
const Grid opens_threads{"FFFFFNNFFFFFFS", "+++FFNNNF++++S", "+++FNNNNF++++S", "+++NNNNNN+NNNS",
                         "+NNNNNNNNNNNNS", "FNFNNNNNNNNNNS", "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS",
                         "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", "FFFFNNNNNFNNNS", "NFFNNNNNNNNNNS"};
// As above, and the pair's obstacles may be drafted by those who may declare them.
const Grid drafts_threads{"FFFFFNNFFFFFFS", "+++FFNNNF++++S", "+++FNNNNF++++S", "+++NNNNNN+NNNS",
                          "+NNNNNNNNNNNNS", "+NFNNNNNNNNNNS", "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS",
                          "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", "FFFFNNNNNFNNNS", "NFFNNNNNNNNNNS"};
// Its readers, and only of a roadmap.
const Grid sees_roadmap = [] {
  Grid grid(grid_lines, "NNNNNNNNNNNNNS");
  grid.push_back(reads_roadmap);
  return grid;
}();
// Only threads of the themes and obstacles of a pair have a theme.
const Grid rethemes{"NNNNNNNNNNNNNS", "FIFFFNNNFFFIFS", "F+FFNNNNFFF+FS", "IFFNNNNNNFNNNS",
                    "INNNNNNNNNNNNS", "+NFNNNNNNNNNNS", "ININNNNNNNNNNS", "ININNNNNNNNNNS",
                    "IIINNNNNNNNNNS", "NINNNNNNNNNINS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS"};
// Obstacles have a status instead.
const Grid resolves{"NNNNNNNNNNNNNS", "F+FFFNNNFFF+FS", "F+FFNNNNFFF+FS", "+FFNNNNNNFNNNS",
                    "+NNNNNNNNNNNNS", "INFNNNNNNNNNNS", "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS",
                    "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS"};
// The card is the author's and the pair's; elsewhere the thread is no obstacle.
const Grid edits_card{"NNNNNNNNNNNNNS", "IIIIINNNIIIIIS", "+FFFNNNNFFFFFS", "IIINNNNNNINNNS",
                      "INNNNNNNNNNNNS", "+NFNNNNNNNNNNS", "ININNNNNNNNNNS", "ININNNNNNNNNNS",
                      "IIINNNNNNNNNNS", "NINNNNNNNNNINS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS"};
const Grid sets_status{"NNNNNNNNNNNNNS", "IIIIINNNIIIIIS", "++FFNNNNFFF+FS", "IIINNNNNNINNNS",
                       "INNNNNNNNNNNNS", "+NFNNNNNNNNNNS", "ININNNNNNNNNNS", "ININNNNNNNNNNS",
                       "IIINNNNNNNNNNS", "NINNNNNNNNNINS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS"};
// Only what the pair keeps for itself can be shown to the community.
const Grid publishes{"NNNNNNNNNNNNNS", "IIIIINNNIIIIIS", "IFFFNNNNFFFFFS", "IIINNNNNNINNNS",
                     "INNNNNNNNNNNNS", "+NFNNNNNNNNNNS", "ININNNNNNNNNNS", "ININNNNNNNNNNS",
                     "IIINNNNNNNNNNS", "NINNNNNNNNNINS", "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS"};
const Grid declares{"..............", "..............", "+++FNNNNF++++S", "..............",
                    "..............", "+NNNNNNNN++NNS", "..............", "..............",
                    "..............", "..............", "..............", ".............."};
const Grid converses{"..............", "..............", "..............", "..............",
                     "..............", "..............", "..............", "..............",
                     "+++FFFFFF++++S", "..............", "..............", ".............."};
const Grid invites{"FFFFFNNFFFFFFS", "FFFFFNNNFFFFFS", "FFFFNNNNFFFFFS", "+FFNNNNNNFNNNS",
                   "FNNNNNNNNNNNNS", "FNFNNNNNNNNNNS", "FNFNNNNNNNNNNS", "FNFNNNNNNNNNNS",
                   "FFFNNNNNNNNNNS", "NFNNNNNNNNNFNS", "FFFFNNNNNFNNNS", "NFFNNNNNNNNNNS"};
const Grid leaves{"FFFFFNNFFFFFFS", "FFFFFNNNFFFFFS", "FFFFNNNNFFFFFS", "F++NNNNNN+NNNS",
                  "FNNNNNNNNNNNNS", "FNFNNNNNNNNNNS", "FNFNNNNNNNNNNS", "FNFNNNNNNNNNNS",
                  "FFFNNNNNNNNNNS", "NFNNNNNNNNNFNS", "FFFFNNNNNFNNNS", "NFFNNNNNNNNNNS"};

// A round is named by its own id alone: no other channel is one, nor is its desk.
Grid in_round(std::string line) {
  Grid grid(grid_lines, "NNNNNNNNNNNNNS");
  grid[10] = std::move(line);
  grid.push_back("NNNNNNNNNNNNNS");
  return grid;
}
Grid in_roadmap(std::string line) {
  Grid grid(grid_lines, "NNNNNNNNNNNNNS");
  grid.push_back(std::move(line));
  return grid;
}

const Grid adds_catalyst = in_directory("F+FFFFF+FFF+FS");
const Grid adds_facilitator = in_directory("FFFFFFF+FFFFFS");
const Grid manages = in_directory("FFFFFFF+FFFFFS");
const Grid founding(grid_lines, "UUUUUUUUUUUUUS");

// ---- The commands
using W = RightsWorld;
using T = Target;

std::vector<Row> rows_of_threads() {
  return {
      {"open_thread", "", opens_threads,
       [](Command& c, const T& t, W& w) {
         c = command_open_thread(t.channel, t.kind == CHANNEL_KIND_THEMES ? w.community().theme : 0);
       }},
      {"retitle_thread", "of others", hosts,
       [](Command& c, const T& t, W&) {
         c.mutable_retitle_thread()->set_thread_id(t.thread);
         c.mutable_retitle_thread()->set_title("Autre titre");
       }},
      {"retheme_thread", "of others", rethemes,
       [](Command& c, const T& t, W& w) {
         c.mutable_retheme_thread()->set_thread_id(t.thread);
         c.mutable_retheme_thread()->set_theme_id(w.community().other_theme);
       }},
      {"resolve_thread", "of others", resolves,
       [](Command& c, const T& t, W&) {
         c.mutable_resolve_thread()->set_thread_id(t.thread);
         c.mutable_resolve_thread()->set_resolved(true);
       }},
      {"archive_thread", "", hosts,
       [](Command& c, const T& t, W&) {
         c.mutable_archive_thread()->set_thread_id(t.thread);
         c.mutable_archive_thread()->set_archived(true);
       }},
      {"edit_summary", "", writes,
       [](Command& c, const T& t, W&) {
         c.mutable_edit_summary()->set_thread_id(t.thread);
         c.mutable_edit_summary()->set_text("Où en est-on ?");
         c.mutable_edit_summary()->set_version(1);
       }},
  };
}

std::vector<Row> rows_of_moves() {
  return {
      {"move_messages", "", hosts,
       [](Command& c, const T& t, W&) {
         c.mutable_move_messages()->add_message_ids(t.last_message);
         c.mutable_move_messages()->set_to_thread_id(t.other_thread);
       }},
      {"split_thread", "", splits,
       [](Command& c, const T& t, W&) {
         c.mutable_split_thread()->add_message_ids(t.last_message);
         c.mutable_split_thread()->set_title("Un autre sujet");
       }},
      {"merge_thread", "", merges,
       [](Command& c, const T& t, W&) {
         c.mutable_merge_thread()->set_thread_id(t.thread);
         c.mutable_merge_thread()->set_into_id(t.other_thread);
       }},
      {"undo_merge", "", undoes, [](Command& c, const T& t, W&) { c.mutable_undo_merge()->set_thread_id(t.merged); }},
  };
}

std::vector<Row> rows_of_messages() {
  return {
      {"post_message", "", writes, [](Command& c, const T& t, W&) { c = command_post(t.thread); }},
      {"edit_message", "one's own", writes, [](Command& c, const T& t, W&) { c = command_edit(t.own_message, 1); }},
      {"redact_message", "of others", moderates,
       [](Command& c, const T& t, W&) { c.mutable_redact_message()->set_message_id(t.first_message); }},
      {"react", "", writes,
       [](Command& c, const T& t, W&) {
         c.mutable_react()->set_message_id(t.first_message);
         c.mutable_react()->set_name("merci");
         c.mutable_react()->set_added(true);
       }},
      {"pin_message", "", hosts,
       [](Command& c, const T& t, W&) {
         c.mutable_pin_message()->set_message_id(t.first_message);
         c.mutable_pin_message()->set_pinned(true);
       }},
      {"keep_message", "", writes,
       [](Command& c, const T& t, W&) {
         c.mutable_keep_message()->set_message_id(t.first_message);
         c.mutable_keep_message()->set_kept(true);
       }},
  };
}

std::vector<Row> rows_of_obstacles() {
  return {
      {"declare_obstacle", "", declares,
       [](Command& c, const T& t, W& w) {
         const bool of_pair = t.kind == CHANNEL_KIND_PAIR_OBSTACLES;
         c = command_declare(of_pair ? OBSTACLE_SCOPE_PAIR : OBSTACLE_SCOPE_COMMUNITY, w.community().theme);
       }},
      {"edit_obstacle", "", edits_card,
       [](Command& c, const T& t, W&) {
         c.mutable_edit_obstacle()->set_thread_id(t.obstacle);
         c.mutable_edit_obstacle()->mutable_card()->set_context("Autre contexte");
         c.mutable_edit_obstacle()->mutable_card()->add_natures(OBSTACLE_NATURE_TRUST);
       }},
      {"set_obstacle_status", "of the facilitator's", sets_status,
       [](Command& c, const T& t, W&) { c = command_status(t.obstacle, OBSTACLE_STATUS_IN_DISCUSSION); }},
      {"set_obstacle_status", "of the pair's", edits_card,
       [](Command& c, const T& t, W&) { c = command_status(t.obstacle, OBSTACLE_STATUS_LIFTED); }},
      {"publish_obstacle", "", publishes,
       [](Command& c, const T& t, W&) {
         c.mutable_publish_obstacle()->set_thread_id(t.obstacle);
         c.mutable_publish_obstacle()->set_scope(OBSTACLE_SCOPE_COMMUNITY);
         c.mutable_publish_obstacle()->set_body("Nous le partageons.");
       }},
  };
}

std::vector<Row> rows_of_people() {
  return {
      {"open_conversation", "", converses,
       [](Command& c, const T&, W& w) { c.mutable_open_conversation()->add_member_ids(w.spare()); }},
      {"invite_to_channel", "", invites,
       [](Command& c, const T& t, W& w) {
         c.mutable_invite_to_channel()->set_channel_id(t.channel);
         c.mutable_invite_to_channel()->set_member_id(w.spare());
       }},
      {"leave_channel", "", leaves,
       [](Command& c, const T& t, W&) { c.mutable_leave_channel()->set_channel_id(t.channel); }},
      {"remove_from_channel", "", invites,
       [](Command& c, const T& t, W& w) {
         c.mutable_remove_from_channel()->set_channel_id(t.channel);
         c.mutable_remove_from_channel()->set_member_id(w.guest());
       }},
      {"add_member", "a catalyst", adds_catalyst,
       [](Command& c, const T&, W& w) { c = command_add_member(ROLE_CATALYST, w.community().kerlohan.id, "p77"); }},
      {"add_member", "a facilitator", adds_facilitator,
       [](Command& c, const T&, W&) { c = command_add_member(ROLE_FACILITATOR, 0, "f77"); }},
      {"set_member_role", "", manages,
       [](Command& c, const T&, W& w) {
         c.mutable_set_member_role()->set_member_id(w.spare());
         c.mutable_set_member_role()->set_role(ROLE_EVALUATOR);
       }},
      {"end_membership", "", manages,
       [](Command& c, const T&, W& w) {
         c.mutable_end_membership()->set_member_id(w.spare());
         c.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
       }},
  };
}

std::vector<Row> rows_of_private_state() {
  return {
      {"mark_read", "", reads,
       [](Command& c, const T& t, W&) {
         c.mutable_mark_read()->set_thread_id(t.thread);
         c.mutable_mark_read()->set_read_up_to(t.last_message);
       }},
      {"mark_unread_from", "", reads,
       [](Command& c, const T& t, W&) {
         c.mutable_mark_unread_from()->set_thread_id(t.thread);
         c.mutable_mark_unread_from()->set_message_id(t.first_message);
       }},
      {"save_draft", "of a message", writes,
       [](Command& c, const T& t, W&) {
         c.mutable_save_draft()->set_thread_id(t.thread);
         c.mutable_save_draft()->set_text("À moitié");
       }},
      {"save_draft", "of a thread", drafts_threads,
       [](Command& c, const T& t, W&) {
         c.mutable_save_draft()->set_channel_id(t.channel);
         c.mutable_save_draft()->set_text("À moitié");
       }},
      {"follow", "a thread", reads,
       [](Command& c, const T& t, W&) {
         c.mutable_follow()->set_thread_id(t.thread);
         c.mutable_follow()->set_level(FOLLOW_LEVEL_FOLLOWED);
       }},
      {"follow", "a channel", reads_channel,
       [](Command& c, const T& t, W&) {
         c.mutable_follow()->set_channel_id(t.channel);
         c.mutable_follow()->set_level(FOLLOW_LEVEL_MUTED);
       }},
      {"mark_roadmap_seen", "", sees_roadmap,
       [](Command& c, const T& t, W&) { c.mutable_mark_roadmap_seen()->set_roadmap_id(t.channel); }},
      {"set_last_visit", "", anybody, [](Command& c, const T&, W&) { c.mutable_set_last_visit()->set_seq(1); }},
  };
}

std::vector<Row> rows_of_founding() {
  return {
      {"found_community", "", founding,
       [](Command& c, const T&, W&) { c.mutable_found_community()->set_slug("autre"); }},
      {"open_channel", "", founding,
       [](Command& c, const T& t, W&) {
         c.mutable_open_channel()->set_kind(t.kind);
         c.mutable_open_channel()->set_title("Lieu");
       }},
      {"grant_membership", "", founding,
       [](Command& c, const T& t, W& w) {
         c.mutable_grant_membership()->set_channel_id(t.channel);
         c.mutable_grant_membership()->set_member_id(w.spare());
         c.mutable_grant_membership()->set_role(ROLE_ADVISER);
       }},
  };
}

// Each command of a round has its grid in rights_matrix_rounds_test.cpp.
std::vector<Row> rows_of_rounds() {
  return {{"round", "a private note", in_round("++++NNNNN+NNNS"), [](Command& c, const T& t, W&) {
             c.mutable_round()->set_round_id(t.channel);
             c.mutable_round()->mutable_contribute()->mutable_contribution()->set_kind("note_privee");
             c.mutable_round()->mutable_contribute()->mutable_contribution()->set_text("Pour moi");
           }}};
}

// Each command of a roadmap has its line in rights_matrix_roadmaps_test.cpp.
std::vector<Row> rows_of_roadmaps() {
  return {{"roadmap", "a comment", in_roadmap(reads_roadmap),
           [](Command& c, const T& t, W&) {
             c.mutable_roadmap()->set_roadmap_id(t.channel);
             c.mutable_roadmap()->mutable_comment()->set_box(ROADMAP_COMMENT_BOX_UNCLEAR);
             c.mutable_roadmap()->mutable_comment()->set_text("Je n’ai pas compris");
           }},
          {"push_text", "", in_roadmap("+FFNNNNNN+NFNS"), [](Command& c, const T& t, W&) {
             c.mutable_push_text()->set_roadmap_id(t.channel);
             c.mutable_push_text()->mutable_push()->set_editor_id(7);
             TextChange& change = *c.mutable_push_text()->mutable_push()->add_changes();
             change.add_sections(0);
             change.add_sections(1);
             change.set_inserted("x");
           }}};
}

std::vector<Row> rows() {
  std::vector<Row> all;
  for (const auto& family : {rows_of_threads(), rows_of_moves(), rows_of_messages(), rows_of_obstacles(),
                             rows_of_people(), rows_of_directory(), rows_of_wishes(), rows_of_private_state(),
                             rows_of_rounds(), rows_of_roadmaps(), rows_of_course(), rows_of_founding()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  for (Row& row : all) row.grid = with_roadmap(std::move(row.grid));
  return all;
}

}  // namespace

TEST(RightsMatrix, EveryCommandRoleAndKindOfChannelHasItsLine) {
  std::set<std::string> in_rows;
  for (const Row& row : rows()) {
    in_rows.insert(row.command);
    ASSERT_EQ(row.grid.size(), kinds_of_channels().size()) << row.command;
    for (const std::string& line : row.grid)
      ASSERT_EQ(line.size(), rights_columns.size()) << row.command << " " << line;
  }
  EXPECT_EQ(in_rows, fields_of_body(*Command::descriptor()));

  RightsWorld world;
  std::set<int> roles{ROLE_UNSPECIFIED}, kinds{CHANNEL_KIND_UNSPECIFIED};
  for (const char column : rights_columns) roles.insert(world.community().view().member(world.member(column))->role);
  for (const ChannelKind kind : kinds_of_channels()) kinds.insert(kind);
  EXPECT_EQ(static_cast<int>(roles.size()), Role_descriptor()->value_count());
  EXPECT_EQ(static_cast<int>(kinds.size()), ChannelKind_descriptor()->value_count());
}

TEST(RightsMatrix, EveryCommandByEverybodyInEveryKindOfChannel) {
  RightsWorld world;
  for (const Row& row : rows()) {
    for (std::size_t line = 0; line < kinds_of_channels().size(); ++line) {
      const ChannelKind kind = kinds_of_channels()[line];
      for (std::size_t i = 0; i < rights_columns.size(); ++i) {
        const char expected = row.grid[line][i], column = rights_columns[i];
        if (expected == '.') continue;
        Command command, of_absent;
        row.fill(command, world.target(kind, column), world);
        row.fill(of_absent, RightsWorld::absent(kind), world);
        const auto decided = world.community().consider(world.member(column), command);
        const std::string where = row.command + " (" + row.what + ") in " + ChannelKind_Name(kind) + " by " + column;
        EXPECT_EQ(letter_of(decided), expected) << where << ": " << (decided ? "" : decided.error().ShortDebugString());
        if (expected != 'N') continue;
        const auto missing = world.community().consider(world.member(column), of_absent);
        ASSERT_FALSE(missing) << where;
        ASSERT_FALSE(decided) << where;
        EXPECT_EQ(decided.error().SerializeAsString(), missing.error().SerializeAsString()) << where;
      }
    }
  }
}

}  // namespace ramure::test
