#include "server/files/zip_writer.hpp"

#include <array>

namespace ramure::files {

namespace {

constexpr std::uint32_t local_signature = 0x04034B50, directory_signature = 0x02014B50, end_signature = 0x06054B50;
constexpr std::uint16_t version_needed = 20;
constexpr std::uint16_t first_day = (0 << 9) | (1 << 5) | 1;  // 1 January 1980, as DOS counts: nobody is told a time

void put(std::string& bytes, std::uint64_t value, unsigned size) {
  for (unsigned i = 0; i < size; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xFF);
}

constexpr auto crc_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320U : 0U);
    table[i] = value;
  }
  return table;
}();

// What the entry of a file and that of the directory have in common.
std::string shared_head(std::string_view name, std::string_view content) {
  std::string head;
  put(head, version_needed, 2);
  put(head, 0, 2);  // flags
  put(head, 0, 2);  // stored
  put(head, 0, 2);  // time
  put(head, first_day, 2);
  put(head, crc32_of(content), 4);
  put(head, content.size(), 4);
  put(head, content.size(), 4);
  put(head, name.size(), 2);
  put(head, 0, 2);  // no further fields
  return head;
}

}  // namespace

std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) crc = (crc >> 8) ^ crc_table[(crc ^ static_cast<unsigned char>(c)) & 0xFF];
  return ~crc;
}

void ZipWriter::add(std::string_view name, std::string_view content) {
  const std::uint64_t offset = bytes_.size();
  const std::string head = shared_head(name, content);
  put(bytes_, local_signature, 4);
  bytes_ += head;
  bytes_ += name;
  bytes_ += content;

  put(directory_, directory_signature, 4);
  put(directory_, version_needed, 2);
  directory_ += head;
  put(directory_, 0, 2);  // no comment
  put(directory_, 0, 2);  // the first disk
  put(directory_, 0, 2);
  put(directory_, 0, 4);
  put(directory_, offset, 4);
  directory_ += name;
  ++files_;
}

std::string ZipWriter::finish() {
  const std::uint64_t offset = bytes_.size();
  bytes_ += directory_;
  put(bytes_, end_signature, 4);
  put(bytes_, 0, 2);
  put(bytes_, 0, 2);
  put(bytes_, files_, 2);
  put(bytes_, files_, 2);
  put(bytes_, directory_.size(), 4);
  put(bytes_, offset, 4);
  put(bytes_, 0, 2);
  return std::move(bytes_);
}

}  // namespace ramure::files
