// What a mail says of a community and its people, beside the link that it carries: no content.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace ramure::storage {

struct LetterWords {
  std::string community;  // its name
  std::string writer;     // the name of who writes; empty: nobody in particular
  std::string reader;     // the name of who reads
  std::string time_zone;  // of the community
  std::string locale;     // "fr" or "en", as the reader chose; empty: as the community does
};

// Opens the folder's database for reading, beside whoever writes. Ids may be 0. Throws StorageError.
LetterWords read_letter_words(const std::filesystem::path& community_folder, std::uint64_t writer_id,
                              std::uint64_t reader_id);

}  // namespace ramure::storage
