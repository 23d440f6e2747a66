// A part of a stored file as the body of a response, read piece by piece on the pool for files.
#pragma once

#include <memory>

#include "server/files/sending.hpp"
#include "server/live/registry.hpp"
#include "server/net/http_message.hpp"
#include "storage/stored_file.hpp"

namespace ramure::net {

// `community` stays open until the body is sent or given up.
std::shared_ptr<BodySource> file_source(live::Registry::Lease community, live::Loop& loop, storage::StoredFile file,
                                        files::ByteRange part);

}  // namespace ramure::net
