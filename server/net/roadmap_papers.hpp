// From a roadmap that somebody takes along to the words on its papers (files/roadmap_paper.hpp).
#pragma once

#include <string>

#include "server/community/take_roadmap.hpp"
#include "server/files/roadmap_paper.hpp"

namespace ramure::net {

// Whether its authors are named. Outside they are not: the act of the pair was to hand out a text.
enum class Names { said, left_out };

files::RoadmapPaper paper_of(const community::RoadmapTaken& taken, files::Language language, Names names);

std::string territory_of(const community::RoadmapTaken& taken);  // its name

// « Feuille de route (v2) · version figée le lundi 24 septembre 2018 par Paul et Nadia »
std::string line_below(const community::RoadmapTaken& taken, files::Language language, Names names);

}  // namespace ramure::net
