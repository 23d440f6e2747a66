// The directory inside a snapshot: see GetSnapshot in queries.proto. Internal to storage/.
#pragma once

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/message.h>

#include <cstddef>
#include <cstdint>
#include <set>

#include "ramure/v1/queries.pb.h"
#include "storage/connection.hpp"

namespace ramure::storage {

inline constexpr std::uint64_t directory_id = 1;

// What a repeated message field of the answer costs on the wire (its tag takes one byte).
inline std::size_t bytes_in_frame(const google::protobuf::Message& message) {
  const std::size_t bytes = message.ByteSizeLong();
  return 1 + google::protobuf::io::CodedOutputStream::VarintSize32(static_cast<std::uint32_t>(bytes)) + bytes;
}

// All of it. False: it takes more than `bytes_max`, and nothing was added. Composes no more than fits.
bool add_whole_directory(Connection& db, std::size_t bytes_max, v1::Snapshot& answer);

// Names only, and those of `first_ids` before others, while they fit; sets more_directory. Who is in the answer already
// is not added again.
void add_short_directory(Connection& db, std::size_t bytes_max, const std::set<std::uint64_t>& first_ids,
                         v1::Snapshot& answer);

}  // namespace ramure::storage
