// What the rules look at when something is asked of the course.
#include "storage/compose.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

std::optional<GatheringState> View::gathering(std::uint64_t id) { return load_gathering(connection_, id); }

v1::Gathering View::gathering_words(const GatheringState& state) { return compose_gathering(connection_, state); }

v1::Participation View::participation(std::uint64_t gathering_id, std::uint64_t member_id) {
  auto row = connection_.query("SELECT participation FROM gathering_answers WHERE gathering_id = ? AND member_id = ?",
                               gathering_id, member_id);
  return row.step() ? row.as<v1::Participation>(0) : v1::PARTICIPATION_UNSPECIFIED;
}

std::optional<EvaluationState> View::evaluation(std::uint64_t gathering_id, std::uint64_t member_id) {
  auto row = connection_.query("SELECT seq, answer_id FROM evaluations WHERE gathering_id = ? AND member_id = ?",
                               gathering_id, member_id);
  if (!row.step()) return std::nullopt;
  return EvaluationState{load_event(connection_, row.id(0)).course().gathering_evaluated().evaluation(), row.id(1)};
}

std::optional<WorkshopState> View::workshop(std::uint64_t id) { return load_workshop(connection_, id); }

std::size_t View::workshop_count(std::uint64_t gathering_id) {
  auto row = connection_.query("SELECT count(*) FROM workshops WHERE gathering_id = ?", gathering_id);
  row.step();
  return static_cast<std::size_t>(row.integer(0));
}

std::optional<SentenceState> View::sentence(std::uint64_t id) {
  auto row = connection_.query("SELECT workshop_id, theme_id, withdrawn FROM workshop_sentences WHERE id = ?", id);
  if (!row.step()) return std::nullopt;
  return SentenceState{.id = id, .workshop_id = row.id(0), .theme_id = row.id(1), .withdrawn = row.boolean(2)};
}

std::size_t View::sentence_count(std::uint64_t workshop_id) {
  auto row =
      connection_.query("SELECT count(*) FROM workshop_sentences WHERE workshop_id = ? AND withdrawn = 0", workshop_id);
  row.step();
  return static_cast<std::size_t>(row.integer(0));
}

}  // namespace ramure::storage
