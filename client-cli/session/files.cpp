#include "client-cli/session/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

namespace ramure::cli {

namespace {

[[noreturn]] void fail_with(const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

void sync_folder(const std::filesystem::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (descriptor < 0) fail_with(folder);
  fsync(descriptor);
  close(descriptor);
}

}  // namespace

void make_folder(const std::filesystem::path& path) {
  std::filesystem::create_directories(path);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  make_folder(path.parent_path());
  const std::filesystem::path temporary = path.string() + ".new." + std::to_string(getpid());
  const int descriptor = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) fail_with(temporary);
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t got = write(descriptor, bytes.data() + written, bytes.size() - written);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      close(descriptor);
      fail_with(temporary);
    }
    written += static_cast<std::size_t>(got);
  }
  if (fsync(descriptor) != 0) {
    close(descriptor);
    fail_with(temporary);
  }
  close(descriptor);
  std::filesystem::rename(temporary, path);
  sync_folder(path.parent_path());
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace ramure::cli
