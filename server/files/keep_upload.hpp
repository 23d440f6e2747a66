// The end of a file's way in, whichever way it came: described by its content, and kept until a message takes it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ramure/v1/model.pb.h"
#include "storage/uploads.hpp"

namespace ramure::files {

// Of a file that was received to its end. `name` was checked (community/answer_files.hpp). Durable when it returns;
// throws only what storage throws.
v1::Attachment keep_upload(storage::Uploads& uploads, storage::Uploads::Receiving& receiving,
                           std::string_view upload_id, std::string_view name, std::int64_t now_ms);

struct WholeFile {
  std::string upload_id, name;
  std::string_view bytes;
};

// All of them, or none: false, the member has no room for all. What waits already under its id is left as it is.
bool keep_uploads(storage::Uploads& uploads, std::uint64_t member_id, std::span<const WholeFile> files,
                  std::int64_t now_ms);

}  // namespace ramure::files
