// What a file is, found in its content. What its sender or its name says is never believed.
//
// Only what people of a community send one another is told apart (pictures, office documents, PDF, text, sound, film,
// archives); anything else is "application/octet-stream". HTML and SVG are text here, like any other: no browser shall
// take them for more. The content comes from strangers: nothing is read beyond what was given, nothing is unpacked.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ramure::files {

// At most so many bytes from there on; fewer only at the end of the file.
using ReadAt = std::function<std::string(std::uint64_t offset, std::size_t bytes_max)>;

struct MediaType {
  std::string name;                     // "image/png"
  std::uint32_t width = 0, height = 0;  // of a picture as it is shown, in pixels; 0: not known
};

MediaType media_type_of(const ReadAt& read, std::uint64_t size_bytes);

// Shown in the page; everything else is downloaded.
bool is_shown(std::string_view media_type);

}  // namespace ramure::files
