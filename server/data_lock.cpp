#include "server/data_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace ramure {

namespace {

std::unexpected<std::string> failed(const std::string& what, const std::filesystem::path& path) {
  return std::unexpected(what + " " + path.string() + ": " + std::generic_category().message(errno));
}

}  // namespace

std::expected<DataLock, std::string> DataLock::take(const std::filesystem::path& folder) {
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return failed("cannot make the data folder", folder);
  const std::filesystem::path path = folder / "lock";
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return failed("cannot open", path);
  DataLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return failed("cannot lock", path);
  return std::unexpected("the data folder " + folder.string() + " is in use by another ramured");
}

DataLock::~DataLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace ramure
