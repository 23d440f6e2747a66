#include "server/course/evaluation.hpp"

#include <set>

#include "server/community/text.hpp"
#include "server/course/course_limits.hpp"

namespace ramure::course {

namespace {

using community::check_optional_text;

Checked check_rating(const std::string& field, std::uint32_t rating) {
  if (rating <= limits::rating_max) return {};
  return community::refuse::invalid(field, "a rating is 1 to 4, or 0 for none");
}

// In hundredths; 0: of fewer than three territories.
std::uint32_t average(std::span<const storage::Rating> ratings, std::uint32_t storage::Rating::* which) {
  std::set<std::uint64_t> territories;
  std::uint64_t sum = 0, count = 0;
  for (const storage::Rating& rating : ratings) {
    if (rating.territory_id == 0 || rating.*which == 0) continue;
    territories.insert(rating.territory_id);
    sum += rating.*which;
    ++count;
  }
  if (territories.size() < limits::territories_shown_min) return 0;
  return static_cast<std::uint32_t>((sum * 100 + count / 2) / count);
}

}  // namespace

Checked check_evaluation(const std::string& path, const v1::Evaluation& evaluation) {
  auto checked = check_rating(path + ".useful", evaluation.useful());
  if (checked) checked = check_rating(path + ".learnt_from_peers", evaluation.learnt_from_peers());
  if (checked) checked = check_rating(path + ".was_heard", evaluation.was_heard());
  if (checked) checked = check_optional_text(path + ".keeps", evaluation.keeps(), limits::evaluation_text_bytes_max);
  if (checked) checked = check_optional_text(path + ".missed", evaluation.missed(), limits::evaluation_text_bytes_max);
  return checked;
}

bool is_empty(const v1::Evaluation& evaluation) {
  return evaluation.useful() == 0 && evaluation.learnt_from_peers() == 0 && evaluation.was_heard() == 0 &&
         evaluation.keeps().empty() && evaluation.missed().empty();
}

v1::EvaluationFigure figure_of(std::uint64_t gathering_id, const std::string& title,
                               std::span<const storage::Rating> ratings) {
  v1::EvaluationFigure figure;
  figure.set_gathering_id(gathering_id);
  figure.set_title(title);
  figure.set_useful_hundredths(average(ratings, &storage::Rating::useful));
  figure.set_learnt_from_peers_hundredths(average(ratings, &storage::Rating::learnt_from_peers));
  figure.set_was_heard_hundredths(average(ratings, &storage::Rating::was_heard));
  figure.set_hidden(figure.useful_hundredths() == 0 && figure.learnt_from_peers_hundredths() == 0 &&
                    figure.was_heard_hundredths() == 0);
  return figure;
}

}  // namespace ramure::course
