// The limits of quotes, dossiers and the to-do list of those who animate.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ramure::community::commons_limits {

inline constexpr std::size_t quoted_words_bytes_max = 1'000;
inline constexpr std::size_t dossier_words_bytes_max = 10'000;
inline constexpr int dossier_quotes_max = 20;

}  // namespace ramure::community::commons_limits
