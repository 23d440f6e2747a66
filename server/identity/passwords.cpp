#include "server/identity/passwords.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

namespace ramure::identity {

namespace {

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start: no source of random numbers");
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

bool is_sign_in_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._-@+").find(c) != std::string_view::npos;
}

}  // namespace

std::string hash_password(std::string_view password, const PasswordCost& cost) {
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return hash.data();
}

bool verify_password(std::string_view password, const std::string& hash) {
  start_sodium();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool needs_new_hash(const std::string& hash, const PasswordCost& cost) {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_bytes) != 0;
}

std::optional<std::string> why_not_password(std::string_view password, std::string_view name) {
  if (characters(password) < password_characters_min) {
    return "a password needs at least " + std::to_string(password_characters_min) + " characters";
  }
  if (password.size() > password_bytes_max) {
    return "a password may have at most " + std::to_string(password_bytes_max) + " bytes";
  }
  if (folded_sign_in_name(password) == folded_sign_in_name(name)) {
    return "the password must not be the name to sign in with";
  }
  const auto differs = [&password](char byte) { return byte != password.front(); };
  if (std::ranges::none_of(password, differs)) return "the password must not be one character repeated";
  return std::nullopt;
}

std::optional<std::string> why_not_sign_in_name(std::string_view name) {
  if (name.size() < sign_in_name_bytes_min || name.size() > sign_in_name_bytes_max) {
    return "a name to sign in with has " + std::to_string(sign_in_name_bytes_min) + " to " +
           std::to_string(sign_in_name_bytes_max) + " characters";
  }
  if (!std::ranges::all_of(name, is_sign_in_character)) {
    return "a name to sign in with is made of letters without accents, digits and . _ - @ +";
  }
  return std::nullopt;
}

std::string folded_sign_in_name(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

std::string random_password(Random& random) {
  static constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
  static_assert(letters.size() == 32, "five bits each, without bias");
  std::array<unsigned char, 20> bytes{};
  random.fill(bytes);
  std::string password;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i != 0 && i % 5 == 0) password += '-';
    password += letters[bytes[i] % letters.size()];
  }
  return password;
}

}  // namespace ramure::identity
