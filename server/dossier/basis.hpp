// What stood behind the figures that a dossier showed: their values, and the contributions of territories that these
// came from. It is kept beside the journal for the next dossier, and shown to nobody.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/dossier/census.hpp"

namespace ramure::dossier {

// By the name of the figure: "participating", "theme:77". Hidden figures are not in it.
using Basis = std::map<std::string, Count, std::less<>>;

// One line for each figure: name, value, "territory=count,…" twice, with tabs between. What is not understood is left
// out by read_basis: the figure then counts as one that was not shown by that dossier.
std::string write_basis(const Basis& basis);
Basis read_basis(std::string_view text);

}  // namespace ramure::dossier
