// Plain files through descriptors, with their failures as StorageErrors. Internal to storage/.
#pragma once

#include <filesystem>
#include <string_view>

namespace ramure::storage {

// What errno says, as a kind that callers act upon.
[[noreturn]] void fail_on_disk(const std::filesystem::path& path, const char* doing);

// An open file or folder; what is made has mode 0600.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags);  // O_CLOEXEC is added
  Descriptor(int number, std::filesystem::path path) : number_(number), path_(std::move(path)) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor();

  int number() const { return number_; }
  void write(std::string_view bytes) const;  // all of them
  void sync() const;

 private:
  int number_;
  std::filesystem::path path_;
};

void sync_file(const std::filesystem::path& file);
void sync_folder(const std::filesystem::path& folder);  // what was made, renamed or removed in it stays so

// For its owner only, also when it is there already.
void make_private_folder(const std::filesystem::path& folder);

}  // namespace ramure::storage
