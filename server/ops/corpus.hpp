// A community as its files tell it: who takes part, where, and what was said. Read from JSON, checked, and not yet
// written anywhere. The shape is described in server/ops/README.md; ids are the file's own ("p01", "fil03").
//
//   auto corpus = read_corpus({.community = text_of("community.json"), .threads = text_of("threads.json")});
//   if (!corpus) …error().where says "threads.json: threads[2].messages[1].author_id"
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/model.pb.h"
#include "server/ops/corpus_course.hpp"
#include "server/ops/corpus_place.hpp"
#include "server/ops/corpus_roadmap.hpp"
#include "server/ops/corpus_round.hpp"
#include "server/ops/corpus_time.hpp"

namespace ramure::ops {

inline constexpr std::size_t corpus_file_bytes_max = std::size_t{16} * 1024 * 1024;

// What is wrong, and where.
struct CorpusFault {
  std::string where;
  std::string sentence;
};

struct CorpusTheme {
  std::string id, title, short_title, description;
  std::string where;
};

struct CorpusTerritory {
  std::string id, name, profile_label, summary, time_zone;
  std::string offers, seeks;  // what its pair says of it; may be empty
  std::string where;
};

struct CorpusPerson {
  std::string id, name, organisation, function, bio;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::string territory_id;  // empty: none
  std::string where;
};

// Somebody advises the pair of a territory (« suivi individuel »).
struct CorpusCharge {
  std::string territory_id, person_id;
  std::string where;
};

// « Le mot de l'animation », by a facilitator.
struct CorpusWord {
  std::string author_id, text;
  std::string where;
};

// A place that threads name.
using CorpusChannel = CorpusPlace;

struct CorpusReaction {
  std::string name;
  std::uint32_t count = 0;
};

struct CorpusMessage {
  std::string id, author_id, text, reply_to_id;
  CorpusTime at;
  v1::MessageKind kind = v1::MESSAGE_KIND_MESSAGE;
  std::vector<CorpusReaction> reactions;
  std::vector<std::string> papers = {};  // that come with it, by their names in Corpus::papers
  std::string where;
};

struct CorpusObstacle {
  v1::Obstacle card;       // with the status that it has in the end
  bool has_round = false;  // was, or is, the subject of a round
};

struct CorpusThread {
  std::string id, title, theme_id;
  CorpusChannel channel;
  v1::ThreadKind kind = v1::THREAD_KIND_DISCUSSION;
  std::vector<std::string> tags;
  std::optional<CorpusObstacle> obstacle;
  std::vector<CorpusMessage> messages;  // at least one, in order of time; the first one opens the thread
  std::string where;
};

struct Corpus {
  std::string slug;  // not from the files: chosen by whoever creates the community
  std::string name, time_zone;
  bool fictional = false;  // a demonstration: its dates may be moved to look alive
  std::vector<CorpusTheme> themes;
  std::vector<CorpusTerritory> territories;
  std::vector<CorpusPerson> people;
  std::vector<CorpusCharge> charges;
  std::vector<CorpusGroup> groups;
  std::optional<CorpusWord> word;
  std::vector<CorpusChannel> channels;
  std::vector<CorpusThread> threads;
  std::vector<CorpusRound> rounds;
  std::vector<CorpusDocument> documents;
  std::map<std::string, std::string> papers;  // Markdown, by the files' names: what people hand round as files
  std::vector<CorpusRoadmap> roadmaps;
  std::vector<CorpusSession> sessions;
  CorpusCourse course;
  std::vector<CorpusThread> course_threads;  // resources that were proposed, choices of a subject

  const CorpusPerson* person(std::string_view id) const;
  const CorpusTerritory* territory(std::string_view id) const;
  const CorpusTheme* theme(std::string_view id) const;
  const CorpusChannel* channel(std::string_view id) const;
  const CorpusThread* thread(std::string_view id) const;  // of threads.json
  const CorpusGroup* group(std::string_view id) const;
};

struct CorpusText {
  std::string community;                              // JSON
  std::string threads;                                // JSON, or empty: nothing was said yet
  std::string rounds = {};                            // JSON, or empty: no round was held
  std::string roadmaps = {};                          // JSON, or empty: none was begun
  std::string course = {};                            // JSON, or empty: nothing of a course took place
  std::map<std::string, std::string> documents = {};  // Markdown that roadmaps.json names, by the files' names
  std::map<std::string, std::string> papers = {};     // Markdown that course.json hands round as files, by their names
};

std::expected<Corpus, CorpusFault> read_corpus(const CorpusText& text);

// « Catalyseur / catalyseuse » and so on, for lists that people read.
std::string_view role_label(v1::Role role);

}  // namespace ramure::ops
