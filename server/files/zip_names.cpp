#include "server/files/zip_names.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace ramure::files {

namespace {

constexpr std::size_t end_record_bytes = 22;
constexpr std::size_t comment_bytes_max = 65'535;
constexpr std::size_t directory_bytes_max = 1024 * 1024;

std::size_t little_16(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) | static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 1]))
                                                     << 8;
}
std::uint64_t little_32(std::string_view bytes, std::size_t at) {
  return little_16(bytes, at) | static_cast<std::uint64_t>(little_16(bytes, at + 2)) << 16;
}

// OpenDocument and EPUB: the first entry is called "mimetype", is not compressed, and says it.
std::string said_by_mimetype(std::string_view head) {
  constexpr std::size_t local_head_bytes = 30;
  if (head.size() < local_head_bytes + 8 || little_16(head, 26) != 8) return {};
  if (head.substr(local_head_bytes, 8) != "mimetype" || little_16(head, 8) != 0) return {};
  const std::size_t begin = local_head_bytes + 8 + little_16(head, 28);
  const std::uint64_t bytes = little_32(head, 18);
  if (begin > head.size() || bytes > 100) return {};
  const std::string_view said = head.substr(begin, bytes);
  constexpr std::string_view open_document = "application/vnd.oasis.opendocument.";
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '/' || c == '+'; };
  const bool is_known = said.starts_with(open_document) || said == "application/epub+zip";
  return is_known && std::ranges::all_of(said, is_plain) ? std::string(said) : std::string();
}

// The names in the central directory; as many as can be read.
std::vector<std::string> names_in(const ReadAt& read, std::uint64_t size_bytes) {
  const std::uint64_t tail_begin =
      size_bytes - std::min<std::uint64_t>(size_bytes, end_record_bytes + comment_bytes_max);
  const std::string tail = read(tail_begin, end_record_bytes + comment_bytes_max);
  const std::size_t end = tail.rfind("PK\x05\x06");
  if (end == std::string::npos || end + end_record_bytes > tail.size()) return {};
  const std::uint64_t bytes = std::min<std::uint64_t>(little_32(tail, end + 12), directory_bytes_max);
  const std::string directory = read(little_32(tail, end + 16), bytes);
  std::vector<std::string> names;
  constexpr std::size_t entry_bytes = 46;
  for (std::size_t at = 0; at + entry_bytes <= directory.size() && directory.compare(at, 4, "PK\x01\x02") == 0;) {
    const std::size_t name_bytes = little_16(directory, at + 28);
    if (at + entry_bytes + name_bytes > directory.size()) break;
    names.push_back(directory.substr(at + entry_bytes, name_bytes));
    at += entry_bytes + name_bytes + little_16(directory, at + 30) + little_16(directory, at + 32);
  }
  return names;
}

struct Office {
  std::string_view folder;
  const char* media_type;
};
constexpr std::array offices{
    Office{"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    Office{"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    Office{"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
};

}  // namespace

std::string zip_media_type(const ReadAt& read, std::string_view head, std::uint64_t size_bytes) {
  if (std::string said = said_by_mimetype(head); !said.empty()) return said;
  const std::vector<std::string> names = names_in(read, size_bytes);
  if (std::ranges::find(names, "[Content_Types].xml") != names.end()) {
    for (const Office& office : offices) {
      const auto is_inside = [&](const std::string& name) { return name.starts_with(office.folder); };
      if (std::ranges::any_of(names, is_inside)) return office.media_type;
    }
  }
  return "application/zip";
}

}  // namespace ramure::files
