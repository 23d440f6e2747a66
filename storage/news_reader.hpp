// A community as the mail that calls people back looks at it: the tables in one transaction, and wishes of members.
// Judged by nobody: whoever writes a mail asks for its reader (Reader). One thread at a time; throws StorageError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "ramure/v1/private.pb.h"
#include "storage/view.hpp"

namespace ramure::storage {

class NewsReader {
 public:
  // The files must be of this release.
  explicit NewsReader(const std::filesystem::path& folder);
  ~NewsReader();

  // The view ends with the call. What follows may be asked inside of it.
  void look(const std::function<void(View& view)>& look);

  v1::Settings settings(std::uint64_t member_id);  // empty: as the community does
  // What he said of the thread, else of its channel, else NORMAL.
  v1::FollowLevel follow_level(std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t channel_id);

 private:
  std::unique_ptr<Connection> connection_;
};

}  // namespace ramure::storage
