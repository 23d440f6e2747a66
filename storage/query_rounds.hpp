// Rounds of co-development: their events, and which of them the server has to look at. Internal to storage/.
#pragma once

#include <vector>

#include "ramure/v1/events.pb.h"
#include "storage/asking.hpp"
#include "storage/reader.hpp"

namespace ramure::storage {

// All events of the round after `after_seq`, in order, whoever may read them: for the rules.
std::vector<v1::Event> load_round_events(Connection& db, std::uint64_t round_id, std::uint64_t after_seq);

// The events that still hold words of a contribution, of the round itself, of a comment or suggestion in a roadmap, or
// of a sentence of a workshop; none: they were erased.
std::vector<v1::Event> events_with_words_of(Connection& db, std::uint64_t thing_id);

bool query_round(Asking& asking, std::uint64_t round_id, std::uint64_t after_seq, std::vector<v1::Event>& events);

// Those that the asker is in, newest first.
std::vector<std::uint64_t> query_rounds(Asking& asking, bool ended_too, std::size_t limit);

}  // namespace ramure::storage
