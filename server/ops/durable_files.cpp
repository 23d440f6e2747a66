#include "server/ops/durable_files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace ramure::ops {

namespace {

// A file descriptor that is closed at the end.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags, mode_t mode = 0)
      : fd_(::open(path.c_str(), flags, mode)), path_(path) {
    if (fd_ < 0) fail();
  }
  ~Descriptor() { ::close(fd_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void sync() const {
    if (::fsync(fd_) != 0) fail();
  }
  void write(std::string_view content) const {
    while (!content.empty()) {
      const ssize_t written = ::write(fd_, content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail();
      content.remove_prefix(static_cast<std::size_t>(written));
    }
  }

 private:
  [[noreturn]] void fail() const { throw std::system_error(errno, std::generic_category(), path_.string()); }
  int fd_;
  std::filesystem::path path_;
};

}  // namespace

void sync_folder(const std::filesystem::path& folder) { Descriptor(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC).sync(); }

void sync_folder_and_files(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) Descriptor(entry.path(), O_RDONLY | O_CLOEXEC).sync();
  }
  sync_folder(folder);
}

void write_private_file(const std::filesystem::path& file, std::string_view content) {
  const std::filesystem::path temporary = file.string() + ".new";
  {
    const Descriptor descriptor(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    descriptor.write(content);
    descriptor.sync();
  }
  std::filesystem::rename(temporary, file);
  sync_folder(file.has_parent_path() ? file.parent_path() : ".");
}

std::string read_whole_file(const std::filesystem::path& file, std::size_t bytes_max) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file)) throw std::runtime_error(file.string() + ": cannot be read");
  std::string content(bytes_max + 1, '\0');
  stream.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(stream.gcount()));
  if (content.size() > bytes_max) {
    throw std::runtime_error(file.string() + ": larger than " + std::to_string(bytes_max) + " bytes");
  }
  return content;
}

}  // namespace ramure::ops
