#include "server/net/credentials.hpp"

#include <algorithm>

#include "protocol/trimmed.hpp"

namespace ramure::net {

namespace {

constexpr std::string_view cookie_name = "ramure_session";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equals_ignoring_case(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

std::string_view cookie_value(std::string_view header) {
  while (!header.empty()) {
    const std::size_t semicolon = std::min(header.find(';'), header.size());
    const std::string_view pair = trimmed(header.substr(0, semicolon));
    if (pair.starts_with(cookie_name) && pair.substr(cookie_name.size()).starts_with('=')) {
      return pair.substr(cookie_name.size() + 1);
    }
    header.remove_prefix(std::min(semicolon + 1, header.size()));
  }
  return {};
}

std::string cookie(std::string_view value, std::int64_t seconds, bool secure) {
  return std::string(cookie_name) + "=" + std::string(value) +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds) + (secure ? "; Secure" : "");
}

}  // namespace

std::optional<Credentials> credentials_of(const Request& request) {
  if (!request.authorization.empty()) {
    const std::string_view header = request.authorization;
    constexpr std::string_view scheme = "bearer ";
    if (!equals_ignoring_case(header.substr(0, scheme.size()), scheme)) return std::nullopt;
    return Credentials{trimmed(header.substr(scheme.size())), false};
  }
  const std::string_view token = cookie_value(request.cookie);
  if (token.empty()) return std::nullopt;
  return Credentials{token, true};
}

bool origin_is_ours(const Request& request, std::string_view public_url) {
  if (!public_url.empty()) return equals_ignoring_case(request.origin, public_url);
  const auto slashes = request.origin.find("://");
  if (slashes == std::string::npos || request.host.empty()) return false;
  return equals_ignoring_case(std::string_view(request.origin).substr(slashes + 3), request.host);
}

std::string cookie_that_signs_in(std::string_view token, std::int64_t seconds, bool secure) {
  return cookie(token, seconds, secure);
}

std::string cookie_that_signs_out(bool secure) { return cookie("", 0, secure); }

}  // namespace ramure::net
