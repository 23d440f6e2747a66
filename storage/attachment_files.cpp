#include "storage/attachment_files.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <utility>

#include "protocol/check.hpp"
#include "protocol/hex.hpp"
#include "storage/disk.hpp"
#include "storage/error.hpp"

namespace ramure::storage {

namespace fs = std::filesystem;

namespace {

constexpr const char* incoming_folder = "incoming";

std::string read_descriptor(int descriptor, std::uint64_t offset, std::size_t bytes_max) {
  std::string bytes(bytes_max, '\0');
  std::size_t done = 0;
  while (done < bytes_max) {
    const ssize_t count = ::pread(descriptor, bytes.data() + done, bytes_max - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail_on_disk("a file of an attachment", "read");
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  bytes.resize(done);
  return bytes;
}

// A name that nobody else has, and an open file under it.
std::pair<fs::path, int> make_incoming(const fs::path& folder) {
  std::string name = (folder / "XXXXXX").string();
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);  // mode 0600
  if (descriptor < 0) fail_on_disk(folder, "make a file in");
  return {name, descriptor};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::string> bytes_of(std::string_view hex) {
  if (hex.size() != 2 * file_hash_bytes) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_digit(hex[i]), low = hex_digit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(high << 4 | low));
  }
  return bytes;
}

}  // namespace

StoredFile::StoredFile(StoredFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_bytes_(other.size_bytes_) {}

StoredFile& StoredFile::operator=(StoredFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_bytes_, other.size_bytes_);
  return *this;
}

StoredFile::~StoredFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string StoredFile::read_at(std::uint64_t offset, std::size_t bytes_max) const {
  return read_descriptor(descriptor_, offset, bytes_max);
}

struct IncomingFile::Writing {
  Writing(const std::pair<fs::path, int>& made, bool is_durable)
      : path(made.first), file(made.second, made.first), durable(is_durable) {
    crypto_hash_sha256_init(&hash);
  }
  fs::path path;  // empty once it has been placed
  Descriptor file;
  bool durable;
  crypto_hash_sha256_state hash;
};

IncomingFile::IncomingFile(const fs::path& folder, bool durable)
    : writing_(std::make_unique<Writing>(make_incoming(folder), durable)) {}

IncomingFile::~IncomingFile() {
  if (!writing_->path.empty()) ::unlink(writing_->path.c_str());
}

void IncomingFile::write(std::string_view bytes) {
  CHECK(sha256_.empty(), "a finished file does not grow");
  writing_->file.write(bytes);
  crypto_hash_sha256_update(&writing_->hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  size_bytes_ += bytes.size();
}

void IncomingFile::finish() {
  CHECK(sha256_.empty(), "a file is finished once");
  sha256_.resize(file_hash_bytes);
  crypto_hash_sha256_final(&writing_->hash, reinterpret_cast<unsigned char*>(sha256_.data()));
  if (writing_->durable) writing_->file.sync();
}

std::string IncomingFile::read_at(std::uint64_t offset, std::size_t bytes_max) const {
  return read_descriptor(writing_->file.number(), offset, bytes_max);
}

AttachmentFiles::AttachmentFiles(const fs::path& community_folder, bool durable)
    : folder_(community_folder / "files"), durable_(durable) {}

fs::path AttachmentFiles::path_of(std::string_view sha256) const {
  CHECK(sha256.size() == file_hash_bytes, "a file is named by its SHA-256");
  const std::string name = hex_of(sha256);
  return folder_ / name.substr(0, 2) / name;
}

std::unique_ptr<IncomingFile> AttachmentFiles::receive() const {
  make_private_folder(folder_ / incoming_folder);
  return std::unique_ptr<IncomingFile>(new IncomingFile(folder_ / incoming_folder, durable_));
}

void AttachmentFiles::place(IncomingFile& incoming) const {
  CHECK(!incoming.sha256_.empty() && !incoming.writing_->path.empty(), "a finished file is placed, once");
  const fs::path target = path_of(incoming.sha256_);
  const bool is_new_folder = !fs::exists(target.parent_path());
  make_private_folder(target.parent_path());
  if (::rename(incoming.writing_->path.c_str(), target.c_str()) != 0) fail_on_disk(target, "rename");
  incoming.writing_->path.clear();
  if (!durable_) return;
  sync_folder(target.parent_path());
  if (!is_new_folder) return;
  sync_folder(folder_);
  sync_folder(folder_.parent_path());
}

std::optional<StoredFile> AttachmentFiles::open(std::string_view sha256) const {
  const fs::path path = path_of(sha256);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0 && errno == ENOENT) return std::nullopt;
  if (descriptor < 0) fail_on_disk(path, "open");
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) {
    ::close(descriptor);
    fail_on_disk(path, "look at");
  }
  return StoredFile(descriptor, static_cast<std::uint64_t>(status.st_size));
}

void AttachmentFiles::remove(std::string_view sha256) const {
  const fs::path path = path_of(sha256);
  if (::unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return;
    fail_on_disk(path, "remove");
  }
  if (durable_) sync_folder(path.parent_path());
}

std::vector<std::string> AttachmentFiles::list(int first_byte) const {
  std::vector<std::string> hashes;
  const std::string byte(1, static_cast<char>(first_byte));
  std::error_code not_there;
  for (const auto& entry : fs::directory_iterator(folder_ / hex_of(byte), not_there)) {
    auto hash = bytes_of(entry.path().filename().string());
    if (hash && hash->starts_with(byte)) hashes.push_back(std::move(*hash));
  }
  return hashes;
}

void AttachmentFiles::clear_incoming(std::int64_t untouched_for_s) const {
  std::error_code ignored;
  const auto now = fs::file_time_type::clock::now();
  for (const auto& entry : fs::directory_iterator(folder_ / incoming_folder, ignored)) {
    const auto age = now - entry.last_write_time(ignored);
    if (!ignored && age >= std::chrono::seconds(untouched_for_s)) fs::remove(entry.path(), ignored);
  }
}

}  // namespace ramure::storage
