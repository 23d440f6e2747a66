// The history of a text as people use it: by sitting of work, not by change. What was touched is said by the headings
// above it; what it was is difference() between the two versions. Names are given when asked for, amounts never.
//
//   SessionHistory history(text_of(version), {.names = false});
//   for (const Entry& entry : entries_after(version)) history.see(entry);
//   for (const v1::WorkingSession& session : history.finish()) …;
#pragma once

#include <optional>

#include "server/roadmap/text_log.hpp"

namespace ramure::roadmap {

struct HistoryOptions {
  bool names = false;
};

class SessionHistory {
 public:
  SessionHistory(std::u16string text, HistoryOptions options) : text_(std::move(text)), options_(options) {}

  void see(const Entry& entry);  // in order, without a gap
  std::vector<v1::WorkingSession> finish();

 private:
  void close();

  std::u16string text_;
  HistoryOptions options_;
  std::vector<v1::WorkingSession> sessions_;
  std::optional<v1::WorkingSession> open_;
  std::vector<Passage> touched_;  // in the text as it is; in order, apart from each other
};

// The headings that passages lie under, each once, in order; "" for what stands before the first.
std::vector<std::u16string> headings_of(std::u16string_view text, const std::vector<Passage>& passages);

}  // namespace ramure::roadmap
