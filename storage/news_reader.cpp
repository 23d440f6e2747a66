#include "storage/news_reader.hpp"

#include "storage/connection.hpp"
#include "storage/settings_row.hpp"

namespace ramure::storage {

NewsReader::NewsReader(const std::filesystem::path& folder)
    : connection_(std::make_unique<Connection>(folder / "community.db", ConnectionOptions{.read_only = true})) {}
NewsReader::~NewsReader() = default;

void NewsReader::look(const std::function<void(View&)>& look) {
  const Transaction transaction(*connection_, Transaction::Kind::read);
  View view(*connection_);
  look(view);
}

v1::Settings NewsReader::settings(std::uint64_t member_id) {
  auto row = connection_->query("SELECT " RAMURE_SETTINGS_COLUMNS " FROM settings WHERE member_id = ?", member_id);
  return row.step() ? settings_of(row) : v1::Settings();
}

v1::FollowLevel NewsReader::follow_level(std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t channel_id) {
  auto row = connection_->query(
      "SELECT level FROM followings WHERE member_id = ?1 AND ((thread_id = ?2 AND thread_id <> 0) OR (thread_id = 0 "
      "AND "
      "channel_id = ?3)) ORDER BY thread_id DESC LIMIT 1",
      member_id, thread_id, channel_id);
  return row.step() ? row.as<v1::FollowLevel>(0) : v1::FOLLOW_LEVEL_NORMAL;
}

}  // namespace ramure::storage
