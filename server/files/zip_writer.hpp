// A zip archive as office documents are: few files, in order, stored as they are.
//
//   ZipWriter zip;
//   zip.add("mimetype", "application/vnd.oasis.opendocument.text");
//   std::string bytes = zip.finish();
//
// Nothing is compressed: what is made here is small, and needs no library. The same files give the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ramure::files {

class ZipWriter {
 public:
  // `name`: ASCII. Below 4 GiB altogether, as all that is made here is by far.
  void add(std::string_view name, std::string_view content);
  std::string finish();

 private:
  std::string bytes_, directory_;
  std::uint16_t files_ = 0;
};

std::uint32_t crc32_of(std::string_view bytes);  // of RFC 1952

}  // namespace ramure::files
