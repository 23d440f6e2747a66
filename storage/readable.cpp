#include "storage/readable.hpp"

#include <algorithm>

namespace ramure::storage {

namespace {

auto lower_bound(auto& places, std::uint64_t channel_id) {
  return std::ranges::lower_bound(places, channel_id, {}, &Readable::Place::channel_id);
}

}  // namespace

const Readable::Place* Readable::find(std::uint64_t channel_id) const {
  const auto place = lower_bound(places_, channel_id);
  return place != places_.end() && place->channel_id == channel_id ? &*place : nullptr;
}

bool Readable::may_read(std::uint64_t channel_id, std::uint64_t birth_seq) const {
  const Place* place = find(channel_id);
  return place != nullptr && birth_seq >= place->reads_from_seq;
}

void Readable::grant(const Place& place) {
  const auto at = lower_bound(places_, place.channel_id);
  if (at != places_.end() && at->channel_id == place.channel_id) {
    *at = place;
  } else {
    places_.insert(at, place);
  }
}

void Readable::end(std::uint64_t channel_id) {
  std::erase_if(places_, [channel_id](const Place& place) { return place.channel_id == channel_id; });
}

}  // namespace ramure::storage
