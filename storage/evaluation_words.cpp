#include "storage/evaluation_words.hpp"

#include "storage/compose.hpp"
#include "storage/erase.hpp"
#include "storage/id_list.hpp"

namespace ramure::storage {

namespace {

std::vector<std::uint64_t> all_of(Connection& db, std::uint64_t member_id) {
  return ids_of(
      db.query("SELECT seq FROM evaluations WHERE member_id = ?1 UNION SELECT w.seq FROM evaluations e JOIN "
               "evaluation_words w ON w.answer_id = e.answer_id WHERE e.member_id = ?1 ORDER BY 1",
               member_id));
}

}  // namespace

std::vector<std::uint64_t> evaluations_ended_by(Connection& db, const v1::Event& event) {
  const v1::CourseEvent& course = event.course();
  if (course.has_gathering_evaluated()) {
    return ids_of(db.query("SELECT seq FROM evaluations WHERE gathering_id = ? AND member_id = ?",
                           course.gathering_evaluated().gathering_id(), event.member_id()));
  }
  if (course.has_evaluation_passed_on()) {
    return ids_of(
        db.query("SELECT seq FROM evaluation_words WHERE answer_id = ?", course.evaluation_passed_on().answer_id()));
  }
  const v1::MemberStatusChanged& changed = event.member_status_changed();
  if (changed.status() == v1::MEMBER_STATUS_LEFT) return all_of(db, changed.member_id());
  return {};
}

void erase_evaluations(Connection& db, const std::vector<std::uint64_t>& seqs, std::int64_t at_ms) {
  for (const std::uint64_t seq : seqs) {
    if (!erase_journal_row(db, seq)) continue;
    db.run("INSERT INTO pending_scrubs (thing_id, noted_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING", seq, at_ms);
  }
}

bool is_of_evaluation(Connection& db, std::uint64_t seq) {
  const v1::CourseEvent course = load_event(db, seq).course();
  return course.has_gathering_evaluated() || course.has_evaluation_passed_on();
}

}  // namespace ramure::storage
