#include "server/mail/address.hpp"

#include <algorithm>

namespace ramure::mail {

namespace {

constexpr std::size_t address_characters_max = 254;  // RFC 5321, 4.5.3.1.3

}  // namespace

bool is_safe_address(std::string_view address) {
  const bool is_plain = std::ranges::all_of(
      address, [](char c) { return c > 0x20 && c < 0x7F && !std::string_view("<>()[]\\,;:\"").contains(c); });
  const std::size_t at = address.find('@');
  return is_plain && address.size() <= address_characters_max && at != std::string_view::npos && at != 0 &&
         at + 1 < address.size() && address.find('@', at + 1) == std::string_view::npos;
}

}  // namespace ramure::mail
