#include "storage/disk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "storage/error.hpp"

namespace ramure::storage {

void fail_on_disk(const std::filesystem::path& path, const char* doing) {
  const auto kind = errno == ENOSPC || errno == EDQUOT  ? StorageError::Kind::full
                    : errno == EROFS || errno == EACCES ? StorageError::Kind::read_only
                                                        : StorageError::Kind::io;
  throw StorageError(kind, std::string("cannot ") + doing + " " + path.string() + ": " + std::strerror(errno));
}

Descriptor::Descriptor(const std::filesystem::path& path, int flags)
    : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)), path_(path) {
  if (number_ < 0) fail_on_disk(path_, "open");
}

Descriptor::Descriptor(Descriptor&& other) noexcept
    : number_(std::exchange(other.number_, -1)), path_(std::move(other.path_)) {}

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

void Descriptor::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(number_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail_on_disk(path_, "write");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void Descriptor::sync() const {
  if (::fsync(number_) != 0) fail_on_disk(path_, "fsync");
}

void sync_file(const std::filesystem::path& file) { Descriptor(file, O_RDONLY).sync(); }

void sync_folder(const std::filesystem::path& folder) { Descriptor(folder, O_RDONLY | O_DIRECTORY).sync(); }

void make_private_folder(const std::filesystem::path& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (!failure) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
  if (failure) throw StorageError(StorageError::Kind::io, "cannot make " + folder.string() + ": " + failure.message());
}

}  // namespace ramure::storage
