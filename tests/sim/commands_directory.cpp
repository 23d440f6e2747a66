// Commands about the directory and the facilitators' word, drawn like those of commands.cpp.
#include <string>

#include "tests/sim/commands.hpp"
#include "tests/sim/village.hpp"

namespace ramure::sim {

namespace {

std::string numbered(Dice& dice, const char* word) { return word + std::to_string(dice.below(1'000'000)); }

// A thing of the directory as it is held, to be edited.
template <class Thing, class Rows>
Thing held_one(Dice& dice, const Rows& rows, const std::vector<std::uint64_t>& ids) {
  const auto held = rows.find(ids[dice.below(ids.size())]);
  return held == rows.end() ? Thing() : held->second.thing;
}

}  // namespace

void edit_directory(Dice& dice, const cli::State& state, v1::Command& command) {
  const auto& picture = state.picture();
  switch (dice.below(6)) {
    case 0:
      command.mutable_edit_profile()->set_name(numbered(dice, "Personne "));
      command.mutable_edit_profile()->set_bio(numbered(dice, "mot"));
      break;
    case 1: {
      v1::Territory& territory = *command.mutable_edit_territory()->mutable_territory();
      territory = held_one<v1::Territory>(dice, picture.territories, village().territories);
      if (dice.chance(30)) {
        territory.set_name(numbered(dice, "Territoire "));
      } else {
        territory.set_seeks(numbered(dice, "mot"));
      }
      break;
    }
    case 2: {
      v1::Theme& theme = *command.mutable_edit_theme()->mutable_theme();
      theme = held_one<v1::Theme>(dice, picture.themes, village().themes);
      theme.set_title(numbered(dice, "Titre "));
      theme.set_position(static_cast<std::uint32_t>(dice.below(9)));
      break;
    }
    case 3: {
      v1::Territory& territory = *command.mutable_add_territory()->mutable_territory();
      territory.set_key(numbered(dice, "t"));
      territory.set_name(numbered(dice, "Titre "));
      territory.set_time_zone("Indian/Reunion");
      break;
    }
    default:
      if (dice.chance(60)) command.mutable_edit_word()->set_text(numbered(dice, "mot"));
      command.mutable_edit_word()->set_version(picture.word.word.version());
  }
}

}  // namespace ramure::sim
