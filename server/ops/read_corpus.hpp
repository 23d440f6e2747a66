// The parts of read_corpus, and the words of the files that stand for our enums. Internal to reading a corpus.
#pragma once

#include "server/ops/corpus.hpp"
#include "server/ops/json_place.hpp"

namespace ramure::ops {

void read_papers(const std::map<std::string, std::string>& papers, Corpus& corpus);
void read_community(const JsonPlace& root, Corpus& corpus);
void read_threads(const JsonPlace& root, Corpus& corpus);  // after read_community: authors and places must be known
void read_rounds(const JsonPlace& root, Corpus& corpus);   // after read_threads: they name the threads they come from
void read_documents(const std::map<std::string, std::string>& documents, Corpus& corpus);
void read_roadmaps(const JsonPlace& root, Corpus& corpus);        // after read_threads and read_documents
void read_sessions(const JsonPlace& root, Corpus& corpus);        // of community.json
void read_course_threads(const JsonPlace& root, Corpus& corpus);  // after read_threads
void read_course(const JsonPlace& root, Corpus& corpus);          // after all of these

// Of a file of Markdown: its size, and that it is UTF-8.
void check_text(const std::string& where, std::string_view text);

// What all parts name.
CorpusTime read_time(const JsonPlace& place);
std::string read_known_person(const JsonPlace& place, const Corpus& corpus);
std::string read_known_thread(const JsonPlace& place, const Corpus& corpus);

// A word of the file, as one of ours: "catalyseur" is ROLE_CATALYST.
template <class Enum>
struct Word {
  std::string_view word;
  Enum value;
};
template <class Enum, class Words>
Enum one_of(const JsonPlace& place, const Words& words) {
  const std::string text = place.text();
  std::string known;
  for (const Word<Enum>& word : words) {
    if (word.word == text) return word.value;
    known += (known.empty() ? "" : ", ") + std::string(word.word);
  }
  place.fail("\"" + text + "\" is not one of: " + known);
}

v1::ChannelKind channel_kind(const JsonPlace& place);

}  // namespace ramure::ops
