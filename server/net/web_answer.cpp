#include "server/net/web_answer.hpp"

#include <algorithm>
#include <array>

#include "protocol/trimmed.hpp"
#include "server/net/answers.hpp"

namespace ramure::net {

namespace {

// Scripts, styles and everything else come from here and nowhere else, and nobody shows us inside his page.
constexpr std::string_view content_security_policy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
constexpr std::string_view permissions_policy =
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), "
    "geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), serial=(), sync-xhr=(), usb=(), xr-spatial-tracking=()";
constexpr std::string_view strict_transport_security = "max-age=31536000";

constexpr std::array<std::string_view, 6> server_paths{"/api",    "/socket",         "/healthz",
                                                       "/readyz", "/pour-chez-nous", "/desabonnement"};

bool is_the_servers(std::string_view path) {
  return std::ranges::any_of(server_paths, [path](std::string_view own) {
    return path == own || (path.starts_with(own) && path[own.size()] == '/');
  });
}

bool has_extension(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

// Cuts the first element off a list.
std::string_view next_of(std::string_view& list, char separator) {
  const std::size_t end = std::min(list.find(separator), list.size());
  const std::string_view element = trimmed(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return element;
}

// "q=0", "q=0.0": not wanted.
bool is_refused(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = next_of(parameters, ';');
    const bool is_weight = parameter.starts_with("q=") || parameter.starts_with("Q=");
    if (is_weight && parameter.substr(2).find_first_not_of("0.") == std::string_view::npos) return true;
  }
  return false;
}

bool takes(std::string_view accept_encoding, std::string_view coding) {
  bool takes_others = false;
  while (!accept_encoding.empty()) {
    std::string_view element = next_of(accept_encoding, ',');
    const std::string_view name = next_of(element, ';');
    if (name == coding) return !is_refused(element);
    if (name == "*") takes_others = !is_refused(element);
  }
  return takes_others;
}

Response answer_file(const WebFile& file, const Request& request, bool is_secure) {
  const WebVariant& variant = choose_variant(file, request.accept_encoding);
  Response response;
  response.content_type = file.content_type;
  response.cache_control = file.is_immutable ? "public, max-age=31536000, immutable" : "no-cache";
  const auto set = [&response](const char* name, std::string_view value) {
    response.headers.emplace_back(name, value);
  };
  set("ETag", variant.etag);
  if (file.brotli || file.gzip) set("Vary", "Accept-Encoding");
  if (is_secure) set("Strict-Transport-Security", strict_transport_security);
  if (is_known(request.if_none_match, variant.etag)) {
    response.status = 304;
    return response;
  }
  if (file.brotli && &variant == &*file.brotli) set("Content-Encoding", "br");
  if (file.gzip && &variant == &*file.gzip) set("Content-Encoding", "gzip");
  set("Content-Security-Policy", content_security_policy);
  set("Referrer-Policy", "same-origin");
  set("Cross-Origin-Opener-Policy", "same-origin");
  set("Permissions-Policy", permissions_policy);
  response.lasting_body = variant.bytes;
  return response;
}

}  // namespace

std::optional<Response> answer_web(const WebFiles& files, const Request& request, bool is_secure) {
  if (is_the_servers(request.path)) return std::nullopt;
  const WebFile* file = files.find(request.path);
  if (file == nullptr && has_extension(request.path)) return std::nullopt;
  if (!request.only_looks()) {
    Response refusal = refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, "this address takes another method");
    refusal.status = 405;
    refusal.headers.emplace_back("Allow", "GET, HEAD");
    return refusal;
  }
  return answer_file(file != nullptr ? *file : files.page(request.path), request, is_secure);
}

const WebVariant& choose_variant(const WebFile& file, std::string_view accept_encoding) {
  if (file.brotli && takes(accept_encoding, "br")) return *file.brotli;
  if (file.gzip && takes(accept_encoding, "gzip")) return *file.gzip;
  return file.plain;
}

bool is_known(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    std::string_view tag = next_of(if_none_match, ',');
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag || tag == "*") return true;
  }
  return false;
}

}  // namespace ramure::net
