#include "server/files/keep_upload.hpp"

#include <string>

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

}  // namespace ramure::files
