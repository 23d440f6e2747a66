// The one door for files, as answer.hpp is for queries: who may send one, and who may fetch which. HTTP and tests ask
// here. Runs on a reader thread; throws only what storage throws.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

#include "server/community/refuse.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

// Whoever has left is no member, whatever he asks for.
Checked check_member(storage::Reader& reader, std::uint64_t member_id);

// A member uploads when there is a place where he may write: a file needs somewhere to go.
Checked check_may_upload(storage::Reader& reader, std::uint64_t member_id);

// One line without control characters and turned directions, like a title; and never a path.
Checked check_file_name(std::string_view name);

// More than one member may keep here, waiting or in messages.
v1::Refusal no_room_for_file();

// The file at this position of a message, to be read by those who may read the message. A message that is hidden,
// absent or erased, and a position where it has no file, are all answered in the same words.
std::expected<storage::CarriedFile, v1::Refusal> attachment(storage::Reader& reader, std::uint64_t member_id,
                                                            std::uint64_t message_id, std::uint32_t position);

// Whether what was read in this place may be kept on the reader's device: not what is said in confidence.
bool may_be_kept(v1::ChannelKind kind);

}  // namespace ramure::community
