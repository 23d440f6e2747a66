// Office documents are ZIP archives: which of them one is stands in the names of its entries. Nothing is unpacked.
// Internal to server/files/.
#pragma once

#include "server/files/media_type.hpp"

namespace ramure::files {

// Of a file that begins like a ZIP archive; "application/zip" when it is nothing more.
std::string zip_media_type(const ReadAt& read, std::string_view head, std::uint64_t size_bytes);

}  // namespace ramure::files
