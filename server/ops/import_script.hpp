// A corpus as a list of commands to come: who does what, when, in the order in which it will be done. Pure: nothing is
// written here; ids that the journal will give are asked for when a step's turn has come (ImportRun).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "ramure/v1/commands.pb.h"
#include "ramure/v1/frames.pb.h"
#include "server/ops/corpus.hpp"
#include "storage/store.hpp"

namespace ramure::ops {

// What is known while the script is being played.
class ImportRun {
 public:
  ImportRun(storage::Store& store, const Corpus& corpus) : store_(store), corpus_(corpus) {}

  // The journal's id of a thing of the corpus. Things are named "person:p01", "theme:th3", "message:m012",
  // "round:tour1", "contribution:k029" …
  std::uint64_t id(const std::string& name) const;
  void note(const std::string& name, std::uint64_t id) { ids_[name] = id; }

  bool knows(const std::string& name) const { return ids_.contains(name); }
  // The message of this thread among what a command has made; 0: none.
  std::uint64_t posted_with(const v1::Accepted& accepted, const std::string& thread_name) const;

  std::uint64_t person(const std::string& corpus_id) const { return id("person:" + corpus_id); }
  std::uint64_t channel(const CorpusChannel& channel) const;
  bool reads(std::uint64_t member_id, const CorpusChannel& channel, std::uint64_t birth_seq) const;
  // Everybody but the author who may write where the message is, in an order that follows from the message's id.
  std::vector<std::uint64_t> reactors(const CorpusThread& thread, const CorpusMessage& message) const;
  std::uint64_t head_seq() const { return store_.head_seq(); }

 private:
  storage::Store& store_;
  const Corpus& corpus_;
  std::unordered_map<std::string, std::uint64_t> ids_;
};

// A command and who sends it.
struct Order {
  std::uint64_t member_id = 0;           // 0: the founder
  v1::Command command;                   // its key, and the uploads, are set by whoever plays the script
  std::vector<std::string> papers = {};  // that come with it, of Corpus::papers
};

struct Step {
  TimestampMs at_ms = 0;
  std::string name;   // unique in the script: the command's key follows from it
  std::string where;  // in the files, should it be refused
  std::function<std::optional<Order>(const ImportRun&)> order;          // nullopt: nothing to do after all
  std::function<void(ImportRun&, const v1::Accepted&)> done = nullptr;  // what is known from now on
};

// By how many whole weeks the corpus is moved so that the newest message of its threads is two to nine days old.
std::chrono::weeks shift_to_recent(const Corpus& corpus, TimestampMs now_ms);

// Stably sorted by time. A corpus in which nothing was said is founded now.
std::vector<Step> script_of(const Corpus& corpus, std::chrono::weeks shift, TimestampMs now_ms);

// The parts of it.
void add_founding(const Corpus& corpus, TimestampMs at_ms, std::vector<Step>& script);
void add_word(const Corpus& corpus, TimestampMs at_ms, std::vector<Step>& script);
void add_thread(const Corpus& corpus, const CorpusThread& thread, std::chrono::weeks shift, std::vector<Step>& script);
void add_rounds(const Corpus& corpus, std::chrono::weeks shift, TimestampMs now_ms, std::vector<Step>& script);
void add_roadmaps(const Corpus& corpus, std::chrono::weeks shift, TimestampMs now_ms, std::vector<Step>& script);
void add_course(const Corpus& corpus, std::chrono::weeks shift, std::vector<Step>& script);
void add_visits(const Corpus& corpus, std::chrono::weeks shift, std::vector<Step>& script);

// The message of the thread with which a round of the corpus came back to it: nobody posts it, since the round does so
// when its client chooses what to share. nullptr: no round came back here.
const CorpusMessage* returned_by_round(const Corpus& corpus, const CorpusThread& thread);

// Of a corpus that is moved to look alive: what would lie ahead is told in the last days before `now_ms` instead, in
// its order. The times grow.
void bring_forward(std::span<TimestampMs> times, TimestampMs now_ms);

// A number that follows from a name: for choices that shall look like chance and never change.
std::uint64_t number_of(std::string_view name);

}  // namespace ramure::ops
