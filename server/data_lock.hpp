// The lock of a data folder: one process at a time. Held by `ramured serve`, and by whatever else changes the folder
// while no server runs. The kernel gives it back when the process ends, however it ends.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <utility>

namespace ramure {

class DataLock {
 public:
  // Makes the folder (mode 0700) if there is none. A sentence when it cannot be made or somebody else holds the lock.
  static std::expected<DataLock, std::string> take(const std::filesystem::path& folder);

  DataLock(DataLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  DataLock& operator=(DataLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~DataLock();

 private:
  explicit DataLock(int file) : file_(file) {}
  int file_;
};

}  // namespace ramure
