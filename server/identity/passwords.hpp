// Passwords: the rule for a new one, and Argon2id hashes (libsodium). Slow and memory-hungry on purpose: never call
// hash or verify on an I/O thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/clock.hpp"

namespace ramure::identity {

inline constexpr std::size_t password_characters_min = 12;
inline constexpr std::size_t password_bytes_max = 1'024;
inline constexpr std::size_t sign_in_name_bytes_min = 2;
inline constexpr std::size_t sign_in_name_bytes_max = 100;

// What one Argon2id hash costs.
struct PasswordCost {
  std::uint64_t passes = 0;
  std::size_t memory_bytes = 0;

  // About 0.1 s on one core of 2020.
  static constexpr PasswordCost standard() { return {.passes = 2, .memory_bytes = std::size_t{64} * 1024 * 1024}; }
  // For tests only: safe against nobody.
  static constexpr PasswordCost weak_for_tests() { return {.passes = 1, .memory_bytes = std::size_t{8} * 1024}; }
};

// A hash that carries its own salt and cost: "$argon2id$v=19$m=65536,t=2,p=1$…". Throws std::bad_alloc when there is
// no memory for it.
std::string hash_password(std::string_view password, const PasswordCost& cost);
bool verify_password(std::string_view password, const std::string& hash);
// Whether the hash was made at another cost: then it is made anew at the next successful sign-in.
bool needs_new_hash(const std::string& hash, const PasswordCost& cost);

// Why this cannot be the password of `name`, as a plain sentence; nullopt when it can.
std::optional<std::string> why_not_password(std::string_view password, std::string_view name);
// The same for a name to sign in with.
std::optional<std::string> why_not_sign_in_name(std::string_view name);

// Names differ by more than the case of their letters.
std::string folded_sign_in_name(std::string_view name);

// A password that nobody chose: four groups of five letters and digits without look-alikes ("mzrkd-7tq4w-…"), 100 bits.
std::string random_password(Random& random);

}  // namespace ramure::identity
