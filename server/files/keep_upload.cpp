#include "server/files/keep_upload.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "server/files/media_type.hpp"

namespace ramure::files {

v1::Attachment keep_upload(storage::Uploads& uploads, storage::Uploads::Receiving& receiving,
                           std::string_view upload_id, std::string_view name, std::int64_t now_ms) {
  storage::IncomingFile& file = receiving.file();
  file.finish();
  const auto read = [&file](std::uint64_t offset, std::size_t bytes_max) { return file.read_at(offset, bytes_max); };
  const MediaType found = media_type_of(read, file.size_bytes());
  v1::Attachment description;
  description.set_name(std::string(name));
  description.set_media_type(found.name);
  description.set_width(found.width);
  description.set_height(found.height);
  return uploads.keep(receiving, upload_id, std::move(description), now_ms);
}

// Room for all of them is set aside before one is kept: a part of them would wait for nothing.
bool keep_uploads(storage::Uploads& uploads, std::uint64_t member_id, std::span<const WholeFile> files,
                  std::int64_t now_ms) {
  std::vector<std::pair<const WholeFile*, std::unique_ptr<storage::Uploads::Receiving>>> coming;
  for (const WholeFile& file : files) {
    if (uploads.has(member_id, file.upload_id)) continue;
    auto receiving = uploads.begin(member_id, file.bytes.size());
    if (receiving == nullptr) return false;
    coming.emplace_back(&file, std::move(receiving));
  }
  for (auto& [file, receiving] : coming) {
    receiving->file().write(file->bytes);
    keep_upload(uploads, *receiving, file->upload_id, file->name, now_ms);
  }
  return true;
}

}  // namespace ramure::files
