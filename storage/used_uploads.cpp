#include "storage/used_uploads.hpp"

namespace ramure::storage {

UsedUploads::UsedUploads(Connection& community, Connection& drafts) : community_(community), drafts_(drafts) {
  carry_out_notes();
}

std::optional<UploadState> UsedUploads::find(std::string_view upload_id) {
  Statement row = drafts_.query(
      "SELECT member_id, received_at_ms, name, media_type, size_bytes, width, height, sha256 FROM uploads WHERE "
      "upload_id = ?",
      upload_id);
  if (!row.step()) return std::nullopt;
  if (community_.query("SELECT 1 FROM uploads_to_clear WHERE upload_id = ?", upload_id).step()) return std::nullopt;
  UploadState upload;
  upload.member_id = row.id(0);
  upload.received_at_ms = row.integer(1);
  upload.file.set_name(std::string(row.text(2)));
  upload.file.set_media_type(std::string(row.text(3)));
  upload.file.set_size_bytes(row.id(4));
  upload.file.set_width(static_cast<std::uint32_t>(row.integer(5)));
  upload.file.set_height(static_cast<std::uint32_t>(row.integer(6)));
  upload.file.set_sha256(std::string(row.blob(7)));
  return upload;
}

void UsedUploads::note_used(std::string_view upload_id) {
  may_have_notes_ = true;
  community_.run("INSERT INTO uploads_to_clear (upload_id) VALUES (?)", upload_id);
}

void UsedUploads::before_commit() {
  if (carried_out_ != 0) community_.run("DELETE FROM uploads_to_clear WHERE id <= ?", carried_out_);
}

void UsedUploads::after_commit() {
  carried_out_ = 0;
  if (!may_have_notes_) return;
  try {
    carry_out_notes();
  } catch (const StorageError& error) {
    if (error.kind == StorageError::Kind::uncertain) throw;
  }
}

// Doing it twice harms nobody: an upload's id is never given again.
void UsedUploads::carry_out_notes() {
  std::int64_t last = 0;
  Statement notes = community_.query("SELECT id, upload_id FROM uploads_to_clear ORDER BY id");
  if (notes.step()) {
    Transaction transaction(drafts_, Transaction::Kind::write);
    do {
      last = notes.integer(0);
      drafts_.run("DELETE FROM uploads WHERE upload_id = ?", notes.text(1));
    } while (notes.step());
    transaction.commit();
  }
  carried_out_ = last;
  may_have_notes_ = false;
}

}  // namespace ramure::storage
