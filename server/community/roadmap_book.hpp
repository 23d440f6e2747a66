// A roadmap and its text as the rules need them: folded from events, opened from the log. Both may be remembered
// (live/).
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "server/roadmap/decide.hpp"
#include "storage/search/text_words.hpp"
#include "storage/stored_roadmap.hpp"

namespace ramure::community {

using RoadmapPointer = std::shared_ptr<const roadmap::Roadmap>;
using LoadRoadmap = std::function<std::vector<v1::Event>(std::uint64_t after_seq)>;  // its events, in order

// As RoundBook: what is remembered ends at the last commit. Any thread.
class RoadmapBook {
 public:
  virtual ~RoadmapBook() = default;
  virtual RoadmapPointer open(std::uint64_t roadmap_id, std::uint64_t committed_seq, const LoadRoadmap& load) = 0;
};

// Texts as the writer's transaction has left them, what this batch has added included. The writer's thread only.
class TextBook {
 public:
  using TextPointer = std::shared_ptr<const roadmap::TextLog>;
  using LoadText = std::function<roadmap::TextLog()>;
  virtual ~TextBook() = default;
  virtual TextPointer open(std::uint64_t roadmap_id, const LoadText& load) = 0;
};

// What search knows of the words of roadmaps. A text of one version has the same words for ever, but for what is taken
// out of its history.
struct WordsKey {
  enum class Of : std::uint8_t { text, card };
  std::uint64_t roadmap_id = 0;
  std::uint64_t removed_at = 0;  // Roadmap::removed_at
  Of of = Of::text;
  std::uint64_t number = 0;  // the version of the text, or a hash of the card

  auto operator<=>(const WordsKey&) const = default;
};
using WordsPointer = std::shared_ptr<const storage::TextWords>;

// Any thread.
class WordBook {
 public:
  using LoadWords = std::function<std::string()>;  // the text
  virtual ~WordBook() = default;
  virtual WordsPointer open(const WordsKey& key, const LoadWords& load) = 0;
};

// Passages whose removal was walked through beside the writer (live/). Any thread.
class RemovalBook {
 public:
  using RemovalPointer = std::shared_ptr<const roadmap::Removal>;
  virtual ~RemovalBook() = default;
  virtual RemovalPointer take(std::uint64_t roadmap_id, std::string_view passage) = 0;  // nullptr: it was not
};

// What the rules of roadmaps need besides the tables. All may be null: then every roadmap is folded, every text opened,
// every word read and every history walked through, anew; and no epoch is asked for.
struct RoadmapRules {
  RoadmapBook* book = nullptr;
  TextBook* texts = nullptr;
  const std::string* epoch = nullptr;  // of the journal: a text that was opened in another is not written to
  WordBook* known_words = nullptr;
  RemovalBook* removals = nullptr;

  RoadmapPointer open(std::uint64_t roadmap_id, std::uint64_t committed_seq, const LoadRoadmap& load) const;
  WordsPointer words(const WordsKey& key, const WordBook::LoadWords& load) const;
};

void fold(roadmap::Roadmap& roadmap, std::span<const v1::Event> events);

// `stored` lives as long as what is returned.
roadmap::StoredText text_in(const storage::StoredRoadmap& stored);

// What one command changes in a text: to be stored, and to be taken into the log in memory.
struct TextWork {
  std::uint64_t roadmap_id = 0;
  std::vector<roadmap::Entry> entries;
  std::vector<roadmap::Placed> placed;
  std::vector<std::uint64_t> taken_off;
  roadmap::TextRows rows;
  std::shared_ptr<const roadmap::Removal> removal = nullptr;
};

}  // namespace ramure::community
