// One roadmap as the tables hold it: its events, from which the rules fold it, and the log of its text. Judges nothing:
// whoever hands one out has done that.
//
//   StoredRoadmap stored = view.roadmap(id);
//   for (const v1::Event& event : stored.events(0)) …            // none: there is no such roadmap
//   stored.text_snapshot(version); stored.text_entries(from, version);
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ramure/v1/events.pb.h"

namespace ramure::storage {

class Connection;

class StoredRoadmap {
 public:
  // Lives no longer than the transaction in which it was made.
  StoredRoadmap(Connection& connection, std::uint64_t id) : connection_(connection), id_(id) {}

  std::uint64_t id() const { return id_; }
  std::vector<v1::Event> events(std::uint64_t after_seq) const;  // in order

  std::uint64_t text_version() const;  // 0: nothing was written yet
  // The newest snapshot that is not after this version, serialised; empty: there is none.
  std::string text_snapshot(std::uint64_t version) const;
  // The changes that made the versions after + 1 … through, serialised, in order.
  std::vector<std::string> text_entries(std::uint64_t after, std::uint64_t through) const;

  // Whether he wears the hat of adviser in the follow-up of the pair of this territory.
  bool is_advised_by(std::uint64_t member_id, std::uint64_t territory_id) const;
  // Whether he may know that this thread exists.
  bool shows_thread(std::uint64_t member_id, std::uint64_t thread_id) const;
  std::uint64_t head_seq() const;                     // of the journal, in this transaction
  std::int64_t at_of_event(std::uint64_t seq) const;  // of any event of the journal; 0: there is none so early

 private:
  Connection& connection_;
  std::uint64_t id_;
};

}  // namespace ramure::storage
