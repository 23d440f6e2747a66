#include "storage/file_removal.hpp"

namespace ramure::storage {

namespace {

// An upload that a message has taken refers to nothing any more: the message does, as long as it is there.
bool waits(Connection& community, Connection& drafts, const std::string& hash) {
  for (auto rows = drafts.query("SELECT upload_id FROM uploads WHERE sha256 = ?", Blob{hash}); rows.step();) {
    if (!community.query("SELECT 1 FROM uploads_to_clear WHERE upload_id = ?", rows.text(0)).step()) return true;
  }
  return false;
}

bool is_carried(Connection& community, const std::string& hash) {
  return community.query("SELECT 1 FROM attachments WHERE sha256 = ? LIMIT 1", Blob{hash}).step();
}

}  // namespace

std::size_t remove_unreferenced(Connection& community, Connection& drafts, const AttachmentFiles& files,
                                std::span<const std::string> hashes) {
  if (hashes.empty()) return 0;
  CHECK(!community.in_transaction(), "what refers to a file is read as it is now");
  const Transaction lock(drafts, Transaction::Kind::write);
  std::size_t removed = 0;
  for (const std::string& hash : hashes) {
    if (waits(community, drafts, hash) || is_carried(community, hash)) continue;
    files.remove(hash);
    ++removed;
  }
  return removed;
}

}  // namespace ramure::storage
