#include "server/identity/tokens.hpp"

#include <sodium.h>

#include <span>

namespace ramure::identity {

namespace {

// BLAKE2b needs neither a key nor a start of libsodium; 32 random bytes need no slow hash.
void blake2b(std::span<unsigned char> out, std::string_view text) {
  crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr,
                     0);
}

}  // namespace

std::string new_token(Random& random) {
  std::array<unsigned char, 32> bytes{};
  random.fill(bytes);
  std::array<char, token_characters + 1> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

TokenHash hash_of_token(std::string_view token) {
  TokenHash hash{};
  blake2b(hash, token);
  return hash;
}

std::string derived_command_key(TimestampMs at_ms, std::string_view name) {
  std::array<unsigned char, 16> key{};
  blake2b(key, name);
  for (int i = 0; i < 6; ++i) key[static_cast<std::size_t>(i)] = static_cast<unsigned char>(at_ms >> (8 * (5 - i)));
  key[6] = static_cast<unsigned char>(0x70 | (key[6] & 0x0F));  // version 7
  key[8] = static_cast<unsigned char>(0x80 | (key[8] & 0x3F));  // variant
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

}  // namespace ramure::identity
