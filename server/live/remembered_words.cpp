#include "server/live/remembered_words.hpp"

namespace ramure::live {

community::WordsPointer RememberedWords::open(const community::WordsKey& key, const LoadWords& load) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = places_.find(key); found != places_.end()) {
      order_.splice(order_.begin(), order_, found->second);
      return order_.front().words;
    }
  }
  auto words = std::make_shared<const storage::TextWords>(load());  // two readers may do so at once
  const std::lock_guard lock(mutex_);
  if (places_.contains(key)) return words;
  order_.push_front({key, words});
  places_.emplace(key, order_.begin());
  bytes_ += words->bytes();
  while (bytes_ > bytes_max_ && order_.size() > 1) drop(std::prev(order_.end()));
  return words;
}

void RememberedWords::forget(std::uint64_t roadmap_id) {
  const std::lock_guard lock(mutex_);
  for (auto one = order_.begin(); one != order_.end();) {
    const auto next = std::next(one);
    if (one->key.roadmap_id == roadmap_id) drop(one);
    one = next;
  }
}

std::size_t RememberedWords::bytes() {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void RememberedWords::drop(Order::iterator one) {
  bytes_ -= one->words->bytes();
  places_.erase(one->key);
  order_.erase(one);
}

}  // namespace ramure::live
