#include "server/mail/stop_links.hpp"

#include <sodium.h>

#include <array>
#include <charconv>

#include "protocol/check.hpp"

namespace ramure::mail {

namespace {

constexpr std::size_t mac_bytes = 16;
constexpr std::size_t token_bytes_max = 128;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string signature(std::string_view key, std::string_view signed_words) {
  std::array<unsigned char, mac_bytes> mac{};
  crypto_generichash(mac.data(), mac.size(), bytes(signed_words), signed_words.size(), bytes(key), key.size());
  std::string text(sodium_base64_ENCODED_LEN(mac_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), mac.data(), mac.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // its final zero
  return text;
}

std::string_view next_part(std::string_view& rest) {
  const std::size_t dot = std::min(rest.find('.'), rest.size());
  const std::string_view part = rest.substr(0, dot);
  rest.remove_prefix(std::min(dot + 1, rest.size()));
  return part;
}

}  // namespace

std::string new_stop_key() {
  std::string key(crypto_generichash_KEYBYTES, '\0');
  randombytes_buf(key.data(), key.size());
  return key;
}

std::string stop_token(std::string_view key, const StopWish& wish) {
  CHECK(key.size() == crypto_generichash_KEYBYTES, "a key that new_stop_key() made");
  std::string token = wish.what == Unasked::digest ? "d." : "n.";
  token += std::to_string(wish.member_id) + "." + wish.community + ".";
  return token + signature(key, token);
}

std::optional<StopWish> read_stop_token(std::string_view key, std::string_view token) {
  if (token.size() > token_bytes_max) return std::nullopt;
  std::string_view rest = token;
  const std::string_view what = next_part(rest), member = next_part(rest), community = next_part(rest);
  StopWish wish{.what = what == "d" ? Unasked::digest : Unasked::notices, .community = std::string(community)};
  const auto read = std::from_chars(member.data(), member.data() + member.size(), wish.member_id);
  if (read.ec != std::errc() || read.ptr != member.data() + member.size()) return std::nullopt;
  // Made anew and compared whole: what reads alike and is written otherwise is not ours.
  const std::string ours = stop_token(key, wish);
  const bool is_ours = ours.size() == token.size() && sodium_memcmp(ours.data(), token.data(), ours.size()) == 0;
  return is_ours ? std::optional(wish) : std::nullopt;
}

}  // namespace ramure::mail
