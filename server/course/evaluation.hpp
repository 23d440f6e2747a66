// « Évaluation »: what it may say, and which averages of many may be shown.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "ramure/v1/dossier.pb.h"
#include "server/community/refuse.hpp"
#include "storage/course_state.hpp"

namespace ramure::course {

using community::Checked;

Checked check_evaluation(const std::string& path, const v1::Evaluation& evaluation);

// Without ratings and words: what an answer that was taken back says.
bool is_empty(const v1::Evaluation& evaluation);

// The averages of one gathering that are shown after these answers: all that were ever given, in their order. Each is
// of those who gave that rating last, and shown only while they are of three territories at least: else it is 0, and
// `hidden` says that no average is shown. People without a territory count nowhere, so that no figure is theirs alone.
//
// Two looks must not give away the answers that came between them. So a figure moves only when, against every one
// that was shown before, the answers of three territories at least have changed; until then it stays what it was, also
// when an answer is taken back. How many answered is not told.
v1::EvaluationFigure figure_of(std::uint64_t gathering_id, const std::string& title,
                               std::span<const storage::Rating> ratings);

}  // namespace ramure::course
