// The rights matrix of queries: gatherings and workshops, quotes and dossiers.
#include "tests/unit/rights_matrix_query_rows.hpp"

namespace ramure::test {

using namespace v1;

namespace {

// Where people gather: in the places that hold threads, but not beside the obstacles of a pair nor among resources.
Grid gatherings(std::string in_directory_line) {
  Grid grid = reads;
  grid[0] = std::move(in_directory_line);
  for (const std::size_t line : {pair_obstacles_line, resources_line, proposals_line}) grid[line] = "NNNNNNNNNNNNNS";
  return grid;
}

// Of no place: the first line. A dossier is one of the steering committee's.
Grid asked_once(std::string line) {
  Grid grid(grid_lines, "..............");
  grid[0] = std::move(line);
  return with_roadmap(std::move(grid));
}
Grid in_steering() {
  Grid grid = asked_once("..............");
  grid[15] = "N+NN+NNNNNN+NS";
  return grid;
}

}  // namespace

std::vector<QueryRow> query_rows_of_course() {
  using T = Target;
  Grid in_plenary(kinds_of_channels().size(), "NNNNNNNNNNNNNS");
  in_plenary[1] = reads[1];
  return {
      {"list_gatherings", "all", gatherings(".............."), false,
       [](Query& q, const T&) { q.mutable_list_gatherings(); }, shows_marker},
      {"list_gatherings", "of a channel", reads_channel, true,
       [](Query& q, const T& t) { q.mutable_list_gatherings()->set_channel_id(t.channel); },
       [](const Answer& answer, const T&) { return answer.has_gathering_list(); }},
      {"get_gathering", "", gatherings("NNNNNNNNNNNNNS"), true,
       [](Query& q, const T& t) { q.mutable_get_gathering()->set_gathering_id(t.gathering); }, shows_marker},
      {"get_workshop", "", in_plenary, true,
       [](Query& q, const T& t) { q.mutable_get_workshop()->set_workshop_id(t.workshop); },
       [](const Answer& answer, const T&) { return answer.workshop().workshop().sentences_size() == 1; }},
  };
}

std::vector<QueryRow> query_rows_of_commons() {
  using T = Target;
  const std::string facilitators = "F+FFFFFFFFF+FS";
  return {
      {"list_to_do", "", asked_once(facilitators), false, [](Query& q, const T&) { q.mutable_list_to_do(); },
       [](const Answer& answer, const T&) { return answer.to_do_list().quotes_size() == 1; }},
      {"draw_dossier", "", asked_once(facilitators), false, [](Query& q, const T&) { q.mutable_draw_dossier(); },
       [](const Answer& answer, const T&) { return answer.dossier_draft().has_figures(); }},
      {"list_my_quotes", "", asked_once("+NNNNNNNNNNNNS"), false,
       [](Query& q, const T&) { q.mutable_list_my_quotes(); },
       [](const Answer& answer, const T&) { return answer.quote_list().rows_size() > 0; }},
      {"list_dossiers", "", in_steering(), false, [](Query& q, const T&) { q.mutable_list_dossiers(); },
       [](const Answer& answer, const T& target) {
         const auto& all = answer.dossier_list().dossiers();
         return std::ranges::any_of(all, [&](const Dossier& one) { return one.channel_id() == target.channel; });
       }},
  };
}

}  // namespace ramure::test
