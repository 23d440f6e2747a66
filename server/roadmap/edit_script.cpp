#include "server/roadmap/edit_script.hpp"

#include <algorithm>

namespace ramure::roadmap {

namespace {

using Numbers = std::vector<std::uint32_t>;
using Signed = std::ptrdiff_t;

// How far one gets on each diagonal k = x − y with so many edits; row d holds k = −d … d.
class Frontier {
 public:
  explicit Frontier(Signed edits) : edits_(edits), furthest_(static_cast<std::size_t>(2 * edits + 1), -1) {}
  Signed at(Signed diagonal) const {
    return diagonal < -edits_ || diagonal > edits_ ? -1 : furthest_[static_cast<std::size_t>(diagonal + edits_)];
  }
  void set(Signed diagonal, Signed x) { furthest_[static_cast<std::size_t>(diagonal + edits_)] = x; }

 private:
  Signed edits_;
  std::vector<Signed> furthest_;
};

// Where diagonal k is entered with one edit more: by an addition (from k + 1) or a removal (from k − 1).
Signed entry(const Frontier& last, Signed edits, Signed k) {
  if (edits == 0) return 0;
  const Signed by_addition = last.at(k + 1);
  const Signed by_removal = last.at(k - 1) < 0 ? -1 : last.at(k - 1) + 1;
  return std::max(by_addition, by_removal);
}

std::vector<Match> walk_back(const std::vector<Frontier>& rows, Signed x, Signed y) {
  std::vector<Match> found;
  for (auto edits = static_cast<Signed>(rows.size()) - 1; edits >= 0; --edits) {
    const Signed k = x - y;
    const Signed start = edits == 0 ? 0 : entry(rows[static_cast<std::size_t>(edits - 1)], edits, k);
    if (x > start) {
      found.push_back(
          {static_cast<std::size_t>(start), static_cast<std::size_t>(start - k), static_cast<std::size_t>(x - start)});
    }
    if (edits == 0) break;
    const Frontier& last = rows[static_cast<std::size_t>(edits - 1)];
    const bool by_addition = last.at(k + 1) == start;
    x = by_addition ? start : start - 1;
    y = x - (by_addition ? k + 1 : k - 1);
  }
  std::ranges::reverse(found);
  return found;
}

}  // namespace

std::optional<std::vector<Match>> matches(const Numbers& before, const Numbers& after, std::size_t edits_max) {
  const auto width = static_cast<Signed>(before.size()), height = static_cast<Signed>(after.size());
  std::vector<Frontier> rows;
  for (Signed edits = 0; edits <= static_cast<Signed>(edits_max); ++edits) {
    Frontier row(edits);
    for (Signed k = -edits; k <= edits; k += 2) {
      Signed x = edits == 0 ? 0 : entry(rows.back(), edits, k);
      if (x < 0 || x > width || x - k < 0 || x - k > height) continue;
      while (x < width && x - k < height &&
             before[static_cast<std::size_t>(x)] == after[static_cast<std::size_t>(x - k)]) {
        ++x;
      }
      row.set(k, x);
      if (x == width && x - k == height) {
        rows.push_back(std::move(row));
        return walk_back(rows, width, height);
      }
    }
    rows.push_back(std::move(row));
  }
  return std::nullopt;
}

}  // namespace ramure::roadmap
