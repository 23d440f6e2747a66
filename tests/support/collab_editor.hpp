// One open editor, as a client has to keep it: its text, what it wrote and does not know to be accepted, and how both
// go on when changes come. What @codemirror/collab does, when it is handed one update per call.
#pragma once

#include <deque>

#include "server/roadmap/text_log.hpp"

namespace ramure::test {

class CollabEditor {
 public:
  CollabEditor(std::uint64_t author_id, std::uint64_t editor_id) : author_id_(author_id), editor_id_(editor_id) {}

  // A text that it was given whole: it goes on from there.
  void begin(std::uint64_t version, std::u16string text) {
    version_ = version;
    text_ = std::move(text);
    unconfirmed_.clear();
  }

  std::uint64_t version() const { return version_; }
  const std::u16string& text() const { return text_; }
  bool has_unsent() const { return !unconfirmed_.empty(); }

  void write(roadmap::Change change) {
    roadmap::apply_change(change, text_);
    unconfirmed_.push_back(std::move(change));
  }

  // All that is not confirmed, from its base.
  roadmap::Push push(TimestampMs at) const {
    return {author_id_, editor_id_, version_, {unconfirmed_.begin(), unconfirmed_.end()}, at};
  }

  void receive(const roadmap::Entry& entry) {
    ++version_;
    if (entry.author_id == author_id_ && entry.editor_id == editor_id_ && !unconfirmed_.empty()) {
      unconfirmed_.pop_front();
      return;
    }
    roadmap::Change theirs = entry.change;
    for (roadmap::Change& own : unconfirmed_) {
      roadmap::Change moved = roadmap::map(own, theirs);
      theirs = roadmap::map(std::move(theirs), own, true);
      own = std::move(moved);
    }
    roadmap::apply_change(theirs, text_);
  }

 private:
  std::uint64_t author_id_;
  std::uint64_t editor_id_;
  std::uint64_t version_ = 0;
  std::u16string text_;
  std::deque<roadmap::Change> unconfirmed_;
};

}  // namespace ramure::test
