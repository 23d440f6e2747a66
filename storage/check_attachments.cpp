#include <sodium.h>

#include <algorithm>
#include <chrono>

#include "protocol/hex.hpp"
#include "storage/asking.hpp"
#include "storage/attachment_files.hpp"
#include "storage/check_parts.hpp"
#include "storage/erasure_ledger.hpp"

namespace ramure::storage {

namespace {

constexpr std::size_t piece_bytes = 256 * 1024;
constexpr auto orphan_age = std::chrono::hours(24);  // the sweeper has come by several times since

// One file as something refers to it.
struct Reference {
  std::string hash, by;  // "message 12", "an upload of member 7"
  std::uint64_t message_id = 0, size_bytes = 0;
};

std::string sha256_of(const StoredFile& file) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (std::uint64_t at = 0; at < file.size_bytes(); at += piece_bytes) {
    const std::string piece = file.read_at(at, piece_bytes);
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
  }
  std::string hash(file_hash_bytes, '\0');
  crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(hash.data()));
  return hash;
}

class AttachmentsCheck {
 public:
  AttachmentsCheck(const std::filesystem::path& folder, Findings& findings)
      : folder_(folder),
        findings_(findings),
        community_(folder / "community.db", {.read_only = true}),
        drafts_(folder / "drafts.db", {.database = "drafts", .read_only = true}),
        files_(folder) {}

  void run() {
    const std::vector<Reference> references = load_references();
    const auto total = static_cast<std::uint64_t>(references.size()) + file_folders;
    std::uint64_t done = 0;
    for (const Reference& reference : references) {
      check_file(reference);
      findings_.progress(++done, total);
    }
    for (int folder = 0; folder < file_folders; ++folder) {
      for (const std::string& hash : files_.list(folder)) check_orphan(hash);
      findings_.progress(++done, total);
    }
  }

 private:
  std::vector<Reference> load_references() {
    std::vector<Reference> references;
    for (auto rows = drafts_.query("SELECT sha256, size_bytes, member_id FROM uploads"); rows.step();) {
      references.push_back(
          {std::string(rows.blob(0)), "an upload of member " + std::to_string(rows.id(2)), 0, rows.id(1)});
    }
    for (auto rows = community_.query("SELECT sha256, size_bytes, message_id FROM attachments"); rows.step();) {
      references.push_back(
          {std::string(rows.blob(0)), "message " + std::to_string(rows.id(2)), rows.id(2), rows.id(1)});
    }
    std::ranges::sort(references, {}, &Reference::hash);
    return references;
  }

  void check_file(const Reference& reference) {
    const std::string name = "File " + hex_of(reference.hash) + " of " + reference.by;
    const auto file = files_.open(reference.hash);
    if (!file) {
      if (still_refers(reference)) findings_.add(name + " is missing.");
      return;
    }
    findings_.expect(file->size_bytes() == reference.size_bytes, "it has another size", name);
    if (reference.hash == checked_) return;  // carried more than once
    checked_ = reference.hash;
    findings_.expect(sha256_of(*file) == reference.hash, "it has another content", name);
  }

  // A server that runs may have erased the message meanwhile; in a backup that was made meanwhile, the ledger knows.
  bool still_refers(const Reference& reference) {
    if (!is_referred_to(reference.hash)) return false;
    if (reference.message_id == 0) return true;
    auto epoch = community_.query("SELECT value FROM meta WHERE name = 'epoch'");
    CHECK(epoch.step(), "a journal has an epoch");
    const auto erased =
        ErasureLedger(folder_ / "erasures.tsv").erased_in(std::string(epoch.blob(0)), load_head_seq(community_));
    return !std::ranges::binary_search(erased, reference.message_id);
  }

  bool is_referred_to(const std::string& hash) {
    return drafts_.query("SELECT 1 FROM uploads WHERE sha256 = ? LIMIT 1", Blob{hash}).step() ||
           community_.query("SELECT 1 FROM attachments WHERE sha256 = ? LIMIT 1", Blob{hash}).step();
  }

  void check_orphan(const std::string& hash) {
    if (is_referred_to(hash)) return;
    std::error_code gone;
    const auto written = std::filesystem::last_write_time(files_.path_of(hash), gone);
    if (gone || std::filesystem::file_time_type::clock::now() - written < orphan_age) return;
    findings_.add("File " + hex_of(hash) + " is there, and nothing refers to it.");
  }

  const std::filesystem::path folder_;
  Findings& findings_;
  Connection community_, drafts_;
  const AttachmentFiles files_;
  std::string checked_;
};

}  // namespace

void check_attachments(const std::filesystem::path& folder, Findings& findings) {
  AttachmentsCheck(folder, findings).run();
}

}  // namespace ramure::storage
