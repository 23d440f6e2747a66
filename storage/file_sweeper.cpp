#include "storage/file_sweeper.hpp"

#include "protocol/limits.hpp"
#include "storage/attachment_files.hpp"
#include "storage/connection.hpp"
#include "storage/file_removal.hpp"

namespace ramure::storage {

namespace {

constexpr std::int64_t lock_wait_ms = 200;
constexpr std::int64_t incoming_untouched_s = 3'600;  // whoever is slower than that was dropped long ago

}  // namespace

struct FileSweeper::State {
  explicit State(const std::filesystem::path& folder)
      : community(folder / "community.db", {.read_only = true, .busy_timeout_ms = lock_wait_ms}),
        drafts(folder / "drafts.db", {.database = "drafts", .busy_timeout_ms = lock_wait_ms}),
        files(folder) {}

  void expire_uploads(std::int64_t now_ms);

  Connection community, drafts;
  AttachmentFiles files;
  int next_folder = file_folders;   // -1: uploads come first; beyond the last one: no round
  bool has_names_to_forget = true;  // what a crash may have left, at first
};

FileSweeper::FileSweeper(std::unique_ptr<State> state) : state_(std::move(state)) {}
FileSweeper::~FileSweeper() = default;

std::unique_ptr<FileSweeper> FileSweeper::open(const std::filesystem::path& folder) {
  return std::unique_ptr<FileSweeper>(new FileSweeper(std::make_unique<State>(folder)));
}

// Their files go with the folders that follow. A vacuum alone is sure to leave no name in a free page.
void FileSweeper::State::expire_uploads(std::int64_t now_ms) {
  drafts.run("DELETE FROM uploads WHERE received_at_ms < ?", now_ms - limits::upload_waits_ms - upload_grace_ms);
  has_names_to_forget = has_names_to_forget || drafts.changes() > 0;
  if (!has_names_to_forget) return;
  drafts.run("VACUUM");
  if (!drafts.checkpoint(true)) throw StorageError(StorageError::Kind::busy, "drafts.db is being read");
  has_names_to_forget = false;
}

void FileSweeper::begin_round() { state_->next_folder = -1; }

bool FileSweeper::step(std::int64_t now_ms) {
  if (state_->next_folder >= file_folders) return false;
  if (state_->next_folder < 0) {
    state_->expire_uploads(now_ms);
    state_->files.clear_incoming(incoming_untouched_s);
  } else {
    remove_unreferenced(state_->community, state_->drafts, state_->files, state_->files.list(state_->next_folder));
  }
  return ++state_->next_folder < file_folders;
}

}  // namespace ramure::storage
