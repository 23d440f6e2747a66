#include "server/net/path_ids.hpp"

#include <algorithm>
#include <charconv>

#include "protocol/limits.hpp"

namespace ramure::net {

namespace {

std::optional<std::uint64_t> id_of(std::string_view digits) {
  std::uint64_t id = 0;
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, id);
  const bool is_plain = error == std::errc() && stopped == end && (digits.size() == 1 || digits.front() != '0');
  return is_plain && id <= limits::id_max ? std::optional(id) : std::nullopt;
}

}  // namespace

std::optional<std::vector<std::uint64_t>> path_ids(std::string_view path, std::string_view prefix, std::size_t count,
                                                   std::string_view suffix) {
  if (!path.starts_with(prefix) || !path.ends_with(suffix) || path.size() < prefix.size() + suffix.size()) {
    return std::nullopt;
  }
  std::string_view rest = path.substr(prefix.size(), path.size() - prefix.size() - suffix.size());
  std::vector<std::uint64_t> ids;
  for (bool is_last = false; !is_last;) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const auto id = id_of(rest.substr(0, slash));
    if (!id) return std::nullopt;
    ids.push_back(*id);
    is_last = slash == rest.size();
    if (!is_last) rest.remove_prefix(slash + 1);
  }
  return ids.size() == count ? std::optional(std::move(ids)) : std::nullopt;
}

}  // namespace ramure::net
