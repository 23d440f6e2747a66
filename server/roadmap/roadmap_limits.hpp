// The limits that the rules of a roadmap hold to, named, with their units. What clients must know besides (lengths of
// comments and fields, open texts) is in protocol/limits.hpp.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ramure::roadmap::limits {

// The text, in UTF-16 code units
inline constexpr std::size_t text_units_max = 500'000;      // some 150 pages
inline constexpr std::size_t change_sections_max = 10'000;  // of one change: « remplacer partout »
inline constexpr std::size_t push_changes_max = 256;
inline constexpr std::size_t passage_units_min = 4;  // shorter ones are everywhere, and are not removed from a history

// The log
inline constexpr std::uint64_t snapshot_every = 256;         // changes
inline constexpr std::uint64_t snapshots_kept_near = 4'096;  // so many changes behind the head all are kept,
inline constexpr std::uint64_t snapshot_kept_every = 4'096;  // behind that one in so many changes
inline constexpr std::size_t recent_entries_max = 1'024;     // held in memory, for pushes that come late
inline constexpr std::size_t recent_units_max = 2'000'000;   // inserted by them
inline constexpr std::uint64_t late_entries_max = 20'000;  // behind which nothing is moved forward; read in some 20 ms
inline constexpr std::size_t moves_max = 200'000;          // map() calls that one push may cost; some 100 ms
inline constexpr std::size_t anchors_max = 2'000;

// Around the text
inline constexpr std::ptrdiff_t of_territory_max = 50;
inline constexpr std::size_t pens_max = 20;  // peers invited to write along
inline constexpr std::size_t actions_max = 200;
inline constexpr std::size_t versions_max = 500;  // frozen and named

// Search
inline constexpr std::size_t found_max = 20;  // roadmaps on a page of search

// History
inline constexpr std::int64_t session_gap_ms = 30LL * 60 * 1000;  // a longer pause ends a working session
inline constexpr std::size_t edits_max =
    1'000;  // between two versions, in words; beyond it a passage is shown as a whole

static_assert(recent_entries_max >= snapshot_every, "what follows the last snapshot is in memory");
static_assert(snapshot_kept_every % snapshot_every == 0, "only snapshots that were made can be kept");
static_assert(push_changes_max <= moves_max);

}  // namespace ramure::roadmap::limits
