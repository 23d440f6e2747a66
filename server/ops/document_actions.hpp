// The structured actions that a roadmap in Markdown tells as text: rows of a table whose head names the fields, or
// items of a list.
//
//   | Réf. | Action | Pilote | Partenaires | Échéance | Moyens | Indicateur | Statut |
//   - **A1. Coprésidence tournante** – pilote : Ville ; échéance : 31/12/2018 ; statut : en cours.
//
// The axis is the last heading of the third level. Pure.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "server/ops/corpus_roadmap.hpp"

namespace ramure::ops {

// The error is a sentence that quotes what cannot be read.
std::expected<std::vector<DocumentAction>, std::string> actions_in(std::string_view markdown);

// "en cours"; nothing: no status is called so.
std::optional<v1::RoadmapActionStatus> action_status(std::string_view word);

// Without the lines between --- at its head.
std::string_view body_of_document(std::string_view text);

}  // namespace ramure::ops
