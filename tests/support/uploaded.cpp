#include "tests/support/uploaded.hpp"

#include <sodium.h>

#include <atomic>
#include <cstdio>
#include <stdexcept>

#include "storage/uploads.hpp"

namespace ramure::test {

std::string upload(const std::filesystem::path& folder, std::uint64_t member_id, std::string_view content,
                   const UploadedAs& as) {
  static std::atomic<std::uint64_t> count = 0;
  char id[33];
  std::snprintf(id, sizeof id, "%032llx", static_cast<unsigned long long>(++count));
  const auto uploads = storage::Uploads::open(folder, false);
  const auto receiving = uploads->begin(member_id, content.size());
  if (receiving == nullptr) throw std::runtime_error("there is no room for this upload");
  receiving->file().write(content);
  receiving->file().finish();
  v1::Attachment file;
  file.set_name(as.name);
  file.set_media_type(as.media_type);
  file.set_width(as.width);
  file.set_height(as.height);
  uploads->keep(*receiving, id, std::move(file), as.at_ms);
  return id;
}

std::string sha256_of(std::string_view content) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(content.data()), content.size());
  return hash;
}

}  // namespace ramure::test
