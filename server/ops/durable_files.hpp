// Files that are on disk when the call returns.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace ramure::ops {

// Every regular file of the folder, then the folder. Throws std::system_error.
void sync_folder_and_files(const std::filesystem::path& folder);

// The folder alone: what was renamed, made or removed in it stays so.
void sync_folder(const std::filesystem::path& folder);

// Writes a file for its owner only (mode 0600), whole or not at all: under another name first, then renamed.
void write_private_file(const std::filesystem::path& file, std::string_view content);

// At most `bytes_max`. Throws std::runtime_error with a sentence that names the file.
std::string read_whole_file(const std::filesystem::path& file, std::size_t bytes_max);

}  // namespace ramure::ops
