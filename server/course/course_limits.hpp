// The limits that the course holds to, named, with their units.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ramure::course::limits {

inline constexpr std::int64_t hour_ms = 3'600'000;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

// A gathering, in bytes of UTF-8
inline constexpr std::size_t title_bytes_max = 300;  // also of a part of the programme, of a document, of a question
inline constexpr std::size_t place_bytes_max = 500;
inline constexpr std::size_t url_bytes_max = 2'000;
inline constexpr std::size_t description_bytes_max = 10'000;
inline constexpr std::size_t item_text_bytes_max = 5'000;
inline constexpr std::size_t outcome_bytes_max = 20'000;
inline constexpr std::size_t because_bytes_max = 500;
inline constexpr int programme_items_max = 40;
inline constexpr int documents_max = 40;
inline constexpr std::uint32_t session_number_max = 9;
inline constexpr std::int64_t lasts_ms_max = 15 * day_ms;
inline constexpr std::int64_t time_ms_max = 253'402'300'799'999;  // the year 9999: what calendars can write

// Lists
inline constexpr std::uint32_t listed_default = 100;
inline constexpr std::uint32_t listed_max = 200;

// Evaluation
inline constexpr std::uint32_t rating_max = 4;
inline constexpr std::size_t evaluation_text_bytes_max = 2'000;
inline constexpr std::int64_t evaluation_open_ms = 60 * day_ms;  // after the end
inline constexpr std::size_t territories_shown_min = 3;          // averages of fewer are hidden

// The workshop in the room
inline constexpr std::int64_t workshop_open_ms_max = day_ms;
inline constexpr std::size_t workshops_of_gathering_max = 20;
inline constexpr std::size_t sentences_max = 500;
inline constexpr std::size_t sentence_bytes_max = 500;

// The notebook
inline constexpr std::size_t notebook_entries_max = 1'000;  // of one member
inline constexpr std::size_t notebook_text_bytes_max = 10'000;
inline constexpr std::size_t entry_key_bytes = 16;

static_assert(listed_default <= listed_max);
static_assert(sentences_max * sentence_bytes_max <= 256 * 1024, "a workshop is shown whole");

}  // namespace ramure::course::limits
