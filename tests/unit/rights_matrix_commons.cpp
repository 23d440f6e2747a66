// The rights matrix: resources, quotes and dossiers.
#include "tests/unit/rights_matrix_rows.hpp"

namespace ramure::test {

using namespace v1;
using W = RightsWorld;
using T = Target;

namespace {

constexpr std::size_t plenary_line = 1, themes_line = 2, proposals_line = 14, first_committee_line = 15;
constexpr std::size_t facilitator_column = 1, other_facilitator_column = 11;

// Who reads the place, with another letter for what he may: `letter` by line and column.
template <class Letter>
Grid for_readers(Grid grid, Letter letter) {
  for (std::size_t line = 0; line < grid.size(); ++line) {
    for (std::size_t column = 0; column < grid[line].size(); ++column) {
      if (grid[line][column] == '+') grid[line][column] = letter(line, column);
    }
  }
  return grid;
}

// Facilitators, of what was proposed; other threads propose nothing.
Grid publishes_resource() {
  Grid grid = for_readers(reads, [](std::size_t, std::size_t) { return 'I'; });
  grid[proposals_line] = "F+FNNNNNNFF+FS";
  return grid;
}

// Facilitators, of what all read in the plenary and the themes.
const Grid asks_for_quote = for_readers(reads, [](std::size_t line, std::size_t column) {
  if (column != facilitator_column && column != other_facilitator_column) return 'F';
  return line == plenary_line || line == themes_line ? '+' : 'I';
});

// Facilitators, to the committees, whose members read it there; other places are no committees.
const Grid publishes_dossier = for_readers(reads_channel, [](std::size_t line, std::size_t column) {
  if (line < first_committee_line) return 'I';
  return column == facilitator_column || column == other_facilitator_column ? '+' : 'F';
});

}  // namespace

std::vector<Row> rows_of_commons() {
  return {
      {"course", "publish a resource", publishes_resource(),
       [](Command& c, const T& t, W&) { c.mutable_course()->mutable_publish_resource()->set_thread_id(t.thread); }},
      {"course", "ask for a quote", asks_for_quote,
       [](Command& c, const T& t, W&) {
         c.mutable_course()->mutable_ask_for_quote()->set_message_id(t.first_message);
         c.mutable_course()->mutable_ask_for_quote()->set_words("Corps");
       }},
      {"course", "answer a quote", in_directory("+NNNNNNNNNNNNS"),
       [](Command& c, const T& t, W& w) {
         const bool is_there = t.channel == RuledCommunity::directory;
         c.mutable_course()->mutable_answer_quote()->set_quote_id(is_there ? w.quote() : t.channel);
         c.mutable_course()->mutable_answer_quote()->set_allowed(true);
       }},
      {"course", "publish a dossier", publishes_dossier,
       [](Command& c, const T& t, W&) {
         c.mutable_course()->mutable_publish_dossier()->set_channel_id(t.channel);
         c.mutable_course()->mutable_publish_dossier()->set_title("Dossier de fin de parcours");
       }},
  };
}

}  // namespace ramure::test
