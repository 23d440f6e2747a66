// A file that is being fetched: it appears under its name when it is whole, or not at all.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string_view>

#include "client-cli/failure.hpp"

namespace ramure::cli {

class PartialFile {
 public:
  // "-" is standard output, which is written at once.
  explicit PartialFile(std::filesystem::path path) : path_(std::move(path)) {}
  ~PartialFile();
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  bool is_standard_output() const { return path_ == "-"; }
  void write(std::string_view bytes);  // what fails is told by finish()
  Result<void> finish();

 private:
  std::filesystem::path aside() const { return path_.string() + ".partial"; }

  std::filesystem::path path_;
  std::FILE* file_ = nullptr;
  bool has_failed_ = false;
};

// What somebody called his file, as a name for a file here: no folder, nothing hidden, nothing that repaints a
// terminal.
std::string local_name(std::string_view name);

}  // namespace ramure::cli
