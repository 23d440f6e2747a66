// The rights matrix, second half: every query × everybody × every kind of channel, through the one door for queries.
#include <gtest/gtest.h>

#include <set>

#include "server/community/answer.hpp"
#include "storage/search/follow.hpp"
#include "tests/unit/rights_matrix_query_rows.hpp"

namespace ramure::test {

using namespace v1;

bool shows_marker(const Answer& answer, const Target& target) {
  const bool has_words = target.kind != CHANNEL_KIND_DIRECTORY;
  return !has_words || answer.SerializeAsString().find(RightsWorld::marker(target.kind)) != std::string::npos;
}

namespace {

// The world, indexed for search, and a reader of it.
class ReadWorld {
 public:
  ReadWorld() {
    auto& community = world.community();
    auto index = storage::SearchIndex::open(community.folder() / "search.db", community.store().epoch());
    reader = storage::Reader::open(community.folder());
    while (storage::follow_journal(*reader, *index, 1'000)) {
    }
  }
  RightsWorld world;
  std::unique_ptr<storage::Reader> reader;

  Reply ask(char column, const Query& query) { return community::answer(*reader, world.member(column), query); }
};

bool shows_threads(const Answer& answer, const Target& target) {
  return !holds_threads(target.kind) || shows_marker(answer, target);
}

bool shows_news(const Answer& answer, const Target& target) {
  const auto& news = answer.catch_up().roadmaps();
  const auto is_it = [&](const RoadmapNews& one) { return one.roadmap_id() == target.channel; };
  return target.kind == CHANNEL_KIND_ROADMAP ? std::ranges::any_of(news, is_it) : shows_marker(answer, target);
}

bool shows_channel(const Answer& answer, const Target& target) {
  const auto& channels = answer.snapshot().channels();
  return std::ranges::any_of(channels, [&](const Channel& channel) { return channel.id() == target.channel; });
}

bool shows_readers(const Answer& answer, const Target&) { return answer.reader_list().memberships_size() > 0; }

bool shows_channel_answer(const Answer& answer, const Target& target) {
  return answer.channel().channel().id() == target.channel && shows_threads(answer, target);
}

bool shows_own_row(const Answer& answer, const Target& target) {
  const auto& rows = answer.private_rows().rows();
  return std::ranges::any_of(rows,
                             [&](const PrivateRow& row) { return row.read_cursor().thread_id() == target.thread; });
}

bool shows_people(const Answer& answer, const Target&) { return answer.snapshot().members_size() > 0; }

bool shows_word(const Answer& answer, const Target&) { return answer.snapshot().has_word(); }

// One line of a grid; of the other places there is nothing to say.
Grid only(ChannelKind kind, const Grid& grid) {
  Grid one(grid.size(), "..............");
  for (std::size_t line = 0; line < grid.size(); ++line) {
    if (kinds_of_channels()[line] == kind) one[line] = grid[line];
  }
  return one;
}

// As who reads the threads, without the directory, where there are no words to be found.
Grid words() {
  Grid grid = reads;
  grid[0] = "..............";
  return grid;
}

// The same, for what is only told of some places.
Grid words_in(std::initializer_list<std::size_t> lines) {
  Grid grid(kinds_of_channels().size(), "..............");
  for (const std::size_t line : lines) grid[line] = reads[line];
  return grid;
}
// What is said in a round, at its desk, or of a roadmap, comes by its events.
Grid told() {
  Grid grid = words();
  for (const std::size_t line : {10, 11, 12}) grid[line] = reads_channel[line];
  return grid;
}
// The same, for words that are found in roadmaps, too.
Grid found() {
  Grid grid = words();
  grid[roadmap_line] = reads_roadmap;
  return grid;
}
bool lists_round(const Answer& answer, const Target& target) {
  const auto& rows = answer.round_list().rows();
  return std::ranges::any_of(rows, [&](const RoundRow& row) { return row.round_id() == target.channel; });
}

bool shows_round(const Answer& answer, const Target& target) {
  return answer.round().view().id() == target.channel && shows_marker(answer, target);
}

bool shows_templates(const Answer& answer, const Target&) { return answer.round_template_list().templates_size() > 0; }

// Of the other kinds of channels none is a round.
Grid in_round(std::string line, std::string elsewhere) {
  Grid grid(grid_lines, elsewhere);
  grid[10] = std::move(line);
  grid.push_back(std::move(elsewhere));
  return grid;
}
const std::string reads_round = "++++NNNNN+NNNS";

bool lists_roadmap(const Answer& answer, const Target& target) {
  const auto& rows = answer.roadmap_list().rows();
  return std::ranges::any_of(rows, [&](const RoadmapRow& row) { return row.roadmap_id() == target.channel; });
}

// Nor is any of them a roadmap.
Grid in_roadmap(std::string line, const std::string& elsewhere) {
  Grid grid(grid_lines, elsewhere);
  grid.push_back(std::move(line));
  return grid;
}

std::vector<QueryRow> rows_of_roadmaps() {
  using T = Target;
  const std::string nowhere = "NNNNNNNNNNNNNS", unasked = "..............";
  return {
      {"list_roadmaps", "", in_roadmap(reads_roadmap, nowhere), false,
       [](Query& q, const T&) { q.mutable_list_roadmaps(); }, lists_roadmap},
      {"get_roadmap", "", in_roadmap(reads_roadmap, nowhere), true,
       [](Query& q, const T& t) { q.mutable_get_roadmap()->set_roadmap_id(t.channel); }, shows_marker},
      {"get_text", "", in_roadmap(reads_roadmap, nowhere), true,
       [](Query& q, const T& t) { q.mutable_get_text()->set_roadmap_id(t.channel); }, shows_marker},
      {"get_text_history", "", in_roadmap(reads_roadmap, nowhere), true,
       [](Query& q, const T& t) { q.mutable_get_text_history()->set_roadmap_id(t.channel); },
       [](const Answer& answer, const T&) { return answer.text_history().sessions_size() > 0; }},
      {"compare_texts", "", in_roadmap(reads_roadmap, nowhere), true,
       [](Query& q, const T& t) {
         q.mutable_compare_texts()->set_roadmap_id(t.channel);
         q.mutable_compare_texts()->set_from_version(1);
       },
       shows_marker},
      {"preview_sharing", "", in_roadmap("+FFNNNNNNFNFNS", nowhere), true,
       [](Query& q, const T& t) {
         q.mutable_preview_sharing()->set_roadmap_id(t.channel);
         q.mutable_preview_sharing()->set_sharing(ROADMAP_SHARING_COMMUNITY);
       },
       [](const Answer& answer, const T&) { return answer.sharing_preview().member_ids_size() > 0; }},
      {"list_roadmap_templates", "", in_roadmap("+++++++++++++S", unasked), false,
       [](Query& q, const T&) { q.mutable_list_roadmap_templates(); },
       [](const Answer& answer, const T&) { return answer.roadmap_template_list().templates_size() > 0; }},
  };
}

bool shows_cells(const Answer& answer, const Target&) { return answer.map().cells_size() > 0; }

bool shows_life(const Answer& answer, const Target& target) {
  const bool has_obstacles = target.kind == CHANNEL_KIND_THEMES || target.kind == CHANNEL_KIND_PAIR_OBSTACLES;
  return (answer.obstacle_life().steps_size() > 0) == has_obstacles;
}

// `people`: for the one query that names some.
std::vector<QueryRow> rows_of_rounds(const std::vector<std::uint64_t>& people) {
  using T = Target;
  return {
      {"list_rounds", "", in_round(reads_round, "NNNNNNNNNNNNNS"), false,
       [](Query& q, const T&) { q.mutable_list_rounds()->set_ended_too(true); }, lists_round},
      {"get_round", "", in_round(reads_round, "NNNNNNNNNNNNNS"), true,
       [](Query& q, const T& t) { q.mutable_get_round()->set_round_id(t.channel); }, shows_round},
      {"list_round_templates", "", in_round("F+FFFFFFFFF+FS", ".............."), false,
       [](Query& q, const T&) { q.mutable_list_round_templates(); }, shows_templates},
      {"draw_minutes", "", in_round("+FFFNNNNNFNNNS", "NNNNNNNNNNNNNS"), true,
       [](Query& q, const T& t) { q.mutable_draw_minutes()->set_round_id(t.channel); },
       [](const Answer& answer, const T&) { return answer.has_minutes_draft(); }},
      {"propose_groups", "", in_round("F+FFFFFFFFF+FS", ".............."), false,
       [&people](Query& q, const T&) {
         for (const std::uint64_t id : people) q.mutable_propose_groups()->add_member_ids(id);
       },
       [](const Answer& answer, const T&) { return answer.proposed_groups().groups_size() > 0; }},
  };
}

std::vector<QueryRow> rows_of_the_rest() {
  using T = Target;
  return {
      {"get_snapshot", "its threads", words(), false, [](Query& q, const T&) { q.mutable_get_snapshot(); },
       shows_marker},
      {"get_snapshot", "its channels", reads_channel, false, [](Query& q, const T&) { q.mutable_get_snapshot(); },
       shows_channel},
      {"get_snapshot", "a page of the directory", only(CHANNEL_KIND_DIRECTORY, reads_channel), false,
       [](Query& q, const T&) { q.mutable_get_snapshot()->set_directory_after_id(1); }, shows_people},
      {"get_snapshot", "the word", only(CHANNEL_KIND_PLENARY, reads), false,
       [](Query& q, const T&) { q.mutable_get_snapshot(); }, shows_word},
      {"get_channel", "", reads_channel, true,
       [](Query& q, const T& t) { q.mutable_get_channel()->set_channel_id(t.channel); }, shows_channel_answer},
      {"list_threads", "of a channel", reads_channel, true,
       [](Query& q, const T& t) { q.mutable_list_threads()->set_channel_id(t.channel); }, shows_threads},
      {"list_threads", "all", words(), false,
       [](Query& q, const T&) {
         q.mutable_list_threads()->set_limit(200);
         q.mutable_list_threads()->set_archived(ListThreads::ARCHIVED_ALSO);
       },
       shows_marker},
      {"get_thread", "", reads, true, [](Query& q, const T& t) { q.mutable_get_thread()->set_thread_id(t.thread); },
       shows_marker},
      {"get_history", "", reads, true, [](Query& q, const T& t) { q.mutable_get_history()->set_thread_id(t.thread); },
       shows_marker},
      {"get_message", "", reads, true,
       [](Query& q, const T& t) { q.mutable_get_message()->set_message_id(t.first_message); }, shows_marker},
      {"get_messages", "", words(), false,
       [](Query& q, const T& t) {
         q.mutable_get_messages()->add_message_ids(t.first_message);
         q.mutable_get_messages()->add_message_ids(t.last_message);
       },
       shows_marker},
      {"get_map", "", words_in({themes_line}), false, [](Query& q, const T&) { q.mutable_get_map(); }, shows_cells},
      {"find_similar_obstacles", "", words_in({themes_line, pair_obstacles_line}), false,
       [](Query& q, const T& t) { q.mutable_find_similar_obstacles()->set_text(RightsWorld::marker(t.kind)); },
       shows_marker},
      {"get_obstacle_life", "", reads, true,
       [](Query& q, const T& t) { q.mutable_get_obstacle_life()->set_thread_id(t.obstacle); }, shows_life},
      {"get_summary_versions", "", reads, true,
       [](Query& q, const T& t) { q.mutable_get_summary_versions()->set_thread_id(t.thread); }, shows_marker},
      {"catch_up", "", found(), false,
       [](Query& q, const T&) {
         q.mutable_catch_up()->set_since_seq(1);
         q.mutable_catch_up()->set_limit(200);
       },
       shows_news},
      {"search", "", found(), false,
       [](Query& q, const T& t) {
         q.mutable_search()->set_text(RightsWorld::marker(t.kind));
         q.mutable_search()->set_limit(100);
       },
       shows_marker},
      {"list_readers", "", reads_channel, true,
       [](Query& q, const T& t) { q.mutable_list_readers()->set_channel_id(t.channel); }, shows_readers},
      {"list_events", "", told(), false, [](Query& q, const T&) { q.mutable_list_events()->set_limit(1'000); },
       shows_marker},
      {"get_private_rows", "one's own", words(), false, [](Query& q, const T&) { q.mutable_get_private_rows(); },
       shows_own_row},
  };
}

std::vector<QueryRow> rows(const std::vector<std::uint64_t>& people) {
  std::vector<QueryRow> all = rows_of_the_rest(), of_rounds = rows_of_rounds(people);
  all.insert(all.end(), of_rounds.begin(), of_rounds.end());
  const std::vector<QueryRow> of_roadmaps = rows_of_roadmaps();
  all.insert(all.end(), of_roadmaps.begin(), of_roadmaps.end());
  const std::vector<QueryRow> of_course = query_rows_of_course();
  all.insert(all.end(), of_course.begin(), of_course.end());
  const std::vector<QueryRow> of_commons = query_rows_of_commons();
  all.insert(all.end(), of_commons.begin(), of_commons.end());
  for (QueryRow& row : all) row.grid = with_roadmap(std::move(row.grid));
  return all;
}

char letter_of(const Reply& reply, const QueryRow& row, const Target& target) {
  if (reply.has_answer()) return row.shows(reply.answer(), target) ? '+' : row.names_place ? '?' : 'N';
  switch (reply.refusal().code()) {
    case REFUSAL_CODE_NOT_FOUND: return row.names_place ? 'N' : '?';
    case REFUSAL_CODE_UNAUTHENTICATED: return 'S';
    case REFUSAL_CODE_FORBIDDEN: return 'F';
    case REFUSAL_CODE_UNIMPLEMENTED: return 'U';
    default: return '?';
  }
}

}  // namespace

TEST(RightsMatrix, EveryQueryHasItsLine) {
  std::set<std::string> in_rows;
  for (const QueryRow& row : rows({})) in_rows.insert(row.query);
  EXPECT_EQ(in_rows, fields_of_body(*Query::descriptor()));
}

TEST(RightsMatrix, EveryQueryByEverybodyOfEveryKindOfChannel) {
  ReadWorld read;
  ASSERT_LT(read.world.community().store().head_seq(), 1'000u) << "list_events shows all in one page";
  std::vector<std::uint64_t> people = read.world.round_people().consultants;
  people.push_back(read.world.round_people().client);
  for (const QueryRow& row : rows(people)) {
    for (std::size_t line = 0; line < kinds_of_channels().size(); ++line) {
      const ChannelKind kind = kinds_of_channels()[line];
      for (std::size_t i = 0; i < rights_columns.size(); ++i) {
        const char expected = row.grid[line][i], column = rights_columns[i];
        if (expected == '.') continue;
        const Target target = read.world.target(kind, column);
        Query query, of_absent;
        row.fill(query, target);
        row.fill(of_absent, RightsWorld::absent(kind));
        const Reply reply = read.ask(column, query);
        const std::string where = row.query + " (" + row.what + ") of " + ChannelKind_Name(kind) + " by " + column;
        EXPECT_EQ(letter_of(reply, row, target), expected) << where << ": " << reply.refusal().ShortDebugString();
        if (expected == 'N' && row.names_place) {
          EXPECT_EQ(reply.SerializeAsString(), read.ask(column, of_absent).SerializeAsString()) << where;
        }
      }
    }
  }
}

TEST(RightsMatrix, SearchingForHiddenWordsIsAnsweredAsForWordsThatDoNotExist) {
  ReadWorld read;
  Query absent;
  absent.mutable_search()->set_text("zorgluz");
  absent.mutable_search()->set_limit(100);
  const Grid grid = found();
  for (std::size_t line = 1; line < kinds_of_channels().size(); ++line) {
    Query hidden = absent;
    hidden.mutable_search()->set_text("\"" + RightsWorld::marker(kinds_of_channels()[line]) + "\"");
    for (std::size_t i = 0; i < rights_columns.size(); ++i) {
      if (grid[line][i] != 'N') continue;
      EXPECT_EQ(read.ask(rights_columns[i], hidden).SerializeAsString(),
                read.ask(rights_columns[i], absent).SerializeAsString())
          << ChannelKind_Name(kinds_of_channels()[line]) << " by " << rights_columns[i];
    }
  }
}

}  // namespace ramure::test
