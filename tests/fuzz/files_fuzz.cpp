// Any bytes as a file, as a name, as a Range header and as Markdown: what is said of them is bounded, and harmless.
#include <algorithm>

#include "protocol/check.hpp"
#include "server/files/markdown.hpp"
#include "server/files/media_type.hpp"
#include "server/files/sending.hpp"

using namespace ramure;

namespace {

void check_media_type(std::string_view content) {
  const auto read = [content](std::uint64_t offset, std::size_t bytes_max) {
    return offset >= content.size() ? std::string() : std::string(content.substr(offset, bytes_max));
  };
  const files::MediaType found = files::media_type_of(read, content.size());
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::string_view("/-+.").contains(c);
  };
  CHECK(std::ranges::all_of(found.name, is_plain) && found.name.size() < 120, "a media type fits a header");
  CHECK(found.name.find("html") == std::string::npos && found.name.find("svg") == std::string::npos,
        "nothing that runs");
  CHECK((found.width == 0) == (found.height == 0), "a picture has both or none");
}

void check_name(std::string_view name) {
  for (const auto disposition : {files::Disposition::shown, files::Disposition::download}) {
    const std::string value = files::content_disposition(disposition, name);
    const auto is_printable = [](char c) { return c >= ' ' && c < '\x7f'; };
    CHECK(std::ranges::all_of(value, is_printable), "a header is printable ASCII");
    CHECK(std::ranges::count(value, '"') == 2, "the name does not end its quotes");
  }
  CHECK(files::file_name_of(name, ".md").find('/') == std::string::npos, "a name leads nowhere");
}

void check_range(std::string_view header) {
  for (const std::uint64_t size : {0ULL, 1ULL, 10ULL, 26'214'400ULL}) {
    const files::RangeAnswer answer = files::range_asked(header, size);
    if (answer.kind != files::RangeAnswer::Kind::part) continue;
    CHECK(answer.part.bytes > 0 && answer.part.first < size && answer.part.bytes <= size - answer.part.first, "inside");
  }
}

void check_markdown(std::string_view text) {
  const std::string html = files::html_of_markdown(text, 3);
  for (const char* tag : {"<script", "<iframe", "<style", "<svg", "<object", "<form", "<h1", "<h2"}) {
    CHECK(html.find(tag) == std::string::npos, tag);
  }
  CHECK(html.find("=\"javascript:") == std::string::npos, "no link runs");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_media_type(bytes);
  check_name(bytes.substr(0, 300));
  check_range(bytes.substr(0, 100));
  check_range("bytes=" + std::string(bytes.substr(0, 40)));
  check_markdown(bytes.substr(0, 4'000));
  return 0;
}
