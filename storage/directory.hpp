// The people and places of a community, for its administration: nobody's point of view, no content.
#pragma once

#include <filesystem>
#include <vector>

#include "ramure/v1/model.pb.h"

namespace ramure::storage {

struct Directory {
  v1::Community community;
  std::vector<v1::Territory> territories;  // by id
  std::vector<v1::Member> members;         // by id; also those who left
};

// Opens the folder's database for reading, in one transaction, beside whoever writes. Throws StorageError.
Directory read_directory(const std::filesystem::path& community_folder);

}  // namespace ramure::storage
