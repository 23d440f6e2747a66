#include "storage/uploads.hpp"

#include <unordered_map>

#include "protocol/limits.hpp"
#include "storage/connection.hpp"

namespace ramure::storage {

struct Uploads::State {
  State(const std::filesystem::path& folder, bool durable)
      : community(folder / "community.db", {.read_only = true}),
        drafts(folder / "drafts.db", {.database = "drafts", .durable = durable}),
        files(folder, durable) {}

  // An upload that a post is just taking counts twice for a moment.
  std::uint64_t bytes_of(std::uint64_t member_id) {
    const auto on_its_way = in_transit.find(member_id);
    std::uint64_t bytes = on_its_way == in_transit.end() ? 0 : on_its_way->second;
    if (auto row = drafts.query("SELECT coalesce(sum(size_bytes), 0) FROM uploads WHERE member_id = ?", member_id);
        row.step()) {
      bytes += row.id(0);
    }
    if (auto row =
            community.query("SELECT coalesce(sum(size_bytes), 0) FROM attachments WHERE author_id = ?", member_id);
        row.step()) {
      bytes += row.id(0);
    }
    return bytes;
  }

  Connection community, drafts;
  AttachmentFiles files;
  std::unordered_map<std::uint64_t, std::uint64_t> in_transit;  // member → room set aside; no zeros
};

Uploads::Receiving::Receiving(std::shared_ptr<Uploads> uploads, std::uint64_t member_id, std::uint64_t room_bytes)
    : uploads_(std::move(uploads)), member_id_(member_id), room_bytes_(room_bytes) {}

Uploads::Receiving::~Receiving() { uploads_->give_back(member_id_, room_bytes_); }

Uploads::Uploads(std::unique_ptr<State> state) : state_(std::move(state)) {}
Uploads::~Uploads() = default;

std::shared_ptr<Uploads> Uploads::open(const std::filesystem::path& folder, bool durable) {
  return std::shared_ptr<Uploads>(new Uploads(std::make_unique<State>(folder, durable)));
}

std::unique_ptr<Uploads::Receiving> Uploads::begin(std::uint64_t member_id, std::uint64_t bytes_max) {
  std::unique_ptr<Receiving> receiving;
  {
    const std::lock_guard lock(mutex_);
    if (state_->bytes_of(member_id) + bytes_max > limits::uploads_bytes_max) return nullptr;
    state_->in_transit[member_id] += bytes_max;
    receiving.reset(new Receiving(shared_from_this(), member_id, bytes_max));
  }
  receiving->file_ = state_->files.receive();
  return receiving;
}

void Uploads::give_back(std::uint64_t member_id, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  const auto found = state_->in_transit.find(member_id);
  found->second -= bytes;
  if (found->second == 0) state_->in_transit.erase(found);
}

v1::Attachment Uploads::keep(Receiving& receiving, std::string_view upload_id, v1::Attachment file,
                             std::int64_t now_ms) {
  const IncomingFile& incoming = receiving.file();
  CHECK(incoming.size_bytes() <= receiving.room_bytes_, "a file takes no more room than was set aside");
  file.set_size_bytes(incoming.size_bytes());
  file.set_sha256(incoming.sha256());
  const std::lock_guard lock(mutex_);
  Transaction transaction(state_->drafts, Transaction::Kind::write);  // see file_removal.hpp
  state_->files.place(receiving.file());
  state_->drafts.run(
      "INSERT INTO uploads (upload_id, member_id, received_at_ms, name, media_type, size_bytes, width, height, sha256) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      upload_id, receiving.member_id_, now_ms, file.name(), file.media_type(), file.size_bytes(), file.width(),
      file.height(), Blob{file.sha256()});
  transaction.commit();
  return file;
}

bool Uploads::has(std::uint64_t member_id, std::string_view upload_id) {
  const std::lock_guard lock(mutex_);
  return state_->drafts.query("SELECT 1 FROM uploads WHERE upload_id = ? AND member_id = ?", upload_id, member_id)
      .step();
}

}  // namespace ramure::storage
