#include "server/net/web_files.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace ramure::net {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view assets = "/assets/";  // what the bundler names by its content
constexpr std::string_view phone_pages = "/atelier/";
constexpr std::string_view phone_page = "/atelier.html";

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> content_types{{
    {".avif", "image/avif"},
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
}};

std::string etag_of(std::string_view bytes) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  std::array<char, 2 * hash.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return "\"" + std::string(hex.data()) + "\"";
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in.good() && !in.eof()) throw std::runtime_error("web.root: cannot read " + file.string());
  return bytes;
}

bool is_hidden(const fs::path& relative) {
  return std::ranges::any_of(relative, [](const fs::path& part) { return part.string().starts_with('.'); });
}

// Everything that there is, by the path that asks for it.
std::map<std::string, std::string> all_bytes(const fs::path& folder) {
  std::map<std::string, std::string> found;
  std::size_t total = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path relative = entry.path().lexically_relative(folder);
    if (!entry.is_regular_file() || is_hidden(relative)) continue;
    total += entry.file_size();
    if (total > web_bytes_max || found.size() == web_files_max) {
      throw std::runtime_error("web.root: " + folder.string() + " holds more than a web client has (" +
                               std::to_string(web_files_max) + " files, " + std::to_string(web_bytes_max >> 20) +
                               " MiB)");
    }
    found.emplace("/" + relative.generic_string(), bytes_of(entry.path()));
  }
  return found;
}

}  // namespace

WebFiles WebFiles::read(const fs::path& folder) {
  std::map<std::string, std::string> found;
  try {
    found = all_bytes(folder);
  } catch (const fs::filesystem_error& error) {
    throw std::runtime_error("web.root: cannot read " + folder.string() + ": " + error.code().message());
  }
  if (!found.contains("/index.html")) throw std::runtime_error("web.root: no index.html in " + folder.string());
  const auto variant = [&found](const std::string& path) -> std::optional<WebVariant> {
    const auto bytes = found.find(path);
    if (bytes == found.end()) return std::nullopt;
    return WebVariant{bytes->second, etag_of(bytes->second)};
  };
  WebFiles files;
  for (const auto& [path, bytes] : found) {
    const bool is_variant =
        (path.ends_with(".br") || path.ends_with(".gz")) && found.contains(path.substr(0, path.size() - 3));
    if (is_variant) continue;
    files.by_path_[path] = {.plain = *variant(path),
                            .brotli = variant(path + ".br"),
                            .gzip = variant(path + ".gz"),
                            .content_type = web_content_type(path),
                            .is_immutable = path.starts_with(assets)};
  }
  return files;
}

const WebFile* WebFiles::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &found->second;
}

const WebFile& WebFiles::page(std::string_view path) const {
  const WebFile* phone = path.starts_with(phone_pages) ? find(phone_page) : nullptr;
  return phone != nullptr ? *phone : *find("/index.html");
}

std::string_view web_content_type(std::string_view path) {
  const auto found = std::ranges::find_if(content_types, [&](const auto& type) { return path.ends_with(type.first); });
  return found == content_types.end() ? "application/octet-stream" : found->second;
}

}  // namespace ramure::net
