#include "storage/search/similar.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <span>

#include "storage/search/french_words.hpp"
#include "storage/search/match.hpp"
#include "storage/search/shelves.hpp"
#include "storage/search/tokenizer.hpp"

namespace ramure::storage {

namespace {

constexpr std::size_t letters_min = 3;
constexpr std::size_t threads_per_look = 64;
constexpr std::size_t rows_per_look_max = 2'000;      // messages of long threads have the word, too
constexpr std::size_t threads_looked_at_max = 5'000;  // readable or not
constexpr std::chrono::milliseconds budget{200};
static_assert(similar_words_max <= 32, "one bit for each");

// Folded words that say nothing of the matter, whoever writes them. Few obstacles do not show which words are common.
constexpr std::array<std::string_view, 72> little_words = {
    "les",     "des",   "une",   "aux",   "que",    "qui",   "dont",   "mais",  "pour",  "par",   "pas",    "plus",
    "sur",     "dans",  "avec",  "sans",  "sous",   "chez",  "vers",   "entre", "nous",  "vous",  "ils",    "elles",
    "elle",    "notre", "votre", "leur",  "leurs",  "nos",   "vos",    "mes",   "ses",   "son",   "ces",    "cet",
    "cette",   "est",   "sont",  "etre",  "ete",    "avoir", "avons",  "avez",  "ont",   "fait",  "faire",  "peut",
    "peuvent", "tout",  "tous",  "toute", "toutes", "tres",  "trop",   "bien",  "comme", "quand", "depuis", "encore",
    "aussi",   "donc",  "car",   "lui",   "moi",    "rien",  "chaque", "meme",  "ainsi", "alors", "the",    "and"};

bool tells_something(const Word& word) {
  return word.exact.size() >= letters_min && std::ranges::find(little_words, word.exact) == little_words.end();
}

struct Candidate {
  SharedStems shared;
  std::uint64_t first_message_id() const { return shared.thread_id + 1; }  // it never leaves its obstacle
};

// The newest ones that the asker may read, oldest first.
std::vector<Candidate> load_candidates(Connection& db, const Readable& readable) {
  std::vector<Candidate> candidates;
  auto rows = db.query(
      "SELECT d.id, d.channel_id, d.birth_seq FROM threads t CROSS JOIN documents d ON d.id = t.id WHERE t.kind = 4 "
      "ORDER BY t.id DESC LIMIT ?",
      threads_looked_at_max);
  while (candidates.size() < similar_candidates_max && rows.step()) {
    if (readable.may_read(rows.id(1), rows.id(2))) candidates.push_back({{rows.id(0), 0}});
  }
  std::ranges::reverse(candidates);
  return candidates;
}

void append(std::string& match, const char* between, char mark, const std::string& token) {
  match.append(between).append(1, '"').append(1, mark).append(token).append(1, '"');
}

// `("~sign" OR "~signent") AND ("#12" OR "#40")`: nothing that was typed, only stems and ids of ours.
std::string match_of_look(const Telling& word, std::span<const Candidate> candidates) {
  std::string match;
  for (const std::string& stem : word) append(match, match.empty() ? "(" : " OR ", stem_mark, stem);
  match += ") AND ";
  const std::size_t before = match.size();
  for (const Candidate& candidate : candidates) {
    append(match, match.size() == before ? "(" : " OR ", thread_mark, std::to_string(candidate.shared.thread_id));
  }
  return match + ')';
}

// Notes which of these obstacles, neighbours on one shelf, have the word. Erased documents are gone from `documents` at
// once, from the words a little later.
void look(Connection& db, const std::string& table, const Telling& word, std::uint32_t bit,
          std::span<Candidate> candidates) {
  const std::string match = match_of_look(word, candidates);  // lives longer than the rows
  auto rows =
      db.prepare_text("SELECT d.id FROM " + table + " AS w CROSS JOIN documents AS d ON d.id = w.rowid WHERE w." +
                      table + " MATCH ?1 AND w.rowid BETWEEN ?2 AND ?3 ORDER BY w.rowid LIMIT ?4");
  rows.bind(match, candidates.front().shared.thread_id, candidates.back().first_message_id(), rows_per_look_max);
  while (rows.step()) {
    const auto behind =
        std::ranges::upper_bound(candidates, rows.id(0), {}, [](const Candidate& one) { return one.shared.thread_id; });
    if (behind == candidates.begin()) continue;
    Candidate& candidate = *std::prev(behind);
    if (rows.id(0) <= candidate.first_message_id()) candidate.shared.stems |= bit;
  }
}

}  // namespace

std::vector<Telling> telling_words(std::string_view sentence) {
  std::vector<Telling> telling;
  for (const Word& word : french_words(sentence)) {
    const auto has_it = [&](const Telling& known) { return std::ranges::find(known, word.stem) != known.end(); };
    if (!tells_something(word) || std::ranges::any_of(telling, has_it)) continue;
    if (telling.size() == similar_words_max) break;
    Telling& one = telling.emplace_back(Telling{word.stem});
    for (std::string& stem : other_stems(word)) one.push_back(std::move(stem));
  }
  return telling;
}

std::vector<std::uint64_t> most_alike(const std::vector<SharedStems>& obstacles, std::size_t words, std::size_t limit) {
  std::vector<double> rarities(words);
  std::uint32_t telling = 0;
  for (std::size_t i = 0; i < words; ++i) {
    const std::uint32_t bit = std::uint32_t{1} << i;
    const auto having =
        std::ranges::count_if(obstacles, [&](const SharedStems& one) { return (one.stems & bit) != 0; });
    const bool is_everywhere = obstacles.size() >= 4 && static_cast<std::size_t>(having) * 2 > obstacles.size();
    if (having == 0 || is_everywhere) continue;
    rarities[i] = std::log(1.0 + static_cast<double>(obstacles.size()) / static_cast<double>(having));
    telling |= bit;
  }
  struct Ranked {
    int shared;
    double rarity;
    std::uint64_t thread_id;
    auto operator<=>(const Ranked&) const = default;
  };
  const int shared_min = words > 4 ? 2 : 1;
  std::vector<Ranked> ranked;
  for (const SharedStems& one : obstacles) {
    Ranked rank{std::popcount(one.stems & telling), 0, one.thread_id};
    for (std::size_t i = 0; i < words; ++i) rank.rarity += (one.stems >> i & 1) != 0 ? rarities[i] : 0;
    if (rank.shared >= shared_min) ranked.push_back(rank);
  }
  std::ranges::sort(ranked, [](const Ranked& a, const Ranked& b) { return a > b; });
  std::vector<std::uint64_t> ids;
  for (const Ranked& rank : ranked) {
    if (ids.size() == limit) break;
    ids.push_back(rank.thread_id);
  }
  return ids;
}

std::vector<std::uint64_t> find_similar(Connection& db, const std::vector<Shelf>& shelves, const Readable& readable,
                                        std::string_view sentence, std::size_t limit) {
  const auto end = std::chrono::steady_clock::now() + budget;
  const std::vector<Telling> words = telling_words(sentence);
  std::vector<Candidate> candidates = load_candidates(db, readable);
  std::span<Candidate> rest(candidates);
  for (auto shelf = shelves.rbegin(); shelf != shelves.rend(); ++shelf) {
    const auto begin =
        std::ranges::lower_bound(rest, shelf->first_id, {}, [](const Candidate& one) { return one.shared.thread_id; });
    std::span<Candidate> on_shelf(begin, rest.end());
    rest = std::span<Candidate>(rest.begin(), begin);
    while (!on_shelf.empty()) {
      const auto some = on_shelf.last(std::min(on_shelf.size(), threads_per_look));
      on_shelf = on_shelf.first(on_shelf.size() - some.size());
      for (std::size_t i = 0; i < words.size() && std::chrono::steady_clock::now() < end; ++i) {
        look(db, words_table(*shelf), words[i], std::uint32_t{1} << i, some);
      }
    }
  }
  std::vector<SharedStems> obstacles;
  for (const Candidate& candidate : candidates) obstacles.push_back(candidate.shared);
  return most_alike(obstacles, words.size(), limit);
}

}  // namespace ramure::storage
