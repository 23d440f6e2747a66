// `ramured check`, of the texts of roadmaps: what only their rules can say. Each log is gone through from its first
// change.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace ramure::ops {

using TextsProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;  // roadmaps

// A sentence for each fault: a change that cannot be made on the text before it, a snapshot that is not what the log
// says, an event that names a version never reached. Throws storage::StorageError.
std::vector<std::string> check_texts(const std::filesystem::path& community, const TextsProgress& progress = {});

}  // namespace ramure::ops
