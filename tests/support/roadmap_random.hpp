// What people write, at random: composed and decomposed accents, emoji with joiners, line breaks; never a cut inside a
// surrogate pair.
#pragma once

#include "server/roadmap/changes.hpp"
#include "tests/support/xorshift.hpp"

namespace ramure::test {

std::u16string random_words(Dice& dice);

// One insertion, deletion or replacement, or several places at once.
roadmap::Change random_edit(Dice& dice, const std::u16string& text);

}  // namespace ramure::test
