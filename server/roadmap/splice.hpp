// What a change does to anything that has one element for each UTF-16 unit of the text: the text itself, or where its
// units come from. Internal to this room.
#pragma once

#include <algorithm>
#include <utility>

#include "server/roadmap/changes.hpp"

namespace ramure::roadmap {

// `inserted` holds what the sections insert, one after the other. Lengths match: the caller has checked.
template <class Sequence>
void splice(const Sections& sections, const Sequence& inserted, Sequence& sequence) {
  constexpr std::size_t few_sections = 16;  // of one key press, or a few carets
  using Distance = typename Sequence::difference_type;
  auto source = inserted.begin();
  if (sections.size() <= few_sections) {  // what lies behind each section is moved: quickest for a few
    Distance at = 0;
    for (const Section& section : sections) {
      if (!section.is_kept()) {
        const auto overwritten = std::min<Distance>(section.length, section.inserted);
        std::copy(source, source + overwritten, sequence.begin() + at);
        at += overwritten;
        const auto rest = sequence.begin() + at;
        if (section.inserted > overwritten) {
          sequence.insert(rest, source + overwritten, source + section.inserted);
        } else {
          sequence.erase(rest, rest + (section.length - overwritten));
        }
        source += section.inserted;
        at += section.inserted - overwritten;
      } else {
        at += section.length;
      }
    }
    return;
  }
  Sequence changed;  // written anew: the same time however many sections there are
  changed.reserve(sequence.size() + inserted.size());
  auto old = sequence.cbegin();
  for (const Section& section : sections) {
    if (section.is_kept()) {
      changed.insert(changed.end(), old, old + section.length);
    } else {
      changed.insert(changed.end(), source, source + section.inserted);
      source += section.inserted;
    }
    old += section.length;
  }
  sequence = std::move(changed);
}

}  // namespace ramure::roadmap
