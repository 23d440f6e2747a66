// The rights matrix: the words of the directory and of the facilitators.
#include "tests/unit/rights_matrix_rows.hpp"

namespace ramure::test {

using namespace v1;
using W = RightsWorld;
using T = Target;

namespace {

// What a territory says of itself is its pair's and an admin's; what it is called an admin's alone.
const Grid edits_texts = in_directory("+FFFFNN+FFFFFS");
const Grid edits_name = in_directory("FFFFFNN+FFFFFS");
const Grid edits_theme = in_directory("F+FFFNN+FFF+FS");
const Grid adds = in_directory("FFFFFFF+FFFFFS");
const Grid writes_word{"..............", "F+FFFNNNFFF+FS", "..............", "..............", "..............",
                       "..............", "..............", "..............", "..............", ".............."};

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

}  // namespace ramure::test
