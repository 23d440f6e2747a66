// Tokens: 32 random bytes, shown once as 43 characters, kept as a hash. And command keys that are drawn from a name,
// so that doing the same thing again is recognised as the same thing.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "server/clock.hpp"

namespace ramure::identity {

inline constexpr std::size_t token_characters = 43;

using TokenHash = std::array<unsigned char, 32>;

std::string new_token(Random& random);
TokenHash hash_of_token(std::string_view token);

inline std::string_view bytes_of(const TokenHash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

// Token hashes are as good as random: their first bytes are a hash.
struct TokenHashHash {
  std::size_t operator()(const TokenHash& hash) const {
    std::size_t first = 0;
    std::memcpy(&first, hash.data(), sizeof first);
    return first;
  }
};

// A UUIDv7 whose time is `at_ms` and whose other bits follow from `name`: the same arguments, the same key.
std::string derived_command_key(TimestampMs at_ms, std::string_view name);

}  // namespace ramure::identity
