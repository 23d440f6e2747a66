// Which of several things somebody means by some words: the one that is called exactly so, else the only one whose name
// holds them.
//
//   OneNamed<std::uint64_t> found(words);
//   for (const Thing& thing : things) found.see(thing.id(), {thing.key(), thing.title()});
//   if (found.one()) return *found.one();
//   … found.is_none() …
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client-cli/state/names.hpp"

namespace ramure::cli {

template <class Thing>
class OneNamed {
 public:
  explicit OneNamed(std::string_view words) : wanted_(fold(words)) {}

  void see(const Thing& thing, const std::vector<std::string>& names) {
    bool holds = false;
    for (const std::string& name : names) {
      const std::string folded = fold(name);
      if (folded == wanted_) return exact_.push_back(thing);
      holds |= !wanted_.empty() && folded.find(wanted_) != std::string::npos;
    }
    if (holds) holding_.push_back(thing);
  }

  bool is_none() const { return best().empty(); }
  const Thing* one() const { return best().size() == 1 ? &best().front() : nullptr; }  // nullptr: none, or several

 private:
  const std::vector<Thing>& best() const { return exact_.empty() ? holding_ : exact_; }

  std::string wanted_;
  std::vector<Thing> exact_, holding_;
};

}  // namespace ramure::cli
