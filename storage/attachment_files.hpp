// The files that messages carry, beside the databases: FOLDER/files/ab/abcd…, each named by the SHA-256 of its content.
// They never change; who refers to one is written in the databases (uploads.hpp, file_removal.hpp), not here.
//
//   auto incoming = files.receive();          // FOLDER/files/incoming/…
//   incoming->write(bytes); …                 // in pieces; hashed on the way
//   incoming->finish();                       // on disk: what it holds is fsynced
//   files.place(*incoming);                   // renamed, its folder fsynced
//
// Hashes are 32 raw bytes. Everything throws StorageError. Any thread; one at a time for each incoming file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/stored_file.hpp"

namespace ramure::storage {

inline constexpr std::size_t file_hash_bytes = 32;
inline constexpr int file_folders = 256;  // one for each first byte of a hash

// A file on its way in. Destroyed before it was placed, it is gone.
class IncomingFile {
 public:
  ~IncomingFile();
  IncomingFile(const IncomingFile&) = delete;
  IncomingFile& operator=(const IncomingFile&) = delete;

  void write(std::string_view bytes);
  void finish();  // nothing is written afterwards
  std::uint64_t size_bytes() const { return size_bytes_; }
  const std::string& sha256() const { return sha256_; }  // once finished
  std::string read_at(std::uint64_t offset, std::size_t bytes_max) const;

 private:
  friend class AttachmentFiles;
  struct Writing;
  IncomingFile(const std::filesystem::path& folder, bool durable);

  std::unique_ptr<Writing> writing_;
  std::uint64_t size_bytes_ = 0;
  std::string sha256_;
};

class AttachmentFiles {
 public:
  // `community_folder` holds `files/`, which is made by the first file. Not durable: no fsync, for simulations.
  explicit AttachmentFiles(const std::filesystem::path& community_folder, bool durable = true);

  std::unique_ptr<IncomingFile> receive() const;

  // Gives it its name. A file of the same content is replaced by it: nobody learns that there was one.
  void place(IncomingFile& incoming) const;

  std::optional<StoredFile> open(std::string_view sha256) const;  // nullopt: there is none
  void remove(std::string_view sha256) const;                     // gone for good when it returns; or was not there

  // The hashes of the files whose hash begins with this byte. What has no hash for a name is passed over.
  std::vector<std::string> list(int first_byte) const;

  // Removes what was left on its way in by a crash: files that nobody has written to since.
  void clear_incoming(std::int64_t untouched_for_s) const;

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path path_of(std::string_view sha256) const;

 private:
  std::filesystem::path folder_;
  bool durable_;
};

}  // namespace ramure::storage
