// Links that stop one kind of mail for one member, without signing in (RFC 8058): /desabonnement/TOKEN.
//
// A token says which mails of whom, and is signed, so that nothing has to be kept of it: "n.12.demo." and 22 characters
// of a keyed hash. It can do nothing else, and serves as often as one likes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ramure::mail {

enum class Unasked : std::uint8_t { notices, digest };

struct StopWish {
  Unasked what = Unasked::notices;
  std::string community;  // slug
  std::uint64_t member_id = 0;
  bool operator==(const StopWish&) const = default;
};

inline constexpr std::string_view stop_page = "/desabonnement/";

std::string new_stop_key();  // 32 random bytes
std::string stop_token(std::string_view key, const StopWish& wish);
// Nothing: it was not signed with this key. Compared in constant time.
std::optional<StopWish> read_stop_token(std::string_view key, std::string_view token);

}  // namespace ramure::mail
