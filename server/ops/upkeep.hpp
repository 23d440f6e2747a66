// Looking after a data folder: is it whole, a copy of it, and back again. Reading only needs no lock and no server:
// SQLite gives snapshots beside whoever writes. Restoring needs the folder for itself.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "server/ops/administration.hpp"

namespace ramure::ops {

// What is wrong, a sentence each: "demo: journal: …". Empty: all is well. `slug` empty: everything. Throws
// AdminFaultError where nothing can be checked, StorageError.
std::vector<std::string> check_data(const DataPaths& paths, const std::string& slug, const AdminProgress& progress);

// A copy that has the shape of a data folder, and appears whole or not at all. `target` must not exist, or be empty.
// Accounts are copied first: whoever joins meanwhile is then a member whose account is not in the copy yet, and can
// accept the invitation again; never an account that belongs to nobody.
struct BackupMade {
  std::vector<std::string> slugs;
  std::size_t files_left_out = 0;  // files of attachments that are missing or damaged here: `check` names them
};
BackupMade backup_data(const DataPaths& paths, const std::filesystem::path& target, const AdminProgress& progress);

// The data folder must hold no community and no accounts (ledgers of erasures may lie there, and are obeyed). Returns
// the slugs.
std::vector<std::string> restore_data(const std::filesystem::path& backup, const DataPaths& paths);

}  // namespace ramure::ops
