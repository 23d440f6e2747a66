// A dossier as a page: headings, tables with headers, and words where a figure is not shown. It stands alone, and
// prints.
#pragma once

#include <string>

#include "ramure/v1/dossier.pb.h"
#include "server/files/words.hpp"

namespace ramure::files {

struct DossierPage {
  Language language = Language::french;
  const v1::Dossier& dossier;
  std::string community, zone;
  std::string ending = {};  // a line at the end
  bool is_for_outside = false;
};

std::string dossier_page(const DossierPage& page);

}  // namespace ramure::files
