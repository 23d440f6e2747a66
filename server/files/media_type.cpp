#include "server/files/media_type.hpp"

#include <algorithm>
#include <array>

#include "protocol/utf8.hpp"
#include "server/files/picture_size.hpp"
#include "server/files/zip_names.hpp"

namespace ramure::files {

namespace {

constexpr std::size_t head_bytes = 64 * 1024;
constexpr const char* unknown = "application/octet-stream";

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  const char* media_type;
};

using namespace std::string_view_literals;

// The first one that fits.
constexpr std::array magics{
    Magic{0, "\x89PNG\r\n\x1a\n"sv, "image/png"},
    Magic{0, "\xff\xd8\xff"sv, "image/jpeg"},
    Magic{0, "GIF87a"sv, "image/gif"},
    Magic{0, "GIF89a"sv, "image/gif"},
    Magic{0, "II*\0"sv, "image/tiff"},
    Magic{0, "MM\0*"sv, "image/tiff"},
    Magic{4, "ftypavif"sv, "image/avif"},
    Magic{4, "ftypheic"sv, "image/heic"},
    Magic{4, "ftypheix"sv, "image/heic"},
    Magic{4, "ftypmif1"sv, "image/heif"},
    Magic{0, "%PDF-"sv, "application/pdf"},
    Magic{0, "{\\rtf"sv, "application/rtf"},
    Magic{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "application/x-ole-storage"},  // Word, Excel … before 2007
    Magic{4, "ftypM4A "sv, "audio/mp4"},
    Magic{4, "ftypqt  "sv, "video/quicktime"},
    Magic{4, "ftyp"sv, "video/mp4"},
    Magic{0, "\x1a\x45\xdf\xa3"sv, "video/webm"},
    Magic{0, "OggS"sv, "audio/ogg"},
    Magic{0, "ID3"sv, "audio/mpeg"},
    Magic{0, "\xff\xfb"sv, "audio/mpeg"},
    Magic{0, "fLaC"sv, "audio/flac"},
    Magic{0, "\x1f\x8b"sv, "application/gzip"},
    Magic{0, "7z\xbc\xaf\x27\x1c"sv, "application/x-7z-compressed"},
    Magic{0, "Rar!\x1a\x07"sv, "application/vnd.rar"},
};

std::string of_riff(std::string_view head) {
  const std::string_view kind = head.size() >= 12 ? head.substr(8, 4) : ""sv;
  if (kind == "WEBP") return "image/webp";
  return kind == "WAVE" ? "audio/wav" : unknown;
}

// What a cut leaves of one character.
bool is_part_of_character(std::string_view bytes) {
  const auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  return bytes.size() < 4 && static_cast<unsigned char>(bytes.front()) >= 0xC2 &&
         std::ranges::all_of(bytes.substr(1), is_continuation);
}

// A character that was cut off by the end of what was read does not count against the text.
bool is_text(std::string_view head, bool is_cut) {
  for (std::size_t at = head.starts_with("\xef\xbb\xbf") ? 3 : 0; at < head.size();) {
    const CodePoint c = code_point_at(head, at);
    if (is_damaged(c)) return is_cut && is_part_of_character(head.substr(at));
    const bool is_space = c.value == '\t' || c.value == '\n' || c.value == '\r' || c.value == '\f';
    if ((c.value < 0x20 && !is_space) || c.value == 0x7F) return false;
    at += c.bytes;
  }
  return !head.empty();
}

std::string name_of(const ReadAt& read, std::string_view head, std::uint64_t size_bytes) {
  for (const Magic& magic : magics) {
    if (head.size() >= magic.offset && head.substr(magic.offset).starts_with(magic.bytes)) return magic.media_type;
  }
  if (head.starts_with("RIFF")) return of_riff(head);
  if (head.starts_with("PK\x03\x04")) return zip_media_type(read, head, size_bytes);
  return is_text(head, size_bytes > head.size()) ? "text/plain" : unknown;
}

PictureSize size_of(const std::string& name, const ReadAt& read, std::string_view head) {
  if (name == "image/png") return png_size(head);
  if (name == "image/gif") return gif_size(head);
  if (name == "image/webp") return webp_size(head);
  if (name == "image/jpeg") return jpeg_size(read);
  return {};
}

}  // namespace

MediaType media_type_of(const ReadAt& read, std::uint64_t size_bytes) {
  const std::string head = read(0, head_bytes);
  MediaType found{name_of(read, head, size_bytes)};
  const PictureSize size = size_of(found.name, read, head);
  if (size.width == 0 || size.height == 0) return found;
  found.width = size.width;
  found.height = size.height;
  return found;
}

bool is_shown(std::string_view media_type) {
  constexpr std::array shown{"image/png"sv, "image/jpeg"sv, "image/gif"sv, "image/webp"sv};
  return std::ranges::find(shown, media_type) != shown.end();
}

}  // namespace ramure::files
