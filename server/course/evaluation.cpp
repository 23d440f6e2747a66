#include "server/course/evaluation.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "server/community/text.hpp"
#include "server/course/course_limits.hpp"

namespace ramure::course {

namespace {

using community::check_optional_text;

Checked check_rating(const std::string& field, std::uint32_t rating) {
  if (rating <= limits::rating_max) return {};
  return community::refuse::invalid(field, "a rating is 1 to 4, or 0 for none");
}

// One of the three averages, as the answers come in.
class Average {
 public:
  explicit Average(std::uint32_t storage::Rating::* which) : which_(which) {}

  void take(const storage::Rating& rating) {
    const auto [place, is_new] = last_.try_emplace(rating.member_id, rating);
    if (!is_new) count(std::exchange(place->second, rating), -1);
    count(rating, 1);
    if (territories_.size() < limits::territories_shown_min) return;
    const auto is_far_enough = [this](const Sums& before) {
      return differing(territories_, before) >= limits::territories_shown_min;
    };
    if (std::ranges::all_of(shown_, is_far_enough)) shown_.push_back(territories_);
  }

  // In hundredths; 0: of fewer than three territories.
  std::uint32_t shown_hundredths() const {
    if (territories_.size() < limits::territories_shown_min) return 0;
    Sum all;
    for (const auto& [territory_id, sum] : shown_.back()) {
      all.ratings += sum.ratings;
      all.people += sum.people;
    }
    return static_cast<std::uint32_t>((all.ratings * 100 + all.people / 2) / all.people);
  }

 private:
  struct Sum {
    std::int64_t ratings = 0, people = 0;
    bool operator==(const Sum&) const = default;
  };
  using Sums = std::map<std::uint64_t, Sum>;  // by territory

  void count(const storage::Rating& rating, int times) {
    if (rating.territory_id == 0 || rating.*which_ == 0) return;
    Sum& sum = territories_[rating.territory_id];
    sum.ratings += times * static_cast<std::int64_t>(rating.*which_);
    sum.people += times;
    if (sum.people == 0) territories_.erase(rating.territory_id);
  }

  static std::size_t differing(const Sums& one, const Sums& other) {
    std::set<std::uint64_t> territories;
    for (const auto& [territory_id, sum] : one) {
      const auto found = other.find(territory_id);
      if (found == other.end() || found->second != sum) territories.insert(territory_id);
    }
    for (const auto& [territory_id, sum] : other) {
      if (!one.contains(territory_id)) territories.insert(territory_id);
    }
    return territories.size();
  }

  std::uint32_t storage::Rating::* which_;
  std::map<std::uint64_t, storage::Rating> last_;  // by member
  Sums territories_;                               // as of now
  std::vector<Sums> shown_;                        // what stood behind each average that was shown
};

std::uint32_t average(std::span<const storage::Rating> ratings, std::uint32_t storage::Rating::* which) {
  Average average(which);
  for (const storage::Rating& rating : ratings) average.take(rating);
  return average.shown_hundredths();
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
