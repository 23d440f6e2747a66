#include <charconv>

#include "storage/reader.hpp"
#include "storage/thread_order.hpp"

namespace ramure::storage {

namespace {

constexpr std::size_t digits = 16;

std::uint64_t hash_of_filters(v1::ListThreads query) {
  query.clear_limit();
  query.clear_page_token();
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char byte : query.SerializeAsString()) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return hash;
}

void append_hex(std::string& out, std::uint64_t value) {
  for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[(value >> shift) & 0xf];
}

std::optional<std::uint64_t> hex_at(std::string_view token, std::size_t number) {
  const std::string_view part = token.substr(number * digits, digits);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value, 16);
  if (error != std::errc{} || end != part.data() + part.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string page_token(const v1::ListThreads& query, ThreadPosition last) {
  std::string token;
  append_hex(token, last.last_message_id);
  append_hex(token, last.thread_id);
  append_hex(token, hash_of_filters(query));
  return token;
}

std::optional<ThreadPosition> parse_page_token(const v1::ListThreads& query) {
  const std::string& token = query.page_token();
  if (token.empty()) return before_all;
  if (token.size() != 3 * digits) return std::nullopt;
  const auto last_message_id = hex_at(token, 0);
  const auto thread_id = hex_at(token, 1);
  if (!last_message_id || !thread_id || hex_at(token, 2) != hash_of_filters(query)) return std::nullopt;
  const ThreadPosition position{*last_message_id, *thread_id};
  if (position.last_message_id > before_all.last_message_id || position.thread_id > before_all.thread_id)
    return std::nullopt;
  return position;
}

bool page_token_fits(const v1::ListThreads& query) { return parse_page_token(query).has_value(); }

}  // namespace ramure::storage
