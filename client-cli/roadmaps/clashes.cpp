#include "client-cli/roadmaps/clashes.hpp"

#include <algorithm>

#include "client-cli/roadmaps/passages.hpp"
#include "client-cli/roadmaps/rewriting.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::cli {

namespace {

using roadmap::Section;
using roadmap::Sections;
using View = std::u16string_view;

// Where, in the new text (or the old one), something was changed.
std::vector<Stretch> changed(const Sections& sections, bool in_new_text) {
  std::vector<Stretch> stretches;
  std::size_t at = 0;
  for (const Section& section : sections) {
    const std::size_t after = section.is_kept() ? section.length : static_cast<std::size_t>(section.inserted);
    const std::size_t units = in_new_text ? after : section.length;
    if (!section.is_kept()) stretches.push_back({at, at + units});
    at += units;
  }
  return stretches;
}

// What lies side by side meets too: whoever took out all around some words left them without their sentence.
bool meet(const Stretch& one, const Stretch& other) { return one.from <= other.to && other.from <= one.to; }

Sections reversed(const Sections& sections) {
  Sections back;
  for (const Section& section : sections) {
    if (section.is_kept()) {
      add_section(back, section);
    } else {
      add_section(back, {static_cast<std::uint32_t>(section.inserted), static_cast<std::int32_t>(section.length)});
    }
  }
  return back;
}

Stretch mapped(const Sections& sections, const Stretch& stretch) {
  return {roadmap::map_position(sections, stretch.from, -1), roadmap::map_position(sections, stretch.to, 1)};
}

std::string words_in(View text, const Stretch& stretch) {
  const Stretch lines = whole_lines(text, stretch);
  return roadmap::to_utf8(text.substr(lines.from, lines.to - lines.from));
}

}  // namespace

std::vector<Clash> clashes(View before, View mine, View now) {
  const Sections own = change_to(before, mine).sections;
  const Sections theirs = change_to(mine, now).sections;
  const auto others = changed(theirs, false);
  std::vector<Stretch> places;
  for (const Stretch& written : changed(own, true)) {
    if (std::ranges::none_of(others, [&](const Stretch& other) { return meet(written, other); })) continue;
    const Stretch lines = whole_lines(mine, written);
    if (!places.empty() && places.back().to >= lines.from) places.back().to = std::max(places.back().to, lines.to);
    else places.push_back(lines);
  }
  const Sections back = reversed(own);
  std::vector<Clash> found;
  for (const Stretch& place : places) {
    found.push_back({heading_above(mine, place.from), words_in(before, mapped(back, place)), words_in(mine, place),
                     words_in(now, mapped(theirs, place))});
  }
  return found;
}

}  // namespace ramure::cli
