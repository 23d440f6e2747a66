#include "storage/dossier_source.hpp"

#include <algorithm>

#include "ramure/v1/round.pb.h"
#include "storage/compose.hpp"
#include "storage/id_list.hpp"

namespace ramure::storage {

namespace {

bool is_engaged(const v1::Territory& territory) {
  return territory.state() == v1::TERRITORY_STATE_UNSPECIFIED || territory.state() == v1::TERRITORY_STATE_ENGAGED;
}

v1::Obstacle card_of(Connection& db, std::uint64_t card_seq) {
  const v1::Event event = load_event(db, card_seq);
  return event.has_thread_opened() ? event.thread_opened().obstacle() : event.obstacle_edited().card();
}

void add_obstacles(Connection& db, DossierSource& source) {
  auto rows = db.query(
      "SELECT t.territory_id, t.theme_id, t.card_seq FROM threads t JOIN channels c ON c.id = t.channel_id WHERE "
      "c.kind "
      "= ? AND t.kind = ? AND t.status <> ? ORDER BY t.id",
      v1::CHANNEL_KIND_THEMES, v1::THREAD_KIND_OBSTACLE, v1::OBSTACLE_STATUS_ARCHIVED);
  while (rows.step()) {
    DossierSource::Obstacle& obstacle = source.obstacles.emplace_back();
    obstacle.territory_id = rows.id(0);
    obstacle.theme_id = rows.id(1);
    const v1::Obstacle card = card_of(db, rows.id(2));
    for (const int nature : card.natures()) {
      obstacle.natures.push_back(static_cast<v1::ObstacleNature>(nature));
    }
  }
}

void add_evaluated(Connection& db, DossierSource& source) {
  for (const std::uint64_t id : ids_of(db.query(
           "SELECT id FROM gatherings g WHERE NOT cancelled AND EXISTS (SELECT 1 FROM evaluation_ratings r WHERE "
           "r.gathering_id = g.id) ORDER BY starts_at_ms, id"))) {
    source.evaluated.push_back({id, compose_gathering(db, *load_gathering(db, id)).title(), load_ratings(db, id)});
  }
}

}  // namespace

DossierSource load_dossier_source(Connection& db, std::int64_t written_since_ms) {
  DossierSource source;
  for (const std::uint64_t id : ids_of(db.query("SELECT id FROM territories ORDER BY id"))) {
    if (is_engaged(compose_territory(db, id))) source.engaged.insert(id);
  }
  for (const std::uint64_t id : ids_of(db.query(
           "SELECT DISTINCT w.territory_id FROM messages m JOIN threads t ON t.id = m.thread_id JOIN channels c ON "
           "c.id "
           "= t.channel_id JOIN members w ON w.id = m.author_id WHERE m.posted_at_ms >= ? AND w.territory_id <> 0 AND "
           "c.kind IN (?, ?, ?)",
           written_since_ms, v1::CHANNEL_KIND_PLENARY, v1::CHANNEL_KIND_THEMES, v1::CHANNEL_KIND_RESOURCES))) {
    source.writing.insert(id);
  }
  add_obstacles(db, source);
  for (const std::uint64_t id : ids_of(db.query("SELECT id FROM themes ORDER BY position, id"))) {
    source.themes.push_back({id, compose_theme(db, id).title()});
  }
  add_evaluated(db, source);
  source.finished_rounds =
      ids_of(db.query("SELECT id FROM rounds WHERE status = ? ORDER BY id", v1::ROUND_STATUS_FINISHED));
  source.roadmaps = ids_of(db.query("SELECT id FROM roadmaps ORDER BY id"));
  auto bases = db.query("SELECT basis FROM dossier_bases ORDER BY dossier_id");
  while (bases.step()) source.earlier_bases.emplace_back(bases.blob(0));
  return source;
}

}  // namespace ramure::storage
