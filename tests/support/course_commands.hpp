// Commands of the course that are right in every respect but for who sends them, and when.
#pragma once

#include <cstdint>
#include <string_view>

#include "ramure/v1/commands.pb.h"

namespace ramure::test {

inline constexpr std::int64_t hour_ms = 3'600'000;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

// Two hours in a channel.
v1::Command command_plan(std::uint64_t channel_id, v1::GatheringKind kind, std::int64_t starts_at_ms,
                         std::string_view title = "Comprendre");
v1::Command command_edit_gathering(const v1::Gathering& gathering);
v1::Command command_cancel(std::uint64_t gathering_id, std::string_view because = "");
v1::Command command_answer(std::uint64_t gathering_id, v1::Participation participation);
v1::Command command_evaluate(std::uint64_t gathering_id, std::uint32_t rating, std::string_view keeps = "");
v1::Command command_open_workshop(std::uint64_t gathering_id, std::int64_t closes_at_ms);
v1::Command command_sentence(std::uint64_t workshop_id, std::string_view text = "Personne ne décide.");
v1::Command command_sort(std::uint64_t sentence_id, std::uint64_t theme_id, bool withdrawn = false);
v1::Command command_close_workshop(std::uint64_t workshop_id);
v1::Command command_note(std::string_view entry_key, std::string_view text, std::uint64_t gathering_id = 0);
v1::Command command_territory_state(std::uint64_t territory_id, v1::TerritoryState state);

}  // namespace ramure::test
