// Backup and restore of data folders.
//
//   backup_community(folder, target)    beside a running server: one snapshot, in small steps, while it goes on writing
//   restore_community(backup, folder)   a copy; the folder must hold no community yet
//   adopt_backup(folder, …)             before serving: a restored community begins a new epoch
//
// A backup holds community.db (marked is_backup), drafts.db, the files of attachments that these two refer to, and
// erasures.tsv. The search index is not in it: it is made anew. Other databases (accounts) are copied by
// backup_database. Everything throws StorageError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace ramure::storage {

// Pages copied, of how many; called now and then.
using BackupProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

// Copies one database as it is now into `target`, which appears whole (written aside, fsynced, renamed) or not at all.
// An existing target is replaced.
void backup_database(const std::filesystem::path& source, const std::filesystem::path& target,
                     const BackupProgress& progress = {});

// How many files of attachments are not in the copy because they are missing or damaged here: `ramured check` names
// them. What was erased while the copy was made is not counted; the copy's ledger knows of it.
std::size_t backup_community(const std::filesystem::path& folder, const std::filesystem::path& target_folder,
                             const BackupProgress& progress = {});

// An erasures.tsv in `folder` is kept, and completed from the backup's: put the one of the lost folder there before,
// if there is one, so that what was erased after the backup stays erased.
void restore_community(const std::filesystem::path& backup_folder, const std::filesystem::path& folder);

// To be called before Store::open by whoever serves a folder, with nobody else in it. If its database is a backup:
// erases again, as events of the journal, every message that the ledger names; gives it `new_epoch` (32 hex digits), so
// that clients of the lost journal start afresh; clears the mark. The scrubber does the rest. Returns whether it was a
// backup. After a crash it may be called again.
bool adopt_backup(const std::filesystem::path& folder, const std::string& new_epoch, std::int64_t now_ms);

}  // namespace ramure::storage
