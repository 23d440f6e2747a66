// The files of attachments in a backup and in what is restored from it. Internal to storage/.
#pragma once

#include <filesystem>

namespace ramure::storage {

// Copies the files to which the databases in `databases` refer (copies that nobody writes to) from one community's
// folder to another's, and removes others there. On disk when it returns. Those that are not there, or are not what
// their names say, are left out; returns how many of them something in `from` still refers to.
std::size_t copy_files(const std::filesystem::path& databases, const std::filesystem::path& from,
                       const std::filesystem::path& to);

}  // namespace ramure::storage
