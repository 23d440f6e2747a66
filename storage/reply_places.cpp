#include "storage/reply_places.hpp"

#include "storage/connection.hpp"

namespace ramure::storage {

ReplyPlaces::ReplyPlaces(const std::filesystem::path& file, bool durable)
    : connection_(std::make_unique<Connection>(
          file, ConnectionOptions{.database = "mail", .create = true, .durable = durable})) {}
ReplyPlaces::~ReplyPlaces() = default;

std::string ReplyPlaces::key(std::string_view fresh) {
  connection_->run("INSERT OR IGNORE INTO mail_keys (name, value) VALUES ('reply', ?)", Blob{fresh});
  auto row = connection_->query("SELECT value FROM mail_keys WHERE name = 'reply'");
  row.step();
  return std::string(row.blob(0));
}

std::uint32_t ReplyPlaces::number_of(const ReplyPlace& place) {
  connection_->run("INSERT OR IGNORE INTO reply_places (community, epoch) VALUES (?, ?)", place.community, place.epoch);
  auto row = connection_->query("SELECT number FROM reply_places WHERE community = ? AND epoch = ?", place.community,
                                place.epoch);
  row.step();
  return static_cast<std::uint32_t>(row.integer(0));
}

std::optional<ReplyPlace> ReplyPlaces::place(std::uint32_t number) {
  auto row = connection_->query("SELECT community, epoch FROM reply_places WHERE number = ?", number);
  if (!row.step()) return std::nullopt;
  return ReplyPlace{std::string(row.text(0)), std::string(row.text(1))};
}

}  // namespace ramure::storage
