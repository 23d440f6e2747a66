// The rights matrix: gatherings, workshops, the notebook, and where a territory stands.
#include "tests/support/course_commands.hpp"
#include "tests/unit/rights_matrix_rows.hpp"

namespace ramure::test {

using namespace v1;
using W = RightsWorld;
using T = Target;

namespace {

const std::string nobody = "NNNNNNNNNNNNNS";

// Who keeps order; not beside the obstacles of a pair nor among resources, nor where a method of its own says when.
const Grid plans{"FFFFFNNFFFFFFS", "F+FFFNNNFFF+FS", "F+FFNNNNFFF+FS", "+FFNNNNNNFNNNS", "+NNNNNNNNNNNNS",
                 "INFNNNNNNNNNNS", "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS", "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS",
                 "FFFFNNNNNFNNNS", "NFFNNNNNNNNNNS", "FIFFFFFNFFFIFS", "FIFNNNNNNFFIFS", "N+NNFNNNNNN+NS",
                 "N+NNNFNNNNN+NS", "N+NNNNFNNNN+NS"};
const Grid plans_anew{nobody,           "F+FFFNNNFFF+FS", "F+FFNNNNFFF+FS", "+FFNNNNNNFNNNS", "+NNNNNNNNNNNNS", nobody,
                      "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS", "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS", nobody,           nobody,
                      nobody,           nobody,           "N+NNFNNNNNN+NS", "N+NNNFNNNNN+NS", "N+NNNNFNNNN+NS"};
const Grid reads_gathering{nobody,           "+++++NNN+++++S", "++++NNNN+++++S", "+++NNNNNN+NNNS", "+NNNNNNNNNNNNS",
                           nobody,           "+N+NNNNNNNNNNS", "+N+NNNNNNNNNNS", "+++NNNNNNNNNNS", "N+NNNNNNNNN+NS",
                           nobody,           nobody,           nobody,           nobody,           "N+NN+NNNNNN+NS",
                           "N+NNN+NNNNN+NS", "N+NNNN+NNNN+NS"};
// Catalysts, and only what is for all.
const Grid evaluates{nobody,           "+FFFFNNNF++FFS", "FFFFNNNNFFFFFS", "FFFNNNNNNFNNNS", "FNNNNNNNNNNNNS", nobody,
                     "FNFNNNNNNNNNNS", "FNFNNNNNNNNNNS", "FFFNNNNNNNNNNS", "NFNNNNNNNNNFNS", nobody,           nobody,
                     nobody,           nobody,           "NFNNFNNNNNNFNS", "NFNNNFNNNNNFNS", "NFNNNNFNNNNFNS"};
const Grid opens_workshop{nobody,           "F+FFFNNNFFF+FS", "FIFFNNNNFFFIFS", "FFFNNNNNNFNNNS", "FNNNNNNNNNNNNS",
                          nobody,           "FNFNNNNNNNNNNS", "FNFNNNNNNNNNNS", "FFFNNNNNNNNNNS", "NFNNNNNNNNNFNS",
                          nobody,           nobody,           nobody,           nobody,           "NINNFNNNNNNINS",
                          "NINNNFNNNNNINS", "NINNNNFNNNNINS"};
Grid in_plenary(std::string line) {
  Grid grid(grid_lines, nobody);
  grid[1] = std::move(line);
  return grid;
}

bool is_committee(ChannelKind place) {
  return place == CHANNEL_KIND_STEERING || place == CHANNEL_KIND_ORIENTATION || place == CHANNEL_KIND_TECHNICAL;
}

GatheringKind kind_for(ChannelKind place) {
  if (place == CHANNEL_KIND_PLENARY) return GATHERING_KIND_VISIT;
  if (is_committee(place)) return GATHERING_KIND_COMMITTEE;
  const bool is_follow_up = place == CHANNEL_KIND_PAIR_FOLLOW_UP || place == CHANNEL_KIND_PERSONAL_FOLLOW_UP;
  return is_follow_up ? GATHERING_KIND_FOLLOW_UP : GATHERING_KIND_OTHER;
}

std::vector<Row> rows_of_gatherings() {
  return {
      {"course", "a plan", plans,
       [](Command& c, const T& t, W& w) {
         c = command_plan(t.channel, kind_for(t.kind), w.community().store().last_event_ms());
       }},
      {"course", "an edit", plans_anew,
       [](Command& c, const T& t, W& w) {
         Command plan = command_plan(t.channel, kind_for(t.kind), w.community().store().last_event_ms());
         Gathering& gathering = *plan.mutable_course()->mutable_plan_gathering()->mutable_gathering();
         gathering.set_id(t.gathering);
         gathering.set_version(1);
         c = command_edit_gathering(gathering);
       }},
      {"course", "a cancelling", plans_anew, [](Command& c, const T& t, W&) { c = command_cancel(t.gathering); }},
      {"course", "an answer", reads_gathering,
       [](Command& c, const T& t, W&) { c = command_answer(t.gathering, PARTICIPATION_COMING); }},
      {"course", "an evaluation", evaluates, [](Command& c, const T& t, W&) { c = command_evaluate(t.gathering, 3); }},
      {"course", "an entry of the notebook", reads_gathering,
       [](Command& c, const T& t, W&) { c = command_note("a", "Mon mot", t.gathering); }},
  };
}

}  // namespace

std::vector<Row> rows_of_course() {
  std::vector<Row> rows = rows_of_gatherings();
  const std::vector<Row> of_workshops{
      {"course", "a workshop", opens_workshop,
       [](Command& c, const T& t, W& w) {
         c = command_open_workshop(t.gathering, w.community().store().last_event_ms() + hour_ms);
       }},
      {"course", "a sentence", in_plenary("+++FFNNNF++++S"),
       [](Command& c, const T& t, W&) { c = command_sentence(t.workshop); }},
      {"course", "a sentence sorted", in_plenary("F+FFFNNNFFF+FS"),
       [](Command& c, const T& t, W& w) { c = command_sort(t.sentence, w.community().theme); }},
      {"course", "the end of a workshop", in_plenary("F+FFFNNNFFF+FS"),
       [](Command& c, const T& t, W&) { c = command_close_workshop(t.workshop); }},
      {"set_territory_state", "", in_directory("F+FFFNN+FFF+FS"),
       [](Command& c, const T& t, W& w) {
         const bool is_there = t.channel == RuledCommunity::directory;
         c = command_territory_state(is_there ? w.community().valmerac.id : t.channel, TERRITORY_STATE_PAUSED);
       }},
  };
  rows.insert(rows.end(), of_workshops.begin(), of_workshops.end());
  return rows;
}

}  // namespace ramure::test
