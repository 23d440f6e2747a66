// Small files that must not be half written: a temporary name, fsync, rename, and the folder fsynced.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace ramure::cli {

// Readable by the owner alone. Throws std::system_error.
void write_file(const std::filesystem::path& path, const std::string& bytes);

std::optional<std::string> read_file(const std::filesystem::path& path);

// Creates the folder, for the owner alone.
void make_folder(const std::filesystem::path& path);

}  // namespace ramure::cli
