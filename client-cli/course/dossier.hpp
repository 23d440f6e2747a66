// A dossier and the quotes in it, in words: what a committee is told, and what hides behind too few territories.
#pragma once

#include <cstddef>

#include "client-cli/output/line.hpp"
#include "client-cli/rounds/telling.hpp"
#include "ramure/v1/dossier.pb.h"

namespace ramure::cli {

// « ~1  Dossier de novembre », its place and its date.
void tell_row(const v1::Dossier& dossier, std::size_t place, const Glance& glance, Lines& lines);

// The whole of a published one.
void tell_dossier(const v1::Dossier& dossier, const Glance& glance, Lines& lines);

// Each figure counts territories or is a margin; one that is hidden says so.
void tell_figures(const v1::DossierFigures& figures, const Glance& glance, Lines& lines);

// « ~1  « … » Lucie Charbonnel, demandée hier, oui depuis 9 h 42 ».
void tell_quote(const v1::QuoteRow& quote, std::size_t place, const Glance& glance, Lines& lines);

}  // namespace ramure::cli
