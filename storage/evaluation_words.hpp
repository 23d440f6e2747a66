// « Évaluation »: the words of an answer stand in the event that told its member, and without him in the one for the
// backstage. Both lose them when a later answer takes their place, and when their author leaves; the ratings stay.
// Internal to storage/.
#pragma once

#include <cstdint>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "storage/connection.hpp"

namespace ramure::storage {

// The events that lose their words by this one. Asked before it is applied to the tables.
std::vector<std::uint64_t> evaluations_ended_by(Connection& db, const v1::Event& event);

// Takes their words out of the journal, and notes for the scrubber those that held any: each under its own seq.
void erase_evaluations(Connection& db, const std::vector<std::uint64_t>& seqs, std::int64_t at_ms);

// Whether the event of that seq is of an evaluation.
bool is_of_evaluation(Connection& db, std::uint64_t seq);

}  // namespace ramure::storage
