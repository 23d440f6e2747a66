#include "server/mail/reply_address.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

#include "protocol/check.hpp"
#include "server/mail/lower_case.hpp"

namespace ramure::mail {

namespace {

constexpr std::size_t granted_bytes = 20, signature_bytes = 12, token_bytes = granted_bytes + signature_bytes;
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";  // RFC 4648, in lower case
constexpr TimestampMs day_ms = TimestampMs{24} * 60 * 60 * 1000;
static_assert((token_bytes * 8 + 4) / 5 == reply_token_characters);

using Granted = std::array<unsigned char, granted_bytes>;
using Signature = std::array<unsigned char, signature_bytes>;

void put(std::span<unsigned char> into, std::uint64_t number) {
  for (auto byte = into.rbegin(); byte != into.rend(); ++byte, number >>= 8) *byte = static_cast<unsigned char>(number);
}

std::uint64_t number_in(std::span<const unsigned char> bytes) {
  std::uint64_t number = 0;
  for (const unsigned char byte : bytes) number = number << 8 | byte;
  return number;
}

Signature signature_of(std::string_view key, const Granted& granted) {
  CHECK(key.size() == reply_key_bytes, "the key was drawn with that size");
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), granted.data(), granted.size(),
                     reinterpret_cast<const unsigned char*>(key.data()), key.size());
  Signature signature{};
  std::copy_n(hash.begin(), signature.size(), signature.begin());
  return signature;
}

std::string in_letters(std::span<const unsigned char> bytes) {
  std::string out;
  unsigned waiting = 0, bits = 0;
  for (const unsigned char byte : bytes) {
    waiting = (waiting << 8 | byte) & 0xFFF;
    for (bits += 8; bits >= 5; bits -= 5) out += letters[waiting >> (bits - 5) & 31];
  }
  if (bits > 0) out += letters[waiting << (5 - bits) & 31];
  return out;
}

bool take_letters(std::string_view text, std::span<unsigned char> into) {
  unsigned waiting = 0, bits = 0;
  std::size_t at = 0;
  for (const char c : text) {
    const std::size_t value = letters.find(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    if (value == std::string_view::npos) return false;
    waiting = (waiting << 5 | static_cast<unsigned>(value)) & 0xFFF;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    if (at == into.size()) return false;
    into[at++] = static_cast<unsigned char>(waiting >> bits);
  }
  return at == into.size() && (waiting & ((1U << bits) - 1)) == 0;
}

}  // namespace

std::uint16_t last_reply_day(TimestampMs now_ms) { return static_cast<std::uint16_t>(now_ms / day_ms + reply_days); }

bool is_expired(const ReplyGrant& grant, TimestampMs now_ms) { return now_ms / day_ms > grant.last_day; }

std::string reply_token(std::string_view key, const ReplyGrant& grant) {
  Granted granted{};
  const std::span<unsigned char> all(granted);
  put(all.subspan(0, 4), grant.place_number);
  put(all.subspan(4, 7), grant.member_id);
  put(all.subspan(11, 7), grant.thread_id);
  put(all.subspan(18, 2), grant.last_day);
  const Signature signature = signature_of(key, granted);
  std::array<unsigned char, token_bytes> bytes{};
  std::ranges::copy(signature, std::ranges::copy(granted, bytes.begin()).out);
  return in_letters(bytes);
}

std::optional<ReplyGrant> read_reply_token(std::string_view key, std::string_view token) {
  std::array<unsigned char, token_bytes> bytes{};
  if (token.size() != reply_token_characters || !take_letters(token, bytes)) return std::nullopt;
  Granted granted{};
  std::copy_n(bytes.begin(), granted.size(), granted.begin());
  const Signature signature = signature_of(key, granted);
  if (sodium_memcmp(signature.data(), bytes.data() + granted_bytes, signature.size()) != 0) return std::nullopt;
  const std::span<const unsigned char> all(granted);
  return ReplyGrant{.place_number = static_cast<std::uint32_t>(number_in(all.subspan(0, 4))),
                    .member_id = number_in(all.subspan(4, 7)),
                    .thread_id = number_in(all.subspan(11, 7)),
                    .last_day = static_cast<std::uint16_t>(number_in(all.subspan(18, 2)))};
}

std::string reply_address(std::string_view base, std::string_view token) {
  const std::size_t at = base.find('@');
  return std::string(base.substr(0, at)) + "+" + std::string(token) + std::string(base.substr(at));
}

std::optional<std::string> token_in(std::string_view base, std::string_view address) {
  const std::string own = lower(base), other = lower(address);
  const std::size_t at = own.find('@');
  const std::string before = own.substr(0, at) + "+", behind = own.substr(at);
  const bool is_own =
      other.size() >= before.size() + behind.size() && other.starts_with(before) && other.ends_with(behind);
  if (!is_own) return std::nullopt;
  return other.substr(before.size(), other.size() - before.size() - behind.size());
}

}  // namespace ramure::mail
