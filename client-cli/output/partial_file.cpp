#include "client-cli/output/partial_file.hpp"

#include "client-cli/output/terminal.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

PartialFile::~PartialFile() {
  if (file_ == nullptr || is_standard_output()) return;
  std::fclose(file_);
  std::error_code ignored;
  std::filesystem::remove(aside(), ignored);
}

void PartialFile::write(std::string_view bytes) {
  if (file_ == nullptr && !has_failed_) file_ = is_standard_output() ? stdout : std::fopen(aside().c_str(), "wb");
  has_failed_ = has_failed_ || file_ == nullptr;
  if (has_failed_ || bytes.empty()) return;  // an empty view may point nowhere
  has_failed_ = std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size();
}

Result<void> PartialFile::finish() {
  write({});  // a file of no bytes is a file too
  std::error_code error;
  if (!has_failed_ && is_standard_output()) {
    has_failed_ = std::fflush(stdout) != 0;
  } else if (!has_failed_) {
    has_failed_ = std::fclose(file_) != 0;
    file_ = nullptr;
    if (!has_failed_) std::filesystem::rename(aside(), path_, error);
  }
  if (!has_failed_ && !error) return {};
  return fail(Exit::refused, t({"{} ne peut pas être écrit", "{} cannot be written"}, {path_.string()}));
}

std::string local_name(std::string_view name) {
  std::string safe = harmless(name);
  for (char& c : safe) {
    if (c == '/' || c == '\\' || c == '\n' || c == '\t') c = '_';
  }
  if (safe.empty()) return "fichier";
  if (safe.front() == '.') safe.front() = '_';
  return safe;
}

}  // namespace ramure::cli
