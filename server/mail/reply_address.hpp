// The address that a person answers to: reply+TOKEN@exemple.fr. The token says who may write into which thread, until
// when, and is signed, so that nobody makes one by himself. It is no secret of great worth: whoever has it must also
// write from the address of that person's account, and is judged as that person (reply_desk.hpp).
//
//   20 bytes: number of the place, member, thread, last day; 12 bytes of a keyed BLAKE2b of them; in base 32, since
//   mail servers may write the part before the @ in other letters: 52 characters
//
// Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/clock.hpp"

namespace ramure::mail {

inline constexpr std::size_t reply_key_bytes = 32;
inline constexpr std::size_t reply_token_characters = 52;
inline constexpr std::size_t local_part_characters_max = 64;  // RFC 5321, 4.5.3.1.1
inline constexpr std::size_t reply_base_characters_max = local_part_characters_max - 1 - reply_token_characters;
inline constexpr std::int64_t reply_days = 60;  // so long one may answer

struct ReplyGrant {
  std::uint32_t place_number = 0;  // storage::ReplyPlaces
  std::uint64_t member_id = 0, thread_id = 0;
  std::uint16_t last_day = 0;  // since 1970, UTC
};

std::uint16_t last_reply_day(TimestampMs now_ms);
bool is_expired(const ReplyGrant& grant, TimestampMs now_ms);

// `key` has reply_key_bytes, ids are at most 2^53.
std::string reply_token(std::string_view key, const ReplyGrant& grant);
// Nothing: not signed by this key. Compared in constant time.
std::optional<ReplyGrant> read_reply_token(std::string_view key, std::string_view token);

// "reply@exemple.fr" and the token, as one address; and the way back: what stands behind the +, whatever it is, in an
// address of this base. Upper and lower case are the same.
std::string reply_address(std::string_view base, std::string_view token);
std::optional<std::string> token_in(std::string_view base, std::string_view address);

}  // namespace ramure::mail
