// The texts that one connection has open, and the ring of recent changes of a text that somebody on this thread has
// open. The hub's (hub_texts.cpp).
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "server/live/batch.hpp"

namespace ramure::live {

class Subscription;

struct OpenText {
  std::uint64_t roadmap_id = 0;
  std::uint64_t version = 0;  // that the connection was given
  bool has_begun = false;
  bool waits_for_page = false;
  bool page_is_stale = false;    // the history was rewritten while it was read
  std::vector<TextChange> page;  // from the table, while behind the ring
};

struct OpenTexts {
  std::vector<OpenText> all;

  OpenText* find(std::uint64_t roadmap_id) {
    for (OpenText& text : all) {
      if (text.roadmap_id == roadmap_id) return &text;
    }
    return nullptr;
  }
};

struct TextRing {
  std::uint64_t head = 0;  // the newest version that was heard of, by an announcement or by whoever opened the text
  std::deque<TextChange> changes;  // without a gap
  std::size_t bytes = 0;
  std::vector<Subscription*> readers;
};

}  // namespace ramure::live
