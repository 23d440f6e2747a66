// The end of a file's way in, whichever way it came: described by its content, and kept until a message takes it.
#pragma once

#include <cstdint>
#include <string_view>

#include "ramure/v1/model.pb.h"
#include "storage/uploads.hpp"

namespace ramure::files {

// Of a file that was received to its end. `name` was checked (community/answer_files.hpp). Durable when it returns;
// throws only what storage throws.
v1::Attachment keep_upload(storage::Uploads& uploads, storage::Uploads::Receiving& receiving,
                           std::string_view upload_id, std::string_view name, std::int64_t now_ms);

}  // namespace ramure::files
