// The links to roadmaps in the file of accounts: see accounts.hpp.
#include "storage/accounts.hpp"
#include "storage/connection.hpp"

namespace ramure::storage {

namespace {

#define RAMURE_ROADMAP_LINK_COLUMNS \
  "id, token_hash, community, epoch, roadmap_id, version_id, label, made_by, made_at_ms, expires_at_ms"

RoadmapLinkRow link_row(const Statement& row) {
  return {.id = row.id(0),
          .token_hash = std::string(row.blob(1)),
          .community = std::string(row.text(2)),
          .epoch = std::string(row.text(3)),
          .roadmap_id = row.id(4),
          .version_id = row.id(5),
          .label = std::string(row.text(6)),
          .made_by = row.id(7),
          .made_at_ms = row.integer(8),
          .expires_at_ms = row.integer(9)};
}

}  // namespace

std::uint64_t AccountFile::add_roadmap_link(const RoadmapLinkRow& row) {
  auto added = connection_->query(
      "INSERT INTO roadmap_links (token_hash, community, epoch, roadmap_id, version_id, label, made_by, made_at_ms, "
      "expires_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
      Blob{row.token_hash}, row.community, row.epoch, row.roadmap_id, row.version_id, row.label, row.made_by,
      row.made_at_ms, row.expires_at_ms);
  added.step();
  const std::uint64_t id = added.id(0);
  added.step();  // the (implicit) commit comes with the step that finds no other row
  return id;
}

std::optional<RoadmapLinkRow> AccountFile::roadmap_link(std::string_view token_hash) {
  auto row = connection_->query("SELECT " RAMURE_ROADMAP_LINK_COLUMNS " FROM roadmap_links WHERE token_hash = ?",
                                Blob{token_hash});
  if (!row.step()) return std::nullopt;
  return link_row(row);
}

std::vector<RoadmapLinkRow> AccountFile::roadmap_links(std::string_view community, std::uint64_t roadmap_id) {
  std::vector<RoadmapLinkRow> links;
  auto rows = connection_->query("SELECT " RAMURE_ROADMAP_LINK_COLUMNS
                                 " FROM roadmap_links WHERE community = ? AND roadmap_id = ? ORDER BY id DESC",
                                 community, roadmap_id);
  while (rows.step()) links.push_back(link_row(rows));
  return links;
}

bool AccountFile::drop_roadmap_link(std::string_view community, std::uint64_t roadmap_id, std::uint64_t id) {
  auto dropped =
      connection_->query("DELETE FROM roadmap_links WHERE community = ? AND roadmap_id = ? AND id = ? RETURNING id",
                         community, roadmap_id, id);
  const bool was_there = dropped.step();
  while (was_there && dropped.step()) {
  }
  return was_there;
}

void AccountFile::drop_roadmap_links_expired_before(std::int64_t at_ms) {
  connection_->run("DELETE FROM roadmap_links WHERE expires_at_ms < ?", at_ms);
}

void AccountFile::drop_roadmap_links_of(std::string_view community) {
  connection_->run("DELETE FROM roadmap_links WHERE community = ?", community);
}

}  // namespace ramure::storage
