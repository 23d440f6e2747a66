// Files that wait for the message which will carry them: where they come in. Private to their sender; after
// limits::upload_waits_ms they are gone (file_sweeper.hpp).
//
//   auto receiving = uploads->begin(member_id, declared_size);     // nullptr: no room is left for this member
//   receiving->file().write(bytes); …                              // in pieces
//   receiving->file().finish();                                    // on disk, but under no name yet
//   uploads->keep(*receiving, upload_id, description, now);        // durable; from here on a post may name it
//
// Any thread: calls wait for one another, for as long as a small transaction takes. What is being received is not
// locked. Works beside the store, which it never uses: a post takes an upload in the writer's own transaction
// (used_uploads.hpp). Everything throws StorageError; after Kind::uncertain the process must stop.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "ramure/v1/model.pb.h"
#include "storage/attachment_files.hpp"

namespace ramure::storage {

class Uploads : public std::enable_shared_from_this<Uploads> {
 public:
  // A file on its way in, and the room that it may take. Destroyed before it was kept, both are given back.
  class Receiving {
   public:
    ~Receiving();
    Receiving(const Receiving&) = delete;
    Receiving& operator=(const Receiving&) = delete;
    IncomingFile& file() { return *file_; }

   private:
    friend class Uploads;
    Receiving(std::shared_ptr<Uploads> uploads, std::uint64_t member_id, std::uint64_t room_bytes);
    const std::shared_ptr<Uploads> uploads_;
    const std::uint64_t member_id_, room_bytes_;
    std::unique_ptr<IncomingFile> file_;
  };

  // `folder` is the community's; its store has been opened before (it makes the databases).
  static std::shared_ptr<Uploads> open(const std::filesystem::path& folder, bool durable = true);
  ~Uploads();

  // Sets room for `bytes_max` aside: all of a member's files, waiting, carried by messages and on their way in, take
  // at most limits::uploads_bytes_max.
  std::unique_ptr<Receiving> begin(std::uint64_t member_id, std::uint64_t bytes_max);

  // `file` has a name, a media type and, of a picture, width and height; size and hash are those of what was received.
  // Returns what the upload is now.
  // An upload id is new in the community.
  v1::Attachment keep(Receiving& receiving, std::string_view upload_id, v1::Attachment file, std::int64_t now_ms);

  // Whether such an upload of the member's waits: for who keeps one and the same file again after a crash.
  bool has(std::uint64_t member_id, std::string_view upload_id);

 private:
  struct State;
  explicit Uploads(std::unique_ptr<State> state);
  void give_back(std::uint64_t member_id, std::uint64_t bytes);

  std::mutex mutex_;  // protects all of the state
  std::unique_ptr<State> state_;
};

}  // namespace ramure::storage
