// The rights matrix: the words of the directory and of the facilitators, and what one keeps for oneself.
#include "tests/unit/rights_matrix_rows.hpp"

namespace ramure::test {

using namespace v1;
using W = RightsWorld;
using T = Target;

namespace {

const Grid anybody_in_vain = in_directory("=============S");
// What a territory says of itself is its pair's and an admin's; what it is called an admin's alone.
const Grid edits_texts = in_directory("+FFFFNN+FFFFFS");
const Grid edits_name = in_directory("FFFFFNN+FFFFFS");
const Grid edits_theme = in_directory("F+FFFNN+FFF+FS");
const Grid adds = in_directory("FFFFFFF+FFFFFS");
const Grid writes_word{"..............", "F+FFFNNNFFF+FS", "..............", "..............",
                       "..............", "..............", "..............", "..............",
                       "..............", "..............", "..............", ".............."};
// As who reads: there is no bookmark to take away.
const Grid reads_in_vain{"NNNNNNNNNNNNNS", "=====NNN=====S", "====NNNN=====S", "===NNNNNN=NNNS", "=NNNNNNNNNNNNS",
                         "=N=NNNNNNNNNNS", "=N=NNNNNNNNNNS", "=N=NNNNNNNNNNS", "===NNNNNNNNNNS", "N=NNNNNNNNN=NS",
                         "NNNNNNNNNNNNNS", "NNNNNNNNNNNNNS", "=======N=====S", "===NNNNNN====S", "N=NN=NNNNNN=NS",
                         "N=NNN=NNNNN=NS", "N=NNNN=NNNN=NS"};

// A thing of the directory as it stands, or one that does not exist where the target does not.
Territory territory_in(const T& target, W& world) {
  if (target.channel == RuledCommunity::directory) {
    return *world.community().view().territory(world.community().valmerac.id);
  }
  Territory absent;
  absent.set_id(target.channel);
  return absent;
}

Theme theme_in(const T& target, W& world) {
  if (target.channel == RuledCommunity::directory) return *world.community().view().theme(world.community().theme);
  Theme absent;
  absent.set_id(target.channel);
  return absent;
}

}  // namespace

std::vector<Row> rows_of_directory() {
  return {
      {"edit_profile", "one's own", anybody,
       [](Command& c, const T&, W&) { c.mutable_edit_profile()->set_name("Un autre nom"); }},
      {"edit_territory", "its texts", edits_texts,
       [](Command& c, const T& t, W& w) {
         *c.mutable_edit_territory()->mutable_territory() = territory_in(t, w);
         c.mutable_edit_territory()->mutable_territory()->set_seeks("Des pairs");
       }},
      {"edit_territory", "its name", edits_name,
       [](Command& c, const T& t, W& w) {
         *c.mutable_edit_territory()->mutable_territory() = territory_in(t, w);
         c.mutable_edit_territory()->mutable_territory()->set_name("Autre nom");
       }},
      {"edit_theme", "", edits_theme,
       [](Command& c, const T& t, W& w) {
         *c.mutable_edit_theme()->mutable_theme() = theme_in(t, w);
         c.mutable_edit_theme()->mutable_theme()->set_title("Autre titre");
       }},
      {"add_theme", "", adds,
       [](Command& c, const T&, W&) {
         c.mutable_add_theme()->mutable_theme()->set_key("th9");
         c.mutable_add_theme()->mutable_theme()->set_title("Un thème de plus");
       }},
      {"add_territory", "", adds,
       [](Command& c, const T&, W&) {
         c.mutable_add_territory()->mutable_territory()->set_key("t99");
         c.mutable_add_territory()->mutable_territory()->set_name("Un territoire de plus");
         c.mutable_add_territory()->mutable_territory()->set_time_zone("Europe/Paris");
       }},
      {"edit_word", "", writes_word,
       [](Command& c, const T&, W& w) {
         c.mutable_edit_word()->set_text("Un autre mot");
         c.mutable_edit_word()->set_version(w.community().view().word().version());
       }},
  };
}

std::vector<Row> rows_of_wishes() {
  return {
      {"set_bookmark", "", reads,
       [](Command& c, const T& t, W&) {
         c.mutable_set_bookmark()->set_message_id(t.first_message);
         c.mutable_set_bookmark()->set_kept(true);
       }},
      {"set_bookmark", "taken away", reads_in_vain,
       [](Command& c, const T& t, W&) { c.mutable_set_bookmark()->set_message_id(t.first_message); }},
      {"save_settings", "", anybody,
       [](Command& c, const T&, W&) { c.mutable_save_settings()->mutable_settings()->set_locale("en"); }},
      {"note_acceptance", "", anybody,
       [](Command& c, const T&, W&) {
         c.mutable_note_acceptance()->set_kind(ACCEPTANCE_KIND_FRAME);
         c.mutable_note_acceptance()->set_version(1);
       }},
      {"start_afresh", "", anybody, [](Command& c, const T&, W&) { c.mutable_start_afresh(); }},
      {"undo_start_afresh", "", anybody_in_vain, [](Command& c, const T&, W&) { c.mutable_undo_start_afresh(); }},
  };
}

}  // namespace ramure::test
