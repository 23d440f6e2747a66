// The life of an obstacle, and those that say something alike.
#include <algorithm>

#include "protocol/limits.hpp"
#include "storage/compose.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

namespace {

v1::ObstacleStep declaration(Asking& asking, const ThreadLine& line) {
  const v1::Event opened = load_event(asking.db(), line.id);
  v1::ObstacleStep step;
  step.set_status(opened.thread_opened().obstacle().status());
  step.set_at_ms(line.opened_at_ms);
  step.set_actor_id(asking.shown_author(line.author_id, line.author_hidden));
  step.set_outcome(opened.thread_opened().obstacle().outcome());
  return step;
}

// Newest first. Whoever is not shown was not announced either: the event has no actor then.
std::vector<v1::ObstacleStep> load_moves(Asking& asking, std::uint64_t thread_id) {
  std::vector<v1::ObstacleStep> steps;
  std::size_t bytes = 0;
  auto rows = asking.db().query(
      "SELECT seq, to_status, at_ms FROM obstacle_moves WHERE thread_id = ? ORDER BY seq DESC", thread_id);
  while (bytes <= limits::history_page_bytes_soft_max && rows.step()) {
    const v1::Event moved = load_event(asking.db(), rows.id(0));
    v1::ObstacleStep& step = steps.emplace_back();
    step.set_status(rows.as<v1::ObstacleStatus>(1));
    step.set_at_ms(rows.integer(2));
    step.set_actor_id(moved.actor_id());
    step.set_outcome(moved.obstacle_status_changed().outcome());
    bytes += step.ByteSizeLong();
  }
  return steps;
}

}  // namespace

// A thread that is no obstacle, or shows its title only, has no life to tell.
bool query_obstacle_life(Asking& asking, const v1::GetObstacleLife& query, v1::ObstacleLife& answer) {
  const auto line = asking.access_thread(query.thread_id());
  if (!line) return false;
  if (line->card_seq == 0 || line->title_only()) return true;
  *answer.add_steps() = declaration(asking, *line);
  std::vector<v1::ObstacleStep> moves = load_moves(asking, line->id);
  for (auto& step : moves) answer.add_steps()->Swap(&step);
  std::reverse(answer.mutable_steps()->pointer_begin() + 1, answer.mutable_steps()->pointer_end());
  return true;
}

// The index may be behind: what it names is loaded and judged again. Nobody who types waits for it.
bool Reader::similar_obstacles(std::uint64_t member_id, const v1::FindSimilarObstacles& query,
                               v1::SimilarObstacles& answer, std::uint64_t& as_of_seq) {
  Asking asking(connection(), member_id);
  as_of_seq = asking.head_seq();
  for (const std::uint64_t id :
       search_reader().similar_obstacles(query.text(), asking.readable(), limits::similar_obstacles_max)) {
    const auto line = asking.access_thread(id);
    if (line && !line->title_only()) *answer.add_threads() = compose_thread(asking, *line);
  }
  return true;
}

}  // namespace ramure::storage
