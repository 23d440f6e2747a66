// The words of texts of roadmaps that search has read, for all readers of one community.
#pragma once

#include <list>
#include <map>
#include <mutex>

#include "server/community/roadmap_book.hpp"

namespace ramure::live {

inline constexpr std::size_t remembered_words_bytes_max = 64 * 1024 * 1024;  // some 1,000 texts of 20 kB

// Any thread. Forgets those that were asked for longest ago when there is no room. What was removed from a history is
// asked for by another key, and leaves with the others.
class RememberedWords final : public community::WordBook {
 public:
  explicit RememberedWords(std::size_t bytes_max = remembered_words_bytes_max) : bytes_max_(bytes_max) {}

  community::WordsPointer open(const community::WordsKey& key, const LoadWords& load) override;
  // Words of a roadmap that are wrong from now on: something was taken out of its history.
  void forget(std::uint64_t roadmap_id);
  std::size_t bytes();

 private:
  struct Remembered {
    community::WordsKey key;
    community::WordsPointer words;
  };
  using Order = std::list<Remembered>;  // the one asked for last comes first

  void drop(Order::iterator one);

  const std::size_t bytes_max_;
  std::mutex mutex_;  // protects the following
  Order order_;
  std::map<community::WordsKey, Order::iterator> places_;
  std::size_t bytes_ = 0;
};

}  // namespace ramure::live
