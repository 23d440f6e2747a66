#include "server/net/file_source.hpp"

#include <algorithm>

#include "server/net/body_transfer.hpp"

namespace ramure::net {

namespace {

class FileSource final : public BodySource, public std::enable_shared_from_this<FileSource> {
 public:
  FileSource(live::Registry::Lease community, live::Loop& loop, storage::StoredFile file, files::ByteRange part)
      : community_(std::move(community)), loop_(loop), file_(std::move(file)), left_(part) {}

  void next(Give give) override {
    if (left_.bytes == 0) {
      loop_.post([give = std::move(give)]() mutable { give(std::string()); });
      return;
    }
    const std::size_t wanted = std::min<std::uint64_t>(left_.bytes, body_piece_bytes);
    auto job = [self = shared_from_this(), wanted](storage::Uploads&) -> std::expected<std::string, v1::Refusal> {
      return self->file_.read_at(self->left_.first, wanted);
    };
    auto done = [self = shared_from_this(), wanted, give = std::move(give)](auto piece) mutable {
      self->take(std::move(piece), wanted, give);
    };
    community_->with_files<std::string>(loop_, std::move(job), std::move(done));
  }

 private:
  // A file that ends too soon is damaged, and its length was promised.
  void take(std::expected<std::string, v1::Refusal> piece, std::size_t wanted, Give& give) {
    if (!piece || piece->size() != wanted) return give(std::nullopt);
    left_.first += wanted;
    left_.bytes -= wanted;
    give(std::move(*piece));
  }

  const live::Registry::Lease community_;
  live::Loop& loop_;
  const storage::StoredFile file_;
  files::ByteRange left_;
};

}  // namespace

std::shared_ptr<BodySource> file_source(live::Registry::Lease community, live::Loop& loop, storage::StoredFile file,
                                        files::ByteRange part) {
  return std::make_shared<FileSource>(std::move(community), loop, std::move(file), part);
}

}  // namespace ramure::net
