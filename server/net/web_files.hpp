// The web client's files: a folder that is read once, at start, and served from memory.
//
//   const WebFiles files = WebFiles::read("/usr/share/ramure/web");
//   if (const WebFile* file = files.find("/assets/index-4f1c.js")) …file->plain.bytes…
//
// Whatever a request asks for is looked up in a table of what the folder held at the start: there is no path that leads
// out of it. "x.js.br" and "x.js.gz" beside "x.js" are the same file, compressed when the client was built; nothing is
// compressed here. Hidden files are passed over. An address that is no file is a page: of the client, which draws it by
// itself, or below /atelier/ one that works without the client (client-web/src/phone).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ramure::net {

inline constexpr std::size_t web_files_max = 2'000;
inline constexpr std::size_t web_bytes_max = 64 * 1024 * 1024;  // of all files, variants included

// The same thing in one coding.
struct WebVariant {
  std::string bytes;
  std::string etag;  // strong, in its quotes: of these very bytes
};

struct WebFile {
  WebVariant plain;
  std::optional<WebVariant> brotli, gzip;
  std::string_view content_type;
  bool is_immutable = false;  // its name changes with its content
};

class WebFiles {
 public:
  // Throws std::runtime_error with a sentence for the operator when the folder cannot be read, holds no index.html, or
  // is too large to be a web client.
  static WebFiles read(const std::filesystem::path& folder);

  const WebFile* find(std::string_view path) const;  // "/favicon.svg"
  // What is shown at an address that is no file: the client, or the small page of phones in a workshop.
  const WebFile& page(std::string_view path) const;

 private:
  std::map<std::string, WebFile, std::less<>> by_path_;
};

// From a fixed table, by extension; "application/octet-stream" for all others.
std::string_view web_content_type(std::string_view path);

}  // namespace ramure::net
