#include "server/files/picture_size.hpp"

#include <algorithm>

namespace ramure::files {

namespace {

constexpr int jpeg_segments_max = 500;
constexpr std::size_t exif_bytes_max = 64 * 1024;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}
std::uint32_t big_16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}
std::uint32_t big_32(std::string_view bytes, std::size_t at) { return big_16(bytes, at) << 16 | big_16(bytes, at + 2); }
std::uint32_t little_16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8;
}
std::uint32_t little_24(std::string_view bytes, std::size_t at) {
  return little_16(bytes, at) | byte_at(bytes, at + 2) << 16;
}
std::uint32_t little_32(std::string_view bytes, std::size_t at) {
  return little_16(bytes, at) | little_16(bytes, at + 2) << 16;
}

// Whether width and height change places when the picture is shown (Exif orientations 5 to 8).
bool is_turned(std::string_view exif) {
  if (!exif.starts_with(std::string_view("Exif\0\0", 6))) return false;
  const std::string_view tiff = exif.substr(6);
  const bool is_big = tiff.starts_with("MM");
  if (!is_big && !tiff.starts_with("II")) return false;
  const auto number_16 = [&](std::size_t at) { return is_big ? big_16(tiff, at) : little_16(tiff, at); };
  const std::uint32_t directory = is_big ? big_32(tiff, 4) : little_32(tiff, 4);
  if (directory >= tiff.size()) return false;
  const std::uint32_t entries = number_16(directory);
  constexpr std::size_t entry_bytes = 12;
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{i} * entry_bytes;
    if (entry + entry_bytes > tiff.size()) return false;
    if (number_16(entry) == 0x0112) return number_16(entry + 8) >= 5 && number_16(entry + 8) <= 8;
  }
  return false;
}

bool is_frame(std::uint32_t marker) {  // SOF0 to SOF15; among them are three that are none
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

}  // namespace

PictureSize png_size(std::string_view head) {
  if (head.size() < 24 || head.substr(12, 4) != "IHDR") return {};
  return {big_32(head, 16), big_32(head, 20)};
}

PictureSize gif_size(std::string_view head) {
  if (head.size() < 10) return {};
  return {little_16(head, 6), little_16(head, 8)};
}

PictureSize webp_size(std::string_view head) {
  const std::string_view kind = head.size() < 16 ? std::string_view() : head.substr(12, 4);
  if (head.size() < (kind == "VP8L" ? 25 : 30)) return {};
  if (kind == "VP8X") return {little_24(head, 24) + 1, little_24(head, 27) + 1};
  if (kind == "VP8 ") return {little_16(head, 26) & 0x3FFF, little_16(head, 28) & 0x3FFF};
  if (kind != "VP8L") return {};
  const std::uint32_t bits = little_32(head, 21);
  return {(bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1};
}

PictureSize jpeg_size(const ReadAt& read) {
  bool turned = false;
  std::uint64_t at = 2;
  for (int i = 0; i < jpeg_segments_max; ++i) {
    const std::string segment = read(at, 9);
    if (byte_at(segment, 0) != 0xFF) return {};
    const std::uint32_t marker = byte_at(segment, 1);
    if (marker == 0xFF) {  // filling
      ++at;
      continue;
    }
    const std::uint32_t length = big_16(segment, 2);
    if (length < 2 || marker == 0xDA || marker == 0xD9) return {};  // the data begins, or it ends
    if (is_frame(marker)) {
      if (segment.size() < 9) return {};
      const PictureSize size{big_16(segment, 7), big_16(segment, 5)};
      return turned ? PictureSize{size.height, size.width} : size;
    }
    if (marker == 0xE1 && !turned) turned = is_turned(read(at + 4, std::min<std::size_t>(length - 2, exif_bytes_max)));
    at += 2 + length;
  }
  return {};
}

}  // namespace ramure::files
