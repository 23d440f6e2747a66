// A file that a message carries, open for reading: it can be read to its end also when it is removed meanwhile. Any
// thread, several at once.
#pragma once

#include <cstdint>
#include <string>

namespace ramure::storage {

class StoredFile {
 public:
  StoredFile(int descriptor, std::uint64_t size_bytes) : descriptor_(descriptor), size_bytes_(size_bytes) {}
  StoredFile(StoredFile&& other) noexcept;
  StoredFile& operator=(StoredFile&& other) noexcept;
  ~StoredFile();

  std::uint64_t size_bytes() const { return size_bytes_; }

  // At most `bytes_max` from there on; less at the end of the file only. Throws StorageError.
  std::string read_at(std::uint64_t offset, std::size_t bytes_max) const;

 private:
  int descriptor_;
  std::uint64_t size_bytes_;
};

}  // namespace ramure::storage
